"""What becomes of a room whose author has left (R6): it goes with its author.

Without a seat nobody signs in, so the room is closed to everybody from that moment, its author among them. It is
destroyed STAYS later, which is long enough for somebody to be taken back who was put out by mistake.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from ours.people.models import Person, Seat
from ours.reflect import acts
from ours.reflect.models import PrivateKey

STAYS = timedelta(days=30)


def destroy_left(at: datetime) -> None:
    """Destroy the rooms of those who left their last seat STAYS ago or earlier. It tells nobody how many there were."""
    sitting = Seat.objects.taken().filter(person=OuterRef("author"))
    for row in PrivateKey.objects.exclude(Exists(sitting)).select_related("author"):
        if left_at(row.author) <= at - STAYS:
            acts.leave(row.author_id)


def left_at(person: Person) -> datetime:
    """When somebody who has no seat any more left the last one, or was deactivated."""
    moments = Seat.objects.filter(person=person, left_at__isnull=False).values_list("left_at", flat=True)
    known = [*moments, person.deactivated_at, person.made_at]
    return max(one for one in known if one is not None)
