"""The verbs of what a client has: list, change, strike off (S6). They belong to no problem and write no Event."""

from datetime import datetime

from django.db import transaction

from ours.people.models import Client, Seat
from ours.solve.models import InventoryItem


def list_item(client: Client, kind: str, name: str, words: str = "", *, by: Seat, at: datetime) -> InventoryItem:
    """Write down something that the client has already."""
    return InventoryItem.objects.create(client=client, kind=kind, name=name, words=words, by=by, at=at)


@transaction.atomic
def change(item: InventoryItem, kind: str, name: str, words: str, *, by: Seat, at: datetime) -> InventoryItem | None:
    """Put it anew; how it was stays behind it. None if somebody changed it or struck it off meanwhile."""
    if not strike_off(item, by=by, at=at):
        return None
    return InventoryItem.objects.create(
        client=item.client, kind=kind, name=name, words=words, replaces=item, by=by, at=at
    )


def strike_off(item: InventoryItem, *, by: Seat, at: datetime) -> bool:
    """The client has it no longer. False if that was said already."""
    there = InventoryItem.objects.filter(pk=item.pk, ended_at__isnull=True)
    return bool(there.update(ended_at=at, ended_by=by))
