"""The daily letter of an expert: what runs out before the next one, and what burns (T3, T5).

One letter for each person and day holds all alarms, so that nobody is warned twice; because the moment is known in
advance, each stands in a letter before it comes. It goes to whoever can act: the owner, else everybody on the
engagement, and whoever answers for something sold. Rights are asked here, at the moment of writing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.core import signing
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from ours.people.access import crewed, visible_engagements
from ours.people.models import Engagement, Person, Role, Seat
from ours.post.models import Letter
from ours.post.writing import write
from ours.prepared import Rows
from ours.problem.models import BadSign, Problem
from ours.problem.steps import STEPS
from ours.tend.models import CareLetters, PromisedOutcome, Touch

MOST = 12  # problems named in one letter
BURNING = 6
AHEAD = timedelta(hours=36)  # a letter looks so far: to the next one and half a day on, so that there is time to act
HOUR = 8  # unless the person chooses another

_signer = signing.Signer(salt="care-letters")


@dataclass(frozen=True)
class Alarm:
    """One problem whose promise of care runs out, or has run out, with the reason for its length and the next step."""

    problem: Any
    over: bool
    sold: bool  # touches something that was sold
    spread: bool  # a cause of it is overgrown, or will be before
    step: Any


def next_at(person: Person, hour: int, after: datetime) -> datetime:
    """The next time that the clock of the person's place shows this hour, as UTC. Days of 23 and 25 hours included."""
    zone = ZoneInfo(person.time_zone)
    day = after.astimezone(zone).date()
    # Where the clock is put forward over the hour, it is the moment just after.
    for days in (0, 1):
        moment = datetime.combine(day + timedelta(days=days), time(hour), zone).astimezone(UTC)
        if moment > after:
            return moment
    raise AssertionError("The same hour of the next day is always to come.")


def begin_for_everybody(at: datetime) -> int:
    """Give every expert who has none yet a daily letter; returns how many began."""
    theirs = Seat.objects.taken().filter(person=OuterRef("pk"), client__isnull=True)
    has = CareLetters.objects.filter(person=OuterRef("pk"))
    new = list(Person.objects.filter(Exists(theirs), ~Exists(has)).order_by("pk")[:1000])
    fresh = [CareLetters(person=person, hour=HOUR, next_at=next_at(person, HOUR, at)) for person in new]
    CareLetters.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def write_due(at: datetime, *, most: int = 200) -> int:
    """Write the letters whose hour has come; returns how many were written. One index scan."""
    due = CareLetters.objects.filter(next_at__lte=at).order_by("next_at", "pk").values_list("pk", flat=True)[:most]
    return sum(_write_one(one, at) for one in list(due))


@transaction.atomic
def _write_one(letters_id: int, at: datetime) -> bool:
    rows = CareLetters.objects.filter(pk=letters_id, next_at__lte=at).select_related("person")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(of=("self",), skip_locked=True, no_key=True)
    mine = rows.first()
    if mine is None:
        return False  # another worker was faster
    person = mine.person
    today = at.astimezone(ZoneInfo(person.time_zone)).date()
    # The clock may have been put back: no day of the person's has two.
    had = mine.last_on is not None and mine.last_on >= today
    mine.next_at = next_at(person, mine.hour, at)
    if not had:
        mine.last_on = today
    mine.save()
    return False if had else compose(mine, at) is not None


def compose(mine: CareLetters, at: datetime) -> Letter | None:
    """Write one person's letter; None if there is nothing to warn of, or the person wants no letters."""
    person = mine.person
    if person.deactivated_at is not None or person.letters_per_day == 0:
        return None
    seats = Seat.objects.taken().filter(person=person, client__isnull=True).select_related("firm").order_by("pk")
    for seat in seats:
        found = alarms(seat, at)
        if not found:
            continue
        signs = burning(seat)
        about = {one.problem.pk for one in found[:MOST]} | {sign.problem_id for sign in signs}
        facts = {
            "alarms": found[:MOST],
            "more": len(found) > MOST,
            "burning": signs,
            "stop": stop_key(mine),
            "steps": STEPS,
        }
        told = [(seat, {"problem_id": problem}) for problem in sorted(about)]
        return write(person, "care", facts, at=at, firm=seat.firm, told=told)
    return None


