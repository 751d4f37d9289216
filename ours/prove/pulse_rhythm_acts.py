"""The verbs of the pulse's rhythm: propose how often, agree, end it (P6)."""

from datetime import datetime

from django.db import transaction

from ours.people.models import Crew, Engagement, Role, Seat, Side
from ours.post.writing import write
from ours.prove import pulse_acts
from ours.prove.models import PulseAgreement, PulseRhythm


@transaction.atomic
def propose_pulse(engagement: Engagement, days: int, *, by: Seat, at: datetime) -> PulseRhythm:
    """Propose that each of the client's people gets one short question, at most once in so many days (7 or more).

    The other side gets a letter: the crew, or the client's sponsors and contacts.
    """
    proposed = PulseRhythm.objects.create(engagement=engagement, days=days, by=by, at=at)
    _tell(proposed, "proposed", by=by, at=at)
    return proposed


@transaction.atomic
def agree_pulse(rhythm: PulseRhythm, *, by: Seat, at: datetime) -> PulseAgreement:
    """The other side agrees: earlier rhythms of this engagement end, and the questions begin. The proposer gets a
    letter."""
    agreement = PulseAgreement.objects.create(rhythm=rhythm, by=by, at=at)
    earlier = PulseRhythm.objects.filter(engagement=rhythm.engagement_id, ended_at__isnull=True, pk__lt=rhythm.pk)
    earlier.update(ended_at=at, ended_by=by)
    pulse_acts.set_turns(rhythm, at=at)
    _tell(rhythm, "agreed", by=by, at=at)
    return agreement


@transaction.atomic
def end_pulse(rhythm: PulseRhythm, *, by: Seat, at: datetime) -> bool:
    """Either side ends it, at once and without the other. False if it had ended."""
    return bool(PulseRhythm.objects.filter(pk=rhythm.pk, ended_at__isnull=True).update(ended_at=at, ended_by=by))


def _tell(rhythm: PulseRhythm, what: str, *, by: Seat, at: datetime) -> None:
    engagement = rhythm.engagement
    others = Seat.objects.taken().filter(firm_id=engagement.firm_id)
    if by.side == Side.EXPERT:
        others = others.filter(client_id=engagement.client_id, role__in=(Role.SPONSOR, Role.CONTACT))
    else:
        others = others.filter(pk__in=Crew.objects.filter(engagement=engagement, ended_at__isnull=True).values("seat"))
    for seat in others.select_related("person").order_by("pk"):
        if seat.person is not None and seat.person.letters_per_day:
            facts = {"rhythm": rhythm, "what": what, "by": by, "engagement": engagement}
            told = [(seat, {"ref": engagement.pk})]
            write(seat.person, "pulse_rhythm", facts, at=at, firm=engagement.firm, told=told)
