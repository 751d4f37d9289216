"""How much each feature counts for each kind of `rung.KINDS`: made by `runglearn`, held in `rungweights.json`.

The file has the names of the features in one text, a line each, and their weights as signed bytes, six a feature, in
steps of `step`: the small change of 40,000 features fits into a megabyte and is read in a few milliseconds.
"""

import base64
import json
from functools import cache
from pathlib import Path

from .runggrams import PIECES, pieces

_KEPT = 20_000  # words
WEIGHTS = Path(__file__).with_name("rungweights.json")


class Weights:
    """Weights by feature: for each kind a number of steps; a step is `step` of the logarithm of the odds."""

    def __init__(self, digest: str, step: float, bias: list[int], names: list[str], packed: bytes) -> None:
        self.digest = digest
        self.step = step
        self.bias = bias
        self.names = names
        self.packed = packed
        self._place = dict(zip(names, range(0, len(packed), len(bias)), strict=True))
        self._numbers = memoryview(packed).cast("b")
        self._words: dict[str, list[int]] = {}

    def row(self, name: str) -> list[int] | None:
        """The weights of a feature, if it has any; those of a word's pieces are added up once and kept."""
        if name[0] == PIECES:
            found = self._words.get(name)
            if found is None:
                rows = filter(None, map(self._row, pieces(name[1:])))
                found = list(map(sum, zip([0] * len(self.bias), *rows, strict=True)))
                if len(self._words) < _KEPT:
                    self._words[name] = found
            return found
        return self._row(name)

    def _row(self, name: str) -> list[int] | None:
        at = self._place.get(name)
        return None if at is None else self._numbers[at : at + len(self.bias)].tolist()


@cache
def weights() -> Weights:
    """The weights that the coach ships with, read at the first answer."""
    return load(WEIGHTS)


def load(path: Path) -> Weights:
    """Weights from a file."""
    held = json.loads(path.read_text(encoding="utf-8"))
    packed = base64.b64decode(held["weights"])
    return Weights(held["digest"], held["step"], held["bias"], held["names"].split("\n"), packed)


def save(learned: Weights, path: Path) -> None:
    """Write weights so that `load` gives them back."""
    held = {
        "digest": learned.digest,
        "step": learned.step,
        "bias": learned.bias,
        "names": "\n".join(learned.names),
        "weights": base64.b64encode(learned.packed).decode(),
    }
    path.write_text(json.dumps(held, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
