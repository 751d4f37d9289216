"""How well each signal foretold bad events here (`docs/care.md`). Plain Python.

Every problem is looked at again and again while it is open: what each signal said then, and whether a bad event came
within the week after. The problems that were opened first say which way a signal is read (the more of it, or the less,
the sooner trouble); those opened later, which had no part in that, say how well it foretold.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from ours.tend.area import Area, area
from ours.tend.figures import CLIENT

FEWEST: Final = 100  # bad events; with fewer nothing is said (`growth.md`)
WITHIN: Final = timedelta(days=7)  # a signal foretells what comes within this time
FIRST: Final = timedelta(days=1)  # after a problem was opened
EVERY: Final = timedelta(days=7)
LOOKS: Final = 26  # at one problem: half a year
LATELY: Final = timedelta(days=7)
LEAST: Final = timedelta(hours=1)  # of a promise, so that nothing is divided by nothing


class Deed(NamedTuple):
    """What happened at a table, as signals see it."""

    kind: str
    side: str  # whose word or deed it is
    at: datetime
    care: bool = False  # a sign of life of the expert's side
    speaks: bool = False
    asks: bool = False  # leaves the other side waiting for a word


@dataclass(frozen=True)
class History:
    """All that is known of one problem, in the order of time."""

    problem: int
    opened_at: datetime
    serious: Sequence[tuple[datetime, int]]  # how serious, from when on; the first from the beginning
    promised: Mapping[int, timedelta]  # by seriousness, in how long a sign of life is promised
    deeds: Sequence[Deed]
    bad: Sequence[datetime]  # bad events
    closed: Sequence[tuple[datetime, datetime | None]] = ()  # parked, or let go: from, until (None: still)


@dataclass
class _Now:
    """What is known at one moment."""

    history: History
    at: datetime
    cared_at: datetime
    theirs: datetime
    waits_since: datetime | None = None
    lately: deque[datetime] = field(default_factory=deque)
    counts: dict[str, int] = field(default_factory=dict)
    serious: int = 0
    bad: int = 0

    def hear(self, deed: Deed) -> None:
        self.lately.append(deed.at)
        if deed.care:
            self.cared_at = deed.at
        if deed.side == CLIENT:
            self.theirs = deed.at
            if deed.asks and self.waits_since is None:
                self.waits_since = deed.at
        elif deed.speaks:
            self.waits_since = None
        what, step = _COUNTED.get(deed.kind, ("", 0))
        if what:
            self.counts[what] = max(0, self.counts.get(what, 0) + step)

    def count(self, what: str) -> int:
        return self.counts.get(what, 0)

    @property
    def length(self) -> timedelta:
        whole = self.history.promised[self.serious]
        return max(LEAST, whole / 2 if self.count("sold") else whole)


# Kinds of Event that begin or end something that a signal counts.
_COUNTED: Final = {
    "handed_over": ("handed_over", 1),
    "put_down": ("handed_over", 1),
    "promised_touched": ("sold", 1),
    "promised_untouched": ("sold", -1),
    "promised_ended": ("sold", -1),
    "cause_linked": ("causes", 1),
    "cause_parted": ("causes", -1),
    "stuck": ("stuck", 1),
    "goes_on": ("stuck", -1),
}

SIGNALS: Final[dict[str, Callable[[_Now], float]]] = {
    "silence": lambda now: (now.at - now.cared_at) / now.length,
    "waiting": lambda now: (now.at - now.waits_since) / LEAST if now.waits_since else 0.0,
    "theirs": lambda now: (now.at - now.theirs) / LEAST,
    "lately": lambda now: float(len(now.lately)),
    "age": lambda now: (now.at - now.history.opened_at) / LEAST,
    "serious": lambda now: float(now.serious),
    "before": lambda now: float(now.bad),
    "handed_over": lambda now: float(now.count("handed_over")),
    "sold": lambda now: float(now.count("sold")),
    "causes": lambda now: float(now.count("causes")),
    "stuck": lambda now: float(now.count("stuck")),
}


class Look(NamedTuple):
    """One look at one problem: what each signal said, in the order of SIGNALS, and whether a bad event followed."""

    problem: int
    numbers: tuple[float, ...]
    bad: bool


@dataclass(frozen=True)
class Signal:
    """How well one signal foretold; `more` is whether more of it was read as trouble, else less of it was."""

    name: str
    more: bool
    area: Area

    @property
    def foretold(self) -> bool:
        """Whether it did better than chance."""
        return self.area.low > 0.5


@dataclass(frozen=True)
class Worth:
    """What the record of a firm says of its signals; none as long as there are too few bad events."""

    bad: int  # bad events in all
    looks: int = 0  # at later problems: those that the areas are of
    trouble: int = 0  # of these, before how many a bad event came
    problems: int = 0
    signals: tuple[Signal, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are enough bad events to say anything."""
        return self.bad >= FEWEST


def worth(histories: Iterable[History], until: datetime) -> Worth:
    """How well each signal foretold the bad events of these problems, the earlier-opened half of the events learned
    from and the rest tested. `until` is up to when everything that happened is known."""
    known = sorted(histories, key=lambda one: (one.opened_at, one.problem))
    bad = sum(len(one.bad) for one in known)
    if bad < FEWEST:
        return Worth(bad)
    earlier: list[Look] = []
    later: list[Look] = []
    seen, before = 0, True
    for one in known:
        (earlier if before else later).extend(looks(one, until))
        seen += len(one.bad)
        before = before and seen * 2 < bad
    found = []
    for number, name in enumerate(SIGNALS):
        learned, tested = _area(earlier, number), _area(later, number)
        if learned is None or tested is None:
            continue
        more = learned.value >= 0.5
        found.append(Signal(name, more, tested if more else Area(1 - tested.value, 1 - tested.high, 1 - tested.low)))
    found.sort(key=lambda signal: -signal.area.value)
    problems = len({look.problem for look in later})
    return Worth(bad, len(later), sum(look.bad for look in later), problems, tuple(found))


def _area(found: Sequence[Look], number: int) -> Area | None:
    numbers = [look.numbers[number] for look in found]
    if len(set(numbers)) < 2:
        return None  # it never said anything, or always the same
    return area(numbers, [look.bad for look in found], [look.problem for look in found])


def looks(history: History, until: datetime) -> list[Look]:
    """The looks at one problem that the week after is known of; none while it is parked or let go."""
    opened = history.opened_at
    now = _Now(history, opened, cared_at=opened, theirs=opened)
    deeds, bad = deque(history.deeds), deque(sorted(history.bad))
    found = []
    for number in range(LOOKS):
        now.at = opened + FIRST + number * EVERY
        if now.at + WITHIN > until:
            break
        while deeds and deeds[0].at <= now.at:
            now.hear(deeds.popleft())
        while bad and bad[0] <= now.at:
            bad.popleft()
            now.bad += 1
        while now.lately and now.lately[0] <= now.at - LATELY:
            now.lately.popleft()
        now.serious = next(how for since, how in reversed(history.serious) if since <= now.at)
        if not any(since <= now.at and (end is None or now.at < end) for since, end in history.closed):
            numbers = tuple(say(now) for say in SIGNALS.values())
            found.append(Look(history.problem, numbers, bool(bad) and bad[0] <= now.at + WITHIN))
    return found
