"""Silences, answers and a rhythm, counted from what stands in the history. Plain Python; both sides get the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

CLIENT, EXPERT = "client", "expert"


class Deed(NamedTuple):
    """One deed as silences and answers see it."""

    side: str  # whose word or deed it is
    at: datetime
    seen: bool  # a sign of life or a word, for the other side to see
    speaks: bool  # words addressed to the other side
    asks: bool  # leaves the other side waiting for a word


@dataclass(frozen=True)
class Silence:
    """A stretch in which neither side gave a sign; who ended it, or nobody yet."""

    since: datetime
    until: datetime
    ended_by: str  # a side; empty while it goes on

    @property
    def length(self) -> timedelta:
        """How long it lasted, or lasts already."""
        return self.until - self.since


def silences(deeds: Iterable[Deed], *, least: timedelta, now: datetime) -> list[Silence]:
    """The stretches without a sign from either side, of at least this length, in order; deeds in order as well."""
    found: list[Silence] = []
    last: datetime | None = None
    for deed in deeds:
        if not deed.seen:
            continue
        if last is not None and deed.at - last >= least:
            found.append(Silence(last, deed.at, deed.side))
        last = deed.at
    if last is not None and now - last >= least:
        found.append(Silence(last, now, ""))
    return found


@dataclass(frozen=True)
class Wait:
    """One side waited for a word of the other: since when, and until when (None: it waits still)."""

    of: str  # the side whose word was awaited
    since: datetime
    until: datetime | None


def waits(deeds: Iterable[Deed]) -> list[Wait]:
    """Who waited how long for a word of the other side. Several questions in a row wait since the first."""
    found: list[Wait] = []
    asked: dict[str, datetime] = {}  # by the side whose word is awaited
    for deed in deeds:
        if deed.speaks and (since := asked.pop(deed.side, None)) is not None:
            found.append(Wait(deed.side, since, deed.at))
        if deed.asks:
            asked.setdefault(EXPERT if deed.side == CLIENT else CLIENT, deed.at)
    return found + [Wait(of, since, None) for of, since in asked.items()]


def first_answer(deeds: Iterable[Deed]) -> Wait | None:
    """How long the client waited for the first word of the expert: the first answer has its own clock."""
    since: datetime | None = None
    for deed in deeds:
        if since is None and deed.side == CLIENT and deed.speaks:
            since = deed.at
        elif since is not None and deed.side == EXPERT and deed.speaks:
            return Wait(EXPERT, since, deed.at)
    return None if since is None else Wait(EXPERT, since, None)


@dataclass(frozen=True)
class Answers:
    """How long one side takes to answer."""

    number: int = 0
    middle: timedelta | None = None  # the median
    longest: timedelta | None = None
    waiting: int = 0  # still without an answer
    since: datetime | None = None  # the first of those


def answers(found: Iterable[Wait], side: str) -> Answers:
    """What one side's answers took."""
    own = [wait for wait in found if wait.of == side]
    took = [wait.until - wait.since for wait in own if wait.until is not None]
    open_ = [wait.since for wait in own if wait.until is None]
    middle = timedelta(seconds=median(one.total_seconds() for one in took)) if took else None
    return Answers(len(took), middle, max(took, default=None), len(open_), min(open_, default=None))


@dataclass(frozen=True)
class Beat:
    """One stretch of a rhythm: kept, missed, or running (None)."""

    first: date
    last: date
    kept: bool | None


def beats(since: date, days: int, given: Iterable[date], today: date, *, most: int = 26) -> list[Beat]:
    """The stretches of a rhythm agreed on the day `since`, the last `most` of them; `given` are days of accounts.

    The running one counts as kept as soon as there is an account in it.
    """
    had = {(day - since).days // days for day in given if day >= since}
    number = (today - since).days // days
    found: list[Beat] = []
    for beat in range(max(0, number - most + 1), number + 1):
        first = since + timedelta(days=beat * days)
        last = first + timedelta(days=days - 1)
        found.append(Beat(first, last, True if beat in had else None if beat == number else False))
    return found


def kept_of(found: Sequence[Beat]) -> tuple[int, int]:
    """(kept, those that have come to their end or are kept already)."""
    over = [beat for beat in found if beat.kept is not None]
    return sum(beat.kept is True for beat in over), len(over)
