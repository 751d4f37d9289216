"""A text's meaning as 384 numbers, by the model all-MiniLM-L6-v2, where its weights are installed.

MiniLM is BERT distilled to 384 numbers for each word piece (Wang et al. 2020); the meaning of a text is the mean of its
pieces (Reimers & Gurevych 2019). Two packages hold the weights, see `quick` and `plain`; the quick one is taken first.
Their meanings of a text are the same but for one part in a thousand.
"""

import gzip
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ours.meaning import plain, quick
from ours.meaning.wordpiece import WordPiece

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 384
LONGEST = 128  # word pieces of one text that are read; the weights were learned on texts no longer than that
TOGETHER = 1024  # word pieces that are read at once
PIECES = Path(__file__).parent / "pieces.txt.gz"  # the vocabulary of bert-base-uncased, Apache 2.0


class Encoder:
    """Reads texts. Several threads may use it at a time."""

    def __init__(self, model: "Callable[[NDArray[np.int64]], NDArray[np.float32]]") -> None:
        self._model = model
        self._pieces = WordPiece(gzip.decompress(PIECES.read_bytes()).decode().splitlines())

    def encode(self, texts: Sequence[str], *, threads: int = 1) -> "NDArray[np.float32]":
        """The meanings of texts, an array (texts, 384) of length 1 each; their products say how near two texts are."""
        found = np.empty((len(texts), SIZE), np.float32)
        numbers = [self._pieces.numbers(text, LONGEST) for text in texts]
        by_length: dict[int, list[int]] = {}
        for place, one in enumerate(numbers):
            by_length.setdefault(len(one), []).append(place)
        # Texts of the same length are read together, so that nothing has to be filled up or left out again.
        tasks: list[list[int]] = []
        for length, places in sorted(by_length.items(), reverse=True):
            many = max(1, TOGETHER // length)
            tasks += [places[start : start + many] for start in range(0, len(places), many)]

        def read(places: list[int]) -> None:
            means = self._model(np.array([numbers[place] for place in places], np.int64)).mean(axis=1)
            found[places] = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)

        if threads == 1 or len(tasks) < 2:
            for task in tasks:
                read(task)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(read, tasks))
        return found


def installed() -> bool:
    """Whether weights are installed here, so that meaning can be read at all."""
    return _find() is not None


@lru_cache(maxsize=1)
def encoder() -> Encoder | None:
    """The encoder of this process, loaded when it is first asked for; None where no weights are installed."""
    found = _find()
    return Encoder(found[0](found[1])) if found else None


@lru_cache(maxsize=1)
def _find() -> tuple[Any, Path] | None:
    if (file := quick.find()) is not None:
        return quick.Quick, file
    if (file := plain.find()) is not None:
        return plain.Plain, file
    return None
