"""Meanings as they are kept: 384 numbers of eight bits each, with one scale."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = 384
KEPT = np.dtype([("scale", "<f4"), ("numbers", "i1", (SIZE,))])


def pack(meanings: "NDArray[np.float32]") -> bytes:
    """Some meanings (number, 384) as bytes, 388 each. A product of two differs by less than 0.01 from the exact one."""
    kept = np.empty(len(meanings), KEPT)
    kept["scale"] = np.maximum(np.abs(meanings).max(axis=1), 1e-9) / 127
    kept["numbers"] = np.rint(meanings / kept["scale"][:, None])
    return kept.tobytes()


def unpack(packed: bytes) -> "NDArray[np.void]":
    """The meanings in such bytes, with their scales."""
    return np.frombuffer(packed, KEPT)


def signs(numbers: "NDArray[np.int8]") -> "NDArray[np.uint64]":
    """The signs of meanings (number, 384), six words of 64 bits each: how many differ tells roughly how far two are."""
    return np.packbits(numbers > 0, axis=1).view(np.uint64)
