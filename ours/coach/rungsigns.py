"""Signs of what an answer names, written in the pattern language of `tags`.

A sign says what was seen, not what it weighs: how much each one counts for which kind is learned from labelled answers
(`runglearn`). Adding a sign, or a word to a class, means learning anew.
"""

MACROS = {
    "WANT": """( need|needs|needed|want|wants|wanted|require|requires|request|requests|requested|requesting |
        would|'d really|just|rather|also? like|love|prefer|welcome | 'm|'re|am|are|is|'s after | looking|look
        for|into|at | thinking|thought|think of|about | could really? use | could do with | ask|asks|asking|asked
        for|you | interested in | in need of | lack|lacks|lacking|missing | do|does|did not have|own | have|has|had
        no|neither | there 's|is|are|was no|not | have|has not got | consider|considering | invest in | picturing|
        imagining|imagine|envisage | price|quote|offer|proposal|estimate|commission for )""",
    "AIM": """( want|wants|wanted|need|needs|plan|plans|planning|planned|going|decided|intend|intends|intention|hope|
        hoping|like|love|prefer|have|has|got|you|someone|somebody|firm|agency|expert|idea|suggestion|proposal|was|is|
        us|nice|good to | we|i|they|you|and|one 'll|will|should|could|can|must|might|'d|would|ought | should|could|
        can|would|will|might you|we|somebody|someone | let 's|us | lets | please | had|'d better | just | consider|
        considering|about|of|suggest|propose|considered )""",
    "SO": """( well|so|just|maybe|simply|then|ok|okay|first|honestly|basically|please|yes|to|perhaps|by|probably|
        possibly|really|mainly|mostly|ideally|actually|frankly|could|can|you|if|we|that|be|would|and|also|some|sort|
        kind|of|something|like|or ;? )""",
    "SHARE": "( half|halves | a|one|two|three third|thirds|quarter|quarters|fifth|fifths|tenth|tenths )",
    "MY": "my|his|her|their|our|your|one's|mine",
    "PERIOD": """hour|day|week|month|quarter|year|shift|night|morning|evening|afternoon|customer|client|patient|head|
        order|visit|school|case|person|employee|seat|room|store|branch|site|weekend|season|team|driver|class|weekday|
        unit|mail|call""",
}

