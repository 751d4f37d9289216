"""The verbs of the rhythm: propose one, agree to it (T6)."""

from datetime import datetime

from django.db import transaction

from ours.people.models import Crew, Engagement, Role, Seat
from ours.post.writing import write
from ours.tend.models import Rhythm, RhythmAgreement


@transaction.atomic
def propose_rhythm(engagement: Engagement, days: int, words: str, *, by: Seat, at: datetime) -> Rhythm:
    """Propose that the client gets an account at least once in so many days; the newest proposal can be agreed to.

    The other side gets a letter: the crew, or the client's sponsors and contacts.
    """
    proposed = Rhythm.objects.create(engagement=engagement, days=days, words=words, by=by, at=at)
    _tell(proposed, "proposed", by=by, at=at)
    return proposed


@transaction.atomic
def agree_rhythm(rhythm: Rhythm, *, by: Seat, at: datetime) -> RhythmAgreement:
    """The other side agrees to a rhythm: from this day on it is counted. Whoever proposed it gets a letter."""
    agreement = RhythmAgreement.objects.create(rhythm=rhythm, by=by, at=at)
    _tell(rhythm, "agreed", by=by, at=at)
    return agreement


def _tell(rhythm: Rhythm, what: str, *, by: Seat, at: datetime) -> None:
    engagement = rhythm.engagement
    others = Seat.objects.taken().filter(firm_id=engagement.firm_id)
    if by.client_id is None:
        others = others.filter(client_id=engagement.client_id, role__in=(Role.SPONSOR, Role.CONTACT))
    else:
        on_it = Crew.objects.filter(engagement=engagement, ended_at__isnull=True).values("seat")
        others = others.filter(pk__in=on_it)
    for seat in others.select_related("person").order_by("pk"):
        if seat.person is not None and seat.person.letters_per_day:
            facts = {"rhythm": rhythm, "what": what, "by": by, "engagement": engagement}
            told = [(seat, {"ref": engagement.pk})]
            write(seat.person, "rhythm", facts, at=at, firm=engagement.firm, told=told)
