"""Many texts, and what comes nearest to one: by words, and by meaning where that is known.

Words: BM25 (Robertson & Zaragoza 2009) over words and parts of words. Meaning: the product of two texts' meanings, for
those texts that either their words or the signs of their meaning bring near (Charikar 2002). Both together decide, and
a little of what is asked is taken from the nearest texts themselves (Radenović et al. 2018): they say it otherwise.

An index is a few arrays. They are built in memory, and saved as files that several processes map into theirs.
"""

import json
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ours.meaning.features import KINDS, SHARES, features, words
from ours.meaning.vectors import KEPT, signs, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAYOUT = 1  # of the files; another number is built anew
NAMES = (
    *("keys", "numbers", "vocabulary", "worth", "starts", "rows", "weights", "columns", "common", "heaviest"),
    *("firsts", "meanings", "signs"),
)

SATURATION, LENGTH = 1.2, 0.75  # of BM25
COMMON, FEW = 0.08, 2000  # what stands in more of the texts, if they are not few, is kept as one byte for each text
OFTEN = 2  # what is asked for more often counts no more than this
BY_WORDS, BY_MEANING = 200, 400  # texts that are looked at closely
WORDS_COUNT = 0.15  # what the words' share counts beside the meaning; see docs/decisions/similar.md
TAKEN_FROM, TAKEN = 3, 0.65  # nearest texts that something is taken from, and how much of it counts
TAKEN_WITHIN = 0.05  # how far behind the nearest one's score a text gives a third of what that gives


@dataclass(frozen=True)
class Text:
    """A text to be found: the key it is known by, the number of its newest change, its words, its meanings if known."""

    key: int
    number: int
    words: str
    meanings: bytes = b""


@dataclass(frozen=True)
class Asked:
    """What is asked for: (feature, how often) for each kind, and the meaning, None where it is not known."""

    features: tuple[tuple[tuple[int, int], ...], ...]
    meaning: "NDArray[np.float32] | None" = None


@dataclass(frozen=True)
class Near:
    """A text that is near: its key and number; how near, by words (0 to about 1), by meaning (-1 to 1, None if not
    known) and together; which of its passages is nearest in meaning."""

    key: int
    number: int
    score: float
    words: float
    meaning: float | None
    passage: int | None


def asked(text: str, meaning: "NDArray[np.float32] | None" = None) -> Asked:
    """What is asked for with a text."""
    return Asked(tuple(tuple(Counter(kind).items()) for kind in features(words(text))), meaning)


