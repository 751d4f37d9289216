"""What needs care first: problems by the moment our promise runs out, as index scans of a fixed length.

Whether there are a thousand problems or a million, a page reads no more rows than it shows (times the engagements of
the reader): the firm's owner walks the index (firm, care_due), an expert the index (engagement, care_due) once for
each of their engagements.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from ours.people.models import Crew, Seat
from ours.problem.models import Problem

MANY = 100  # counted exactly up to here


@dataclass(frozen=True)
class Place:
    """A place in the queue: behind the problem with this moment and id."""

    due: datetime
    id: int


def next_due(seat: Seat, *, limit: int, after: Place | None = None, only: Q | None = None) -> list[Problem]:
    """The problems a firm's seat should care for next, with `client` loaded, at most `limit` of them."""
    queue = _queue(seat, limit, after, only)
    return list(queue.select_related("client").order_by("care_due", "pk")[:limit])


def count_due(seat: Seat, *, before: datetime | None = None) -> int:
    """How many problems wait for care (whose promise runs out before a moment), counted up to MANY + 1."""
    only = Q(care_due__lte=before) if before else None
    return _queue(seat, MANY + 1, None, only).values("pk")[: MANY + 1].count()


def _queue(seat: Seat, limit: int, after: Place | None, only: Q | None) -> "QuerySet[Problem]":
    wanted = Q(care_due__isnull=False) & (only or Q())
    if after is not None:
        wanted &= Q(care_due__gt=after.due) | Q(care_due=after.due, pk__gt=after.id)
        wanted &= Q(care_due__gte=after.due)  # the range that the index can begin at
    if seat.is_firm_owner:
        return Problem.objects.filter(wanted, firm_id=seat.firm_id)
    engagements = Crew.objects.filter(seat=seat, ended_at__isnull=True).values_list("engagement_id", flat=True)
    return _first_of_each(list(engagements), wanted, limit)


def _first_of_each(engagements: list[int], wanted: Q, limit: int) -> "QuerySet[Problem]":
    """The first `limit` problems of each engagement, one short index scan each, in one statement."""
    if not engagements:
        return Problem.objects.none()
    parts, params = [], []
    for engagement in engagements:
        first = Problem.objects.filter(wanted, engagement_id=engagement).order_by("care_due", "pk").values("pk")[:limit]
        sql, values = first.query.get_compiler(connection=connection).as_sql()
        parts.append(f"SELECT * FROM ({sql}) AS part")
        params.extend(values)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        ids = [row[0] for row in cursor.fetchall()]
    return Problem.objects.filter(pk__in=ids)
