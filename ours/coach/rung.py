"""Reading an answer of the client (practices L2, L3): does it name a means, a state of affairs, a number, what it means
for a person, what binds, or nothing yet?

The words of the answer, their classes (`rungwords`) and the signs found in it (`rungsigns`) each speak for some kinds
and against others; how much, was learned from labelled answers (`runglearn`) and stands in `rungweights`. The reading
is a suggestion: people decide what a rung is, so it always shows the words it rests on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from .rungsigns import ASKED, MACROS, SIGNS, SILENT
from .rungweights import BIAS, FEATURES
from .rungwords import CLASSES
from .tags import Lexicon, Row, Token
from .text import stem

KINDS = ("tactic", "outcome", "measure", "stake", "constraint", "unclear")

_LONGEST = 4000  # code points; an answer says what it says in fewer, and a pasted document must not cost seconds
_DULL = ("PLAIN", "TALK", "NAME", "YEAR")  # classes of words that say nothing about the matter


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


@dataclass(frozen=True, slots=True)
class Feature:
    """Something seen in an answer, and the tokens (first, one past the last) where it was seen."""

    name: str
    first: int
    last: int


def read_answer(answer: str, question: str = "") -> Reading:
    """Read which rung an answer stands on (L2).

    `answer` is English prose in the client's words; `question`, if known, is the question that it answers: "how many?"
    lets a bare "seventy" be a measure. Only the first 4,000 code points are read.
    """
    tokens, features = look(answer, question)
    if all(token.mark for token in tokens):
        return Reading("unclear", 0, 0, "")
    spoken = [(feature, FEATURES[feature.name]) for feature in features if feature.name in FEATURES]
    sums = list(BIAS)
    for _, row in spoken:
        for index, weight in enumerate(row):
            sums[index] += weight
    best = max(range(len(KINDS)), key=sums.__getitem__)
    if KINDS[best] == "unclear":
        return Reading("unclear", 0, 0, "")
    start, end = _rests_on(answer, tokens, [(feature, row[best] - sum(row) / len(row)) for feature, row in spoken])
    return Reading(KINDS[best], start, end, answer[start:end])


def look(answer: str, question: str = "") -> tuple[list[Token], list[Feature]]:
    """The tokens of an answer and everything that was seen in them; the same for reading and for learning."""
    signs = _signs()
    has = signs.lexicon.letters
    tokens = _marked(signs.lexicon.read(answer[:_LONGEST]), answer)
    told = _told(tokens)
    row = Row([tokens[index] for index in told])
    seen: dict[str, Feature] = {}

    def see(name: str, first: int = 0, last: int = 0) -> None:
        seen.setdefault(name, Feature(name, first, last))

    for index, token in enumerate(tokens):
        if not token.mark:
            see("word " + ("#" if has["NUM"] in token.tags else stem(token.word)), index, index + 1)
        elif token.word == "?":
            see("asks", index, index + 1)
    content = 0
    for index in told:
        token = tokens[index]
        for name, letter in has.items():
            if letter in token.tags:
                see("class " + name, index, index + 1)
        content += not token.mark and not any(has[name] in token.tags for name in _DULL)
    for index in signs.any.Match(row.text) or ():
        name, pattern = signs.each[index]
        found = pattern.search(row.text)
        if found:
            first, last = row.between(found.start(), found.end())
            see("sign " + name, told[first], told[last - 1] + 1)
    see(f"content {min(content, 4)}")
    see("silent" if len(told) < len(tokens) else "told")
    see("asked " + _asked(question[:_LONGEST]))
    first_word = next((index for index, token in enumerate(tokens) if not token.mark), 0)
    if tokens:
        see("first " + tokens[first_word].word, first_word, first_word + 1)
    return tokens, list(seen.values())


def _rests_on(answer: str, tokens: list[Token], spoken: list[tuple[Feature, float]]) -> tuple[int, int]:
    """The code points of the run of words that speaks most for the kind."""
    worth = [-0.05] * len(tokens)  # a word that says nothing must not make the run longer
    for feature, weight in spoken:
        for index in range(feature.first, feature.last):
            worth[index] += weight / (feature.last - feature.first)
    best, run, begin, span = float("-inf"), 0.0, 0, (0, len(tokens))
    for index, value in enumerate(worth):
        if run <= 0:
            run, begin = 0.0, index
        run += value
        if run > best and not tokens[index].mark:
            best, span = run, (begin, index + 1)
    first, last = span
    while first < last - 1 and tokens[first].mark:
        first += 1
    start, end = tokens[first].start, tokens[last - 1].end
    while start and not answer[start - 1].isspace() and (answer[start] in "'’" or answer[start - 1] in "'’"):
        start -= 1  # "'t" alone is no word to show
    return start, end


def _marked(tokens: list[Token], answer: str) -> list[Token]:
    """Tell years from numbers, and names from words."""
    has = _signs().lexicon.letters
    before = None
    for index, token in enumerate(tokens):
        after = tokens[index + 1].tags if index + 1 < len(tokens) else ""
        if token.word.isdecimal() and len(token.word) == 4 and token.word[:2] in ("19", "20"):
            if not {has["UNIT"], has["COUNTED"]} & set(after):
                token.tags = has["YEAR"]
        elif not token.tags and not token.mark and before and not before.mark and answer[token.start].isupper():
            token.tags = has["NAME"]
        before = token
    return tokens


def _told(tokens: list[Token]) -> list[int]:
    """The places of the tokens without those that only say that there is no answer."""
    row = Row(tokens)
    signs = _signs()
    gone: set[int] = set()
    for index in signs.any_silent.Match(row.text) or ():
        for found in signs.silent[index].finditer(row.text):
            gone.update(range(*row.between(found.start(), found.end())))
    return [index for index in range(len(tokens)) if index not in gone]


@cache
def _asked(question: str) -> str:
    signs = _signs()
    text = Row(signs.lexicon.read(question)).text
    return next((kind for kind, pattern in signs.asked if pattern.search(text)), "")


@dataclass(frozen=True, slots=True)
class _Signs:
    lexicon: Lexicon
    each: tuple[tuple[str, Any], ...]
    any: Any
    silent: tuple[Any, ...]
    any_silent: Any
    asked: tuple[tuple[str, Any], ...]


@cache
def _signs() -> _Signs:
    """All patterns, compiled once at the first reading: starting a program should not pay for them."""
    lexicon = Lexicon(CLASSES, numbers="NUM")
    written = {name: lexicon.pattern(pattern, MACROS) for name, pattern in SIGNS.items()}
    silent = [lexicon.pattern(pattern, MACROS) for pattern in SILENT]
    return _Signs(
        lexicon,
        tuple((name, re2.compile(pattern)) for name, pattern in written.items()),
        _choice(written.values()),
        tuple(map(re2.compile, silent)),
        _choice(silent),
        tuple((kind, re2.compile(lexicon.pattern(pattern, MACROS))) for kind, pattern in ASKED.items()),
    )


def _choice(patterns: Iterable[str]) -> Any:
    """One pass that tells which of many patterns are worth running."""
    options = re2.Options()
    options.max_mem = 64 << 20  # a set that runs out of room would silently find nothing
    chosen = re2.Set.SearchSet(options)
    for pattern in patterns:
        chosen.Add(pattern)
    chosen.Compile()
    return chosen
