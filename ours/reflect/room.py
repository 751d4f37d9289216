"""An author's open room: the one place that turns rows into words and words into rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from ours.reflect import keys
from ours.reflect.kinds import Entry, entry_of
from ours.reflect.models import PrivateEntry, PrivateKey
from ours.reflect.sealing import Kept, Unreadable, seal_said, unseal_said, unwrap

E = TypeVar("E", bound=Entry)


class Locked(Exception):
    """The room has a passphrase, and it was not said in this browser (or too long ago)."""


@dataclass
class Room:
    """The room of one person, unlocked. `row` and `data_key` are None until something is first written in it."""

    author_id: int
    row: PrivateKey | None
    data_key: bytes | None

    @property
    def has_passphrase(self) -> bool:
        """Whether it opens only with the author's passphrase."""
        return self.row is not None and self.row.salt is not None

    def entries(self) -> list[Entry]:
        """Everything in it that can be read, the newest first. One statement; all else happens in memory."""
        if self.row is None:
            return []
        rows = PrivateEntry.objects.filter(key=self.row).order_by("-pk")
        found = (self._read(number, sealed) for number, sealed in rows.values_list("pk", "sealed"))
        return [one for one in found if one is not None]

    def all(self, kind: type[E]) -> list[E]:
        """Its entries of one kind, the newest first."""
        return [one for one in self.entries() if isinstance(one, kind)]

    def one(self, number: int, kind: type[E]) -> E | None:
        """The entry of this kind with this id; None for anybody else's, for another kind and for none at all."""
        if self.row is None:
            return None
        sealed = PrivateEntry.objects.filter(key=self.row, pk=number).values_list("sealed", flat=True).first()
        found = self._read(number, sealed) if sealed is not None else None
        return found if isinstance(found, kind) else None

    def sealed(self, number: int, said: dict[str, Any]) -> bytes:
        """What is kept of an entry. Raises ValueError in a room in which nothing can be written yet."""
        if self.data_key is None:
            raise ValueError("This room has no key yet.")
        return seal_said(self.data_key, said, self.place_of(number))

    def place_of(self, number: int) -> str:
        """The place that an entry is sealed for."""
        return f"entry:{self.author_id}:{number}"

    def _read(self, number: int, sealed: Kept) -> Entry | None:
        if self.data_key is None:
            return None
        try:
            return entry_of(number, unseal_said(self.data_key, sealed, self.place_of(number)))
        except (Unreadable, KeyError):
            return None  # a row that was tampered with, or that a newer version wrote


def place_of(author_id: int) -> str:
    """The place that an author's key is wrapped for."""
    return f"author:{author_id}"


def row_of(author_id: int) -> PrivateKey | None:
    """The wrapped key of a person, None until they first write something."""
    return PrivateKey.objects.filter(author=author_id).first()


def open_room(author_id: int, *, remembered: bytes | None = None) -> Room:
    """The room of a person. `remembered` is the key that a passphrase opened before, in this browser.

    Raises Locked where a passphrase is to be said first, KeyGone and Unreadable where nobody can open it any more.
    """
    row = row_of(author_id)
    if row is None:
        return Room(author_id, None, None)
    if row.salt is None:
        ring = keys.ring(make=False)
        return Room(author_id, row, unwrap(row.wrapped, ring, row.by_key, place_of(author_id), salt=None))
    if remembered is None:
        raise Locked
    return Room(author_id, row, remembered)


def moment_of(entry: Entry) -> datetime:
    """When an entry was last touched."""
    return entry.changed_at or entry.at
