"""What wants weeding: the small ignored ones, those held by constraints, those without an owner, the parked ones due.

A walk takes about a quarter of an hour, so that each kind gives only its first few. What was decided within a week is
left out, whoever decided it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from ours import words
from ours.people.models import Engagement, Seat
from ours.problem.access import visible_problems
from ours.problem.models import Parking, Problem, Seriousness
from ours.tend.models import LetGo, Weeded

OF_A_KIND = 10
WEEK = timedelta(days=7)
WAITED = timedelta(days=30)  # parked until an event that has not come

# Gives the rows (with problem_id and words) of what holds problems up now; told at the start by the room that knows.
Holding = Callable[[], "QuerySet[Any]"]
_holding: list[Holding] = []


def held_by(holding: Holding) -> None:
    """Have constraints found by `holding()`."""
    _holding[:] = [holding]


@dataclass
class Weed:
    """One problem that wants a decision, and why."""

    problem: Problem
    reasons: list[str] = field(default_factory=list)


def weeds(seat: Seat, at: datetime) -> list[Weed]:
    """What a seat of the firm should decide about, at most OF_A_KIND of each kind; five statements."""
    decided = Weeded.objects.filter(problem=OuterRef("pk"), at__gte=at - WEEK)
    mine = visible_problems(seat).filter(~Exists(decided), let_go_at__isnull=True)
    open_ = mine.filter(care_due__isnull=False)
    found: dict[int, Weed] = {}

    def add(problems: "QuerySet[Problem]", why: Callable[[Problem], str]) -> None:
        for problem in problems.select_related("client", "engagement", "firm")[:OF_A_KIND]:
            found.setdefault(problem.pk, Weed(problem)).reasons.append(why(problem))

    parkings = Parking.objects.filter(problem=OuterRef("pk"), what=Parking.What.PROBLEM)
    back = parkings.filter(returned_at__gte=at - WEEK)
    forgotten = parkings.filter(returned_at__isnull=True, at__lte=at - WAITED, back_at__isnull=True)
    add(open_.filter(Exists(back)).order_by("care_due", "pk"), lambda one: _("It was parked and has come back."))
    add(
        mine.filter(Exists(forgotten)).order_by("cared_at", "pk"),
        lambda one: _("It is parked until something happens, and has waited for over a month."),
    )
    add(
        open_.filter(seriousness=Seriousness.MINOR)
        .filter(Q(care_due__lte=at) | Q(cared_at__lte=at - WEEK))
        .order_by("care_due", "pk"),
        lambda one: (
            _("It is small, and the client has seen nothing for %(span)s.") % {"span": words.span(at - one.cared_at)}
        ),
    )
    add(open_.filter(Q(client_owned=False) | Q(expert_owned=False)).order_by("care_due", "pk"), _nobody)
    for holding in _holding:
        held = holding().filter(problem_id=OuterRef("pk"))
        add(open_.filter(Exists(held)).order_by("care_due", "pk"), lambda one: _("A constraint holds it up."))
    return list(found.values())


def _nobody(problem: Problem) -> str:
    if not problem.client_owned and not problem.expert_owned:
        return _("Nobody owns it on either side.")
    name = problem.firm.name if problem.client_owned else problem.client.name
    return _("Nobody at %(organisation)s owns it.") % {"organisation": name}


def constraints_of(problem: Problem) -> list[str]:
    """What holds a problem up, in words."""
    return [row.words for holding in _holding for row in holding().filter(problem_id=problem.pk).order_by("pk")[:5]]


def decided(seat: Seat, at: datetime) -> list[Weeded]:
    """What a seat has decided within a week, the last first."""
    mine = Weeded.objects.filter(by=seat, at__gte=at - WEEK)
    return list(mine.select_related("problem").order_by("-at", "-pk")[:50])


def let_go_lately(seat: Seat) -> list[LetGo]:
    """The last problems that were let go, of those that a seat may see."""
    return list(_let_go(visible_problems(seat)))


def let_go_in(seat: Seat, engagement: Engagement) -> list[LetGo]:
    """The same in one engagement, for both sides."""
    return list(_let_go(visible_problems(seat).filter(engagement=engagement)))


def _let_go(problems: "QuerySet[Problem]") -> "QuerySet[LetGo]":
    gone = LetGo.objects.filter(taken_up_at__isnull=True, problem__in=problems.values("pk"))
    return gone.select_related("problem__client", "by").order_by("-at")[:OF_A_KIND]
