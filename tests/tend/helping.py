"""What the tests of tending share."""

from datetime import date, timedelta

from django.utils import timezone

from ours.people.models import Engagement
from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence
from ours.tend import promised_acts
from tests.cast import DAY


def told(problem: Problem) -> list[str]:
    """The sentences of what happened at this table since it was opened, oldest first."""
    return [sentence(event) for event in Event.objects.filter(problem=problem).exclude(kind="opened").order_by("pk")]


def in_days(days: int) -> date:
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def address(problem: Problem, rest: str = "") -> str:
    return f"/problems/{problem.pk}/tending/{rest}"


def shared(engagement: Engagement, rest: str = "") -> str:
    return f"/engagements/{engagement.pk}/care/{rest}"


def sold(cast, words="Seats of the workshops are sold.", **changed):
    facts = {"measure": "70 % of seats", "due": in_days(60), "answers": cast.ana, "by": cast.tom, "at": DAY}
    return promised_acts.promise_outcome(cast.growth, words, **(facts | changed))


def days_of_care(problem: Problem) -> float:
    """Days from the last sign of life until the promise runs out, as the database knows it."""
    fresh = Problem.objects.get(pk=problem.pk)
    return (fresh.care_due - fresh.cared_at) / timedelta(days=1)
