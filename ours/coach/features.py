"""What is seen in a sentence, for the learned weights: its words, what stands beside what, and which rules matched.

The same for learning and for reading. A feature is a short string. `Looker` names every feature of a sentence;
`Weigher` sums what they weigh without naming them, for every sentence of every text passes through it.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import getitem

from .model import Model
from .needs import FIRST
from .packs import Hit, Pack, Place
from .words import Line

_NO_PIECES = ("name", "number", "date")
_LONGEST = 30  # letters of a word with pieces
_CUTS = [  # where a word of so many letters is cut, with a mark before and after it
    [slice(at, at + size) for size in (3, 4) for at in range(length + 3 - size)] for length in range(_LONGEST + 1)
]
_KEPT = 500  # what is kept of one kind, so that whoever sends endless new marks costs no memory
_NONE: dict[str, int] = {}
_SPAN = 15  # bits of classes whose weight is looked up at once
_MASK = (1 << _SPAN) - 1
_SILENT = 0.05  # a word that says less ends a run


class Looker:
    """Finds the features of sentences with the classes of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._names = {letter: name for name, letter in pack.letters.items()}
        self.stands_for = lru_cache(1024)(self._stands_for)

    def names(self, line: Line, places: Iterable[Place], hits: Iterable[Hit]) -> list[str]:
        """The features of one sentence: words and classes once, what stands together as often as it does."""
        plain = line.stands
        seen = [feature for word in dict.fromkeys(plain) for feature in (word, *pieces(word))]
        seen += self.dots("".join(line.tags))
        seen += map(" ".join, zip(plain, plain[1:], strict=False))
        for one, other in zip(line.kin, line.kin[1:], strict=False):
            seen += self.beside(one, other)
        return [*seen, *shape(line), *of_rules(places, hits)]

    def dots(self, tags: str) -> list[str]:
        """The classes of words, each once, as features."""
        return ["." + self._names[letter] for letter in dict.fromkeys(tags)]

    def beside(self, one: str, other: str) -> list[str]:
        """The features of two words beside each other that their classes make (`words.Part.kin`).

        A word without a class stands as "=", a mark for itself; two of these make none.
        """
        if one[0] == "=" and other[0] == "=":
            return []
        return [f"{first} {second}" for first in self.stands_for(one) for second in self.stands_for(other)]

    def _stands_for(self, kin: str) -> list[str]:
        """The features of a word's classes where others stand beside it."""
        return [kin[1:] or kin] if kin[0] == "=" else self.dots(kin)


