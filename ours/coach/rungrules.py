"""The rules by which an answer is read, in the pattern language of `tags`.

Each rule is (kind, weight, pattern, unless): a match counts only if `unless` is not found inside the matched words.
Weights: 5 decides, 4 is strong, 3 plain, 2 just enough, less only tips the scale.
"""

MACROS = {
    "WANT": """( need|needs|needed|want|wants|wanted|require|requires|request|requests|requested|requesting |
        would|'d really|just|rather|also? like|love|prefer|welcome | 'm|'re|am|are|is|'s after | looking|look for|into|at |
        thinking|thought|think of|about | could really? use | could do with | ask|asks|asking|asked for |
        interested in | in need of | lack|lacks|lacking|missing | do|does|did not have|own | have|has|had no|neither |
        there 's|is|are|was no|not | have|has not got | consider|considering | invest in | picturing|imagining|envisage |
        price|quote|offer|proposal|estimate|commission for )""",
    "AIM": """( want|wants|wanted|need|needs|plan|plans|planning|planned|going|decided|intend|intends|intention|hope|hoping|
        like|love|prefer|have|has|got|you|someone|somebody|firm|agency|expert|idea|suggestion|proposal|was|is to |
        we|i|they|you|and 'll|will|should|could|can|must|might|'d | should|could|can|would|will you|we|somebody|someone |
        let 's | lets | please | had|'d better | just | consider|considering|about|of|suggest|propose )""",
    "SO": """( well|so|just|maybe|simply|then|ok|okay|first|honestly|basically|please|yes|to|perhaps|by|probably|possibly|really|
        mainly|mostly|ideally|actually|frankly|could|can|you|if|we|that|be|would|and|also|some|sort|kind|of|something|like|and|or ;? )""",
    "SHARE": "( half|halves | a|one|two|three third|thirds|quarter|quarters|fifth|fifths|tenth|tenths )",
    "MY": "my|his|her|their|our|your|one's|mine",
    "PERIOD": "hour|day|week|month|quarter|year|shift|night|morning|evening|afternoon|customer|client|patient|head|order|visit|school|case|"
    "person|employee|seat|room|store|branch|site|weekend|season|team|driver|class|weekday|unit|mail|call|pupil|resident|term",
}

