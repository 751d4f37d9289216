"""What the reading child tells its parent: frames of a kind, a JSON object and bytes, each length-prefixed.

JSON and lengths only, never pickle: the child has read hostile input, so the parent believes nothing it sends.
"""

import json
import struct
from collections.abc import Iterator
from typing import IO, Any, Final

from . import limits

READY: Final = b"R"  # the child has started; from here on it is the mail that takes the time
HEAD: Final = b"H"  # what the head says
BODY: Final = b"B"  # text, words and HTML; a later one replaces an earlier one
FILE: Final = b"F"  # one attached file
UNREADABLE: Final = b"U"  # why it cannot be read
END: Final = b"E"  # nothing is missing

_PREFIX = struct.Struct(">cII")


def write(pipe: IO[bytes], kind: bytes, told: dict[str, Any], data: bytes | bytearray = b"") -> None:
    """Write one frame and flush, so that it survives whatever happens to the child next."""
    text = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    pipe.write(_PREFIX.pack(kind, len(text), len(data)))
    pipe.write(text)
    pipe.write(data)
    pipe.flush()


def read(pipe: IO[bytes]) -> Iterator[tuple[bytes, dict[str, Any], bytes]]:
    """The whole frames in the pipe until its end; a last one that was cut off is dropped.

    Raises ValueError for a frame that no honest child writes: too large, too many bytes of files in all, not JSON.
    """
    files = 0
    while len(prefix := pipe.read(_PREFIX.size)) == _PREFIX.size:
        kind, text_size, data_size = _PREFIX.unpack(prefix)
        files += data_size
        if text_size > limits.FRAME_TEXT or files > limits.ATTACHED_BYTES:
            raise ValueError("frame too large")
        text, data = pipe.read(text_size), pipe.read(data_size)
        if len(text) < text_size or len(data) < data_size:
            return
        told = json.loads(text)
        if not isinstance(told, dict):
            raise ValueError("frame is not an object")
        yield kind, told, data
