"""The verbs of weeding: each problem ends with a decision: do, ask, park, let go (T8); and take up what was let go.

Committing and asking belong to other rooms; who carries them out is told at the start (`carried_by`).
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ours.people.models import Seat
from ours.problem import acts as problems
from ours.problem import care
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.models import Parking, Problem
from ours.tend.models import LetGo, Weeded

Carrier = Callable[..., Any]
_carriers: dict[str, Carrier] = {}


def carried_by(*, do: Carrier, ask: Carrier) -> None:
    """Have things carried out by `do(problem, words, due, by=…, at=…)` and `ask(problem, words, by=…, at=…)`."""
    _carriers.update(do=do, ask=ask)


@transaction.atomic
def do(problem: Problem, words: str, due: date, *, by: Seat, at: datetime) -> Weeded:
    """Decide to do something by a day: a commitment of whoever decides."""
    _carriers["do"](problem, words, due, by=by, at=at)
    return _decided(problem, Weeded.Kind.DO, by, at)


@transaction.atomic
def ask(problem: Problem, words: str, *, by: Seat, at: datetime) -> Weeded:
    """Decide to ask the client something first."""
    _carriers["ask"](problem, words, by=by, at=at)
    return _decided(problem, Weeded.Kind.ASK, by, at)


@transaction.atomic
def park(problem: Problem, reason: str, agreed_by: Iterable[Seat], until: date, *, by: Seat, at: datetime) -> Weeded:
    """Decide that it can wait until a day, with whoever agreed."""
    problems.park(
        problem,
        what=Parking.What.PROBLEM,
        words=problem.headline,
        reason=reason,
        agreed_by=agreed_by,
        back_on=until,
        by=by,
        at=at,
    )
    return _decided(problem, Weeded.Kind.PARK, by, at)


@transaction.atomic
def let_go(problem: Problem, reason: str, *, by: Seat, at: datetime) -> Weeded | None:
    """Let a problem go, with a reason that everybody at the table reads. Its clock stops until it is taken up again.

    None if it was let go already.
    """
    if LetGo.objects.filter(problem=problem, taken_up_at__isnull=True).exists():
        return None
    LetGo.objects.create(problem=problem, reason=reason, by=by, at=at)
    waiting = Parking.objects.filter(problem=problem, what=Parking.What.PROBLEM, returned_at__isnull=True)
    waiting.update(returned_at=at)  # what is let go does not come back by itself
    problem.let_go_at, problem.care_due = at, None
    record(problem, "let_go", by=by, at=at, reason=headline_of(reason))
    return _decided(problem, Weeded.Kind.LET_GO, by, at)


@transaction.atomic
def take_up(problem: Problem, *, by: Seat, at: datetime) -> bool:
    """Take up again what was let go; everybody at the table can. The clock of care begins anew. False if nobody let
    it go, or somebody took it up already."""
    open_ = LetGo.objects.filter(problem=problem, taken_up_at__isnull=True)
    if not open_.update(taken_up_by=by, taken_up_at=at):
        return False
    problem.let_go_at, problem.cared_at = None, at
    care.set_due(problem)
    record(problem, "taken_up", by=by, at=at)
    return True


def _decided(problem: Problem, kind: str, by: Seat, at: datetime) -> Weeded:
    return Weeded.objects.create(problem=problem, kind=kind, by=by, at=at)
