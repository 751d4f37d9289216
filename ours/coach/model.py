"""The learned weights: how much each feature speaks for each flag. `learn` makes them, `weights.bin` holds them.

The weights of a feature for all flags stand side by side in one whole number, a lane of LANE bits for each. Adding two
such numbers adds all lanes at once, so a sentence costs one addition for each of its features, not one for each flag.
"""

import json
from functools import cache
from itertools import repeat
from math import ceil
from operator import itemgetter
from struct import iter_unpack
from typing import Any

from .report import AROUND, FLAGS, MARKS, ONLY_IN

WEIGHTS = __file__.removesuffix("model.py") + "weights.bin"
LANE = 24  # bits
SCALE = 500  # a weight of 1.0
_HALF = 1 << (LANE - 1)
_MASK = (1 << LANE) - 1


class Model:
    """Sums of weights, one for each flag and good mark.

    `names` are what is judged, `rules` are the ids of the rules that the weights know. A sum begins with `start` and
    holds for each name how far it is over the line from which on it is said: the highest bit of its lane,
    `bits[name]`, is set from there on; `marks` are those bits of all good marks. `words` are the weights of what is
    looked up by its name, `pieces` those of pieces of words, `pairs` those of two words beside each other, by the first
    and then by the second, `begin` and `end` those of how a sentence begins and ends. A name with "~" before it is no
    flag: its lane holds what a sentence says for that flag in the sentences around it.
    """

    def __init__(
        self,
        told: dict[str, Any],
        weights: dict[str, int],
        pairs: dict[str, dict[str, int]],
        begin: dict[str | tuple[str, str], int],
        end: dict[str, int],
    ) -> None:
        self.names: list[str] = told["names"]
        self.rules = frozenset(told["rules"])
        self.digest: str = told["digest"]
        self.words = weights
        self.pieces = {feature[1:]: weight for feature, weight in weights.items() if feature[0] == "*"}
        self._shifts = {name: LANE * at for at, name in enumerate(self.names)}
        self.bits = {name: _HALF << shift for name, shift in self._shifts.items()}
        self.any = sum(self.bits.values())
        self.marks = sum(self.bits[name] for name in MARKS)
        self._around: list[tuple[int, int, int]] = []  # where lanes begin, where what they hold goes to, all their bits
        for name in AROUND:
            if f"~{name}" not in self._shifts:
                continue
            said, meant, bits = self._shifts[f"~{name}"], self._shifts[name], _MASK
            if self._around:
                first, to, before = self._around[-1]
                width = before.bit_length()
                if (said - first, meant - to) == (width, width):
                    self._around.pop()
                    said, meant, bits = first, to, before | _MASK << width
            self._around.append((said, meant, bits))
        self.start = sum(
            (round(bias * SCALE) - ceil(line * SCALE) + _HALF) << shift
            for bias, line, shift in zip(told["bias"], told["line"], self._shifts.values(), strict=True)
        )
        self.pairs = pairs
        self.begin = begin
        self.end = end

    def weight(self, *features: str) -> int:
        """What these features add to a sum, of those that are looked up by their name."""
        return sum(filter(None, map(self.words.get, features)))

    def of(self, feature: str) -> int:
        """What one feature of any kind adds to a sum."""
        kind = _kind(feature)
        if kind == "pair":
            one, other = feature.split(" ")[:2]
            return self.pairs.get(one, {}).get(other, 0)
        if kind == "two":
            return self.begin.get((feature[2:].split(" ")[0], feature.split(" ")[1]), 0)
        if kind in ("first", "last"):
            return (self.begin if kind == "first" else self.end).get(feature[1:], 0)
        return self.words.get(feature, 0)

    @cache  # noqa: B019 - models live as long as the process
    def of_kind(self, kind: str) -> int:
        """What a sum begins with in a text of this kind."""
        return self.start + self.weight(f"%{kind}")

    @cache  # noqa: B019
    def any_of(self, kind: str) -> int:
        """The bits of all flags for texts of this kind."""
        return sum(self.bits[name] for name in FLAGS if ONLY_IN.get(name, kind) == kind)

    @cache  # noqa: B019
    def of_size(self, sentences: int) -> int:
        """What so many sentences add to the sum of a whole text."""
        return self.weight(f"%{min(sentences, 4)}")

    def with_around(self, sums: list[int], total: int) -> list[int]:
        """The sums of sentences with what the sentences around each of them say; `total` is the sum of them all."""
        for said, meant, bits in self._around:
            whole = total >> said & bits
            sums = [one + (whole - (one >> said & bits) << meant) for one in sums]
        return sums

    def over(self, whole: int, name: str) -> float:
        """How far a sum is over the line of a name; below zero if it is not."""
        return ((whole >> self._shifts[name] & _MASK) - _HALF) / SCALE

    def lane(self, weight: int, name: str) -> float:
        """What a weight says for one name."""
        return ((weight + self.any >> self._shifts[name] & _MASK) - _HALF) / SCALE


