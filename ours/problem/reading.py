"""What happened, what changed since somebody last looked, what is parked, and how far the problem is understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ours.ids import new_id
from ours.people.models import Person, Seat
from ours.prepared import Rows, planned
from ours.problem.models import Event, Look, Parking, Problem
from ours.problem.sentences import BY_ITSELF, sentence

MOST_CHANGES = 30
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
    """The newest Event that a person has not seen at one table (its id, kind, moment and facts), and how many."""

    newest: Any | None = None
    count: int = 0


def timeline(problem: Problem, before: int | None = None, limit: int = 30) -> list[tuple[Event, str]]:
    """The newest `limit` deeds older than the Event `before`, each with its sentence. One query.

    To go on, pass the id of the last Event.
    """
    events = Event.objects.filter(problem=problem).select_related("seat").order_by("-id")
    if before is not None:
        events = events.filter(pk__lt=before)
    return [(event, sentence(event)) for event in events[:limit]]


def newest_events(problem: Problem, limit: int) -> list[Any]:
    """The newest `limit` Events of a table as rows: id, seat_id, side, kind, at, told. One query."""
    return _newest_events(limit)(problem.pk)


@cache
def _newest_events(limit: int) -> Rows:
    told = ("id", "seat_id", "side", "kind", "at", "told")
    return Rows((int,), lambda problem: Event.objects.filter(problem=problem).order_by("-id").values(*told)[:limit])


def seen_until(person: Person, problem: Problem) -> int:
    """The id of the last Event that `person` has seen at this table, 0 if none. One query."""
    look = _look.first(person.pk, problem.pk)
    return look.event if look else 0


_look = Rows((int, int), lambda person, problem: Look.objects.filter(person=person, problem=problem).values("event"))


def changes_since(person: Person, problem: Problem) -> Changes:
    """What others did at this table since `person` last looked. Two queries; `mark_seen` is for afterwards."""
    look = Look.objects.filter(person=person, problem=problem).first()
    seen = look.event if look else 0
    fresh = Event.objects.filter(problem=problem, pk__gt=seen).exclude(_own_deeds(person))
    found = list(fresh.select_related("seat").order_by("-id")[: MOST_CHANGES + 1])
    return Changes(look.at if look else None, seen, found[:MOST_CHANGES], len(found) > MOST_CHANGES)


def mark_seen(person: Person, problem: Problem, event_id: int, at: datetime) -> None:
    """Keep that `person` has seen everything up to this Event; never goes back, also with two windows open.

    One statement, so that two at the same moment need no transaction; call it only where there is something new.
    """
    table = Look._meta.db_table
    moment = connection.ops.adapt_datetimefield_value(at)
    with planned(connection) as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, person_id, problem_id, event, at) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (person_id, problem_id) DO UPDATE SET event = excluded.event, at = excluded.at"
            f" WHERE {table}.event < excluded.event",
            [new_id(), person.pk, problem.pk, event_id, moment],
        )


def unseen(person: Person, problems: Sequence[int]) -> dict[int, Unseen]:
    """By problem id, for each of these ids: what others did there since `person` last looked. Two queries at most."""
    if not problems:
        return {}
    counted = {row.problem_id: row for row in _counted(len(problems))(person.pk, *problems)}
    newest = [row.newest for row in counted.values()]
    events = {row.id: row for row in _events(len(newest))(*newest)} if newest else {}
    return {
        problem: Unseen(events[counted[problem].newest], counted[problem].many) if problem in counted else Unseen()
        for problem in problems
    }


@cache
def _counted(many: int) -> Rows:
    def fresh(person: int, *problems: int) -> "QuerySet[Event, Any]":
        look = Look.objects.filter(person=person, problem=OuterRef("problem")).values("event")
        unseen = Event.objects.filter(problem__in=problems, pk__gt=Coalesce(Subquery(look), Value(0)))
        of_others = unseen.exclude(_own_deeds(person))
        return of_others.values("problem_id").annotate(newest=Max("id"), many=Count("id"))

    return Rows((int,) * (many + 1), fresh)


@cache
def _events(many: int) -> Rows:
    return Rows((int,) * many, lambda *ids: Event.objects.filter(pk__in=ids).values("id", "kind", "at", "told"))


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


def _own_deeds(person: Person | int) -> Q:
    """What came back by itself is signed by whoever parked it, but is news to them as well."""
    return Q(seat__person=person) & ~Q(kind__in=sorted(BY_ITSELF))
