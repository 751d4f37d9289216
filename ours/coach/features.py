"""What is seen in a sentence, for the learned weights: its words, what stands beside what, and which rules matched.

The same for learning and for reading. A feature is a short string. `Looker` names every feature of a sentence;
`Weigher` sums what they weigh without naming them, for every sentence of every text passes through it.
"""

from collections.abc import Iterable
from functools import lru_cache

from .model import Model
from .packs import Hit, Pack, Place
from .words import Line

_NO_PIECES = ("name", "number", "date")
_LONGEST = 30  # letters of a word with pieces
_KEPT = 30_000  # pairs whose weight is kept, so that whoever sends endless new ones costs no memory
_SILENT = 0.05  # a word that says less ends a run


class Looker:
    """Finds the features of sentences with the classes of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._names = {letter: name for name, letter in pack.letters.items()}

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
        return [f"{first} {second}" for first in self._stands_for(one) for second in self._stands_for(other)]

    def _stands_for(self, kin: str) -> list[str]:
        return [kin[1:] or kin] if kin[0] == "=" else self.dots(kin)


class Weigher:
    """Sums the weights of all features of a sentence: the same as of those that `Looker` names."""

    def __init__(self, looker: Looker, model: Model, letters: Iterable[str]) -> None:
        self._model = model
        self._weight = model.weight
        self._pairs = model.pairs.get
        self._classes = {letter: model.weight(*looker.dots(letter)) for letter in letters}
        self._begin = model.begin.get
        self._end = model.end.get
        self._long = [model.weight(f"#{size}") for size in range(9)]
        self._asks = model.weight("?")
        self._beside = _Beside(looker, model)

    def word(self, word: str) -> int:
        """What a word weighs by itself, with its pieces (`words.Part.worth`)."""
        return self._weight(word, *pieces(word))

    def sentence(self, line: Line, places: list[Place], hits: list[Hit]) -> int:
        """What a sentence weighs."""
        plain = line.stands
        whole = self._begin(plain[0], 0) + self._begin(plain[:2], 0) + self._end(plain[-1], 0)
        whole += self._long[min(len(plain) // 4, 8)]
        whole = sum(dict(zip(plain, line.worth, strict=True)).values(), whole)
        whole = sum(map(self._classes.__getitem__, set("".join(line.tags))), whole)
        whole = sum(filter(None, map(self._pairs, zip(plain, plain[1:], strict=False))), whole)
        whole = sum(map(self._beside.__getitem__, zip(line.kin, line.kin[1:], strict=False)), whole)
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
        for at, pair in enumerate(zip(line.stands, line.stands[1:], strict=False)):
            more = self._pairs(pair)
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


class _Beside(dict[tuple[str, str], int]):
    """What the classes of two words beside each other weigh, found once for each two."""

    def __init__(self, looker: Looker, model: Model) -> None:
        super().__init__()
        self._looker = looker
        self._of = model.of

    def __missing__(self, two: tuple[str, str]) -> int:
        whole = sum(map(self._of, self._looker.beside(*two)))
        if len(self) > _KEPT:
            self.clear()
        self[two] = whole
        return whole


@lru_cache(4096)
def pieces(word: str) -> tuple[str, ...]:
    """The features of a word's pieces of three and four letters; "_" stands where it begins and ends.

    They let a word that no labelled text held speak a little. Names, numbers and dates have none.
    """
    if not word[0].isalpha() or word in _NO_PIECES or len(word) > _LONGEST:
        return ()
    whole = f"_{word}_"
    return tuple("*" + whole[at : at + size] for size in (3, 4) for at in range(len(whole) - size + 1))


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