SIGNS = {
    # What binds.
    "not allowed": """not|never|nothing|nobody {0-3} allowed|permitted|negotiable|legal|supposed|ours|authorised|
        authorized|possible|feasible|insured|available|entitled""",
    "not up to us": "not|never|nothing|be|is up to|for us|me|discussion|debate|grabs|negotiation",
    "binding word": "<BIND>",
    "hands tied": """( against the law|rules|policy|contract|regulations | bound|tied|limited|restricted|confined|
        subject to|by | locked in|into | set in stone | out of our|my hands | no|not any? way|getting|room around|
        round|out|manoeuvre | not get|move|go around|round|out | hands are|were tied | hiring|recruitment|spending|
        pay freeze | must|may|shall|mustn't not | may only | hands off | last|final word|say | rules|rule|ruled out |
        stuck with | no window | stays|stay|remains put|as|untouched | out? to tender | no choice|say|alternative|
        discretion|leeway | not open to | beyond our control )""",
    "does not let": """not|never {0-2} let|lets|allow|allows|permit|permits|approve|approves|accept|accepts|sign|
        release|fund|cover|agree|tolerate|authorise|authorize|grant|support|extend|refuse""",
    "money or time fixed": """budget|budgets|money|funds|funding|cash|spend|spending|resources|capacity|headcount|
        prices|price|date|dates|deadline|scope|hours|team|colours|colors|format|rates|fees|time|schedule|staffing|
        space|grant|subsidy|licence|contract|lease {0-4} fixed|frozen|limited|set|given|gone|spent|allocated|tight|
        until|till|ends|end|exhausted|stays|stay|not|already|lapse|lapses|expire|expires|finite|cut|reserved|blocked|
        capped|closes""",
    "no money": """no {0-1} money|budget|funds|funding|cash|capacity|headcount|permission|posts|licence|license|
        authority|mandate|slack|spare|space|room|reception|access|permit""",
    "no more than": """( no|not more|higher|longer|later|earlier|larger|bigger than | a? maximum of? | max | at the?
        most|latest | exceed | have|has|'ve|got only | only have|has|got|accepts|accept|takes|holds|allows|get |
        there 's|are|is only | up to | just|only ) {0-2} <NUM>|one|a|an|the""",
    "not a cent more": """( not a|one {1-1} more | <NUM> {0-1} max|maximum|tops|altogether | <NUM> {0-1} ; all in |
        up to <NUM> {0-2} without | and that 's it|all )""",
    "only us": """( only <NUM>|one|a|the of|person|people|room|oven|van|car|kitchen|machine|desk|line | just me|us
        and? | it 's|is only|just me|us|<NUM> | all we have | there are <NUM> of us | we are <NUM> |
        only|just|exactly one )""",
    "authority acts": """<BINDER> {0-4} requires|require|required|demands|demand|says|insists|insist|must|until|till|
        forbids|binds|ties|obliges|rule|rules|decides|decide|expires|runs|ends|prescribes|lays|sets|expects|blocks|
        blocked|stops|refuses|refused|vetoed|belongs|applies|governs|approves|dictates|controls|limits|meets|votes|
        holds|covers|specifies|excludes|means""",
    "authority limits": "<BINDER> {0-4} not|only|never|has|have|say|set|against",
    "by authority": """<!VERB>? set|given|decided|fixed|imposed|required|approved|owned|protected|regulated|
        controlled|governed|done {0-1} by|with|to {0-3} <BINDER>""",
    "is fixed": """is|are|was|has|have|stays|been {0-2} given|fixed|set|protected|frozen|listed|patented|certified|
        confidential|booked|leased|capped|final""",
    "no … during": "^ {0-2} no|not|only|nobody {1-3} during|in|at|on|after|before|allowed|without|with|may|can|until",
    "needs approval": """needs|need|require|requires|without|waiting|wait|pending|get|gets|subject|depends|awaiting|
        cleared|approved|validated|agreed {0-4} approval|sign-off|signoff|permission|signature|signatures|consent|
        clearance|permit|go-ahead|authorisation|authorization|vote|licence|license|accreditation|certification|
        blessing|tender|with|by|report""",
    "under the law": """( by|under|according|for to? {0-2} law|contract|act|regulation|statute|rules|lease|bylaws|
        statutes|reasons )""",
    "cannot act": """not just|simply|really|ever|even|be? hire|spend|close|stop|shut|afford|add|extend|change|
        changed|alter|touch|touched|raise|raised|move|moved|exceed|postpone|delay|replace|replaced|buy|shift|drop|
        modify|store|export|fire|sack|start|begin|interrupt|film|publish|leave|use|enter|install|connect|recruit|
        cancel|terminate|build|expand|share|disclose|name|choose|drill|take|put|work|lay""",
    "has to": """( must|may | has|have|'ve|need|needs to | has|have|'ve|got got? to ) still|also|be|not? {0-1}
        compatible|comply|stick|run|work|fit|stay|remain|agree|go|keep|use|signed|approved|kept|stored|certified|
        accessible|bilingual|compliant|respect|observe|follow|obey|involve|inform|consult|pass|live|tendered|
        documented|reviewed|archived|accept|give|cleared|present|ready|listed|accompanied|validated|steel""",
    "before a date": """( must|before|until|by|ends|expires|lapses|runs|till|within|at|beyond ) {0-3} <MONTH>|<YEAR>|
        easter|christmas|summer|autumn|spring|winter|term|harvest|exams|holidays""",
    "not before": "( no|nothing|not|nobody|start ) {0-6} before|until|till|earlier",
    "otherwise lapses": "( otherwise | or else | lapse|lapses|expires|expire )",
    "taken until": """booked|taken|closed|out|away|leave|unavailable|busy|full|stuck|tied|committed|contracted|
        locked|signed {0-5} until|till|another|for""",
    "belongs to": "( belongs to | is|are owned by | holds the | has|have the right )",
    "cannot": "can|could|may|must not",
    "must": "must|has|have|had to",
    "only": "only {0-2} if|when|with|through|via|after|in|during|on|twice|once|<NUM>|an|the|a",
    # What it means for a person.
    "lose a thing of one's own": """lose|loses|losing|lost|cost|costs|costing|risk|risks|risking|keep|keeps|keeping|
        save|saving|fear|run|gave|give {0-3} job|jobs|sleep|face|nerve|heart|faith|motivation|position|credibility|
        respect|reputation|self-respect|nerves|temper|hope|mind|enthusiasm|interest|joy|energy|patience|best|good|
        hair|post|livelihood|licence|courage|dignity|pride|standing|friends|marriage|home|house|health|will|steam""",
    "lose somebody": "lose|loses|losing|lost|without {0-3} him|her|<STAFF>|<NAME>",
    "somebody goes": """<NAME>|<STAFF>|she|he|they|nurses|best {0-6} leave|leaves|leaving|quit|quits|quitting|resign|
        resigns|resigned|go|gone|goes|notice|poached|elsewhere""",
    "feelings of staff": """<STAFF>|they|people|he|she|we|lads|girls|crew {0-4} feel|feels|feeling|felt|cry|cries|
        hate|hates|hated|love|suffer|suffers|dread|sick|ill|unhappy|bored|struggle|struggles|hurt|fear|burnt|silent|
        defeated|cheated|stopped|angry|tired|lost|given|done|dare|<FEAR>""",
    "about to quit": """thinking|think|about|ready|want|wants|close|tempted|rather|brink {0-3} quit|quitting|leave|
        leaving|resign|give_up|throw|go|collapse|tears|burnout""",
    "at stake": """job|jobs|position|role|desk|neck|head|post|career|everything|existence|name|house|standing|licence
        {0-3} at|on stake|risk|the|line|danger|block""",
    "my own": """@MY own|very|good|whole|late|best|personal|old|little? job|jobs|career|reputation|neck|head|bonus|
        promotion|pension|marriage|kids|children|health|life|lives|weekend|weekends|evening|evenings|nerves|
        conscience|credibility|standing|authority|heart|hearts|legacy|wife|husband|daughter|son|family|father|mother|
        brother|sister|dad|mum|mom|retirement|holiday|dream|chest|mind|word|back|shoulders|hide|soul|salary|
        livelihood|future|sanity|friends|eyes|hands|skin|blood|sleep|body|voice|ego|baby|doctor|patience|pride|
        throats|throat|stomach|gut|steam|keep|chair|legs|job""",
    "my people": """( my {0-1} people|staff|team|nurses|teachers|girls|boys|guys|lads|crew|colleagues|deputy|
        assistant|best )""",
    "idiom of strain": """( sleep at|again|better|well|through|properly|the|; | lie|lies|lying awake | wake|waking
        up? at|in | up at night | take|takes|taken me|us|him|her|them? seriously|personally | an idiot | a|the bad|
        fool|clown|failure|joke|liar|guy | on my|our watch | for me personally? ; | not take|bear|cope|breathe|face
        {0-2} ;|any|it|another | end of my|their|our|her|his | treated like|as | take|takes|get|gets|carry|carries
        the blame|can | be|get|gets|got|feels|feel blamed|insulted|laughed|shouted|yelled|mocked|abandoned |
        let|lets|letting {0-3} down | let people go | in|to tears | look {0-1} in the eye|mirror|face | look|looks|
        looking|feel|make|making bad|weak|foolish|old|stupid|a|like | sell|close|shut the|my|up shop|house|practice|
        farm|business | needed|not|no longer? wanted|needed | give|gave|given|swore|promised {0-2} word|myself|them |
        the one who|to|they | who i am | hands shake | one's|my own|very? name | to be|feel a|the|like
        proud|real|good? doctor|teacher|nurse|mother|father|human | has|had|'ve|have had it|enough | running on | on
        my|their|our|her last|knees | old enough to | time for myself|my | every|all? weekend|weekends|sunday|sundays
        | day and night | has|have|got my|her|his|their back | i owe | time to|with be|my|the )""",
    "means a lot": """mean|means|meant|matters|matter {0-1} a|so|everything|the|to|here lot|world|deal|much|me|him|
        her|them|us|;""",
    "I feel": """i just|really|honestly|do|not? feel|care|hate|miss|dream|owe|swore|promised|cried|dread|suffer|love|
        fear|worry|hope|took|grew|became|lie|gave|lost""",
    "I am": "i {0-2} 'm|am|was|'ve|have|had|'d <!PLAIN>",
    "I": "i",
    "me": "me|myself",
    "feared by": "that|being|making|losing|letting i|they|we|my|left|seen|treated|alone|a|down",
    # A number, a unit, a date, as it is or as it should be.
    "percent": "<NUM> ( to|or|- <NUM> )? %|percent|per_cent|pct|percentage_points|points",
    "from … to": "from {0-2} <NUM> {0-3} to {0-3} <NUM>|half|zero|one|<UNIT>",
    "out of": """( <NUM>|one|half|nine|many|none {0-2} ( out of | in every | in <NUM> | of {0-2} <NUM> | for every )
        | of {0-2} <NUM> {0-4} ; ? <NUM>|none|half )""",
    "so many a day": "<NUM>|one|several|twice|once {0-4} per|a|an|each|every|any|this|last @PERIOD",
    "number and unit": "<NUM>|one full|working|business|whole|square|or|to|more|extra|and|a|half? <UNIT>",
    "number of things": """<NUM> ( *ly|new|more|empty|open|overdue|late|paid|extra|other|to|or|<NUM>|first-time|
        unhappy|missed|lost ){0-2} <COUNTED>""",
    "share of": "@SHARE of? the|our|all|my|its|their? {0-1} <!PLAIN>",
    "every other": "every second|third|fourth|fifth|sixth|tenth|other",
    "halve or double": """halved|halve|halves|halving|doubled|double|doubles|doubling|tripled|triple|twofold|
        threefold|tenfold | by half | by @SHARE""",
    "about so many": """( at least | at most | less|more|fewer|shorter|longer|higher|lower|better|quicker|faster|
        larger|smaller than | below|under|above|over|around|roughly|approximately|nearly|almost|about|some|only|
        exactly|maybe|say|between|counted|just | score|rating|nps|average|target|goal|rate|number|figure|quota|
        currently|now|today|was|were|is|are|stands|stood|used|reached|hit|reach|be|to|by|cost|costs|pay|at (
        at|of|is|was|are|be|;|to )* ) ( a|an )? <NUM>""",
    "then and now": """<NUM> {0-5} ;? {0-4} <NUM> {0-4} this|last|target|now|so|year|before|after|today|yesterday|
        instead|used|aim|goal|next|average|in|at | last|this|target|now|today|currently|average|used|year|month {0-5}
        <NUM> {0-3} ;? {0-6} <NUM>""",
    "two numbers": "<NUM> ( {0-8} ;? ){0-2} <NUM>",
    "a figure of": """score|rating|nps|average|target|quota|kpi|conversion|currently|stands|stood|reached|rate|list|
        age|share {0-4} <NUM>""",
    "number first": """^ ( about|around|roughly|maybe|say|some|just|only|well|hm|not|between|another|of|i|think|it|
        was|somewhere ;? ){0-4} <NUM>""",
    "number of means": "<NUM>|two|three|a|some|more ( more|new|extra|other|small|short|good|better ){0-2} <TOOL>",
    # A state of affairs, wanted or not.
    "mood of clients": "( <CLIENTS> <!PREP>{0-4} <MOOD> | <MOOD> <CLIENTS> | staff_turnover )",
    "more of an end": "<MORE> ( and|or <MORE> )? <!PREP|TOOL>{0-2} <CLIENTS|COUNTED|GOOD|BAD>",
    "more people somewhere": "<MORE> {0-1} people|<STAFF|CLIENTS> in|at|through|who|coming|from|into|dropping",
    "more of something": "<MORE> <!PREP|TOOL|HELP|NUM>{1-2}",
    "starts with more": "^ ( a|an|to|the|get|have )? <MORE>",
    "to gain": "to|so|and|would|could|might|we|'d|in|by|of|that|can|will *ly|not|just|always|finally? <GAIN>",
    "starts with gain": "^ @SO{0-3} <GAIN>",
    "want them to": """want|wants|like|expect|wish|get|getting|help|make|making|hoping|hope|need <!TOOL|PREP>{0-3}
        <CLIENTS|STAFF>|them|people|everybody|everyone|us to? <VERB|GAIN|TURN>""",
    "want it to": "want|wanted|like|love|expect|hope|wish the|our|my|this|more|all|every {0-5} to {1-1}",
    "so that": """( so|such that | in order to|that | aim|goal|point is|was | comes|boils down to | what we|i really
        want|need|mean )""",
    "want to be": """want|like|need|hope|wish|able|love to be|become|feel|know|see|stay|remain|stand|go|come|look|
        hear|live|get|keep""",
    "clients do": "<CLIENTS>|people|residents|families|customers|kids|everyone|nobody <VERB|TURN>",
    "clients do not": """<CLIENTS|STAFF>|everyone|everybody|we|they|it|orders|parcels|departments|people {0-2} not|
        never|stop|stops|stopped|keep|keeps|still|hardly|only|no_longer|would""",
    "things do": """^ ( the|our|their|every|each|some|half )? <!PLAIN|TOOL|STAFF>{1-3} <TURN>|get|gets|lie|lies|sit|
        sits|end|ends|fall|falls|come|comes|go|goes|is|are""",
    "not doing": "not <VERB|TURN|GAIN>",
    "nobody": "nobody|everyone|everybody|no_one|none|each|every",
    "too much": "too|much|always|never|forever|ages|still|any_more|anymore|no_longer|again",
    # A means.
    "want a tool": "@WANT <!PREP>{0-5} <TOOL>",
    "want somebody to": """@WANT <!PREP>{0-3} someone|somebody|you|firm|agency|freelancer|expert|person|partner|
        professional|specialist to|who|that""",
    "somebody who": "^ @SO{0-3} someone|somebody to|who|that|for|ought|has",
    "want help": "@WANT <!PREP>{0-3} <HELP>",
    "want a thing": """need|needs|want|wants|after|looking|look|request|'d|would|like|love|require|for for|like|love?
        a|an|some|another|new|two|three|one|proper <!PREP|GOOD|CLIENTS|MORE|FEAR>{1-3}""",
    "plan to do": """@AIM ( *ly|also|first|just|you|us|all|to|have|we|then|simply|finally|be|even|start|try|please
        ){0-3} <DO>""",
    "starts with a deed": "^ @SO{0-3} <DO>",
    "starts with a deed to a thing": "^ @SO{0-3} <DO> <!PREP|VERB>",
    "orders a deed": """^ ( well|so|just|maybe|then|honestly|please|perhaps|and|also|simply ;? ){0-2}
        <!PLAIN|GAIN|TURN|BAD|GOOD|FEAR|PREP|NUM> the|a|an|our|your|all|every|everyone|some|them|up|out""",
    "starts with a thing": """^ ( well|so|just|maybe|then|honestly|perhaps|also ;? ){0-2} a|an|another|some|two|
        three|new <!VERB|BAD|GOOD|FEAR|MORE>{1-3} ( ; | and | $ | for | that | to | with | like )""",
    "ask for a deed": "could|can|will|would|should|let|have your|the|somebody|someone|anyone|you|me {0-2} <DO>",
    "names a tool": """^ @SO{0-3} ( a|an|another|some|new|two|three|more|better|proper|regular|own|<MORE> )?
        <!VERB|PREP|FEAR|BAD|GOOD|TURN>{0-4} <TOOL> ;|for|at|to|with|that|in|on|like|inside|by|where|which|about|of|
        and|or|who|every|each|so|instead|from|$""",
    "our tool": "^ {0-2} the|our|my|their {0-3} <TOOL>",
    "have a tool": """have|has|had|get|gets|got|getting|with|via|through|do|doing|done|make|be|buy|use|'s|is|was ( a|
        an|another|some|new|better|proper|two|three|extra|own|regular|mainly|just|the|first|its ){1-3}
        <!PREP|BAD|FEAR>{0-3} <TOOL>""",
    "onto a tool": """be|being|get|go|move|moving|migrate|migrating|switch|switching|everything|present|active|them|
        everyone {0-3} on|onto|to|into {0-3} <TOOL>""",
    "our idea": """idea|plan|thought|suggestion|proposal|intention|thinking|request|list {0-1} was|is|would|to|of|
        about|; {0-1} to|a|an|that|maybe|for""",
    "a tool": "a|an|another|new|some|proper|extra|second|bigger|better <!PREP>{0-3} <TOOL>",
    "no verb": "^ <!VERB>{1-6} ;? $",
    # An answer that gives nothing away.
    "yes or no": "^ yes|no|ok|okay|right|sure|yep|maybe|perhaps|probably|well|hm|hmm|fine ;|$",
    "asks back": "what|why|how|who|where|could|can|would do|did|is|are|you|i|we",
    "hands on": """ask|asked|see|check|send|forward|call|look|wait {0-3} my|our|the|me|you|him|her|it|that|others|
        colleague|attached""",
    "who we are": """( we|i 're|'m|are|am|work|have been|come|joined ) ( a|an|the|from|in|at|new|here|with|on|
        located|based|responsible|your|for )""",
    "it came": "it|this|that 's|was|is|came|has|all in|at|from|up|out|on|to|just|started",
}

