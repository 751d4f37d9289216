"""Advice or steering that slipped into a question (L5): in a listening session one asks and does not suggest.

Precise rather than complete: an open question must come out clean. A question is read sentence by sentence; what stands
in quotation marks is somebody else's and is not read.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from .tags import Lexicon, Row, Token
from .text import N_

_LONGEST = 4000  # code points
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]*[\"”“»]")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a question, `start` and `end` in code points, and why it reads as advice.

    `reason` is an English sentence for the translators.
    """

    start: int
    end: int
    words: str
    reason: str


_CLASSES = {
    # What one does in a listening session oneself; "could you describe" asks, "could you just hire" tells.
    "LISTEN": """tell describe say explain show give walk think imagine share remember recall list name draw elaborate
        repeat help talk go expand paint sketch picture see summarise summarize read write note hear come stop pause
        start begin fill continue look stay speak rate rank point clarify spell add return finish record postpone""",
    # Why not like, trust, know: that asks for a state and proposes nothing.
    "STATE": """like want trust believe know think feel need see have understand agree mind care remember hear find get
        recognise recognize enjoy mean come ever always normally usually""",
    "OPEN": """anything something nothing everything someone anyone else what how why which who when where it that this
        them you yet so before already more""",
    "PART": "a an the another some one our your more new other different fewer less",
    "SO": "so and but well ok okay now then hm ah right also or because maybe perhaps honestly just if",
    "PRONOUN": "it you he she they we i there that this",
    "BE": "is are was were do does did have has had can could would should will must might",
}

_PROPOSES = N_("It proposes something under a question mark.")
_NAMES = N_("It names a way out that the other has not named.")
_KNOWS = N_("It already says what would be better.")
_TELLS = N_("It says what to do.")
_BRINGS = N_("It brings in an idea of one's own.")
_LEANS = N_("It leans towards one answer.")
_AGREES = N_("It asks for agreement with one's own view.")
_GIVES = N_("The end of the question gives the answer.")
_OFFERS = N_("It offers what one has oneself, before the other has been heard.")

