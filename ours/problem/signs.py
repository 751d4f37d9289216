"""What burns: named bad signs with their date, until they are dealt with (`docs/care.md`)."""

from datetime import datetime
from typing import Any

from django.db import connection

from ours.people.models import Seat
from ours.prepared import planned
from ours.problem.models import BadSign, Problem


def burn(problem: Problem, kind: str, *, seat: Seat, at: datetime, words: str = "", ref: int | None = None) -> BadSign:
    """Put a named bad sign on the list of what burns. Called inside the deed's transaction."""
    return BadSign.objects.create(
        firm_id=problem.firm_id,
        engagement_id=problem.engagement_id,
        problem=problem,
        kind=kind,
        seat=seat,
        words=words,
        ref=ref,
        at=at,
    )


def quench(problem: Problem, kind: str, *, at: datetime, ref: int | None = None, seat: int | None = None) -> None:
    """Clear a problem's bad signs of one kind; only those that speak of `ref`, or that are of a seat, where given."""
    # Written out because every word that somebody says comes by here.
    sql = "UPDATE ours_badsign SET cleared_at = %s WHERE problem_id = %s AND kind = %s AND cleared_at IS NULL"
    values: list[Any] = [connection.ops.adapt_datetimefield_value(at), problem.pk, kind]
    for column, value in (("ref", ref), ("seat_id", seat)):
        if value is not None:
            sql += f" AND {column} = %s"
            values.append(value)
    with planned(connection) as cursor:
        cursor.execute(sql, values)
