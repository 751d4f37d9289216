"""The verbs of the private room, and the only code that writes here: note, change, remove; set a passphrase, leave.

They write no Event and tell nobody. Whoever acts is the author, given by the open room.
"""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from ours.reflect import keys
from ours.reflect.kinds import Entry
from ours.reflect.models import PrivateEntry, PrivateKey
from ours.reflect.room import Room, place_of
from ours.reflect.scrubbing import scrubbed
from ours.reflect.sealing import new_data_key, seal_said, unseal_said, wrap

E = TypeVar("E", bound=Entry)


@transaction.atomic
def note(room: Room, entry: E) -> E:
    """Keep an entry; the first one makes the author's key. Returns it with its id."""
    _have_key(room)
    row = PrivateEntry(key=room.row)
    row.sealed = room.sealed(row.pk, entry.said())
    row.save(force_insert=True)
    return replace(entry, id=row.pk)


@transaction.atomic
def change(room: Room, entry: E, *, at: datetime) -> E:
    """Put an entry in the place of what it was. Its earlier words are gone."""
    changed = replace(entry, changed_at=at)
    with scrubbed():
        PrivateEntry.objects.filter(pk=entry.id, key=room.row).update(sealed=room.sealed(entry.id, changed.said()))
    return changed


@transaction.atomic
def remove(room: Room, entry: Entry) -> bool:
    """Remove an entry for good. False if it was gone already."""
    with scrubbed():
        gone, _kinds = PrivateEntry.objects.filter(pk=entry.id, key=room.row).delete()
    return bool(gone)


@transaction.atomic
def set_passphrase(room: Room, passphrase: str) -> Room:
    """Have the room open only with this passphrase from now on; empty: without one. Returns the room as it is then.

    Everything is sealed anew with a fresh key, so that the key which earlier copies of the database hold without the
    passphrase opens nothing written or kept from now on. Raises KeyGone.
    """
    _have_key(room)
    assert room.row is not None and room.data_key is not None
    fresh = new_data_key()
    wrapped, by_key, salt = wrap(fresh, keys.ring(), place_of(room.author_id), passphrase=passphrase)
    with scrubbed():
        row = PrivateKey.objects.select_for_update().get(pk=room.row.pk)
        for entry in PrivateEntry.objects.filter(key=row):
            place = room.place_of(entry.pk)
            entry.sealed = seal_said(fresh, unseal_said(room.data_key, entry.sealed, place), place)
            entry.save(update_fields=["sealed"])
        row.wrapped, row.by_key, row.salt, row.wrong, row.wrong_at = wrapped, by_key, salt, 0, None
        row.save()
    return Room(room.author_id, row, fresh)


@transaction.atomic
def leave(author_id: int) -> bool:
    """Destroy a room: the author's key and all that was sealed with it. False if there was none.

    Copies of the entries that lie elsewhere (a backup, the database's journal) stay closed without the key.
    """
    with scrubbed():
        gone, _kinds = PrivateKey.objects.filter(author=author_id).delete()
    return bool(gone)


def _have_key(room: Room) -> None:
    """Make the author's key, unless somebody (another tab) was faster; then that one counts."""
    if room.row is not None:
        return
    data_key = new_data_key()
    wrapped, by_key, _salt = wrap(data_key, keys.ring(), place_of(room.author_id))
    made = {"wrapped": wrapped, "by_key": by_key}
    row, fresh = PrivateKey.objects.get_or_create(author_id=room.author_id, defaults=made)
    if not fresh:
        from ours.reflect.room import open_room

        other = open_room(room.author_id)
        row, data_key = other.row or row, other.data_key or data_key
    room.row, room.data_key = row, data_key