# Ways of not answering, of handing over, of talking about the talk: they are set aside before the signs are looked for.
SILENT = (
    """i|we|you ( 'd|would|'ll|will|can|could|do|did|really|honestly|just )* not ( really|exactly|quite|yet|rightly|
    actually|possibly )* know|remember|recall|say|tell|answer ( you | for sure | exactly | yet | off the top of my
    head | that | right now )?""",
    """( not {0-2} sure|certain | no idea|clue|comment | dunno | who knows | hard|difficult|tricky to say|tell |
    good|big|interesting|tricky|fair question|point | it|that all? depends | could|can not say | beats me )""",
    "( not|never {0-1} thought|considered|asked {+5} )",
    "let me|us get|think|check|ask|come|look|sleep|see {+8}",
    "i|we 'll|will get|come|send|forward|check|ask|let {+8}",
    "i 'm|am afraid so|not|i|we|that|there|this",
    """( thanks | thank you | cheers | many thanks | best|kind regards | sorry | apologies | hello | hi | dear |
    speak soon | see you ) {+10}""",
    "( see | as in|per ) the|my? attachment|attached|above|below|enclosed|mail|brief {+6}",
    "as i|we already? said|wrote|mentioned|told|explained|discussed {+8}",
    "you tell me | you 're|are the expert|experts",
    "could|can|shall|should|may we talk|speak|discuss|do|meet|postpone|continue|skip|come {+8}",
    "i 'd|would rather|prefer not {+6}",
    "off the top of my head | i|we guess|suppose|think|reckon|believe ;|$",
)

