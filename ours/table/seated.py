"""First names of who sits at several tables, for lists of problems."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import QuerySet

from ours.people.models import Seat
from ours.prepared import Rows
from ours.problem.models import Chair
from ours.words import first_name

MOST = 3


def first_names(problem_ids: Sequence[int], *, but: Seat) -> dict[int, list[str]]:
    """For each problem the first names of the client people who sit there, at most three, without the reader's own
    and without placeholders."""
    names: dict[int, list[str]] = {}
    if not problem_ids:
        return names
    for row in _chairs(len(problem_ids))(but.pk, *problem_ids):
        found = names.setdefault(row.problem_id, [])
        if len(found) < MOST:
            found.append(first_name(row.seat__name))
    return names


@cache
def _chairs(many: int) -> Rows:
    def seated(but: int, *ids: int) -> "QuerySet[Chair, Any]":
        chairs = Chair.objects.filter(problem__in=ids, left_at__isnull=True, seat__person__isnull=False)
        return chairs.exclude(seat=but).order_by("problem_id", "at").values("problem_id", "seat__name")

    return Rows((int,) * (many + 1), seated)
