"""What a fact adds to which figures, said once: for the tallies, and for sums over the facts. Plain Python.

A figure's code is a family with the values it counts: "fate:solved", "rounds:reframed:3", "agreed:12" (so many problems
whose words were agreed after 12 days), or the name of a column that is summed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from math import sqrt
from typing import Any, Final, NamedTuple

ALL: Final = "all"
MARKED: Final = ("tactic", "outcome", "measure", "stake", "constraint", "unclear")
UNMARKED: Final = "unmarked"  # a need named from an answer that nobody has marked
NEEDS: Final = (*MARKED[1:5], MARKED[0], MARKED[5], UNMARKED)  # in the order in which they are read
SORTS: Final = ("relief", "lasting", "client", "expert", "lessened", "direct", "loose")  # of ways out
TIMES: Final = ("agreed", "relief", "lasting", "solved", "lasted")
SIDES: Final = ("client", "expert")
ENDS: Final = ("kept", "missed", "moved")
FEWEST: Final = 10  # cases; of fewer nothing is said but their number
Z: Final = 1.959964  # of a normal distribution, 95 % lie within so many deviations

# The columns of a Fact that count, in the order of a row.
NAMES: Final = (
    *("month", "fate", "seriousness", "promised", "verdict", "need", "rounds", "way"),
    *(f"{time}_days" for time in TIMES),
    *("lives", "back_relief", "back_lasting", "abilities", "opens_up"),
    *(f"{end}_{side}" for side in SIDES for end in ENDS),
    *("relief_options", "relief_chosen", "relief_alone", "lasting_options", "lasting_chosen"),
    *(f"{sort}_{end}" for sort in SORTS for end in ("helped", "failed")),
)
Row = tuple[Any, ...]  # the values of NAMES

# Families that count problems, by what they count them; keys that hold one of LEFT_OUT are not counted.
_COUNTED: Final[dict[str, tuple[str, ...]]] = {
    "fate": ("fate",),
    "rounds": ("verdict", "rounds"),
    "lives": ("lives",),
    "touching": ("promised", "fate"),
    "opens": ("opens_up", "fate"),
    **{time: (f"{time}_days",) for time in TIMES},
}
_LEFT_OUT: Final[dict[str, Any]] = {"rounds": "", "lives": 1, "touching": False, "opens": False}
_FLAGS: Final = ("touching", "opens")
_SUMMED: Final = (
    *("back_relief", "back_lasting", "abilities"),
    *(f"{end}_{side}" for side in SIDES for end in ENDS),
    *("relief_options", "relief_chosen", "relief_alone", "lasting_options", "lasting_chosen"),
    *(f"{sort}_{end}" for sort in SORTS[:2] for end in ("helped", "failed")),
)
_PLACE: Final = {name: place for place, name in enumerate(NAMES)}


def month_of(moment: datetime) -> int:
    """The month of a moment, counted from year 0, in UTC: 2026-03 is 24314."""
    moment = moment.astimezone(UTC)
    return moment.year * 12 + moment.month - 1


def figures(rows: Sequence[Row]) -> Counter[str]:
    """What these rows add up to, by the code of the figure; nothing that is zero."""
    found: Counter[str] = Counter()
    if not rows:
        return found
    columns = list(zip(*rows, strict=True))
    for family, names in _COUNTED.items():
        counted = Counter(zip(*[columns[_PLACE[name]] for name in names], strict=True))
        for key, number in counted.items():
            if key[0] is not None and key[0] != _LEFT_OUT.get(family, _NEVER):
                values = key[1:] if family in _FLAGS else key  # a flag is counted, not told
                found[":".join([family, *map(str, values)])] += number
    for name in _SUMMED:
        if total := sum(columns[_PLACE[name]]):
            found[name] += total
    _worked(columns, found)
    return found


_NEVER: Final = object()


def _worked(columns: Sequence[Sequence[Any]], found: Counter[str]) -> None:
    """Which sort of way out helped, or did not, with which kind of need."""
    needs = columns[_PLACE["need"]]
    for sort in SORTS:
        for end in ("helped", "failed"):
            values = columns[_PLACE[f"{sort}_{end}"]]
            if any(values):
                for (need, number), times in Counter(zip(needs, values, strict=True)).items():
                    if number:
                        found[f"{end}:{need or 'none'}:{sort}"] += number * times


def slices(row: Row) -> list[str]:
    """The slices that a row is in: all problems, and each kind of problem that it is of."""
    found = [ALL]
    for name in ("verdict", "need", "way"):
        if value := row[_PLACE[name]]:
            found.append(f"{name}:{value}")
    found.append(f"seriousness:{row[_PLACE['seriousness']]}")
    found.append(f"promised:{'yes' if row[_PLACE['promised']] else 'no'}")
    return found


Key = tuple[int, str, str]  # month, slice, figure


def sums(rows: Iterable[Row]) -> Counter[Key]:
    """What many rows add up to, by month, slice and figure."""
    together: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        for one in slices(row):
            together.setdefault((row[0], one), []).append(row)
    found: Counter[Key] = Counter()
    for (month, one), some in together.items():
        for code, number in figures(some).items():
            found[month, one, code] += number
    return found


def difference(before: Row | None, after: Row | None) -> dict[Key, int]:
    """By how much the sums change when a fact becomes another; None where there is none."""
    found: Counter[Key] = Counter()
    for sign, row in ((-1, before), (1, after)):
        if row is not None:
            codes = figures([row]).items()
            for one in slices(row):
                for code, number in codes:
                    found[row[0], one, code] += sign * number
    return {key: number for key, number in found.items() if number}


class Quarters(NamedTuple):
    """How long it took: so many problems, and within how many days a quarter, half and three quarters of them were."""

    number: int
    quarter: int
    half: int
    most: int  # three quarters


def quarters(days: Mapping[int, int]) -> Quarters | None:
    """The quarters of so many problems by days; None without any. Exact: the least number of days for the share."""
    number = sum(days.values())
    if not number:
        return None
    found, reached = [], 0
    ranked = iter(sorted(days.items()))
    day = 0
    for part in (1, 2, 3):
        while reached * 4 < part * number:
            day, some = next(ranked)
            reached += some
        found.append(day)
    return Quarters(number, *found)


class Share(NamedTuple):
    """So many of so many, with the interval in which the true share lies, nineteen times out of twenty."""

    helped: int
    cases: int
    low: float
    high: float

    @property
    def enough(self) -> bool:
        """Whether there are enough cases to say anything."""
        return self.cases >= FEWEST

    @property
    def value(self) -> float:
        """The share that was seen."""
        return self.helped / self.cases if self.cases else 0.0


def share(helped: int, cases: int) -> Share:
    """A share with its interval: E. B. Wilson, Probable inference, JASA 22 (1927)."""
    if not cases:
        return Share(0, 0, 0.0, 1.0)
    seen = helped / cases
    middle = (seen + Z * Z / (2 * cases)) / (1 + Z * Z / cases)
    reach = Z * sqrt(seen * (1 - seen) / cases + Z * Z / (4 * cases * cases)) / (1 + Z * Z / cases)
    return Share(helped, cases, max(0.0, middle - reach), min(1.0, middle + reach))