# Where an answer to the question just asked would lie.
ASKED = {
    "measure": """how many|much|often|long|high|big|far|large|soon|quickly | what|which number|figure|share|
        percentage|level|value | by when | count | measure | number | when ;|$""",
    "stake": """mean|means for|to you|him|her|them|the | afraid|fear|fears|worry|worries|worried|worrying | at stake
        | matter|matters|important {0-2} to you|him|her|them | keep|keeps you|them up|awake | lose|losing|miss |
        feel|feeling | personally | you yourself | for you | happens otherwise|if | suffers""",
    "constraint": """must|has|have stay|remain|not|be|to | in the way | holding|holds|hold|held you|us|it|this|them?
        back | limit|limits|limited|constraint|constraints|constrains|binds|bind|fixed|boundaries|boundary | not be?
        change|changed|touch|touched|moved|we | off the table | rules|ruled|rule out | prevent|prevents|stops|
        stopping | given | non-negotiable|negotiable | allowed | decides|approve|approves""",
    "outcome": """different|driving|drives|why|goal|achieve|instead|success|better|reach|behind|underneath|give|
        gives|hope|hoping|wrong|issue|bothers""",
    "tactic": "tried|idea|ideas|solution|asked|brought|brings|help|looking|request|need|mind|thought|from us",
}
