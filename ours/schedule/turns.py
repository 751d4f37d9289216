"""Whose turn it is: each job is done by one worker at a time, however many there are and however they die.

To begin a job is one UPDATE that only one of several workers gets through, on either database. Whoever has it holds it
for `HOLD` seconds; if that worker dies, another one goes on after that. A job that takes longer may be begun a second
time, which does no harm: what it works through (letters, mails, parked things) is claimed one by one as well.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from ours.schedule.models import Job

HOLD: Final = timedelta(seconds=20)
LONGEST: Final = timedelta(minutes=10)  # between two tries of what fails, unless its turn comes more rarely anyway


def due(pauses: Mapping[str, timedelta], at: datetime) -> list[str]:
    """The names of the jobs whose turn has come and at which nobody is, in the order given; new ones are listed first.

    `pauses` are the times between two turns, by name.
    """
    rows = {job.name: job for job in Job.objects.filter(pk__in=list(pauses))}
    new = [Job(name=name, due_at=at) for name in pauses if name not in rows]
    if new:
        Job.objects.bulk_create(new, ignore_conflicts=True)
        rows |= {job.name: job for job in new}
    # What lies further ahead than it can have been put: the clock was put back.
    return [
        name
        for name, pause in pauses.items()
        if (rows[name].due_at <= at or rows[name].due_at > at + max(pause, LONGEST))
        and ((held := rows[name].held_until) is None or held <= at or held > at + HOLD)
    ]


def begin(name: str, at: datetime, *, pause: timedelta, early: bool = False) -> bool:
    """Begin a job; True for one of all who try. `early`: also before its turn has come."""
    free = Q(held_until__isnull=True) | Q(held_until__lte=at) | Q(held_until__gt=at + HOLD)
    turn = Q() if early else Q(due_at__lte=at) | Q(due_at__gt=at + max(pause, LONGEST))
    return bool(Job.objects.filter(free, turn, pk=name).update(began_at=at, held_until=at + HOLD))


def done(name: str, began: datetime, result: str, *, pause: timedelta, at: datetime) -> None:
    """It worked out: what came of it, and when its turn comes again."""
    _end(name, began, at, due_at=at + pause, result=result[:200], tries=0, error="")


def failed(name: str, began: datetime, error: str, *, pause: timedelta, at: datetime) -> None:
    """It did not work out; it is tried again, ever more rarely."""
    tries = Job.objects.filter(pk=name).values_list("tries", flat=True).first() or 0
    wait = max(pause, min(pause * 2 ** min(tries + 1, 20), LONGEST))
    _end(name, began, at, due_at=at + wait, tries=F("tries") + 1, error=error)


def _end(name: str, began: datetime, at: datetime, **columns: object) -> None:
    # Unless another worker has taken it over meanwhile.
    Job.objects.filter(pk=name, began_at=began).update(ended_at=at, held_until=None, **columns)
