"""A sentence as a row of words with their classes, made fast: every word of every text passes here.

The row is what the patterns of the rule packs run on (`tags` says how it is written). Reading keeps the place of each
word in the original text.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial, reduce
from itertools import accumulate, chain, compress
from operator import contains, or_
from sys import intern
from typing import Any, NamedTuple

_TOKEN = re.compile(r"[€$£]?\d[\d.,:']*\d|\w+(?:[-'&]\w+)*'?|\S")
_ODD = re.compile(r"[<>/]")
_KEPT = 30_000  # words whose parts are kept, so that whoever sends endless new ones costs no memory …
_LONG = 40  # … and none that is longer
_CAPITAL = frozenset(  # a date or a name with a capital only
    "may march sat sun mon mar wed bill mark max per pat rob ray sue dean frank will jack jo rose art grace joy"
    " hope".split()
)
_TAILS = {"re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would", "s": "'s"}
_STOPS = ".,;:?!)"
_NONE: frozenset[str] = frozenset()
_NOT = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_RUN_TOGETHER = {
    "cannot": ("can", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("have", "to"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "id": ("i", "would"),
    "theyre": ("they", "are"),
    "theyve": ("they", "have"),
    "theyll": ("they", "will"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "youll": ("you", "will"),
    "weve": ("we", "have"),
    "hes": ("he", "'s"),
    "shes": ("she", "'s"),
    "thats": ("that", "'s"),
    "whats": ("what", "'s"),
    "theres": ("there", "'s"),
    "isn": ("is", "not"),
    "couldve": ("could", "have"),
    "shouldve": ("should", "have"),
    "wouldve": ("would", "have"),
    "innit": ("is", "not", "it"),
    "dunno": ("do", "not", "know"),
    "ppl": ("people",),
    "mgmt": ("management",),
    "u": ("you",),
    "ur": ("your",),
    "r": ("are",),
    "bc": ("because",),
    "bcs": ("because",),
    "cuz": ("because",),
    "cos": ("because",),
    "coz": ("because",),
    "cause": ("because",),
    "w/o": ("without",),
    "thx": ("thanks",),
    "pls": ("please",),
    "til": ("until",),
    "till": ("until",),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "outta": ("out", "of"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "nite": ("night",),
    "peeps": ("people",),
    "noone": ("nobody",),
}
_RUN_TOGETHER |= {
    word + "nt": (word, "not")
    for word in "do does did is are was were have has had could would should must need might".split()
} | {"cant": ("can", "not"), "wont": ("will", "not"), "aint": ("is", "not"), "shant": ("shall", "not")}


class Part(NamedTuple):
    """A word, or a part of one ("don't" has two), as patterns and weights see it.

    `word` is its plain form, `tags` its classes, one letter each, `mark` tells punctuation. `piece` is its place in the
    row for patterns, `needs` what it gives to patterns (`Needs`), `stands` the word for the weights: names, numbers and
    dates as such. `worth` is what it weighs. `capital` tells that it is a name where it does not begin a sentence.
    `kin` is its classes, for the weights of classes beside each other: "=" for a word without any, "=" and the mark for
    a mark. `pairs` is what it weighs together with what stands after it, by `stands`, `beside` the same by `kin`.
    `ahead` are the words that an expression may go on with after it.
    """

    word: str
    tags: str
    mark: bool
    piece: str
    needs: int
    stands: str
    worth: int
    capital: bool
    kin: str
    pairs: dict[str, int]
    beside: dict[str, int]
    ahead: frozenset[str]


_new: Callable[[tuple[Any, ...]], Part] = partial(tuple.__new__, Part)  # as `Part._make` does, in half the time


class Line:
    """One sentence: its words in their plain form, their places, their classes, and the row for patterns.

    `words[i]` stands at code points `starts[i]` to `ends[i]` of the text and is in the classes `tags[i]`, one letter
    each; `marks[i]` tells punctuation, `stands[i]` is the word for the weights, `kin[i]` its classes. `given` is what
    all words give to patterns. `row` is ASCII, `places[i]` is where word i begins in it. Places are found when asked
    for: most sentences never are.
    """

    def __init__(
        self, text: str, start: int, end: int, columns: tuple[tuple[Any, ...], ...], steps: list[int] | None
    ) -> None:
        self.start = start
        self.end = end
        self.words, self.tags, self.marks, self.pieces, self.needs, self.stands, self.worth = columns[:7]
        self.kin, self.pairs, self.beside = columns[8:11]
        self.given: int = reduce(or_, self.needs)
        self._text = text
        self._steps = steps
        self._row: bytes | None = None

    @property
    def asks(self) -> bool:
        return "?" in self.words[-3:]

    @property
    def row(self) -> bytes:
        if self._row is None:
            self._row = "".join(self.pieces).encode("ascii", "replace")
        return self._row

    @cached_property
    def places(self) -> list[int]:
        return [0, *accumulate(map(len, self.pieces))][:-1]

    @cached_property
    def starts(self) -> list[int]:
        return [first for first, _ in self._spans]

    @cached_property
    def ends(self) -> list[int]:
        return [last for _, last in self._spans]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        raw = []
        for found in _TOKEN.finditer(self._text, self.start, self.end):
            raw += [found.span()] * len(_split(found.group().lower()))
        if self._steps is None:
            return raw
        spans = []
        at = 0
        for step in self._steps:
            spans.append((raw[at][0], raw[at + step - 1][1]))
            at += step
        return spans

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words (first, one past the last) that the places `start` to `end` of the row cover."""
        return bisect_right(self.places, start) - 1, bisect_right(self.places, max(start, end - 1))