RULES = (
    # What binds.
    ("constraint", 4.5, "not|never|nothing|nobody {0-3} allowed|permitted|negotiable|legal|supposed|ours|authorised|authorized|possible|feasible", None),
    ("constraint", 4.5, "not|never|nothing|be|is up to|for us|me|discussion|debate|grabs|negotiation", "is up to us"),
    (
        "constraint",
        4.5,
        "forbidden|forbids|forbid|prohibited|prohibits|banned|illegal|unlawful|non-negotiable|nonnegotiable|mandatory|compulsory|obliged|"
        "obligation|obligated|veto*|mustn't|prescribed|prescribes|dictates|dictated|stipulat*|embargo|sacrosanct|taboo|no-go|untouchable|"
        "off-limits|inviolable|exclusively|irrevocable|unalterable|earmarked|ring-fenced|capped|statutory",
        None,
    ),
    (
        "constraint",
        4.5,
        """( against the law|rules|policy|contract|regulations | bound|tied|limited|restricted|confined|subject to|by | locked in|into |
        set in stone | off limits | out of our|my hands | no|not any way|getting|room around|round|out|manoeuvre | not get|move|go around|round|out |
        hands are|were tied | hiring|recruitment|spending|pay freeze | must|may|shall not | may only | red line | hands off | last word | final say |
        have|has the|to final|last say | rules|rule out | ruled out | stuck with|to | no window | holy cow | sacred cow | stays|stay|remains put|as|untouched |
        it|that|which|who|recipe|name|logo|date|price|team|room stays|remains ;|$ | comes|come with strings | not without | goes|go out? to tender |
        no choice | no say | no alternative | no discretion | no leeway | not open to | not ours to | beyond our control )""",
        None,
    ),
    ("constraint", 4.5, "not|never {0-2} let|lets|allow|allows|permit|permits|approve|approves|accept|accepts|sign|release|fund|cover|agree|tolerate|authorise|authorize|grant|support", None),
    (
        "constraint",
        4.5,
        "budget|budgets|money|funds|funding|cash|spend|spending|resources|capacity|headcount|prices|price|date|dates|deadline|scope|hours|team|colours|colors|format|"
        "rates|fees|time|schedule|staffing|space|grant {0-4} fixed|frozen|limited|set|given|gone|spent|used_up|allocated|tight|until|till|ends|end|exhausted|stays|stay|maxed|not|"
        "cannot|already|lapse|lapses|expire|expires|finite|cut|reserved|blocked",
        "when|while|time|date ( not | already )",
    ),
    ("constraint", 4.5, "no {0-1} money|budget|funds|funding|cash|capacity|headcount|permission|posts|licence|license|authority|mandate|slack|spare", None),
    (
        "constraint",
        4.3,
        """( no|not more|higher|longer|later|earlier|larger|bigger than | a? maximum of? | max | at the? most | cannot|not exceed | have|has|'ve|got only | only have|has|got|accepts|accept|takes|holds|allows |
        there 's|are|is only | up to | just|only ) {0-2} <NUM>|one|a|an""",
        "just|only|to|most a|an",
    ),
    ("constraint", 4.3, """( <NUM> <UNIT>? and? not a|one {1-1} more | <NUM> {0-1} max|maximum|at_most|tops ;|$ | and not {0-2} more | up to <NUM> {0-2} without )""", None),
    ("constraint", 4.2, "( only <NUM>|one|a ( of us | {0-1} person|people|room|oven|van|car|kitchen|machine|desk|line | {0-2} can|may ) | just me and | it 's|is only|just me|us|<NUM> | all we have | is|'s all there is )", None),
    (
        "constraint",
        4.5,
        """<BINDER> {0-4} requires|require|required|demands|demand|say|says|insists|insist|must|until|till|forbids|binds|bind|ties|obliges|rule|rules|decides|decide|expires|expire|runs|
        ends|prescribes|prescribe|lays|sets|set|expects|blocks|block|stops|refuses|refuse|refused|vetoed|vetoes|belongs|applies|apply|governs|approves|dictates|controls|only|never|limits|limit|has|have|not""",
        "( contract|board|council|bank|management|insurance|standard|owner|owners|federation|city|finance|security|committee|lease|it|act|court|group|association|faculty|warranty ) {0-4} set|runs|not|only|never|have|rules|expects|say|says|decide|has|stops",
    ),
    ("constraint", 3.2, "<BINDER> {0-4} not|only|never|has|have|decides|say|says|set|rules", None),
    ("constraint", 4.5, "set|given|decided|fixed|imposed|required|demanded|approved|mandated|owned|protected|regulated|controlled|dictated|governed|specified {0-1} by|with {0-3} <BINDER>", None),
    ("constraint", 3.5, "is|are|was given|fixed|set|certified|regulated|confidential|classified ( ; | by | until | for | $ )", None),
    ("constraint", 3.8, "is|are|was|has|have|stays {0-2} protected|frozen|listed|patented|certified|copyrighted|classified|untouchable", None),
    ("constraint", 3.4, "^ {0-1} no {1-2} during|in|at|on|after|before|allowed|without|;", None),
    ("constraint", 3.6, "i|we|there have|'ve|has|'s|is got? only|just|exactly? one|a_single <STAFF|TOOL|HELP>", None),
    ("constraint", 3.2, "not do|change anything|much|it|that|a_thing", None),
    (
        "constraint",
        4.4,
        """( needs|need|require|requires|without|waiting|wait|pending|get|gets|subject|depends|awaiting ) {0-4} approval|sign-off|signoff|permission|signature|signatures|consent|clearance|permit|go-ahead|
        authorisation|authorization|vote|licence|license|accreditation|certification|blessing|tender""",
        None,
    ),
    ("constraint", 4.2, "by law|statute|contract|regulation|decree|statutes ; ?", None),
    ("constraint", 4.2, "( by|under {0-2} law|contract|act|regulation|statute|rules | legally | for legal reasons | contractually | according to the? law|contract|rules )", None),
    (
        "constraint",
        4.2,
        """not just|simply|really|ever|even|be? hire|spend|close|stop|shut|take_down|switch_off|turn_off|afford|add|extend|change|changed|alter|altered|touch|touched|raise|raised|move|moved|exceed|
        postpone|postponed|delay|delayed|replace|replaced|buy|shift|shifted|drop|dropped|modify|modified|store|export|fire|sack|negotiated|closed|start|begin|do_without|interrupt|break|film|publish|leave|use|
        enter|install|connect|recruit|cancel|terminate|go_over|work_on|build|expand|share|disclose|take_on|get_out""",
        "( do|did ) not|not start|not stop|not leave|not use|not change|not share|not drop",
    ),
    ("constraint", 3.6, "can not just|simply|really|ever|even|be? start|stop|leave|use|change|share|drop", None),
    ("constraint", 4.2, "can|could not {0-3} before|until|unless|without|during", None),
    ("constraint", 4, "( must|need|needs | has|have|got to ) {0-5} before|by|until|within|in_time the|end|<NUM>|<MONTH>|<YEAR>|easter|christmas|summer|autumn|spring|winter", None),
    (
        "constraint",
        4,
        """( must | has|have|'ve|need|needs to | has|have|'ve|got got? to ) still|also|be? {0-1} compatible|comply|stick|run_on|work_with|fit|stay|remain|agree|go_through|keep|use|signed|approved|kept|stored|
        certified|accessible|bilingual|compliant|respect|observe|follow|obey|involve|inform|consult|pass|live_with|tendered|documented|reviewed|archived""",
        None,
    ),
    ("constraint", 4.2, "( before|until the? {0-2} closes|ends|expires|starts|is over ; ? otherwise | otherwise {0-3} lapse|lapses|expire|expires|lost|penalty|fine )", None),
    ("constraint", 4.2, "( no|nothing|not ) {0-5} ( before|until|till|earlier ) {0-2} <MONTH>|next|we|september|summer|autumn|spring|winter|easter|christmas|<YEAR>|<NUM>", None),
    ("constraint", 4, "( booked|taken|closed|out|away|leave|unavailable|busy|full|stuck|tied|committed|contracted|locked ) {0-4} until|till|another|for", None),
    ("constraint", 4.2, "( expires|expire|lapse|lapses|runs_out|ends on|in|at|after|with|before|;|the|<MONTH>|<NUM> )", None),
    ("constraint", 4.2, "not {0-1} afford", None),
    ("constraint", 3.6, "( belongs to | only {0-2} if|when|with|through|via|after|in|during|on ) {0-2} the|an|a|<BINDER>|<NUM>", None),
    ("constraint", 3, "only|just {0-3} an|per|each hour|day|week|month|year|minute", None),
    ("constraint", 3.8, "half-time|part-time|short-staffed|understaffed|single-handed|vacancy|vacant", None),
    ("constraint", 3.6, "not support|supported|compatible|connect|integrate|fit|accommodate|physically", None),
    ("constraint", 2, "deadline|non-disclosure|nda|budget|condition|requirement|restriction|restrictions|quota|ceiling|limit|limits|limited|rule|rules|must|clause|confidential", None),
    ("constraint", 1.2, "<BINDER>", None),
    # What it means for a person.
    ("stake", 4.6, "<FEAR>", "no worries|fear | relief|hope|hopes|worry|worries"),
    ("stake", 3, "<FEAR>", None),
    ("stake", 4.6, "( 'm|am|is|are|'re|'s|was|were|been|i|me|she|he|who|that|to|not ) {0-2} worry|worried|hope|hopes|relief", "hope to"),
    (
        "stake",
        4.6,
        """lose|loses|losing|lost|cost|costs|costing|risk|risks|risking|keep|keeps|keeping|save|saving|fear {0-3} job|jobs|sleep|face|nerve|heart|faith|motivation|position|credibility|respect|reputation|self-respect|
        nerves|temper|hope|mind|enthusiasm|interest|joy|energy|patience|best|good|hair|post|livelihood|licence|courage|dignity|pride|standing|friends|friend|marriage|home|house|health|will""",
        "best|good price|customers|clients|guests|patients|deals|position",
    ),
    ("stake", 4.6, "lose|loses|losing|lost {0-3} him|her|<STAFF>|<NAME>", None),
    ("stake", 4.5, "<NAME>|she|he {0-3} leave|leaves|leaving|quit|quits|quitting|resign|resigns|resigned|go|goes|gone", "go|goes|gone to|through|into"),
    ("stake", 3.2, "see|sees|seen me|us|each_other|them any_more|anymore|less|hardly", None),
    ("stake", 4.2, "stop|stops|stopped|no longer|not caring|care|cares|believe|believing|trying", "not believe|trying"),
    ("stake", 4, "i {0-2} took this|the|up ( job|on|post|role ) | i {0-2} became a | i {0-2} grew|born|raised|married|built|founded|started {0-3} up|in|here|this|it|from | without her|him|them i|we", None),
    (
        "stake",
        4.6,
        """<STAFF> {0-6} leave|leaves|leaving|quit|quits|quitting|resign|resigns|resigned|resigning|walk|walking|walked|notice|poached|give_up|gives_up|giving_up|gave_up|joy|elsewhere|stop|
        feel|feels|feeling|felt|cry|hate|hates|hated|love|suffer|suffers|dread|sick|ill|notice|unhappy|bored|struggle|struggles|hurt|hurts|fear|burnt|silent|defeated|cheated|bewildered""",
        "feel comfortable",
    ),
    ("stake", 4.6, "( thinking|think|about|ready|want|wants|close|tempted ) ( of|about )? to? quit|quitting|leave|leaving|resign|resigning|give_up|giving_up|throw|throwing|pack|packing|chuck", None),
    ("stake", 4.6, "( job|jobs|position|role|desk|neck|head|post|posts|career|everything|existence|name|house ) {0-2} at|on stake|risk|the|line|danger|block", None),
    (
        "stake",
        4.3,
        """@MY own|very|good|whole|late|best|personal|old|little? job|jobs|career|reputation|name|neck|head|bonus|promotion|pension|marriage|kids|children|health|life|lives|weekend|weekends|evening|evenings|nerves|
        conscience|credibility|standing|authority|heart|hearts|father|mother|savings|house|legacy|wife|husband|daughter|son|family|dad|mum|mom|retirement|holiday|holidays|dream|
        self-esteem|chest|mind|word|back|shoulders|hide|soul|salary|pay|livelihood|future|sanity|friends|position|eyes|face|hands|skin|nose|blood|sleep|body|sister|brother|voice|ego""",
        "our best|good|old|own? name|face|hands|back|voice|partner|position|house|family|future|parents",
    ),
    ("stake", 4.3, "my own|very|good|late? name|face|hands|back|voice|partner|position|house|family|future|parents|people|staff|team|nurses|teachers|girls|boys|guys|lads|crew", "my people|staff|team|nurses|teachers|crew"),
    ("stake", 2.6, "my|<STAFF> people|staff|team|nurses|teachers|crew|drivers|colleagues", None),
    (
        "stake",
        4.4,
        """( sleep|sleeping|slept at|again|better|well|through|properly|the|; | not sleep | lie|lying awake | wake|waking up? at|in | keeps|keep|kept {1-1} awake|up | up at night | take|takes|taking|taken me|us|him|her|them? seriously |
        an idiot | a fool|clown|failure|joke|liar|nobody | foolish|stupid|ridiculous|silly|small ; ? | on my|our watch | for me|him|her personally? ; | for me personally | personally | not take|bear|cope|breathe|face|go_on|switch {0-2} ;|any|off|on|anymore |
        at the end of my|their|our|her|his | treated like|as | take|takes|get|gets the blame | blame|blames|blamed me|him|her | be|get|gets|got blamed | laid|lay|laying off | let|lets|letting {0-3} down|go | let down |
        lay|let {0-2} people go | in tears | home for|early|in|before|on | look|looked|looking them|him|her|people|me in the eye | look|looks|looking bad|weak|foolish|old|incompetent|stupid | hold up? my head |
        shut|close up? shop | sell|selling the|my|up shop|house|practice|farm|business | prison|jail | sacked|fired|redundant|redundancies|bankrupt|bankruptcy|insolvency | no longer needed | not needed | out of work |
        replace|replaces|replaced me|him|her|them|us | promised them|him|her|my|the|everyone | gave|given|give {0-2} word | the one who|to | only myself | by myself at|every | throw|throwing in | who i am | what i am | tell {0-2} wife|husband|kids|mother|family |
        years|decades|heart|money|savings into this|it|the | no work for|; | time for myself|my|her|them|myself | every|my weekend|weekends|sunday|sundays|saturday|evening | my weekends|evenings|sundays | job|jobs ads|advert|offers |
        close|near to collapse|tears|breaking|quitting|giving | under {0-2} pressure | take|takes|taking {0-2} pressure|weight|load|burden | be|being|feel|felt|feels heard|seen|needed|wanted|useful|ignored|alone|safe|lost|useless|listened|trusted|left|like|part|used|cheated |
        to be a|the proud|real? doctor|teacher|nurse|baker|mother|father|lawyer|craftsman|person|human | instead of a clerk|secretary|policeman|babysitter | has|had|'ve|have had it|enough | my|our|her|his turn to | old enough to )""",
        "let it|us go",
    ),
    ("stake", 4.4, "mean|means|meant|matters|matter {0-1} a|so|everything|the|to lot|world|deal|much|me|him|her|them|us|many", "mean|means to"),
    ("stake", 4.2, "i just|really|honestly? feel|care|hate|miss|dream|owe|swore|promised|cried|dread|suffer", None),
    ("stake", 2.3, "i ( 'd|would|could|have|'ve|will|'ll|not|never|do|did|finally|just|had|'m|am|was|to|spend|can|could|always|again|to|want|grow|gave ){0-5} <!PLAIN|GAIN|TALK|DO>", None),
    ("stake", 1.6, "me|myself|him|himself|herself", None),
    # A number, a unit, a date, as it is or as it should be.
    ("measure", 4.3, "<NUM> ( to|or|- <NUM> )? %|percent|per_cent|pct|percentage_points|points", "<NUM> points a"),
    ("measure", 4.3, "from {0-2} <NUM> {0-3} to {0-3} <NUM>|half|zero|one|<UNIT>", None),
    ("measure", 4.2, "( <NUM>|one|half|nine|many {0-2} ( out of | in every | in <NUM> | of {0-2} <NUM> ) | of {0-2} <NUM> {0-4} ; ? <NUM>|none|half )", "in <YEAR>"),
    ("measure", 4, "( <NUM>|one|several|twice|once|once or twice ) ( or|to <NUM> )? {0-3} per|a|an|each|every|any|given @PERIOD", "posts|videos|newsletters|articles|someone|come"),
    ("measure", 3.6, "<NUM>|one full|working|business|whole|square|or|to|more|extra? <UNIT>", "years|year|weeks|months|days ago|old|into"),
    ("measure", 3.4, "<NUM> ( *ly|new|more|empty|open|overdue|late|paid|extra|other|to|or|<NUM>|first-time|unhappy|missed|lost ){0-2} <COUNTED>", None),
    ("measure", 3.4, "<NUM>|one <!PREP|VERB|TOOL>{0-1} <COUNTED> {0-4} per|a|each|every|less|more|fewer|instead|late|empty|overdue|cancelled|finished|back|yesterday|lost|so|this", None),
    ("measure", 3.8, "@SHARE of? the|our|all|my|its|their? {0-1} <COUNTED|GOOD|BAD|CLIENTS>|it|them|revenue|time|stock|work|bread|food|turnover|seats|day", None),
    ("measure", 3.2, "@SHARE", "half past|an"),
    ("measure", 3.2, "every second|third|fourth|fifth|sixth|tenth|other {1-1}", None),
    ("measure", 3.6, "( in half | by half | by @SHARE | halved|halve|halving|doubled|double|doubling|tripled|triple|twofold|threefold|tenfold ( the|our|by|of|that|; | $ ) )", None),
    ("measure", 3.3, """( at least | at most | less|more|fewer|shorter|longer|higher|lower|better|quicker|faster|larger|smaller than | below|under|above|over|around|roughly|approximately|nearly|almost|about|some|only|
        close_to|exactly|maybe|say | score|rating|nps|average|target|goal|rate|number|figure|quota|currently|now|today|was|were|is|are|stands|stood|used|reached|hit|reach ( at|of|is|was|are|be|;|to )* ) ( a|an )? <NUM>""", "( is|are|was|were two|three )"),
    ("measure", 3.4, "<NUM> {0-5} ;? {0-4} <NUM> {0-4} ( this|last|last_year|target|now|so|year|before|after|today|yesterday|instead|used|aim|goal|next|average|in|a ) | ( last|this|target|now|today|currently|average|used|year ) {0-5} <NUM> {0-3} ;? {0-6} <NUM>", None),
    ("measure", 3.2, "score|rating|nps|average|target|quota|kpi|conversion|currently|stands|stood|reached {0-3} <NUM>", None),
    ("measure", 2.8, "( <NUM>|several|many times | once|twice ) a|per|every|each @PERIOD", None),
    ("measure", 1.8, "<NUM>", None),
    ("measure", 0.8, "on average|number of|percentage|by <MONTH>|share of|rate", None),
    # A state of affairs, wanted or not.
    ("outcome", 5, "( <CLIENTS> <!PREP>{0-4} <MOOD> | <MOOD> <CLIENTS> | staff_turnover )", None),
    ("outcome", 3.8, "<MORE> ( and|or <MORE> )? <!PREP|TOOL>{0-2} <CLIENTS|COUNTED|GOOD|BAD>", "people|staff|colleagues|nurses|drivers to|for|on"),
    ("outcome", 3.9, "<MORE> {0-1} people|<STAFF|CLIENTS> in|at|through|who|coming|from|into|to_our|back", None),
    ("outcome", 3.4, "<MORE> <!PREP|TOOL|HELP|NUM>{1-2}", "more|less|fewer|longer|shorter|higher|lower than | <HELP>"),
    ("outcome", 2.6, "<MORE>", None),
    ("outcome", 3.5, "to|so|and|would|could|might|we|'d|in|by|of|that|can|will *ly|not|just|always|finally? <GAIN>", "of stopping | to keep using"),
    ("outcome", 3.9, "^ @SO{0-3} <GAIN>", None),
    ("outcome", 2.5, "<GAIN>", None),
    ("outcome", 3.7, "want|wants|like|expect|wish|get|getting|help|make|making|hoping|hope|need <!TOOL|PREP>{0-3} <CLIENTS|STAFF>|them|people|everybody|everyone|us to? <VERB|GAIN|TURN>", "to <DO>"),
    ("outcome", 3.4, "want|wanted|like|love|expect|hope|wish the|our|my|this|more|all|every {0-5} to <VERB|GAIN|TURN>|pull|be|match|fit|speak|flow|last", None),
    ("outcome", 3.2, "( so|such that | in order to|that | aim|goal|point is|was | comes|boils down to | what we|i really want|need|mean )", None),
    ("outcome", 2.8, "<TURN>", None),
    ("outcome", 2.7, "<BAD>", None),
    ("outcome", 2.7, "<GOOD>", None),
    ("outcome", 2.7, "<CLIENTS|STAFF>|everyone|everybody|we|they|it|orders|parcels|departments|branches|wards {0-2} not|never|stop|stops|stopped|keep|keeps|still|hardly|only|no_longer|again|would", None),
    ("outcome", 2.4, "nobody|everyone|everybody|no_longer|any_more|anymore|too|forever|ages|still|isn't|each|every", None),
    ("outcome", 3, "want|like|need|hope|wish|able|love to ( be|become|feel|know|see|stay|remain|stand|go|come|look|hear|live|offer ) ", None),
    ("outcome", 2.6, "want|like|need|hope|wish|able|love to have|get <!TOOL>{0-4} <!TOOL>", None),
    ("outcome", 2.4, "not <VERB|TURN|GAIN>", None),
    # A means.
    ("tactic", 4.1, "@WANT <!PREP>{0-5} <TOOL>", "<MORE> <CLIENTS|GOOD> | <FEAR>"),
    ("tactic", 4, "@WANT <!PREP>{0-3} someone|somebody|you|firm|agency|freelancer|expert|person|partner|professional|specialist to|who|that", None),
    ("tactic", 4, "^ @SO{0-3} someone|somebody to|who|that|for", None),
    ("tactic", 3.5, "@WANT <!PREP>{0-3} <HELP>", "<MORE> people|<CLIENTS> in|through | do|does|any"),
    ("tactic", 2.6, "( need|needs|want|wants|after|looking|look|request|requesting|'d|would|like|love|require|requires|for ) ( for|like|love )? a|an|some|another|new|two|three|one <!PREP|GOOD|CLIENTS|MORE|FEAR>{1-3}", None),
    ("tactic", 4, "@AIM ( *ly|also|first|just|you|us|all|to|have|we|then|simply|finally|be|even|start|try|please ){0-3} <DO>", "<FEAR> | i|they|<CLIENTS> could|can | keep|run_out"),
    ("tactic", 2.7, "^ ( well|so|just|maybe|then|honestly|please|perhaps|and|also|simply ;? ){0-2} <!PLAIN|GAIN|TURN|BAD|GOOD|FEAR|PREP|NUM> the|a|an|our|your|all|every|everyone|some|them|up|out", "*ing the"),
    ("tactic", 2.4, "^ ( well|so|just|maybe|then|honestly|perhaps|also ;? ){0-2} a|an|another|some|two|three|new <!VERB|BAD|GOOD|FEAR|MORE>{1-3} ( ; | and | $ | for | that | to | with | like )", None),
    ("tactic", 2.6, "@WANT one|these|those too|as_well|;|$", None),
    ("tactic", 4, "could|can|will|would your|the|somebody|someone|anyone|your {0-2} <DO>", None),
    ("tactic", 4, "^ @SO{0-3} <DO> <!PREP|VERB>", "ran|runs|used|started|changed|moved|tried|did|held|offered"),
    ("tactic", 3.6, "^ @SO{0-3} <DO> ", "ran|runs|used|started|changed|moved|tried|did|held|offered"),
    ("tactic", 3.8, "^ @SO{0-3} ( a|an|another|some|new|two|three|more|better|proper|regular|own|<MORE>|the )? <!VERB|PREP|FEAR|BAD|GOOD|TURN>{0-4} <TOOL> ( ; | for|at|to|with|that|in|on|like|inside|by|where|which|about|of|and|or|who|every|each|so|instead|from | $ )", "the|our|my|their|this|these {0-4} <TOOL> for|at|to|with|that|in|on|like|inside|by|where|which|about|of|and|or|who|every|each|so|from"),
    ("tactic", 2.3, "^ {0-2} the|our|my {0-3} <TOOL>", None),
    ("tactic", 3.7, "have|has|had|get|gets|got|getting|with|via|through|do|doing|done|make|be|buy|use|'s|is|was ( a|an|another|some|new|better|proper|two|three|extra|own|regular|mainly|just|the|first ){1-3} <!PREP|BAD|FEAR>{0-3} <TOOL>", "is|was|'s the|that"),
    ("tactic", 3.7, "be|being|get|go|move|moving|migrate|migrating|switch|switching|everything|present|active|them|everyone {0-3} on|onto|to|into {0-3} <TOOL>", None),
    ("tactic", 3.4, "idea|plan|thought|suggestion|proposal|intention|thinking {0-1} was|is|would|to|of|about {0-1} to|a|an|that|maybe", None),
    ("tactic", 2.7, "a|an|another|new|some|proper|extra|second <!PREP>{0-3} <TOOL>", None),
    ("tactic", 1.3, "<TOOL>", None),
    ("tactic", 3, "quote|tender|proposal|commission|brief for|is|was|to", None),
)  # fmt: skip

