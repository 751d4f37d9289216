"""The learned weights: how much each feature speaks for each flag. `learn` makes them, `weights.bin` holds them.

The weights of a feature for all flags stand side by side in one whole number, a lane of LANE bits for each. Adding two
such numbers adds all lanes at once, so a sentence costs one addition for each of its features, not one for each flag.
"""

import json
from collections.abc import Iterable
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).with_name("weights.bin")
LANE = 24  # bits
SCALE = 500  # a weight of 1.0
_HALF = 1 << (LANE - 1)
_MASK = (1 << LANE) - 1


class Model:
    """Sums of weights, one for each flag and good mark.

    `names` are what is judged, `line` says for each of them from which sum on it is said, `rules` are the ids of the
    rules that the weights know.
    """

    def __init__(self, told: dict[str, Any], weights: dict[str, int]) -> None:
        self.names: list[str] = told["names"]
        self.place = {name: index for index, name in enumerate(self.names)}
        self.line: list[float] = told["line"]
        self.rules = frozenset(told["rules"])
        self.digest: str = told["digest"]
        self._weights = weights
        self._shifts = range(0, LANE * len(self.names), LANE)
        self._bias = sum(
            (round(one * SCALE) + _HALF) << shift for one, shift in zip(told["bias"], self._shifts, strict=True)
        )

    def sums(self, features: Iterable[str]) -> list[float]:
        """What the features say, in the order of `names`."""
        whole = sum(map(self._weights.get, features, repeat(0)), self._bias)
        return [((whole >> shift & _MASK) - _HALF) / SCALE for shift in self._shifts]

    def loudest(self, placed: dict[str, tuple[int, int]], name: str, count: int) -> tuple[int, int]:
        """The run of words (first, one past the last) of a sentence of `count` words that speaks most for `name`."""
        shift = self._shifts[self.place[name]]
        middle = sum(_HALF << one for one in self._shifts)
        worth = [-0.05] * count
        for feature, (first, last) in placed.items():
            found = self._weights.get(feature)
            if found is not None and last - first <= 6:
                weight = ((found + middle >> shift & _MASK) - _HALF) / SCALE / (last - first)
                for word in range(first, last):
                    worth[word] += weight
        best, run, begin, span = float("-inf"), 0.0, 0, (0, count)
        for word, value in enumerate(worth):
            if run <= 0:
                run, begin = 0.0, word
            run += value
            if run > best:
                best, span = run, (begin, word + 1)
        return span


def packed(weights: list[float]) -> int:
    """The weights of one feature for all flags as one number."""
    return sum(round(weight * SCALE) << at * LANE for at, weight in enumerate(weights))


def write(told: dict[str, Any], weights: dict[str, list[float]], path: Path = WEIGHTS) -> None:
    """Write weights: a line of JSON, a line with the features in JSON, then their numbers, all of one length."""
    size = (LANE * len(told["names"]) + 8) // 8
    features = sorted(weights)
    with path.open("wb") as file:
        for part in (told | {"size": size}, features):
            file.write(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        for feature in features:
            file.write(packed(weights[feature]).to_bytes(size, "little", signed=True))


def load(path: Path = WEIGHTS) -> Model:
    """Read what `write` wrote."""
    head, names, numbers = path.read_bytes().split(b"\n", 2)
    told = json.loads(head)
    size = told["size"]
    number = int.from_bytes
    return Model(
        told,
        {
            name: number(numbers[at : at + size], "little", signed=True)
            for name, at in zip(json.loads(names), range(0, len(numbers), size), strict=True)
        },
    )


@cache
def model() -> Model:
    """The weights that the coach ships with."""
    return load()