class Weigher:
    """Sums the weights of all features of a sentence: the same as of those that `Looker` names."""

    def __init__(self, looker: Looker, model: Model, pack: Pack) -> None:
        self._model = model
        self._weight = model.weight
        self._words = model.words.get
        self._pieces = model.pieces.get
        self._pairs = model.pairs.get
        self._classes = {letter: model.weight(*looker.dots(letter)) for letter in pack.letters.values()}
        self._classes_in = pack.needs.classes
        self._classes_of = [_Classes(self._classes, FIRST + at * _SPAN) for at in range(5)]
        self._begin = model.begin.get
        self._end = model.end.get
        self._long = [model.weight(f"#{size}") for size in range(9)]
        self._asks = model.weight("?")
        self._rows: dict[str, _Beside] = {}
        self._looker = looker

    def word(self, word: str) -> int:
        """What a word weighs by itself, with its pieces (`words.Part.worth`)."""
        own = self._words(word, 0)
        if len(word) > _LONGEST or not word[0].isalpha() or word in _NO_PIECES:
            return own
        return sum(filter(None, map(self._pieces, map(f"_{word}_".__getitem__, _CUTS[len(word)]))), own)

    def pairs(self, word: str) -> dict[str, int]:
        """What a word weighs with each word that may stand after it (`words.Part.pairs`)."""
        return self._pairs(word, _NONE)

    def beside(self, kin: str) -> dict[str, int]:
        """What the classes of a word weigh with those of the word after it (`words.Part.beside`)."""
        row = self._rows.get(kin)
        if row is None:
            row = _Beside(kin, self._looker, self._model)
            if len(self._rows) > _KEPT:
                self._rows.clear()
            self._rows[kin] = row
        return row

    def sentence(self, line: Line, places: Sequence[Place], hits: Sequence[Hit]) -> int:
        """What a sentence weighs."""
        plain = line.stands
        whole = self._begin(plain[0], 0) + self._begin(plain[:2], 0) + self._end(plain[-1], 0)
        whole += self._long[min(len(plain) // 4, 8)]
        whole = sum(dict(zip(plain, line.worth)).values(), whole)  # noqa: B905 - of one length
        classes = self._classes_in(line.given)
        for several in self._classes_of:
            whole += several[classes & _MASK]
            classes >>= _SPAN
        whole = sum(filter(None, map(dict.get, line.pairs, plain[1:])), whole)
        whole = sum(filter(None, map(getitem, line.beside, line.kin[1:])), whole)
        if "?" in plain[-3:]:
            whole += self._asks
        if hits:
            whole += self._weight(*of_rules(places, hits))
        return whole

    def loudest(self, line: Line, name: str) -> tuple[int, int]:
        """The run of words (first, one past the last) of a sentence that speaks most for `name`."""
        lane = self._model.lane
        said = [
            lane(sum(map(self._classes.__getitem__, tags), own), name) - _SILENT
            for own, tags in zip(line.worth, line.tags, strict=True)
        ]
        for at, more in enumerate(map(dict.get, line.pairs, line.stands[1:])):
            if more:
                half = lane(more, name) / 2
                said[at] += half
                said[at + 1] += half
        best, run, begin, span = float("-inf"), 0.0, 0, (0, len(said))
        for at, value in enumerate(said):
            if run <= 0:
                run, begin = 0.0, at
            run += value
            if run > best:
                best, span = run, (begin, at + 1)
        return span


class _Classes(dict[int, int]):
    """What classes weigh that are each one bit of a number, found once for each such number."""

    def __init__(self, weights: dict[str, int], first: int) -> None:
        super().__init__()
        self._weights = weights
        self._first = first

    def __missing__(self, bits: int) -> int:
        whole = 0
        left = bits
        while left:
            last = left.bit_length() - 1
            left ^= 1 << last
            whole += self._weights[chr(self._first + last)]
        if len(self) > 4 * _KEPT:
            self.clear()
        self[bits] = whole
        return whole


class _Beside(dict[str, int]):
    """What the classes of a word weigh with those of the word after it, found once for each two."""

    def __init__(self, kin: str, looker: Looker, model: Model) -> None:
        super().__init__()
        self._bare = kin[0] == "="
        self._rows = [model.pairs[first] for first in looker.stands_for(kin) if first in model.pairs]
        self._stands_for = looker.stands_for

    def __missing__(self, kin: str) -> int:
        whole = 0
        if not (self._bare and kin[0] == "="):
            others = self._stands_for(kin)
            for row in self._rows:
                whole += sum(filter(None, map(row.get, others)))
        if len(self) > _KEPT:
            self.clear()
        self[kin] = whole
        return whole


@lru_cache(4096)
def pieces(word: str) -> tuple[str, ...]:
    """The features of a word's pieces of three and four letters; "_" stands where it begins and ends.

    They let a word that no labelled text held speak a little. Names, numbers and dates have none.
    """
    if not word[0].isalpha() or word in _NO_PIECES or len(word) > _LONGEST:
        return ()
    whole = f"_{word}_"
    return tuple("*" + whole[cut] for cut in _CUTS[len(word)])


def shape(line: Line) -> list[str]:
    """How a sentence begins and ends, how long it is, whether it asks."""
    plain = line.stands
    told = ["^" + plain[0], "$" + plain[-1], f"#{min(len(plain) // 4, 8)}"]
    told += ["^^" + " ".join(plain[:2])] * (len(plain) > 1) + ["?"] * line.asks
    return told


def of_rules(places: Iterable[Place], hits: Iterable[Hit]) -> list[str]:
    """Which rules matched, for which flags, and within what; nothing where none did."""
    scopes = sorted({place.scope for place in places})
    flags = sorted({hit.rule.flag for hit in hits})
    told = ["=" + rule for rule in sorted({hit.rule.id for hit in hits})]
    told += ["=" + flag for flag in flags]
    return told + [f"={flag}@{scope}" for scope in scopes for flag in flags]
