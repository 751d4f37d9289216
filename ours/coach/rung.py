"""Reading an answer of the client (practices L2, L3): does it name a means, a state of affairs, a number, what it means
for a person, what binds, or nothing yet?

The words of the answer and of the question (`runggrams`), their classes (`rungwords`) and the signs found in it
(`rungsigns`) each speak for some kinds and against others; how much, was learned from labelled answers (`runglearn`)
and is held by `rungweights`. The reading is a suggestion: people decide what a rung is, so it always shows the words
it rests on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import re2

from .runggrams import Seen, asked_words, see_words
from .rungsigns import ASKED, MACROS, SIGNS, SILENT
from .rungweights import Weights, weights
from .rungwords import CLASSES
from .tags import Lexicon, Row, Token
from .text import stem

KINDS = ("tactic", "outcome", "measure", "stake", "constraint", "unclear")

_LONGEST = 4000  # code points; an answer says what it says in fewer, and a pasted document must not cost seconds
_NEAR = 5  # words to the end of a clause that are shown with it
_STOPS = frozenset((".", ",", ";", ":", "!", "?", "-", "…", "(", ")", '"', "but"))  # where a clause ends
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


def read_answer(answer: str, question: str = "") -> Reading:
    """Read which rung an answer stands on (L2).

    `answer` is English prose in the client's words; `question`, if known, is the question that it answers: "how many?"
    lets a bare "seventy" be a measure. Only the first 4,000 code points are read.
    """
    tokens, seen = look(answer, question)
    if all(token.mark for token in tokens):
        return Reading("unclear", 0, 0, "")
    learned = weights()
    kind = weigh(seen, learned)
    if kind == "unclear":
        return Reading("unclear", 0, 0, "")
    best = KINDS.index(kind)
    spoken = []
    for name, place in seen.items():
        row = learned.row(name)
        if row:
            spoken.append((place, (row[best] - sum(row) / len(row)) * learned.step))
    start, end = _rests_on(answer, tokens, spoken)
    return Reading(kind, start, end, answer[start:end])


def weigh(seen: Seen, learned: Weights) -> str:
    """The kind for which all that was seen speaks most."""
    rows = filter(None, map(learned.row, seen))
    sums = list(map(sum, zip(learned.bias, *rows, strict=True)))
    return KINDS[sums.index(max(sums))]


def look(answer: str, question: str = "") -> tuple[list[Token], Seen]:
    """The tokens of an answer and everything that was seen in them; the same for reading and for learning."""
    signs = _signs()
    has = signs.lexicon.letters
    names = signs.names
    tokens = _marked(signs.lexicon.read(answer[:_LONGEST]), answer)
    told = _told(tokens)
    row = Row([tokens[index] for index in told])
    seen: Seen = {}
    see = seen.setdefault
    for index, token in enumerate(tokens):
        if not token.mark:
            see("word " + ("#" if has["NUM"] in token.tags else _stem(token.word)), (index, index + 1))
        elif token.word == "?":
            see("asks", (index, index + 1))
    content = 0
    for index in told:
        token = tokens[index]
        for letter in token.tags:
            see(names[letter], (index, index + 1))
        content += not token.mark and signs.dull.isdisjoint(token.tags)
    for index in signs.any.Match(row.text) or ():
        name, pattern = signs.each[index]
        found = pattern.search(row.text)
        if found:
            first, last = row.between(found.start(), found.end())
            see(name, (told[first], told[last - 1] + 1))
    see(f"content {min(content, 4)}", (0, 0))
    see("silent" if len(told) < len(tokens) else "told", (0, 0))
    first_word = next((index for index, token in enumerate(tokens) if not token.mark), 0)
    if tokens:
        see("first " + tokens[first_word].word, (first_word, first_word + 1))
    see_words(seen, tokens, has["NUM"])
    for name in _asked(question[:_LONGEST]):
        see(name, (0, 0))
    return tokens, seen


_stem = lru_cache(maxsize=20_000)(stem)


def _rests_on(answer: str, tokens: list[Token], spoken: list[tuple[tuple[int, int], float]]) -> tuple[int, int]:
    """The code points of the run of words that speaks most for the kind."""
    worth = [-0.05] * len(tokens)  # a word that says nothing must not make the run longer
    for (first, last), weight in spoken:
        for index in range(first, last):
            worth[index] += weight / (last - first)
    best, run, begin, span = float("-inf"), 0.0, 0, (0, len(tokens))
    for index, value in enumerate(worth):
        if run <= 0:
            run, begin = 0.0, index
        run += value
        if run > best and not tokens[index].mark:
            best, span = run, (begin, index + 1)
    first, last = _whole(tokens, *span)
    start, end = tokens[first].start, tokens[last - 1].end
    while start and not answer[start - 1].isspace() and (answer[start] in "'’" or answer[start - 1] in "'’"):
        start -= 1  # "'t" alone is no word to show
    return start, end


def _whole(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """A run of words up to the ends of its clauses if they are near: "an open day with" is no piece to show."""
    for ahead in range(_NEAR + 1):
        at = first - ahead
        if at <= 0 or tokens[at - 1].word in _STOPS:
            first = max(at, 0)
            break
    for ahead in range(_NEAR + 1):
        at = last + ahead
        if at >= len(tokens) or tokens[at].word in _STOPS:
            last = min(at, len(tokens))
            break
    while first < last - 1 and (tokens[first].mark and tokens[first].word in _STOPS):
        first += 1
    while first < last - 1 and tokens[last - 1].word in _STOPS:
        last -= 1
    return first, last


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


@lru_cache(maxsize=500)
def _asked(question: str) -> tuple[str, ...]:
    """What is seen in the question: where an answer to it would lie, and its words."""
    signs = _signs()
    tokens = signs.lexicon.read(question)
    text = Row(tokens).text
    kind = next((kind for kind, pattern in signs.asked if pattern.search(text)), "")
    return ("asked " + kind, *asked_words(tuple(token.word for token in tokens)))


@dataclass(frozen=True, slots=True)
class _Signs:
    lexicon: Lexicon
    names: dict[str, str]
    dull: frozenset[str]
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
        {letter: "class " + name for name, letter in lexicon.letters.items()},
        frozenset(lexicon.letters[name] for name in _DULL),
        tuple(("sign " + name, re2.compile(pattern)) for name, pattern in written.items()),
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