class Index:
    """Some texts. Built of them, or opened from files."""

    def __init__(self, about: dict[str, Any], arrays: "dict[str, NDArray[Any]]") -> None:
        self.about = about
        self.arrays = arrays
        self.keys, self.numbers = arrays["keys"], arrays["numbers"]
        self._vocabulary, self._starts = arrays["vocabulary"], arrays["starts"]
        self._rows, self._weights, self._worth = arrays["rows"], arrays["weights"], arrays["worth"]
        self._columns, self._common, self._heaviest = arrays["columns"], arrays["common"], arrays["heaviest"]
        self._firsts, self._meanings, self._signs = arrays["firsts"], arrays["meanings"], arrays["signs"]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def has_meanings(self) -> bool:
        """Whether meanings are known of any of the texts."""
        return bool(len(self._meanings))

    def save(self, folder: Path) -> None:
        """Write the files into a folder that is there."""
        for name in NAMES:
            np.save(folder / f"{name}.npy", self.arrays[name])
        (folder / "about.json").write_text(json.dumps(self.about))

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """The index in a folder, mapped into memory. Raises OSError or ValueError where it cannot be used."""
        about = json.loads((folder / "about.json").read_text())
        if about["layout"] != LAYOUT:
            raise ValueError(f"The layout is {about['layout']}, and {LAYOUT} was expected.")
        return cls(about, {name: np.load(folder / f"{name}.npy", mmap_mode="r").view(np.ndarray) for name in NAMES})

    @classmethod
    def build(cls, texts: Iterable[Text], like: "Index | None" = None) -> "Index":
        """An index of these texts. What a word is worth is counted among them, or taken as it is in another index."""
        keys, numbers, firsts, packed = array("q"), array("q"), array("q", [0]), bytearray()
        gathered = [(array("I"), array("I")) for _kind in range(KINDS)]  # features, and how many of each text
        for text in texts:
            keys.append(text.key)
            numbers.append(text.number)
            for (ones, many), of_kind in zip(gathered, features(words(text.words)), strict=True):
                ones.extend(of_kind)
                many.append(len(of_kind))
            packed += text.meanings
            firsts.append(len(packed) // KEPT.itemsize)
        about: dict[str, Any] = {"layout": LAYOUT, "texts": len(keys), "lengths": [], "newest": max(numbers, default=0)}
        parts = []
        for kind, (ones, many) in enumerate(gathered):
            part, length = _weigh(kind, np.array(ones, np.uint32), np.array(many, np.int64), like)
            parts.append(part)
            about["lengths"].append(length)
        meanings = unpack(bytes(packed))
        arrays = {
            "keys": np.array(keys, np.int64),
            "numbers": np.array(numbers, np.int64),
            **_set_apart(_merge(parts), len(keys)),
            "firsts": np.array(firsts, np.int64),
            "meanings": meanings,
            # Words of 64 signs, the first of all texts, then the second of all: read one after the other.
            "signs": np.ascontiguousarray(signs(meanings["numbers"]).T),
        }
        return cls(about, arrays)

    def worth(self, ones: "NDArray[np.uint32]") -> "NDArray[np.float32]":
        """What features are worth here: how seldom they are; those of no text are the seldomest."""
        most = np.float32(np.log(1 + (len(self) + 0.5) / 0.5))
        if not len(self._vocabulary):
            return np.full(len(ones), most)
        places = np.minimum(np.searchsorted(self._vocabulary, ones), len(self._vocabulary) - 1)
        found: NDArray[np.float32] = np.where(self._vocabulary[places] == ones, self._worth[places], most)
        return found

    def nearest(self, what: Asked, limit: int) -> list[Near]:
        """The nearest texts, at most so many, the nearest first; of equally near ones the newest."""
        if not len(self):
            return []
        by_words = self._by_words(what)
        rows = _highest(by_words, BY_WORDS + limit)
        rows = rows[by_words[rows] > 0]
        if what.meaning is None or not len(self._meanings):
            return self._told(rows, by_words[rows], by_words[rows], None, None, limit)
        rows = np.union1d(rows, self._by_signs(what.meaning, BY_MEANING + limit))
        near, passages = self._by_meaning(rows, what.meaning)
        together = near + WORDS_COUNT * by_words[rows]
        first = _highest(together, TAKEN_FROM)
        taken = self._between(together[first], passages[first])
        if taken is not None:
            together = (together + TAKEN * self._by_meaning(rows, taken)[0]) / (1 + TAKEN)
        return self._told(rows, together, by_words[rows], near, passages, limit)

    def _by_words(self, what: Asked) -> "NDArray[np.float32]":
        """For each text, how much of what is asked for stands in it, by what that is worth."""
        rows, weights = [], []
        found, part = np.zeros(len(self), np.float32), np.empty(len(self), np.float32)
        for share, kind in zip(SHARES, what.features, strict=True):
            places, often = self._places(kind)
            times = often * (share / max(float((self._worth[places] * often).sum()), 1e-9) / sum(SHARES))
            for place, counts in zip(places.tolist(), times, strict=True):
                column = self._columns[place]
                if column >= 0:
                    np.multiply(self._common[column], counts * self._heaviest[column] / 255, out=part)
                    found += part
                else:
                    span = slice(self._starts[place], self._starts[place + 1])
                    rows.append(self._rows[span])
                    weights.append(self._weights[span] * counts)
        if rows:
            found += np.bincount(np.concatenate(rows), np.concatenate(weights), minlength=len(self))
        return found

    def _places(self, kind: tuple[tuple[int, int], ...]) -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
        """Where the features of what is asked stand in the vocabulary, those that do; and how often they are asked."""
        ones = np.fromiter((one for one, _many in kind), np.uint32, len(kind))
        often = np.fromiter((min(many, OFTEN) for _one, many in kind), np.float32, len(kind))
        if not len(self._vocabulary):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        places = np.minimum(np.searchsorted(self._vocabulary, ones), len(self._vocabulary) - 1)
        known = self._vocabulary[places] == ones
        return places[known], often[known]

    def _between(self, scores: "NDArray[np.float32]", passages: "NDArray[np.int64]") -> "NDArray[np.float32] | None":
        """The meaning between some passages, of length 1; those behind the nearest give the less."""
        told = (passages >= 0) & (scores > 0)
        if not told.any():
            return None
        kept = self._meanings[passages[told]]
        shares = np.exp((scores[told] - scores[told].max()) / TAKEN_WITHIN) * kept["scale"]
        between: NDArray[np.float32] = (shares @ kept["numbers"].astype(np.float32)).astype(np.float32)
        return between / np.float32(max(float(np.linalg.norm(between)), 1e-12))

    def _by_signs(self, meaning: "NDArray[np.float32]", most: int) -> "NDArray[np.int64]":
        """The texts that have a passage whose meaning has nearly the same signs."""
        own = signs(meaning[None, :])[0]  # type: ignore[arg-type]
        differ = np.zeros(self._signs.shape[1], np.uint16)
        for word, theirs in zip(own, self._signs, strict=True):
            differ += np.bitwise_count(theirs ^ word)
        passages = _highest(-differ.astype(np.int32), most)
        return np.unique(np.searchsorted(self._firsts, passages, side="right") - 1)

    def _by_meaning(
        self, rows: "NDArray[np.int64]", meaning: "NDArray[np.float32]"
    ) -> "tuple[NDArray[np.float32], NDArray[np.int64]]":
        """For some texts, how near the nearest of their passages is, and its place; 0 and -1 for those without."""
        firsts, many = self._firsts[rows], self._firsts[rows + 1] - self._firsts[rows]
        starts = np.cumsum(many) - many
        of = np.repeat(np.arange(len(rows)), many)
        passages = np.arange(len(of)) + (firsts - starts)[of]
        kept = self._meanings[passages]
        near = (kept["numbers"].astype(np.float32) @ meaning) * kept["scale"]
        best, which = np.zeros(len(rows), np.float32), np.full(len(rows), -1)
        if len(of):
            best[many > 0] = np.maximum.reduceat(near, starts[many > 0])
            highest = np.flatnonzero(near == best[of])[::-1]  # of equally near passages the first one stays
            which[of[highest]] = passages[highest]
        return best, which

    def _told(self, rows: Any, scores: Any, by_words: Any, near: Any, passages: Any, limit: int) -> list[Near]:
        order = np.lexsort((-self.numbers[rows], -scores))[:limit]
        return [
            Near(
                int(self.keys[rows[one]]),
                int(self.numbers[rows[one]]),
                float(scores[one]),
                float(by_words[one]),
                float(near[one]) if near is not None and passages[one] >= 0 else None,
                int(passages[one] - self._firsts[rows[one]]) if passages is not None and passages[one] >= 0 else None,
            )
            for one in order
        ]


def _weigh(
    kind: int, ones: "NDArray[np.uint32]", many: "NDArray[np.int64]", like: Index | None
) -> "tuple[dict[str, NDArray[Any]], float]":
    """One kind's features: which there are, in which texts, with which weight; and the usual length of a text."""
    texts = len(many)
    length = like.about["lengths"][kind] if like else float(many.mean()) if texts else 1.0
    pairs = ones.astype(np.uint64) << np.uint64(32) | np.repeat(np.arange(texts, dtype=np.uint64), many)
    pairs, often = np.unique(pairs, return_counts=True)
    found, rows = (pairs >> np.uint64(32)).astype(np.uint32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int32)
    vocabulary, in_texts = np.unique(found, return_counts=True)
    if like:
        worth = like.worth(vocabulary)
    else:
        worth = np.log(1 + (texts - in_texts + 0.5) / (in_texts + 0.5)).astype(np.float32)
    lengths = 1 - LENGTH + LENGTH * many[rows] / max(length, 1e-9)
    weights = np.repeat(worth, in_texts) * often * (SATURATION + 1) / (often + SATURATION * lengths)
    part = {"features": found, "rows": rows, "weights": weights.astype(np.float32)}
    return {**part, "vocabulary": vocabulary, "worth": worth}, length


def _merge(parts: "list[dict[str, NDArray[Any]]]") -> "dict[str, NDArray[Any]]":
    """All kinds' features in one order, so that one search finds any of them."""
    found = np.concatenate([part["features"] for part in parts])
    order = np.argsort(found, kind="stable")
    vocabulary, first = np.unique(np.concatenate([part["vocabulary"] for part in parts]), return_index=True)
    return {
        "vocabulary": vocabulary,
        "worth": np.concatenate([part["worth"] for part in parts])[first].astype(np.float32),
        "starts": np.append(np.searchsorted(found[order], vocabulary), len(found)).astype(np.int64),
        "rows": np.concatenate([part["rows"] for part in parts])[order],
        "weights": np.concatenate([part["weights"] for part in parts])[order],
    }


def _set_apart(found: "dict[str, NDArray[Any]]", texts: int) -> "dict[str, NDArray[Any]]":
    """Take what is common out of the lists: for each such feature a column with its weight in every text, in 255ths of
    its heaviest. To add up whole columns is quicker than to pick many rows."""
    starts, many = found["starts"], np.diff(found["starts"])
    set_apart = np.flatnonzero(many > (COMMON * texts if texts > FEW else texts))
    columns = np.full(len(many), -1, np.int32)
    columns[set_apart] = np.arange(len(set_apart))
    common, heaviest = np.zeros((len(set_apart), texts), np.uint8), np.zeros(len(set_apart), np.float32)
    stays = np.ones(len(found["rows"]), bool)
    for column, place in enumerate(set_apart.tolist()):
        span = slice(starts[place], starts[place + 1])
        heaviest[column] = max(float(found["weights"][span].max()), 1e-9)
        common[column, found["rows"][span]] = np.rint(found["weights"][span] / heaviest[column] * 255)
        stays[span] = False
    many[set_apart] = 0
    found |= {"rows": found["rows"][stays], "weights": found["weights"][stays]}
    found["starts"] = np.concatenate([[0], np.cumsum(many)]).astype(np.int64)
    return {**found, "columns": columns, "common": common, "heaviest": heaviest}


def _highest(scores: "NDArray[Any]", many: int) -> "NDArray[np.int64]":
    """The places of the highest scores, in no order."""
    if many >= len(scores):
        return np.arange(len(scores))
    return np.argpartition(scores, len(scores) - many)[-many:]