# (pattern, reason, unless): `@LEAD` is the beginning of a sentence or of a part of it; `unless` is looked for in the
# matched words.
_RULES = (
    ("why do not you|they <!STATE|LISTEN> | why do not we <!STATE>", _PROPOSES, "we talk"),
    ("why can|will|would not you|we {1-1}", _PROPOSES, "<STATE|LISTEN>"),
    (
        "why not just|simply|try? {1-1}",
        _PROPOSES,
        "not ( <OPEN|PRONOUN|PART|BE> | now|today|earlier|me|him|her|us|in|at|on )",
    ),
    ("@LEAD have|had|did you not|ever|already|maybe|perhaps? *ly? tried|try <!OPEN>", _NAMES, None),
    (
        """@LEAD have|had|did you not|ever|already|maybe|perhaps? *ly? ( considered|consider | thought|think of|about
        | looked|look at|into | looking|thinking|considering of|at|about? ) ( *ing | <PART> <!OPEN> | <!OPEN|PART> )""",
        _NAMES,
        "about|of|at|into ( the|your|our|leaving|stopping|*self )",
    ),
    ("have|had not you|we {1-1}", _LEANS, None),
    ("have|has|could|would|do not you ( *ly|at|least ){0-2} tried|try|thought|considered|consider", _LEANS, None),
    (
        """reason|reasons|why ( that )? you|we have|had|did not *ing|tried|hired|asked|used|introduced|bought|done|
        switched|moved|changed""",
        _LEANS,
        None,
    ),
    (
        """@LEAD would|might|could|will not? it|that|this|things not? ( be|make {0-2} better|easier|sense|best|
        cheaper|wiser|smarter|good|great|useful|worth|safer|quicker|faster|possible|idea|option|sensible|helpful |
        help|work if|to )""",
        _KNOWS,
        "be ( possible|good|useful|helpful|great )? ( for you|like )",
    ),
    ("@LEAD would|is|was it|that not {0-2} be|better|easier|time|worth|possible|enough", _KNOWS, None),
    ("is it not? time to|you|for", _KNOWS, None),
    (
        """@LEAD you|we|they|one|people|somebody ( should|must|ought | should|could|can|might|may|need|had|would|'d
        just|simply|rather|better|at|always | might|may want|like|need|wish to | need to )""",
        _TELLS,
        None,
    ),
    (
        """( i think|believe|feel|guess|find | in my view|experience|opinion ;? ) {0-1} you|we|they|it|one ( should|
        could|must|might|ought|need|needs|have|has|would )""",
        _TELLS,
        None,
    ),
    ("do not you|we want to", _TELLS, None),
    (
        """@LEAD ( try|consider|avoid|hire|buy|switch|focus|use|make sure|a|an|the|your|on|*ing|getting | try to
        <!LISTEN> )""",
        _TELLS,
        None,
    ),
    (
        """@LEAD <!LISTEN|BE|OPEN|SO>? just|simply try|consider|hire|buy|switch|focus|use|ask|call|put|get|set|send|
        make|do""",
        _TELLS,
        None,
    ),
    (
        """what if you|we|they|someone|somebody ( just|simply|all|instead|first|also|maybe ){0-2} (
        <!BE|STATE|LISTEN> | had|got|did|used|were|could|would|put|started|stopped )""",
        _BRINGS,
        "<!BE> not|never|lose|lost|fail|failed|die|died|do | could|would not",
    ),
    (
        """( how about *ing | what about using|trying|hiring|asking|getting|moving|making|putting|offering|closing|
        opening|giving|switching|changing|adding | how|what about a|an|another | how about if|we|you <!LISTEN>?
        <!LISTEN> )""",
        _BRINGS,
        "about ( evening|morning|king|spring|everything|nothing|anything|something|during|being|*thing )",
    ),
    ("@LEAD should|shall we|you|they|i|one <!LISTEN|OPEN>", _PROPOSES, None),
    ("let 's|us ( just|simply|first|rather )? <!LISTEN>", _PROPOSES, None),
    (
        """could|can|will|would you|we|they ( not )? ( just|simply|maybe|perhaps|instead|rather|at|least|also ){1-2}
        <!LISTEN>""",
        _PROPOSES,
        None,
    ),
    ("@LEAD can|could|will|would not you|we|they|it|he|she|that", _LEANS, None),
    ("@LEAD should|must|need not you|we|they|it|he|she|that|the|your", _LEANS, None),
    ("@LEAD do|does|did not you|we|they|he|she|it|that|this|the|your {1-1}", _AGREES, None),
    (
        "@LEAD is|are|was|were|has|have not it|that|this|these|you|we|they|there|the|your {1-1}",
        _AGREES,
        "there anything|something|someone|anyone|more|another | you|it|they *ing? getting",
    ),
    (
        "do|would you not? agree|admit|say that|it|this|with|the|your|you",
        _AGREES,
        "you say ( it | this | that )? ( is|was|happens )?",
    ),
    ("do|would you not think|say|feel|find|believe|agree", _AGREES, None),
    (
        "would|will|does|is|are|can|could not you|we|they|it|that say|agree|think|find|like|want|help|prefer|rather",
        _AGREES,
        None,
    ),
    (
        """@LEAD do you think|believe|feel ( that )? {1-5} would|could|might|should|will {0-1} help|work|be|solve|
        make|improve|fix|save|do""",
        _BRINGS,
        "( you|it|that|this|things|what|they|he|she ) would|could|will be|do|make",
    ),
    (
        """@LEAD would|are|were|could you be? open|willing|prepared|ready|interested|happy to|in *ing|try|hire|use|
        invest|spend|pay|change|consider|let|switch|move|<PART>""",
        _BRINGS,
        None,
    ),
    (
        """( i|we 'd|would|could|can|do|must? | i|we ) ( strongly|just|rather|really|always|usually )? suggest|
        recommend|advise|propose""",
        _TELLS,
        None,
    ),
    (
        """( my|our|one advice|recommendation|suggestion|tip is|would ; ? | if i were|was you|in | what you really?
        need is | the trick is | it|it's 's|is best|better|easier|worth|wise to|if )""",
        _TELLS,
        None,
    ),
    (
        """( the best | a better | an easier | the easiest | the obvious | a good|simple|quick ) way|thing|option|
        solution|idea|fix|answer is|would|might|could|to|for|be""",
        _KNOWS,
        None,
    ),
    (
        """@LEAD ( we|i can|could|'d|would|'ll ( easily|also|just|happily )? <!LISTEN|OPEN> | our|my tool|product|
        software|platform|team|service|app|agency|firm|solution can|could|does|will|would|helps|is )""",
        _OFFERS,
        """( i|we ) ( can|could|would|'d ) ( not|like|love|know|ask|understand|only|all|learn|rely|expect|assume|
        call|wish|then|imagine )""",
    ),
    ("@LEAD do|would you want|like|need us|me to <!LISTEN>", _OFFERS, "send|check"),
    ("@LEAD would|could|can|should|is|does|do not a|an|the|your|more|some|another|one", _LEANS, None),
    ("@LEAD would|could|might a|an|some|more|another <!OPEN>{1-4} not? help|solve|fix|save|speed", _BRINGS, None),
    ("could|might it not? be that", _LEANS, None),
    ("maybe|perhaps|probably {1-5} would|could|might help|work|do|solve|fix", _BRINGS, "what|who|which"),
    ("can|could we agree|admit", _AGREES, None),
    ("do|did you really|seriously|honestly think|believe|want|need", _LEANS, None),
    ("@LEAD have|did you not|ever|already? ask|asked|tell|told {1-4} to <!LISTEN>", _NAMES, "<OPEN> to"),
    ("if you|we|they just|simply", _BRINGS, None),
    ("are you sure|certain ( that|you|it|this|the|about )?", _LEANS, None),
    ("@LEAD you just|only|really need", _TELLS, None),
    ("@LEAD surely|obviously|clearly|undoubtedly|admittedly", _LEANS, None),
    (
        "{2-2} ; ( right|correct|no|yes|eh|agreed|okay|ok|yeah | <BE> not <PRONOUN> | <BE> <PRONOUN> not? ) $",
        _GIVES,
        None,
    ),
    ("<BE> not <PRONOUN> $", _GIVES, "^ <BE> not <PRONOUN>"),
)


