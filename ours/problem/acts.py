"""The verbs of the spine: open a problem, seat somebody, call it serious, park something and have it return."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from ours.people.models import Engagement, Seat
from ours.problem import care
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.models import Chair, Parking, Problem, Receipt, Seriousness


def headline_of(words: str) -> str:
    """One line of at most 300 characters that stands for these words."""
    line = " ".join(words.split())
    return line if len(line) <= 300 else line[:299].rsplit(" ", 1)[0] + "…"


@transaction.atomic
def open_problem(
    engagement: Engagement, words: str, *, by: Seat, at: datetime, seriousness: int = Seriousness.MODERATE
) -> Problem:
    """Put a problem on the table, in the words it came with (L1). The clock of care begins."""
    problem = Problem.objects.create(
        firm_id=engagement.firm_id,
        client_id=engagement.client_id,
        engagement=engagement,
        opened_at=at,
        opened_by=by,
        seriousness=seriousness,
        headline=headline_of(words),
        cared_at=at,
        care_due=at + care.promise(engagement, seriousness),
        spoke_last=by.side,
        unanswered=0,
    )
    if by.client_id is not None:
        Chair.objects.create(problem=problem, seat=by, at=at, by=by)
    record(problem, "opened", by=by, at=at, words=headline_of(words))
    return problem


@transaction.atomic
def seat_at(problem: Problem, seat: Seat, *, by: Seat, at: datetime) -> Chair:
    """Give a seat of the client's side a chair at this table; a placeholder may be seated too (L6)."""
    chair, fresh = Chair.objects.get_or_create(problem=problem, seat=seat, left_at=None, defaults={"at": at, "by": by})
    if fresh:
        record(problem, "seated", by=by, at=at, whom=seat.name, seat=seat.pk)
    return chair


@transaction.atomic
def leave_chair(chair: Chair, *, by: Seat, at: datetime) -> None:
    """Somebody leaves the table; what they wrote stays, signed."""
    chair.left_at = at
    chair.save()
    record(chair.problem, "left_chair", by=by, at=at, whom=chair.seat.name, seat=chair.seat_id)


@transaction.atomic
def call_serious(problem: Problem, seriousness: int, *, by: Seat, at: datetime) -> None:
    """Say how serious it is; the promise of care follows."""
    problem.seriousness = seriousness
    record(problem, "seriousness_set", by=by, at=at, seriousness=Seriousness(seriousness).label)


@transaction.atomic
def park(
    problem: Problem,
    *,
    what: str,
    words: str,
    reason: str,
    agreed_by: Iterable[Seat],
    by: Seat,
    at: datetime,
    back_on: date | None = None,
    back_when: str = "",
    holder: Seat | None = None,
    disagreement: int | None = None,
) -> Parking:
    """Put something aside until a day (9:00 in the firm's time zone) or an event (L8, F5).

    Raises ValueError without either. Parking the whole problem stops its clock of care until it returns.
    """
    if back_on is None and not back_when:
        raise ValueError("Something parked needs a day or an event at which it comes back.")
    back_at = datetime.combine(back_on, time(9), ZoneInfo(problem.firm.time_zone)) if back_on else None
    parking = Parking.objects.create(
        problem=problem,
        what=what,
        words=words,
        reason=reason,
        holder=holder,
        disagreement=disagreement,
        back_on=back_on,
        back_at=back_at,
        back_when=back_when,
        by=by,
        at=at,
    )
    parking.agreed_by.set(agreed_by)
    if what == Parking.What.PROBLEM:
        problem.care_due = None
    kind = "set_aside" if what == Parking.What.OPINION else "parked"
    record(
        problem,
        kind,
        by=by,
        at=at,
        what=Parking.What(what).label,
        words=words,
        reason=reason,
        until=back_on or Parking.Until(back_when).label,
    )
    return parking


@transaction.atomic
def come_back(parking: Parking, *, at: datetime, by: Seat | None = None) -> bool:
    """What was parked returns: early by somebody's deed, else by itself, signed by whoever parked it.

    False if it had returned before.
    """
    if not Parking.objects.filter(pk=parking.pk, returned_at__isnull=True).update(returned_at=at):
        return False
    problem = parking.problem
    if parking.what == Parking.What.PROBLEM:
        problem.cared_at = at
        care.set_due(problem)
    told: dict[str, Any] = {"words": parking.words, "what": parking.what, "parking": parking.pk}
    if parking.what == Parking.What.OPINION and parking.holder is not None:
        record(problem, "opinion_back", by=by or parking.by, at=at, holder=parking.holder.name, **told)
    else:
        record(problem, "returned", by=by or parking.by, at=at, **told)
    return True


def come_back_due(at: datetime, *, most: int = 100) -> int:
    """Let everything return whose day has come; one index scan. Returns how many did."""
    due = Parking.objects.filter(returned_at__isnull=True, back_at__lte=at).select_related("problem", "by")
    return sum(_come_back_alone(parking, at) for parking in due.order_by("back_at", "pk")[:most])


@transaction.atomic
def _come_back_alone(parking: Parking, at: datetime) -> bool:
    hold(parking.problem)  # it was read before this transaction
    return come_back(parking, at=at)


def forget_receipts(at: datetime) -> None:
    """Forms are taken in once for two days; after that nobody sends the same one again."""
    # `_raw_delete` because a Receipt, like all kept records, cannot be deleted by anybody's deed.
    old = Receipt.objects.filter(at__lt=at - timedelta(days=2))
    old._raw_delete(old.db)
