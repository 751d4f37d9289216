"""Whether a letter may still go: rights are asked a last time in the moment before it is handed over.

A letter waits in the outbox, for days where the mail server is away, and what its reader may see can end meanwhile.
"""

from datetime import datetime

from django.db import transaction

from ours.people.access import visible_engagements
from ours.people.models import Seat
from ours.post.models import Letter, Notice
from ours.problem.access import may_see

OF_AN_ENGAGEMENT = frozenset({"pulse", "pulse_rhythm", "rhythm"})  # kinds of letters whose `ref` is an engagement
WHY = "It was not sent: whoever it is for may not read it any more."


def may_go(letter: Letter) -> bool:
    """Whether the person still has a seat there, and may still see all that the letter tells of."""
    seats = Seat.objects.taken().filter(person=letter.person_id)
    if letter.firm_id is not None:
        seats = seats.filter(firm=letter.firm_id)
    return seats.exists() and all(_holds(notice) for notice in _told_in(letter))


@transaction.atomic
def keep_back(letter: Letter, at: datetime) -> None:
    """Keep a letter here that is being sent and may not go. News that may still be told go into another one."""
    for notice in _told_in(letter):
        again = letter.kind == "news" and _holds(notice)
        Notice.objects.filter(pk=notice.pk).update(**({"letter": None} if again else {"dropped_at": at}))
    mine = Letter.objects.filter(pk=letter.pk, state=Letter.State.SENDING)
    mine.update(state=Letter.State.KEPT, error=WHY)


def _told_in(letter: Letter) -> list[Notice]:
    return list(Notice.objects.filter(letter=letter.pk).select_related("seat").order_by("pk"))


def _holds(notice: Notice) -> bool:
    seat = notice.seat
    if seat.person_id != notice.person_id:
        return False
    if notice.problem_id is not None:
        return may_see(seat, notice.problem_id)
    taken = Seat.objects.taken().filter(pk=seat.pk).exists()
    if notice.kind in OF_AN_ENGAGEMENT and seat.client_id is None:
        return taken and visible_engagements(seat).filter(pk=notice.ref or 0).exists()
    return taken
