"""How well a number tells two sorts of cases apart: the area under the curve, with an interval. Plain Python.

Cases of one group (the looks at one problem) resemble each other, so the interval counts groups and not cases:
N. A. Obuchowski, Nonparametric analysis of clustered ROC curve data, Biometrics 53 (1997). With one case in each group
it is that of DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Z = 1.959964  # of a normal distribution, 95 % lie within so many deviations
FEWEST = 2  # groups of either sort


@dataclass(frozen=True)
class Area:
    """How often, of one case of either sort, the number is higher for the one marked: 0.5 by chance, 1 always.

    `low` and `high` bound it with 95 % confidence.
    """

    value: float
    low: float
    high: float


def area(numbers: Sequence[float], marked: Sequence[bool], groups: Sequence[int]) -> Area | None:
    """The area for cases given by their number, whether they are marked, and the group they belong to.

    None where fewer than two groups have a marked case, or an unmarked one.
    """
    with_it = sorted(number for number, mark in zip(numbers, marked, strict=True) if mark)
    without = sorted(number for number, mark in zip(numbers, marked, strict=True) if not mark)
    if not with_it or not without:
        return None
    # By group: [marked cases, how they stand to the unmarked ones, unmarked cases, how they stand to the marked ones].
    found: dict[int, list[float]] = {}
    total = 0.0
    for number, mark, group in zip(numbers, marked, groups, strict=True):
        row = found.setdefault(group, [0, 0.0, 0, 0.0])
        if mark:
            below = _below(without, number)
            row[0], row[1] = row[0] + 1, row[1] + below
            total += below
        else:
            row[2], row[3] = row[2] + 1, row[3] + 1 - _below(with_it, number)
    value = total / len(with_it)
    wide = _deviation(list(found.values()), value, len(with_it), len(without))
    return None if wide is None else Area(value, *_bounds(value, wide, found))


def _below(others: Sequence[float], number: float) -> float:
    """The share of sorted `others` that lie below the number; those equal to it count half."""
    return (bisect_left(others, number) + bisect_right(others, number)) / 2 / len(others)


def _deviation(rows: Sequence[Sequence[float]], value: float, yes: int, no: int) -> float | None:
    groups, with_yes, with_no = len(rows), sum(row[0] > 0 for row in rows), sum(row[2] > 0 for row in rows)
    if min(with_yes, with_no) < FEWEST:
        return None
    apart = [(row[1] - row[0] * value, row[3] - row[2] * value) for row in rows]
    of_yes = with_yes / (with_yes - 1) * sum(one**2 for one, _ in apart) / yes**2
    of_no = with_no / (with_no - 1) * sum(other**2 for _, other in apart) / no**2
    both = groups / (groups - 1) * sum(one * other for one, other in apart) / (yes * no)
    return sqrt(max(0.0, of_yes + of_no + 2 * both))


def _bounds(value: float, wide: float, rows: dict[int, list[float]]) -> tuple[float, float]:
    """The interval, on the scale of odds so that it stays between 0 and 1."""
    if 0 < value < 1:
        odds, reach = log(value / (1 - value)), Z * wide / (value * (1 - value))
        return 1 / (1 + exp(reach - odds)), 1 / (1 + exp(-reach - odds))
    # Without a single exception, so many groups leave room for three in as many (the rule of three).
    room = min(1.0, 3 / min(sum(row[0] > 0 for row in rows.values()), sum(row[2] > 0 for row in rows.values())))
    return (max(0.0, 1 - room), 1.0) if value == 1 else (0.0, min(1.0, room))