def alarms(seat: Seat, at: datetime) -> list[Alarm]:
    """What a seat of the firm should act on before it is too late, at most MOST + 1, the first to run out in front.

    What it owns, what it answers for, and what nobody at the firm owns: each a short walk of its own index.
    """
    soon, whose = at + AHEAD, (seat.firm_id, seat.pk)
    found: dict[int, Any] = {}
    for part in (_owned, _answered, _left_alone):
        found |= {row.pk: row for row in part(seat.is_firm_owner)(*whose, soon)}
    first = sorted(found.values(), key=lambda row: (row.care_due, row.pk))
    return [
        Alarm(
            problem=row,
            over=row.care_due <= at,
            sold=row.promised,
            spread=row.cause_due is not None and row.cause_due <= row.care_due,
            step=STEPS[row.step],
        )
        for row in first[: MOST + 1]
    ]


_COLUMNS = ("pk", "headline", "step", "cared_at", "care_due", "cause_due", "promised", "client__name")


def _rows(narrow: Callable[[Seat], Q], owner: bool, *, few: bool = False) -> Rows:
    """The problems of a firm's seat that `narrow` leaves, compiled once: by firm, seat and moment.

    `few` says that it leaves few of a large firm's: they are put in order when found, as PostgreSQL would else walk
    all of the firm in that order until it met them.
    """

    def soonest(firm: int, seat: int, soon: datetime) -> "QuerySet[Problem, Any]":
        mine = Seat(id=seat, firm_id=firm, role=Role.OWNER if owner else Role.EXPERT)
        running = Problem.objects.filter(narrow(mine), firm_id=firm, care_due__isnull=False, care_due__lte=soon)
        first = Coalesce("care_due", "care_due") if few else F("care_due")
        return running.order_by(first, "pk").values(*_COLUMNS)[: MOST + 1]

    return Rows((int, int, datetime), soonest)


def _seen(seat: Seat) -> Q:
    return Q() if seat.is_firm_owner else Q(engagement_id__in=crewed(seat))


@cache
def _owned(owner: bool) -> Rows:
    mine = Q(ownerships__ended_at__isnull=True)
    return _rows(lambda seat: _seen(seat) & mine & Q(ownerships__seat=seat), owner, few=True)


@cache
def _answered(owner: bool) -> Rows:
    def touched(seat: Seat) -> Q:
        theirs = PromisedOutcome.objects.filter(answers=seat)
        open_ = Touch.objects.filter(outcome__in=theirs.values("pk"), ended_at__isnull=True)
        return _seen(seat) & Q(promised=True, pk__in=open_.values("problem"))

    return _rows(touched, owner)


@cache
def _left_alone(owner: bool) -> Rows:
    """Without an owner at the firm, on the seat's engagements; for the firm's owner also on those without a crew."""

    def nobodys(seat: Seat) -> Q:
        mine = crewed(seat)
        if seat.is_firm_owner:
            alone = Engagement.objects.filter(firm_id=seat.firm_id, left_alone_at__isnull=False, ended_at__isnull=True)
            # One list of engagements: of two, SQLite would walk all that nobody owns in place of these.
            mine = mine.union(alone.values("pk"), all=True)
        return Q(engagement_id__in=mine, expert_owned=False)

    return _rows(nobodys, owner)


def burning(seat: Seat) -> list[Any]:
    """The newest bad signs of the seat's engagements, with what each is about."""
    signs = BadSign.objects.filter(firm_id=seat.firm_id, cleared_at__isnull=True)
    if not seat.is_firm_owner:
        signs = signs.filter(engagement__in=visible_engagements(seat))
    return list(signs.select_related("problem__client", "seat").order_by("-at")[:BURNING])


def stop_key(mine: CareLetters) -> str:
    """What the link in a letter carries to stop these letters without signing in."""
    return _signer.sign(str(mine.pk))


def behind(key: str) -> CareLetters | None:
    """The letters that a link's key belongs to; None for a wrong key."""
    try:
        number = int(_signer.unsign(key))
    except (signing.BadSignature, ValueError):
        return None
    return CareLetters.objects.select_related("person").filter(pk=number).first()


@transaction.atomic
def stop(mine: CareLetters, *, at: datetime) -> None:
    """No more daily letters, until the person wants them again."""
    CareLetters.objects.filter(pk=mine.pk).update(next_at=None, stopped_at=at)


@transaction.atomic
def want(person: Person, hour: int, *, at: datetime) -> CareLetters:
    """The daily letter at this hour of the person's clock, from the next time on."""
    mine, _fresh = CareLetters.objects.update_or_create(
        person=person, defaults={"hour": hour, "next_at": next_at(person, hour, at), "stopped_at": None}
    )
    return mine