def packed(weights: list[float]) -> int:
    """The weights of one feature for all flags as one number."""
    return sum(round(weight * SCALE) << at * LANE for at, weight in enumerate(weights))


def write(told: dict[str, Any], weights: dict[str, list[float]], path: str = WEIGHTS) -> None:
    """Write weights: what is told in a line of JSON; lines with the features, tabs between them; then their numbers.

    Features that are looked up in one way stand together: by their name, as two words, as the first word, as the first
    two, as the last. A number below zero is written as what it is modulo the length, which adds up alike.
    """
    size = LANE * len(told["names"]) // 8
    kinds: dict[str, list[str]] = {kind: [] for kind in ("name", "pair", "first", "two", "last")}
    for feature in sorted(weights):
        kinds[_kind(feature)].append(feature)
    columns = [
        kinds["name"],
        *([feature.split(" ")[at] for feature in kinds["pair"]] for at in (0, 1)),
        [feature[1:] for feature in kinds["first"]],
        *([feature[2:].split(" ")[at] for feature in kinds["two"]] for at in (0, 1)),
        [feature[1:] for feature in kinds["last"]],
    ]
    with open(path, "wb") as file:
        for line in (json.dumps(told | {"size": size}, ensure_ascii=False), *map("\t".join, columns)):
            file.write(line.encode() + b"\n")
        for feature in [one for kind in kinds.values() for one in kind]:
            file.write((packed(weights[feature]) % (1 << 8 * size)).to_bytes(size, "little"))


def _kind(feature: str) -> str:
    if feature[:2] == "^^" and len(feature) > 2 and " " in feature:
        return "two"
    if feature[0] in "^$" and len(feature) > 1 and " " not in feature:
        return "first" if feature[0] == "^" else "last"
    return "pair" if " " in feature else "name"


def load(path: str = WEIGHTS) -> Model:
    """Read what `write` wrote."""
    with open(path, "rb") as file:
        told, *columns = [file.readline()[:-1].decode() for _ in range(8)]
        numbers = file.read()
    said = json.loads(told)
    name, one, other, first, two, too, last = [column.split("\t") if column else [] for column in columns]
    number: Any = int.from_bytes
    whole = map(number, map(itemgetter(0), iter_unpack(f"{said['size']}s", numbers)), repeat("little"))
    by_name = dict(zip(name, whole))  # noqa: B905 - one after the other from the same numbers
    pairs: dict[str, dict[str, int]] = {}
    for before, after, weight in zip(one, other, whole):  # noqa: B905
        if before in pairs:
            pairs[before][after] = weight
        else:
            pairs[before] = {after: weight}
    begin: dict[str | tuple[str, str], int] = dict(zip(first, whole))  # noqa: B905
    begin.update(zip(zip(two, too, strict=True), whole))  # noqa: B905
    return Model(said, by_name, pairs, begin, dict(zip(last, whole)))  # noqa: B905


@cache
def model() -> Model:
    """The weights that the coach ships with."""
    return load()
