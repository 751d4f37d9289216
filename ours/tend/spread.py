"""Clocks that follow each other (T2): when the promises of some linked problems run out. Plain Python.

A problem's promise runs out at min(t + P, max(c, t + P/2)), with c the moment its first cause does. Going through the
problems in the order in which they run out settles each once, so circles do no harm: nobody in a circle runs out sooner
only because of itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush

from ours.problem.care import runs_out


@dataclass(frozen=True)
class Clock:
    """A running clock: the last sign of life, the time promised, and the first of the causes that are not settled
    along with it (None without)."""

    cared_at: datetime
    length: timedelta
    cause_due: datetime | None = None


def settle(
    clocks: Mapping[int, Clock], links: Iterable[tuple[int, int]]
) -> dict[int, tuple[datetime, datetime | None]]:
    """By problem: (when its promise runs out, when its first cause does), for links (cause, effect).

    Problems without a clock (parked ones) are left out of `clocks`; their links count for nothing.
    """
    effects: dict[int, list[int]] = {}
    for cause, effect in links:
        if cause in clocks and effect in clocks:
            effects.setdefault(cause, []).append(effect)
    first = {one: clock.cause_due for one, clock in clocks.items()}
    due = {one: runs_out(clock.cared_at, clock.length, clock.cause_due) for one, clock in clocks.items()}
    waiting = [(moment, one) for one, moment in due.items()]
    heapify(waiting)
    settled: set[int] = set()
    while waiting:
        moment, one = heappop(waiting)
        if one in settled:
            continue
        settled.add(one)
        for effect in effects.get(one, ()):
            known = first[effect]
            if known is None or moment < known:
                first[effect] = moment
            sooner = runs_out(clocks[effect].cared_at, clocks[effect].length, moment)
            if sooner < due[effect]:
                due[effect] = sooner
                heappush(waiting, (sooner, effect))
    return {one: (due[one], first[one]) for one in clocks}