class _Kept(dict[str, Any]):
    """What was made of words so far, made once for each."""

    def __init__(self, make: Callable[[str], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, chunk: str) -> Any:
        made = self._make(chunk)
        if len(chunk) < _LONG:
            if len(self) > _KEPT:
                self.clear()
            self[chunk] = made
        return made


class Weights(NamedTuple):
    """What tells the weights of words.

    `worth` of a word by itself, `pairs` and `beside` of a word and of its classes with what stands after it.
    """

    worth: Callable[[str], int] = lambda word: 0
    pairs: Callable[[str], dict[str, int]] = lambda word: {}
    beside: Callable[[str], dict[str, int]] = lambda kin: {}


class Reader:
    """Reads sentences with the word classes of a pack.

    `tags` maps a word or an expression to its letters; `letters` the name of a class to its letter; `needs` tells for a
    word and its letters what patterns may find in it, `weights` what it weighs.
    """

    def __init__(
        self,
        tags: Mapping[str, str],
        letters: Mapping[str, str],
        needs: Callable[[str, str], int] = lambda word, tags: 0,
        weights: Weights = Weights(),  # noqa: B008 - cannot be changed
    ) -> None:
        self.tags = tags
        self.letters = letters
        self._needs = needs
        self._worth, self._pairs, self._beside = weights
        self._alone = self._beside("=")
        self._longest: dict[tuple[str, str], int] = {}  # by the first two words of an expression
        ahead: dict[str, set[str]] = {}
        for words in tags:
            if " " in words:
                first, second = words.split(" ", 2)[:2]
                self._longest[first, second] = max(self._longest.get((first, second), 0), words.count(" ") + 1)
                ahead.setdefault(first, set()).add(second)
        self._ahead = {first: frozenset(seconds) for first, seconds in ahead.items()}
        self._number = letters["number"]
        self._name = letters["name"]
        self._date = letters.get("date", "")
        self._stands = {letters[name]: name for name in ("name", "number", "date") if letters.get(name)}
        # By what stands between spaces, then by word: "time," and "time." share what "time" is.
        self._kept = _Kept(self._parts)
        self._shouted = _Kept(partial(self._parts, shouting=True))
        self._names = _Kept(lambda word: self._made(word, self._name, False))
        self._joined = _Kept(lambda words: self._part(words, words[0], False))

    def read(self, text: str, start: int, end: int, known: Mapping[str, str], shouting: bool = False) -> Line | None:
        """The sentence at `start` to `end` of a masked text in plain characters (`text.plain`); None without a word.

        `known` adds letters to words of this text only (the people of the room). `shouting`: capitals tell no names.
        """
        kept = self._shouted if shouting else self._kept
        parts: list[Part] = [*chain.from_iterable(map(kept.__getitem__, text[start:end].split()))]
        if not parts:
            return None
        steps = None
        columns = tuple(zip(*parts))  # noqa: B905 - of one length
        words = columns[0]
        goes_on = [*map(contains, columns[11], words[1:])]
        if True in goes_on:
            parts, steps = self._together(parts, words, goes_on)
            columns = tuple(zip(*parts))  # noqa: B905
        if False not in columns[2]:
            return None
        if True in columns[7] or known:
            columns = tuple(zip(*self._named(parts, known)))  # noqa: B905
        return Line(text, start, end, columns, steps)

    def _named(self, parts: list[Part], known: Mapping[str, str]) -> list[Part]:
        """The parts with those as names that have a capital inside a sentence, and with what the room adds."""
        parts = [
            self._names[part.word] if part.capital and at and not parts[at - 1].mark else part
            for at, part in enumerate(parts)
        ]
        if not known:
            return parts
        return [
            self._made(part.word, part.tags + known[part.word], part.mark) if part.word in known else part
            for part in parts
        ]

    def plain(self, words: str) -> list[str]:
        """Folded words in the plain form that classes and patterns are written in: "won't" is "will", "not"."""
        return [word for token in _TOKEN.findall(words) for word in _split(token)]

    def _together(self, parts: list[Part], words: tuple[str, ...], goes_on: list[bool]) -> tuple[list[Part], list[int]]:
        """The parts with those that make one expression joined, and how many each was made of.

        `goes_on` tells where an expression may begin.
        """
        found: list[Part] = []
        steps: list[int] = []
        done = 0
        for at in compress(range(len(goes_on)), goes_on):
            if at < done:
                continue
            longest = self._longest[words[at], words[at + 1]]
            for size in range(min(longest, len(words) - at), 1, -1):
                joined = " ".join(words[at : at + size])
                if joined in self.tags:
                    found += parts[done:at]
                    steps += [1] * (at - done)
                    found.append(self._joined[joined])
                    steps.append(size)
                    done = at + size
                    break
        steps += [1] * (len(words) - done)
        return found + parts[done:], steps

    def _parts(self, chunk: str, shouting: bool = False) -> tuple[Part, ...]:
        kept = self._shouted if shouting else self._kept
        if not chunk.isalpha():
            if chunk[-1] in _STOPS and chunk[:-1].isalpha():
                return kept[chunk[:-1]] + kept[chunk[-1]]
            tokens = _TOKEN.findall(chunk)
            if len(tokens) > 1:
                return tuple(chain.from_iterable(map(kept.__getitem__, tokens)))
        words = _split(chunk.lower())
        if len(words) == 1:
            return (self._part(words[0], chunk[0], shouting),)
        return tuple([self._part(word, chunk[0], shouting) for word in words])

    def _part(self, word: str, first: str, shouting: bool) -> Part:
        """A word with the classes that it has by itself. `first` is its first character as written."""
        tags = self.tags.get(word)
        capital = first.isupper()
        if word == "us" and first == "U" and not shouting:
            return self._made("usa", self._name, False)
        if tags is None and word.isalpha():
            return self._bare(word, capital and not shouting)
        if tags is None:
            head = word[0]
            if head.isdigit() or head in "€$£":
                return self._made(word, self._number, False)
            if not (head.isalnum() or head in "%_'"):
                return self._made(word, "", True)
            tags = self.tags.get(word.rpartition("-")[2], "") if "-" in word else ""
            return self._made(word, tags, False, capital and not shouting)
        if word in _CAPITAL and tags and not capital:
            tags = tags.replace(self._date, "").replace(self._name, "")
        return self._made(word, tags, False)

    def _bare(self, word: str, capital: bool) -> Part:
        """What `_made` makes of letters without a class, as most new words are."""
        needs, worth, ahead = self._needs(word, ""), self._worth(word), self._ahead.get(word, _NONE)
        return _new(
            (word, "", False, f"<{word}/>", needs, word, worth, capital, "=", self._pairs(word), self._alone, ahead)
        )

    def _made(self, word: str, tags: str, mark: bool, capital: bool = False) -> Part:
        if mark:
            piece = f"<{word}>" if word not in "<>/?" else f"<{'?' if word == '?' else '.'}>"
        else:
            piece = f"<{_ODD.sub('-', word) if '/' in word or '<' in word else word.replace(' ', '_')}/{tags}>"
        whole = word.replace(" ", "_")
        stands = whole
        for one in tags:
            if one in self._stands:
                stands = self._stands[one]
                break
        tags = intern(tags)
        kin = tags or intern("=" + stands if mark else "=")
        needs, worth = self._needs(whole, tags), self._worth(stands)
        pairs, beside, ahead = self._pairs(stands), self._beside(kin), self._ahead.get(word, _NONE)
        return _new((word, tags, mark, piece, needs, stands, worth, capital, kin, pairs, beside, ahead))


def _split(word: str) -> tuple[str, ...]:
    """A word in small letters in the parts that it is made of."""
    if "'" in word:
        return _parts(word)
    return _RUN_TOGETHER.get(word) or (word,)


@lru_cache(4096)
def _parts(word: str) -> tuple[str, ...]:
    """A word with an apostrophe in its parts: "don't" is "do" and "not", "team's" is "team" and "'s"."""
    if len(word) > 40:
        return (word.replace("'", "-"),)
    word = word.strip("'") or "'"
    if word.endswith("n't"):
        head = word[:-3]
        return (_NOT.get(head, head) or "do", "not")
    head, mark, tail = word.rpartition("'")
    if not mark or not head:
        return (word,)
    if tail == "ve" and head.endswith("n't"):
        return (*_parts(head), "have")
    if tail in _TAILS:
        return (*_parts(head), _TAILS[tail])
    return (word.replace("'", "-"),)