def advice_in(question: str) -> list[Span]:
    """The pieces of a question that suggest or steer, in order and without overlap; empty for an open question.

    `question` is English and may hold several sentences; only its first 4,000 code points are read.
    """
    text = question[:_LONGEST]
    unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)
    lexicon, rules = _rules()
    found: list[Span] = []
    for sentence in _sentences(lexicon.read(unquoted)):
        row = Row(sentence)
        for pattern, reason, unless in rules:
            match = pattern.search(row.text)
            if match and not (unless and unless.search(match.group())):
                first, last = row.between(match.start(), match.end())
                if reason is _GIVES:  # the words before the tag are no advice
                    first = max((at for at in range(first, last) if sentence[at].mark), default=first)
                while first < last - 1 and (sentence[first].mark or sentence[first].word in _LEAD):
                    first += 1
                start, end = sentence[first].start, sentence[last - 1].end
                found.append(Span(start, end, question[start:end], reason))
    found.sort(key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


_LEAD = frozenset(_CLASSES["SO"].split()) - {"just", "if", "maybe", "perhaps"}


def _sentences(tokens: list[Token]) -> list[list[Token]]:
    """Tokens sentence by sentence, without the mark at the end."""
    sentences: list[list[Token]] = [[]]
    for token in tokens:
        if token.mark and token.word in ".?!":
            sentences.append([])
        else:
            sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]


@cache
def _rules() -> tuple[Lexicon, tuple[tuple[Any, str, Any], ...]]:
    lexicon = Lexicon(_CLASSES)

    def compiled(written: str) -> Any:
        return re2.compile(lexicon.pattern(written, {"LEAD": "( ^ | ; ) <SO>{0-3}"}))

    return lexicon, tuple(
        (compiled(written), reason, unless and compiled(unless)) for written, reason, unless in _RULES
    )
