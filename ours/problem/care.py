"""The clock of our promise of care (T1; `docs/care.md` explains it to users).

A problem's size is the time since the client last saw a sign of life, divided by the time that was promised for its
seriousness; from 1 on it is overgrown. It is a broken promise, not a forecast. Nothing ticks: the one stored column is
the moment the promise runs out, set anew whenever something happens.
"""

from datetime import datetime, timedelta

from django.db.models import F

from ours.people.models import Engagement, Side
from ours.problem.models import Problem, Seriousness
from ours.problem.sentences import Kind


def promise(engagement: Engagement, seriousness: int) -> timedelta:
    """How long after a sign of life the next one is promised."""
    days = {
        Seriousness.MINOR: engagement.care_minor,
        Seriousness.MODERATE: engagement.care_moderate,
        Seriousness.SERIOUS: engagement.care_serious,
    }[Seriousness(seriousness)]
    return timedelta(days=days)


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
    """Compute when the promise runs out from the last sign of life and what was promised."""
    problem.care_due = problem.cared_at + promise(problem.engagement, problem.seriousness)


def follow_promises(engagement: Engagement, at: datetime) -> None:
    """When an engagement's promises change, the clocks of its problems follow, in the same transaction."""
    for seriousness in Seriousness:
        running = Problem.objects.filter(engagement=engagement, seriousness=seriousness, care_due__isnull=False)
        running.update(care_due=F("cared_at") + promise(engagement, seriousness))
