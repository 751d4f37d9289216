"""The clock of our promise of care (T1; `docs/care.md` explains it to users).

A problem's size is the time since the client last saw a sign of life, divided by the time that was promised for its
seriousness; from 1 on it is overgrown. It is a broken promise, not a forecast. Nothing ticks: the one stored column is
the moment the promise runs out, set anew whenever something happens.

Two things shorten a promise. Where something that was sold is touched, half the time is promised (T4). Where a cause of
the problem is overgrown, the problem's own promise is halved as well (T2); in closed form, with t the last sign of
life, P the time promised and c the moment the first cause runs out: min(t + P, max(c, t + P/2)).
"""

from datetime import datetime, timedelta

from django.db.models import F

from ours.people.models import Engagement, Side
from ours.problem.models import Problem, Seriousness
from ours.problem.sentences import Kind


def promise(engagement: Engagement, seriousness: int, promised: bool = False) -> timedelta:
    """How long after a sign of life the next one is promised; half of it where a promised outcome is touched."""
    days = {
        Seriousness.MINOR: engagement.care_minor,
        Seriousness.MODERATE: engagement.care_moderate,
        Seriousness.SERIOUS: engagement.care_serious,
    }[Seriousness(seriousness)]
    return timedelta(days=days) / (2 if promised else 1)


def runs_out(cared_at: datetime, length: timedelta, cause_due: datetime | None) -> datetime:
    """When a promise of this length runs out, given when the first cause of the problem does (None: no such cause)."""
    own = cared_at + length
    return own if cause_due is None else min(own, max(cause_due, cared_at + length / 2))


def size(cared_at: datetime, care_due: datetime | None, at: datetime) -> float:
    """Time since the last sign of life ÷ time promised: 0 just cared for, 1 and more overgrown. Parked: 0."""
    if care_due is None or care_due <= cared_at:
        return 0.0
    return max(0.0, (at - cared_at) / (care_due - cared_at))


def follow(problem: Problem, *, side: str, at: datetime, kind: Kind) -> None:
    """Set the derived columns of care and conversation after a deed of `side`. Changes `problem`, saves nothing."""
    if side == Side.EXPERT:
        if kind.care:
            problem.cared_at = max(problem.cared_at, at)
        if kind.speaks:
            problem.spoke_last = Side.EXPERT
            problem.unanswered = 0
    elif kind.speaks:
        problem.spoke_last = Side.CLIENT
        problem.unanswered += kind.wants_answer
    if problem.care_due is not None:
        set_due(problem)


def set_due(problem: Problem) -> None:
    """Compute when the promise runs out from the last sign of life and what was promised. What is solved has none."""
    if problem.solved_at is not None:
        problem.care_due = None
        return
    length = promise(problem.engagement, problem.seriousness, problem.promised)
    problem.care_due = runs_out(problem.cared_at, length, problem.cause_due)


def follow_promises(engagement: Engagement, at: datetime) -> None:
    """When an engagement's promises change, the clocks of its problems follow, in the same transaction.

    Those that have causes are set anew after this, where the links are known (`tend/spread.py`).
    """
    for seriousness in Seriousness:
        for promised in (False, True):
            running = Problem.objects.filter(
                engagement=engagement, seriousness=seriousness, promised=promised, care_due__isnull=False
            )
            running.update(care_due=F("cared_at") + promise(engagement, seriousness, promised))
