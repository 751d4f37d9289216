"""The numbers of a scope: from the tallies for a whole firm, from the facts for anything less; the same either way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connections

from ours.portfolio.figures import ENDS, NAMES, NEEDS, SIDES, SORTS, Quarters, Share, figures, quarters, share
from ours.portfolio.models import Fate, Tally
from ours.portfolio.scope import Scope

_MONTH, _FATE = NAMES.index("month"), NAMES.index("fate")


@dataclass(frozen=True)
class Numbers:
    """The figures of a scope, and of each month what became of the problems that were put on the table in it."""

    codes: Counter[str]
    months: dict[int, Counter[str]] = field(default_factory=dict)

    @cached_property
    def families(self) -> dict[str, list[tuple[list[str], int]]]:
        """By family of figures: (the values in the code, the number)."""
        found: dict[str, list[tuple[list[str], int]]] = {}
        for code, number in self.codes.items():
            name, *values = code.split(":")
            found.setdefault(name, []).append((values, number))
        return found

    def family(self, name: str) -> list[tuple[list[str], int]]:
        """The figures of one family."""
        return self.families.get(name, [])

    def __getitem__(self, code: str) -> int:
        return self.codes[code]

    @cached_property
    def fates(self) -> dict[str, int]:
        """How many there are of each fate."""
        return {fate: self.codes[f"fate:{fate}"] for fate in Fate.values}

    @property
    def all(self) -> int:
        """How many were put on the table."""
        return sum(self.fates.values())

    @property
    def open(self) -> int:
        """How many are open, those that came back among them; what is parked is not."""
        return self["fate:open"] + self["fate:back"]

    @property
    def solved(self) -> int:
        """How many are solved now, those that lasted among them."""
        return self["fate:solved"] + self["fate:lasted"]

    @property
    def back(self) -> int:
        """How many came back at least once."""
        return sum(number for _values, number in self.family("lives"))

    @property
    def returns(self) -> int:
        """How often one came back."""
        return sum((int(lives) - 1) * number for (lives,), number in self.family("lives"))

    @property
    def sold(self) -> int:
        """How many that are open touch something that was sold."""
        return self["touching:open"] + self["touching:back"]

    @property
    def opens(self) -> int:
        """Of how many that are open somebody said what solving it would open up."""
        return self["opens:open"] + self["opens:back"]

    def took(self, time: str) -> Quarters | None:
        """How long it took, of those that came so far; `time` one of TIMES."""
        return quarters({int(days): number for (days,), number in self.family(time)})

    def rounds(self, verdict: str) -> Quarters | None:
        """How many rounds of questions it took until a need was named with this verdict; its number is how many."""
        return quarters({int(rounds): number for (one, rounds), number in self.family("rounds") if one == verdict})

    def worked(self, need: str, sort: str) -> Share:
        """Of the ways out of a sort that were tried with a kind of need: how many helped."""
        helped = self[f"helped:{need}:{sort}"]
        return share(helped, helped + self[f"failed:{need}:{sort}"])

    def commitments(self) -> dict[str, dict[str, int]]:
        """What became of the commitments, by side."""
        return {side: {end: self[f"{end}_{side}"] for end in ENDS} for side in SIDES}

    @property
    def any_tried(self) -> bool:
        """Whether any attempt came to an end."""
        return any(
            self[f"{end}:{need}:{sort}"] for end in ("helped", "failed") for need in (*NEEDS, "none") for sort in SORTS
        )


def numbers(scope: Scope) -> Numbers:
    """The numbers of a scope. One statement."""
    return _from_tallies(scope) if scope.whole_firm else _from_facts(scope)


def _from_facts(scope: Scope) -> Numbers:
    # Read as they are: giving each value its type again costs more than the database takes to find them.
    sql, params = scope.facts().values_list(*NAMES).query.sql_with_params()
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return Numbers(figures(rows), _by_month((row[_MONTH], row[_FATE], 1) for row in rows))


def _from_tallies(scope: Scope) -> Numbers:
    # Both halves go along the index (firm, slice, figure, month, n) and sort nothing.
    table, fates = Tally._meta.db_table, [f"fate:{fate}" for fate in Fate.values]
    where = f"FROM {table} WHERE firm_id = %s AND slice = %s AND month >= %s AND month <= %s"
    number = "CAST(SUM(n) AS bigint)"
    sql = (
        f"SELECT 0, figure, {number} {where} GROUP BY figure UNION ALL SELECT month, figure, {number} {where}"
        f" AND figure IN ({', '.join(['%s'] * len(fates))}) GROUP BY figure, month"
    )
    place: list[Any] = [scope.seat.firm_id, scope.kind, *scope.months]
    codes: Counter[str] = Counter()
    months = []
    with connections["default"].cursor() as cursor:
        cursor.execute(sql, [*place, *place, *fates])
        for month, figure, many in cursor.fetchall():
            if many and month:
                months.append((month, figure.removeprefix("fate:"), many))
            elif many:
                codes[figure] = many
    return Numbers(codes, _by_month(months))


def _by_month(rows: Iterable[tuple[int, str, int]]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for month, fate, number in rows:
        found.setdefault(month, Counter())[fate] += number
    return found
