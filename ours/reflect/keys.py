"""The installation's keys for the private room. They wrap the authors' keys and never lie in the database.

They stand in `reflect.key` in the data folder, readable by its owner alone and made when first needed, one line for
each: the newest first, which wraps; earlier ones only unwrap. Where OURS_REFLECT_KEY is set it counts instead of the
file: one or several keys as printed by `ours reflect-key --new`, with spaces between.
"""

import base64
import binascii
import hashlib
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

LENGTH = 32  # bytes of a key, for AES-256


class KeyGone(Exception):
    """The key that something was wrapped with is not there (any more): nobody can open it."""


@dataclass(frozen=True)
class Ring:
    """The keys by their marks; the first one wraps."""

    keys: dict[str, bytes]

    @property
    def newest(self) -> str:
        """The mark of the key that wraps."""
        return next(iter(self.keys))

    def __getitem__(self, mark: str) -> bytes:
        """The key with this mark. Raises KeyGone."""
        if mark not in self.keys:
            raise KeyGone(f"The key {mark} of the private room is not there.")
        return self.keys[mark]


def mark_of(key: bytes) -> str:
    """16 characters that say which key it is and nothing of what it is."""
    return hashlib.sha256(b"ours.reflect mark\n" + key).hexdigest()[:16]


def new_key() -> str:
    """A fresh key as it stands in the file and in the environment."""
    return base64.urlsafe_b64encode(secrets.token_bytes(LENGTH)).decode()


def place() -> Path:
    """The file of the keys."""
    return Path(settings.DATA) / "reflect.key"


def from_environment() -> bool:
    """Whether the keys stand in the environment, so that nothing is written to a file."""
    return bool(settings.REFLECT_KEYS)


def ring(*, make: bool = True) -> Ring:
    """The keys of this installation; with `make` the first one is made where there is none.

    Raises KeyGone without any, ValueError for a line that is no key, OSError where the file cannot be used.
    """
    lines = settings.REFLECT_KEYS if from_environment() else _lines(make)
    if not lines:
        raise KeyGone("There is no key of the private room.")
    keys = [_read(line) for line in lines]
    return Ring({mark_of(key): key for key in keys})


def put_first() -> Ring:
    """Make a new key that wraps from now on; the earlier ones go on unwrapping. Not for keys in the environment."""
    _write([new_key(), *_lines(make=False)])
    return ring()


def forget_all_but(mark: str) -> int:
    """Strike every key but the one with this mark from the file; returns how many went."""
    lines = _lines(make=False)
    kept = [line for line in lines if mark_of(_read(line)) == mark]
    if not kept:
        raise KeyGone("The key that is to be kept is not in the file.")
    _write(kept)
    return len(lines) - len(kept)


def _read(line: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(line)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != LENGTH:
        raise ValueError("A key of the private room is not as `ours reflect-key --new` prints it.")
    return key


def _lines(make: bool) -> list[str]:
    """What stands in the file. Two processes that make it at once end with the same one: a link takes the name once."""
    where = place()
    if not where.exists() and make:
        temporary = _beside(where, [new_key()])
        try:
            os.link(temporary, where)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return where.read_text().split() if where.exists() else []


def _write(lines: list[str]) -> None:
    _beside(place(), lines).replace(place())


def _beside(where: Path, lines: list[str]) -> Path:
    """A file beside `where` with these lines, on the disk and for its owner's eyes only."""
    where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=".reflect-", dir=where.parent)  # mode 0600
    with open(number, "w") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
