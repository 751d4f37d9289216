"""What happened, what changed since somebody last looked, what is parked, and how far the problem is understood."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from ours.people.models import Person, Seat
from ours.problem.models import Event, Look, Parking, Problem
from ours.problem.sentences import sentence

MOST_CHANGES = 30
MOST_UNSEEN = 3  # pages.md: three things at most for each problem
MOST_RETURNED = 30


@dataclass(frozen=True)
class Changes:
    """What others did at one table since a person last looked."""

    looked_at: datetime | None  # None: never looked, then everything counts
    seen: int  # id of the last Event seen, 0 if none: the newer ones of others are new
    events: list[Event]  # newest first, at most MOST_CHANGES
    more: bool  # whether there were further ones


@dataclass(frozen=True)
class Unseen:
    """The newest of what a person has not seen at one table, and how much there is."""

    events: list[Event] = field(default_factory=list)
    count: int = 0


def timeline(problem: Problem, before: int | None = None, limit: int = 30) -> list[tuple[Event, str]]:
    """The newest `limit` deeds older than the Event `before`, each with its sentence. One query.

    To go on, pass the id of the last Event.
    """
    events = Event.objects.filter(problem=problem).select_related("seat").order_by("-id")
    if before is not None:
        events = events.filter(pk__lt=before)
    return [(event, sentence(event)) for event in events[:limit]]


def seen_until(person: Person, problem: Problem) -> int:
    """The id of the last Event that `person` has seen at this table, 0 if none. One query."""
    return Look.objects.filter(person=person, problem=problem).values_list("event", flat=True).first() or 0


def changes_since(person: Person, problem: Problem) -> Changes:
    """What others did at this table since `person` last looked. Two queries; `mark_seen` is for afterwards."""
    look = Look.objects.filter(person=person, problem=problem).first()
    seen = look.event if look else 0
    fresh = Event.objects.filter(problem=problem, pk__gt=seen).exclude(_own_deeds(person))
    found = list(fresh.select_related("seat").order_by("-id")[: MOST_CHANGES + 1])
    return Changes(look.at if look else None, seen, found[:MOST_CHANGES], len(found) > MOST_CHANGES)


def mark_seen(person: Person, problem: Problem, event_id: int, at: datetime) -> None:
    """Keep that `person` has seen everything up to this Event; never goes back, also with two windows open.

    One reading query when there is nothing new.
    """
    looks = Look.objects.filter(person=person, problem=problem)
    seen = looks.values_list("event", flat=True).first()
    if seen is not None and seen >= event_id:
        return
    with transaction.atomic():
        if seen is None:
            first = Look(person=person, problem=problem, event=event_id, at=at)
            Look.objects.bulk_create([first], ignore_conflicts=True)
        looks.filter(event__lt=event_id).update(event=event_id, at=at)


def unseen(person: Person, problems: Iterable[Problem]) -> dict[int, Unseen]:
    """By problem id, for each of `problems`: what others did there since `person` last looked. One query."""
    ids = [problem.pk for problem in problems]
    look = Look.objects.filter(person=person, problem=OuterRef("problem"))
    fresh = (
        Event.objects.filter(problem__in=ids)
        .exclude(_own_deeds(person))
        .alias(seen=Coalesce(Subquery(look.values("event")), Value(0)))
        .filter(pk__gt=F("seen"))
        .annotate(
            place=Window(RowNumber(), partition_by="problem", order_by=F("id").desc()),
            many=Window(Count("id"), partition_by="problem"),
        )
        .filter(place__lte=MOST_UNSEEN)
        .select_related("seat")
        .order_by("problem", "-id")
    )
    found: dict[int, Unseen] = {}
    for event in fresh:
        found.setdefault(event.problem_id, Unseen(count=event.many)).events.append(event)
    return {problem_id: found.get(problem_id, Unseen()) for problem_id in ids}


def states_named(problem: Problem) -> bool:
    """Whether both the current and the wanted state have been said: before that, a way out is proposed early (F4)."""
    said = Event.objects.filter(problem=problem, kind__in=("now_said", "wanted_said"))
    return said.aggregate(kinds=Count("kind", distinct=True))["kinds"] == 2


def parked(problem: Problem) -> "QuerySet[Parking]":
    """What is put aside at this problem now, the first to come back first."""
    return _parkings(problem).filter(returned_at__isnull=True).order_by(F("back_at").asc(nulls_last=True), "at")


def came_back(problem: Problem) -> "QuerySet[Parking]":
    """What was put aside and came back, latest first."""
    return _parkings(problem).filter(returned_at__isnull=False).order_by("-returned_at")[:MOST_RETURNED]


def _parkings(problem: Problem) -> "QuerySet[Parking]":
    agreed = Prefetch("agreed_by", Seat.objects.order_by("name"))
    return problem.parkings.select_related("by", "holder").prefetch_related(agreed)


def _own_deeds(person: Person) -> Q:
    """What came back by itself is signed by whoever parked it, but is news to them as well."""
    return Q(seat__person=person) & ~Q(kind="returned")
