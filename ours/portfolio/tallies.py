"""The sums: a deed adds rows, the worker puts them together, and they can be counted anew."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connections, transaction
from django.db.models import Sum

from ours.inserting import insert
from ours.people.models import Firm
from ours.portfolio.figures import ALL, NAMES, Key, Row, difference, sums
from ours.portfolio.models import Fact, Tally
from ours.portfolio.reckoning import Values, reckon_all
from ours.problem.models import Problem

BATCH: Final = 500  # problems reckoned together
TOGETHER: Final = 5000  # rows put together in one transaction


def move(firm: int, before: Row | None, after: Row | None) -> None:
    """A fact became another: what changes in the sums of its firm. One statement; none where nothing does."""
    add(firm, difference(before, after))


def add(firm: int, changes: Mapping[Key, int]) -> None:
    """Add to the sums of a firm, given by its id."""
    rows = [
        Tally(firm_id=firm, slice=one, month=month, figure=figure, n=number)
        for (month, one, figure), number in changes.items()
        if number
    ]
    insert(Tally, rows)


def fold_due(at: datetime, *, most: int = 40) -> int:
    """Put rows of the same key together, for the worker. Returns how many rows there were."""
    done = 0
    for _ in range(most):
        some = _fold()
        done += some
        if some < TOGETHER:
            break
    return done


@transaction.atomic
def _fold() -> int:
    """Each row is taken out by one worker alone, so that nothing is counted twice."""
    table = Tally._meta.db_table
    with connections["default"].cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE fresh ORDER BY id LIMIT %s)"
            " RETURNING firm_id, slice, month, figure, n",
            [TOGETHER],
        )
        rows = cursor.fetchall()
        together: Counter[tuple[Any, ...]] = Counter()
        for *key, number in rows:
            together[tuple(key)] += number
        cursor.executemany(
            f"INSERT INTO {table} (firm_id, slice, month, figure, n, fresh) VALUES (%s, %s, %s, %s, %s, %s)"
            f" ON CONFLICT (firm_id, slice, figure, month) WHERE NOT fresh DO UPDATE SET n = {table}.n + excluded.n",
            [(*key, number, False) for key, number in sorted(together.items()) if number],
        )
    return len(rows)


def make(using: str = "default", **kwargs: Any) -> None:
    """After the tables were made: count what is there, where nothing has been counted yet. Can be done again."""
    there = connections[using].introspection.table_names()
    if {Problem._meta.db_table, Fact._meta.db_table, Tally._meta.db_table} <= set(there):
        uncounted = Problem.objects.using(using).filter(fact__isnull=True)
        if uncounted.exists() and not Fact.objects.using(using).exists():
            recount()


def recount() -> tuple[int, int]:
    """Reckon all facts anew from the records, and all sums from the facts; how many of each were wrong or missing.

    Deeds go on meanwhile: they wait only for the problems that are being reckoned, and at the end for the sums.
    """
    wrong = 0
    last: int | None = 0
    while last is not None:
        some, last = _recount_some(last)
        wrong += some
    firms = Firm.objects.order_by("pk").values_list("pk", flat=True)
    return wrong, sum(settle(firm) for firm in list(firms))


@transaction.atomic
def _recount_some(after: int) -> tuple[int, int | None]:
    """(how many facts were wrong, where to go on) among the next problems."""
    held = Problem.objects.select_for_update(of=("self",), no_key=True).filter(pk__gt=after).order_by("pk")[:BATCH]
    problems = list(held)
    facts: Any = Fact.objects.filter(pk__in=problems).values()
    known: dict[int, Values] = {row["problem_id"]: row for row in facts}
    wrong, new = 0, []
    for problem, values in zip(problems, reckon_all(problems).values(), strict=True):
        row = known.get(problem.pk)
        if row is None:
            new.append(fact(problem, values))
        elif any(row[name] != value for name, value in values.items()):
            Fact.objects.filter(pk=problem.pk).update(**values)
            wrong += 1
    insert(Fact, new)
    return wrong + len(new), problems[-1].pk if problems else None


def fact(problem: Problem, values: Mapping[str, Any]) -> Fact:
    """The unsaved fact of a problem, from all of its reckoned columns."""
    return Fact(
        problem=problem,
        firm_id=problem.firm_id,
        client_id=problem.client_id,
        engagement_id=problem.engagement_id,
        **values,
    )


def keep(problems: Sequence[Problem]) -> None:
    """Write the facts of problems that were not made by deeds; `settle` then counts them."""
    for start in range(0, len(problems), BATCH):
        some = problems[start : start + BATCH]
        reckoned = reckon_all(some)
        insert(Fact, [fact(problem, reckoned[problem.pk]) for problem in some])


@transaction.atomic
def settle(firm: int) -> int:
    """Bring the sums of a firm to what its facts say. Returns how many were wrong."""
    changes = off(firm, hold=True)
    add(firm, changes)
    return len(changes)


def off(firm: int, *, hold: bool = False) -> dict[Key, int]:
    """What the sums of a firm lack to be those of its facts. `hold`: inside a transaction, deeds wait until its end."""
    if hold and connections["default"].vendor == "postgresql":
        with connections["default"].cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Tally._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    found: Counter[Key] = Counter()
    batch: list[Row] = []
    for row in Fact.objects.filter(firm=firm).values_list(*NAMES).iterator(chunk_size=5000):
        batch.append(row)
        if len(batch) == 5000:
            found.update(sums(batch))
            batch.clear()
    found.update(sums(batch))
    kept: dict[Key, int] = defaultdict(int)
    rows = Tally.objects.filter(firm=firm).values_list("month", "slice", "figure", "n")
    for month, one, figure, number in rows.iterator(chunk_size=5000):
        kept[month, one, figure] += number
    found.subtract(kept)
    return {key: number for key, number in found.items() if number}


def missing() -> int:
    """By how many the problems differ from those that have a fact, or that the sums count. For a quick look."""
    problems = Problem.objects.count()
    counted = Tally.objects.filter(slice=ALL, figure__startswith="fate:").aggregate(number=Sum("n"))["number"] or 0
    return max(abs(problems - Fact.objects.count()), abs(problems - counted))
