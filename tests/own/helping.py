"""What the tests of owning share."""

from datetime import date, timedelta

from django.utils import timezone

from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence


def told(problem: Problem) -> list[str]:
    """The sentences of what happened at this table since it was opened, oldest first."""
    return [sentence(event) for event in Event.objects.filter(problem=problem).exclude(kind="opened").order_by("pk")]


def in_days(days: int) -> date:
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def address(problem: Problem, rest: str = "") -> str:
    return f"/problems/{problem.pk}/ownership/{rest}"
