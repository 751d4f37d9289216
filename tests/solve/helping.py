"""What the tests of ways out share."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from ours.frame.models import State
from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence
from ours.solve import option_acts
from ours.solve.models import Option
from tests.cast import DAY

NOW = DAY + timedelta(days=7, hours=3)
HOUR = timedelta(hours=1)


def told(problem: Problem) -> list[str]:
    """The sentences of what happened at this table since it was opened, oldest first."""
    return [sentence(event) for event in Event.objects.filter(problem=problem).exclude(kind="opened").order_by("pk")]


def kinds(problem: Problem) -> list[str]:
    """The kinds of what happened, oldest first."""
    return list(Event.objects.filter(problem=problem).order_by("pk").values_list("kind", flat=True))[1:]


def in_days(days: int) -> date:
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def said(day: date) -> str:
    """A day as sentences say it."""
    return date_format(day, "DATE_FORMAT")


def address(problem: Problem, rest: str = "") -> str:
    return f"/problems/{problem.pk}/solve/{rest}"


def named(cast, words: str = "Our income swings.") -> Problem:
    """A problem whose two states are said."""
    problem = cast.problem(words)
    for which, how in (("now", "Half empty."), ("wanted", "Full.")):
        State.objects.create(problem=problem, which=which, words=how, by=cast.bea, at=DAY)
    return problem


def proposed(cast, problem: Problem, kind: str = "lasting", words: str = "Courses of ten weeks.") -> Option:
    """A way out that Tom proposed."""
    return option_acts.propose(problem, kind, words, early=False, by=cast.tom, at=DAY)


def ready(cast, problem: Problem, kind: str = "lasting", words: str = "Courses of ten weeks.") -> Option:
    """A way out that can be chosen: held against all three, and carried by both sides."""
    option = proposed(cast, problem, kind, words)
    for against, amount in (("gap", "part"), ("has", "none"), ("does", "none")):
        option_acts.hold_against(option, against, amount, "So.", by=cast.tom, at=DAY)
    for seat, stand in ((cast.bea, "for"), (cast.tom, "live")):
        option_acts.take_position(option, stand, "Yes.", by=seat, at=DAY)
    return option