# Ways of not answering, of handing over, of talking about the talk: they are set aside before the rest is read.
SILENT = (
    "i|we ( 'd|would|'ll|will|can|could|do|did|really|honestly|just )* not ( really|exactly|quite|yet|rightly|actually|possibly )* know|remember|recall|say|tell|answer|think_so ( you | for sure | exactly | yet | off the top of my head | that | right now )?",
    "( not|n't|never|nothing {0-2} sure|certain|worth|really|yet|much ; ? mentioning? | no idea|clue|comment | dunno | who knows | hard|difficult|tricky to say|tell | good|big|interesting|tricky question | it|that all? depends ( on {1-4} )? | depends | could not say | beats me )",
    "not ( thought | considered | asked | looked ) ( about|into|at )? ( it|that )?",
    "never ( really )? thought|asked|considered|looked {+6}",
    "i|we|you|he|she ( 'd|would|'ll|will|have|need|to|must|should|can|could|might )* ( ask|check|look_up|look_into|look_it|look_that|find_out|come_back|get_back|find_that ) ( with|at|back|to|into|up )* {+6}",
    "( let me|us | i|we 'll|will | can|may i ) ( get_back | get | think | check | ask | come | look | sleep | see ) {+8}",
    "^ ask|see|check|read|ring|call ( my|our|the|with|him|her|as|above|below|attachment|attached|enclosed|your ) {+6}",
    "i 'm|am afraid ( so|not | i|we|that 's|there|this )",
    "( thanks | thank you | cheers | many thanks | best|kind regards | sorry | apologies | hello | hi | dear | speak soon | see you ) {0-10}",
    "( see | as in|per ) the? attachment|attached|above|below|enclosed|mail|brief {+6}",
    "as ( i | we ) already? said|wrote|mentioned|told|explained|discussed {+8}",
    "( what do|did you mean | could|can|would you please|maybe? repeat|explain|say|rephrase|send|give|clarify|forward|resend ) {+8}",
    "you tell me | you 're|are the expert|experts | that 's|is why we|i called|hired|asked|came {+4}",
    "( could|can|shall|should|may|let we|us|'s ) ( talk|speak|discuss|do_this|do|meet|postpone|continue|skip|wait|see|take ) ( this|it|that|what|about|the|on|to|again|next|later|first|others|others|over|rest|think|up|in|person ){+8}",
    "( i 'd|would rather|prefer not ) {+6}",
    "( that|this|it 's|is just? ( how|the way|so|because|normal|life ) ) {+4}",
    "( it|that|we|they|things 's|has|have|'ve always|simply been|done|worked ) {+6}",
    "always been like|that|this {+3}",
    "( my|our|the boss|board|manager|director|ceo|chef|chief|partners|head|management|owner|owners|minister|mayor|headquarters said|says|asked|asks|wants|wanted|told so|for|it|me|us|to|that|this|one ) {+2}",
    "( everybody|everyone|others|all|competition|competitors|neighbours|competitor|they else? 's|is|are|does|do|has|have doing|got|it|that|one|have ) {+4}",
    "( it|this|that|they came|comes|was|is|were up|in|mentioned|suggested|decided ( in|at|by|from|as|a|the ) ) {+6}",
    "someone|somebody mentioned|said|told|suggested|thought {+4}",
    "why not | is not that obvious | isn't that obvious | that 's|is obvious | obviously | because ;|$ | no reason | just because",
    "it 's|is complicated | this and that | all sorts | you know ;? things | never mind | whatever | long story | many|lots things|reasons ( of things )? | we 'd|will|would just know",
    "( we|i 've|have|'re|are been|just|still ) ( discussing|talking|thinking|waiting|going|looking|considering ) {+8}",
    """before my|our time | not {0-2} follow|understand | ( right|best|wrong|good person {0-5} ) | nice|good|great|pleased to meet|see|hear {+4} | ( good|fair|interesting point ) | as soon as possible | asap | sounds|looks good|fine|great {+3} | fine|okay|ok by|with me|us |
    quite a few | a few | some | a lot | all sorts|kinds of {+4} | over the years | i|we guess|suppose|think|reckon ;|$ | just ring|knock {+3} | ( we|i|our|office 's|'m|are|is|am {0-2} located|based|in|on|at|from|next ) {+6} | ( call|ring|phone|email me|us {0-1} back|again|later|on|tomorrow|after ) {+4} |
    i|we was|were told {+7}""",
    "( have|has|did|do not {0-2} figures|numbers|data|figure|number|details|information|it ) {+6}",
    "( in|at|during from? the|a|our last|next|weekly|strategy|board|team? meeting|workshop|call|paper ) ",
)  # fmt: skip

