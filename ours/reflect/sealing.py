"""Sealing: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits before each sealed text.

What is sealed is bound to its place: the bytes of one row, put into another, do not open. Texts are filled up to a
multiple of PAD, so that their length tells little. A passphrase becomes a key by scrypt (RFC 7914) with the cost that
OWASP asks for (N 2^15, r 8, p 3: 32 MB and a good tenth of a second).
"""

import hashlib
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ours.reflect.keys import LENGTH, Ring

NONCE = 12  # bytes
PAD = 256  # bytes
SALT = 16  # bytes
Kept = bytes | memoryview  # bytes as a database gives them back


class WrongPassphrase(Exception):
    """The passphrase does not open the author's key."""


class Unreadable(Exception):
    """Something sealed does not open: it was changed, or it belongs elsewhere."""


def new_data_key() -> bytes:
    """A fresh key for what one author writes, 32 bytes."""
    return secrets.token_bytes(LENGTH)


def seal(key: bytes, told: bytes, place: str) -> bytes:
    """`told` sealed for a place."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, told, place.encode())


def unseal(key: bytes, sealed: Kept, place: str) -> bytes:
    """What was sealed for this place with this key. Raises Unreadable."""
    sealed = bytes(sealed)
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable("It does not open.") from error


def seal_said(key: bytes, said: dict[str, Any], place: str) -> bytes:
    """An entry, as JSON, sealed for its place."""
    told = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(key, told + b" " * (-len(told) % PAD), place)


def unseal_said(key: bytes, sealed: Kept, place: str) -> dict[str, Any]:
    """The entry of `seal_said`. Raises Unreadable."""
    said: dict[str, Any] = json.loads(unseal(key, sealed, place))
    return said


def stretched(passphrase: str, salt: Kept) -> bytes:
    """The key of a passphrase."""
    return hashlib.scrypt(passphrase.encode(), salt=bytes(salt), n=2**15, r=8, p=3, maxmem=2**26, dklen=LENGTH)


def wrap(data_key: bytes, ring: Ring, place: str, *, passphrase: str = "") -> tuple[bytes, str, bytes | None]:
    """The author's key wrapped for the database, the mark of the key that wraps it, the salt of the passphrase.

    With a passphrase both are needed: whoever holds the disk with its key file still lacks the author.
    """
    salt = secrets.token_bytes(SALT) if passphrase else None
    inner = seal(stretched(passphrase, salt), data_key, f"own:{place}") if salt else data_key
    return seal(ring[ring.newest], inner, place), ring.newest, salt


def unwrap(wrapped: Kept, ring: Ring, mark: str, place: str, *, salt: Kept | None, passphrase: str = "") -> bytes:
    """The author's key. Raises KeyGone, Unreadable, WrongPassphrase."""
    inner = unseal(ring[mark], wrapped, place)
    if salt is None:
        return inner
    try:
        return unseal(stretched(passphrase, salt), inner, f"own:{place}")
    except Unreadable as error:
        raise WrongPassphrase("It does not fit.") from error


def wrap_anew(wrapped: Kept, ring: Ring, mark: str, place: str) -> bytes:
    """The same under the installation's newest key; a passphrase inside stays as it is."""
    return seal(ring[ring.newest], unseal(ring[mark], wrapped, place), place)
