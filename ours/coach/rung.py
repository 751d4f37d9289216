"""Reading an answer of the client (practices L2, L3): does it name a means, a state of affairs, a number, what it means
for a person, what binds, or nothing yet?

The reading is a suggestion. People decide what a rung is, so the reading always shows the words it rests on.
"""

from dataclasses import dataclass
from functools import cache

import re2

from .rungrules import ASKED, MACROS, RULES, SILENT, TURNED
from .rungwords import CLASSES
from .tags import Lexicon, Row, Token

KINDS = ("tactic", "outcome", "measure", "stake", "constraint", "unclear")

# Between equals the rung nearer to the need wins: people say what they want done along the way.
_DEPTH = {"stake": 0, "constraint": 1, "measure": 2, "outcome": 3, "tactic": 4}
_LONGEST = 4000  # code points; an answer says what it says in fewer, and a pasted document must not cost seconds
_ENOUGH = 2.0
_ALONE = 2.9  # what a sign needs where nothing else in the answer says anything
_TAKEN_BACK = 0.5
_FURTHER = 0.1  # each further sign of the same kind adds a tenth of its weight, up to one


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer names.

    `kind` is one of `KINDS`; `start` and `end` are code points of the answer, `words` the piece between them. An
    unclear answer rests on nothing: 0, 0 and "".
    """

    kind: str
    start: int
    end: int
    words: str


def read_answer(answer: str, question: str = "") -> Reading:
    """Read which rung an answer stands on (L2).

    `answer` is English prose in the client's words; `question`, if known, is the question that it answers: "how many?"
    lets a bare "seventy" be a measure. Only the first 4,000 code points are read.
    """
    rules = _rules()
    tokens = _told(_marked(rules.lexicon.read(answer[:_LONGEST]), answer), rules)
    row = Row(tokens)
    asked, tip, alone = _asked(question[:_LONGEST])
    found = _weigh(row, rules)
    words = [index for index, token in enumerate(tokens) if not token.mark]
    plain = _plainly(tokens, rules)
    if plain:
        found.setdefault(plain, (_ENOUGH, words[0], words[-1] + 1))
        if alone:
            found.setdefault(asked, (_ENOUGH / 2, words[0], words[-1] + 1))
    scores = {kind: value + (tip if kind == asked else 0) for kind, (value, _, _) in found.items()}
    kind = min(scores, key=lambda k: (-round(scores[k], 3), _DEPTH[k]), default="")
    if not kind or scores[kind] < (_ENOUGH if plain else _ALONE):
        return Reading("unclear", 0, 0, "")
    _, first, last = found[kind]
    start, end = tokens[first].start, tokens[last - 1].end
    while start and (answer[start] == "'" or answer[start - 1] in "'’") and not answer[start - 1].isspace():
        start -= 1  # "'t" alone is no word to show
    return Reading(kind, start, end, answer[start:end])


def _weigh(row: Row, rules: "_Rules") -> dict[str, tuple[float, int, int]]:
    """For each kind its weight and the tokens of its strongest sign."""
    turn = max((found.end() for found in rules.turned.finditer(row.text) if row.text[found.end() :].count("<") > 1), default=0)
    best: dict[str, tuple[float, int, int]] = {}
    sums: dict[str, float] = {}
    for index in rules.any.Match(row.text) or ():
        kind, weight, pattern, unless = rules.each[index]
        for found in pattern.finditer(row.text):
            if unless and unless.search(found.group()):
                continue
            value = weight * (_TAKEN_BACK if found.end() <= turn else 1)
            sums[kind] = sums.get(kind, 0) + value
            if kind not in best or value > best[kind][0]:
                best[kind] = (value, *row.between(found.start(), found.end()))
    return {
        kind: (value + min(1.0, _FURTHER * (sums[kind] - value)), first, last) for kind, (value, first, last) in best.items()
    }


def _plainly(tokens: list[Token], rules: "_Rules") -> str:
    """What an answer without any sign is: a sentence tells how things are, a bare noun names a means.

    Returns "" if it says nothing that could be read at all, or tells who one is and where one sits.
    """
    has = rules.lexicon.letters
    words = [token for token in tokens if not token.mark]
    content = [token for token in words if not {has["PLAIN"], has["TALK"], has["NAME"], has["YEAR"]} & set(token.tags)]
    if any(has["AGO"] in token.tags for token in words) or not content:
        return ""
    if any(has["VERB"] in token.tags for token in words):
        return "outcome" if len(content) > 1 else ""
    return "tactic"


def _marked(tokens: list[Token], answer: str) -> list[Token]:
    """Tell years from numbers, and names from words."""
    has = _rules().lexicon.letters
    before = None
    for index, token in enumerate(tokens):
        after = tokens[index + 1].tags if index + 1 < len(tokens) else ""
        if token.word.isdecimal() and 1900 <= int(token.word[:9]) < 2050 and not {has["UNIT"], has["COUNTED"]} & set(after):
            token.tags = has["YEAR"]
        elif not token.tags and not token.mark and before and not before.mark and answer[token.start].isupper():
            token.tags = has["NAME"]
        before = token
    return tokens


def _told(tokens: list[Token], rules: "_Rules") -> list[Token]:
    """The tokens without those that only say that there is no answer."""
    row = Row(tokens)
    gone: set[int] = set()
    for index in rules.any_silent.Match(row.text) or ():
        for found in rules.silent[index].finditer(row.text):
            gone.update(range(*row.between(found.start(), found.end())))
    return [token for index, token in enumerate(tokens) if index not in gone]


@cache
def _asked(question: str) -> tuple[str, float, bool]:
    rules = _rules()
    text = Row(rules.lexicon.read(question)).text
    return next(((kind, tip, alone) for kind, tip, alone, pattern in rules.asked if pattern.search(text)), ("", 0, False))


@dataclass(frozen=True, slots=True)
class _Rules:
    lexicon: Lexicon
    each: tuple
    any: object
    silent: tuple
    any_silent: object
    turned: object
    asked: tuple


@cache
def _rules() -> _Rules:
    """All rules, compiled once at the first reading: starting a program should not pay for them."""
    lexicon = Lexicon(CLASSES, numbers="NUM")

    def compiled(written: str):
        return re2.compile(lexicon.pattern(written, MACROS))

    def choice(patterns: list[str]):
        one = re2.Set.SearchSet()
        for written in patterns:
            one.Add(lexicon.pattern(written, MACROS))
        one.Compile()
        return one

    return _Rules(
        lexicon,
        tuple((kind, weight, compiled(written), unless and compiled(unless)) for kind, weight, written, unless in RULES),
        choice([written for _, _, written, _ in RULES]),
        tuple(compiled(written) for written in SILENT),
        choice(list(SILENT)),
        compiled(TURNED),
        tuple((kind, tip, alone, compiled(written)) for kind, tip, alone, written in ASKED),
    )