# After one of these, what was said before is taken back.
TURNED = """( no ;? actually|wait|no | actually | wait ;|no | what we|i|it|they really | in truth|fact | rather ; | but really | or rather |
    the real reason|point|issue|thing|problem|question|aim|goal | to be honest | it|this|that 's|is not so|really|just? much|about? {1-4} ; | it|this|that 's|is not so|really|just? about {1-4} ; )"""

# Where an answer to the question just asked would lie; (kind, how much it tips the scale, is it enough alone, question).
ASKED = (
    ("measure", 1.4, False, "how many|much|often|long|high|big|far|large|soon|quickly | what|which number|figure|share|percentage|level|value | by when | count | measure | number"),
    ("stake", 1.4, True, "mean|means for|to you|him|her|them | afraid|fear|fears|worry|worries|worried|worrying | at stake | matter|matters|important {0-2} to you|him|her|them | keep|keeps you|them up|awake | lose|losing | feel|feeling | personally | you yourself | for you"),
    ("constraint", 1.4, True, "must|has stay|remain|not|be|to | in the way | holding|holds|hold|held you|us|it|this|them? back | limit|limits|limited|constraint|constraints|constrains|binds|bind|fixed|boundaries|boundary | not be? ( changed|change|touch|touched|moved ) | off the table | rules|ruled|rule out | prevent|prevents|stops|stopping | given"),
    ("outcome", 0.6, False, "different|driving|drives|why|goal|achieve|instead|success|better|reach|behind|underneath|important|give|gives|hope|hoping"),
    ("tactic", 0.5, False, "tried|idea|ideas|solution|asked for|brought|help with|do for you|looking for|request"),
)  # fmt: skip
