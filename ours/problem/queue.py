"""What needs care first: problems by the moment our promise runs out, as index scans of a fixed length.

Whether there are a thousand problems or a million, a page reads no more rows than it shows: the firm's owner walks the
index (firm, care_due). For an expert, first the engagements are found whose promises run out soonest, then the index
(engagement, care_due) is walked for these; no other engagement can have a problem among those that are shown.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from ours.people.models import Crew, Seat
from ours.prepared import Rows
from ours.problem.access import visible_problems
from ours.problem.models import Problem

MANY = 100  # counted exactly up to here

# What a row of a list says.
SHOWN = (
    "pk",
    "headline",
    "seriousness",
    "stage",
    "step",
    "move",
    "cared_at",
    "care_due",
    "spoke_last",
    "client_owned",
    "expert_owned",
    "promised",
    "client__name",
)
_EVER = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """A place in the queue: behind the problem with this moment and id."""

    due: datetime
    id: int


def next_due(seat: Seat, *, limit: int, after: Place | None = None, only: str = "") -> list[Any]:
    """The problems a firm's seat should care for next: at most `limit` rows with the columns of SHOWN.

    `only`: "unowned" for those with an empty chair, "promised" for those that touch something that was sold, "mine"
    for those the seat owns, empty for all.
    """
    place = (after.due, after.id) if after else ()
    going_on = after is not None
    if only == "mine":
        return _mine(limit, going_on, seat.is_firm_owner)(
            seat.firm_id if seat.is_firm_owner else seat.pk, seat.pk, *place
        )
    if seat.is_firm_owner:
        return _of_firm(limit, going_on, only)(seat.firm_id, *place)
    soonest = [row for row in _soonest(limit, going_on, only)(seat.pk, *place) if row.first is not None]
    if not soonest:
        return []
    # With so many engagements the last one's first problem ends the list: what runs out later is not on it.
    last = soonest[-1].first if len(soonest) == limit else _EVER
    return _of_engagement(limit, going_on, only).of_several(
        [(row.engagement_id, last, *place) for row in soonest], f'ORDER BY "care_due", "pk" LIMIT {limit}'
    )


def count_due(seat: Seat, *, before: datetime | None = None) -> int:
    """How many problems wait for care (whose promise runs out before a moment), counted up to MANY + 1."""
    whose = seat.firm_id if seat.is_firm_owner else seat.pk
    return len(_counted(seat.is_firm_owner)(whose, before or _EVER))


def parked(seat: Seat, *, limit: int) -> list[Any]:
    """What is parked as a whole, last cared for first: rows like those of `next_due`."""
    waiting = visible_problems(seat).filter(care_due__isnull=True, let_go_at__isnull=True, solved_at__isnull=True)
    aside = waiting.order_by("-cared_at")
    return list(aside.values_list(*SHOWN, named=True)[:limit])


def _waiting(only: str, place: tuple[Any, ...]) -> Q:
    wanted = Q(care_due__isnull=False)
    if only == "unowned":
        wanted &= Q(client_owned=False) | Q(expert_owned=False)
    if only == "promised":
        wanted &= Q(promised=True)
    if place:
        due, problem_id = place
        wanted &= Q(care_due__gt=due) | Q(care_due=due, pk__gt=problem_id)
        wanted &= Q(care_due__gte=due)  # the range that the index can begin at
    return wanted


def _kinds(going_on: bool, *first: type) -> tuple[type, ...]:
    return (*first, datetime, int) if going_on else first


def _listed(problems: "QuerySet[Problem]", limit: int) -> "QuerySet[Problem, Any]":
    return problems.order_by("care_due", "pk").values(*SHOWN)[:limit]


@cache
def _of_firm(limit: int, going_on: bool, only: str) -> Rows:
    return Rows(
        _kinds(going_on, int),
        lambda firm, *place: _listed(Problem.objects.filter(_waiting(only, place), firm_id=firm), limit),
    )


@cache
def _mine(limit: int, going_on: bool, all_of_firm: bool) -> Rows:
    def owned(whose: int, seat: int, *place: Any) -> "QuerySet[Problem, Any]":
        own = Problem.objects.filter(_waiting("", place), ownerships__seat=seat, ownerships__ended_at__isnull=True)
        seen = own.filter(firm_id=whose) if all_of_firm else own.filter(_on(whose))
        return _listed(seen, limit)

    return Rows(_kinds(going_on, int, int), owned)


@cache
def _soonest(limit: int, going_on: bool, only: str) -> Rows:
    def first_of_each(seat: int, *place: Any) -> "QuerySet[Crew, Any]":
        waiting = Problem.objects.filter(_waiting(only, place), engagement=OuterRef("engagement"))
        crews = Crew.objects.filter(seat=seat, ended_at__isnull=True)
        found = crews.annotate(first=Subquery(waiting.order_by("care_due").values("care_due")[:1]))
        return found.order_by(F("first").asc(nulls_last=True)).values("engagement_id", "first")[:limit]

    return Rows(_kinds(going_on, int), first_of_each)


@cache
def _of_engagement(limit: int, going_on: bool, only: str) -> Rows:
    return Rows(
        _kinds(going_on, int, datetime),
        lambda engagement, last, *place: _listed(
            Problem.objects.filter(_waiting(only, place), engagement_id=engagement, care_due__lte=last), limit
        ),
    )


@cache
def _counted(all_of_firm: bool) -> Rows:
    def due(whose: int, before: datetime) -> "QuerySet[Problem, Any]":
        seen = Q(firm_id=whose) if all_of_firm else _on(whose)
        return Problem.objects.filter(seen, care_due__isnull=False, care_due__lte=before).values("pk")[: MANY + 1]

    return Rows((int, datetime), due)


def _on(seat: int) -> Q:
    """The problems of the engagements that a firm's seat is on."""
    return Q(engagement__crews__seat=seat, engagement__crews__ended_at__isnull=True)
