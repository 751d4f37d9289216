"""What the tests of proving share."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from ours.frame import dispute_acts, state_acts
from ours.problem import measure_acts
from ours.problem.measures import Measure
from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence
from ours.prove import solving_acts
from ours.prove.models import Solved, SolvedProposal
from tests.cast import DAY


def told(problem: Problem) -> list[str]:
    """The sentences of what happened at this table since it was opened, oldest first."""
    return [sentence(event) for event in Event.objects.filter(problem=problem).exclude(kind="opened").order_by("pk")]


def kinds(problem: Problem) -> list[str]:
    """The kinds of what happened, oldest first."""
    return list(Event.objects.filter(problem=problem).order_by("pk").values_list("kind", flat=True))[1:]


def in_days(days: int) -> date:
    """The day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def address(problem: Problem, rest: str = "") -> str:
    return f"/problems/{problem.pk}/proof/{rest}"


def at_measure(measure: Measure, rest: str = "") -> str:
    return f"/problems/{measure.problem_id}/measures/{measure.pk}/{rest}"


def seats(problem: Problem, by, now="41", wanted="70", **more) -> Measure:
    """A measure of the problem: seats sold, in per cent."""
    facts = {"unit": "%", "wanted_by": date(2026, 10, 1), "now_on": DAY.date(), "by": by, "at": DAY} | more
    return state_acts.set_measure(problem, "Seats sold", now=Decimal(now), wanted=Decimal(wanted), **facts)


def read(measure: Measure, value, by, on=None):
    """A reading of it, of the day after the story began if none is given."""
    on = on or DAY.date() + timedelta(days=1)
    return measure_acts.take_reading(measure, Decimal(value), on=on, by=by, at=DAY + timedelta(days=1))


def reached(cast) -> Measure:
    """A measure at a problem of Yoga House that is where it is wanted."""
    measure = seats(cast.problem(), cast.tom)
    read(measure, "71", cast.bea)
    return measure


def proposed(measure: Measure, by, **more) -> SolvedProposal:
    facts = {"measure": measure, "again_on": date(2026, 6, 1), "by": by, "at": DAY + timedelta(days=2)} | more
    return solving_acts.propose_solved(measure.problem, "Two courses are full.", **facts)


def solved(cast, **more) -> Solved:
    """A problem that Tom proposed as solved and Bea confirmed."""
    return solving_acts.confirm_solved(
        proposed(reached(cast), cast.tom), again_on=date(2026, 6, 1), by=cast.bea, at=DAY + timedelta(days=3), **more
    )


def opinion(problem: Problem, cast, until="solved", words="Courses will not sell."):
    """An opinion of Bea's that was set aside until something happens."""
    disagreement = dispute_acts.disagree(
        problem, "solution", common_ground="The income swings.", words=words, by=cast.bea, at=DAY
    )
    dispute_acts.set_aside(disagreement, "First the test.", agreed_by=[cast.tom], back_when=until, by=cast.bea, at=DAY)
    disagreement.refresh_from_db()
    return disagreement
