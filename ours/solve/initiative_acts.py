"""The verbs of a change that would remove constraints: begin, join, leave, sponsor, lay steps, finish one, end (S4).

A change lies with the client. Each deed is told at the tables of the problems it would dissolve, as far as whoever does
it sees them; the change itself is read by everybody who may see the client.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ours.people.models import Seat
from ours.problem.access import visible_problems
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.holding import hold, hold_all
from ours.problem.models import Problem
from ours.solve.models import Constraint, Dissolving, Initiative, InitiativeStep, Sponsorship


class Ended(ValueError):
    """A change was carried through or given up; nothing more is said of it."""


@transaction.atomic
def begin_change(constraint: Constraint, name: str, case: str, *, by: Seat, at: datetime) -> Initiative:
    """Begin a change that would remove a constraint, with the case for it."""
    problem = constraint.problem
    hold(problem)
    initiative = Initiative.objects.create(client_id=problem.client_id, name=name, case=case, by=by, at=at)
    Dissolving.objects.create(initiative=initiative, problem=problem, constraint=constraint, by=by, at=at)
    record(
        problem,
        "change_begun",
        by=by,
        at=at,
        words=name,
        blocked=headline_of(constraint.words),
        initiative=initiative.pk,
    )
    return initiative


@transaction.atomic
def join(
    initiative: Initiative, problem: Problem, *, constraint: Constraint | None = None, by: Seat, at: datetime
) -> Dissolving:
    """Say that a change would dissolve this problem too, and which constraint there it would remove.

    Raises ValueError for a problem of another client, and Ended. A problem that counts already stays counted once; a
    constraint that was not named before is added.
    """
    if initiative.client_id != problem.client_id:
        raise ValueError("A change dissolves problems of its own client.")
    hold(problem)
    _going_on(initiative)
    joined = Dissolving.objects.filter(initiative=initiative, problem=problem, ended_at__isnull=True)
    now = joined.first()
    if now is not None and (constraint is None or now.constraint_id is not None):
        return now
    joined.update(ended_at=at)
    made = Dissolving.objects.create(initiative=initiative, problem=problem, constraint=constraint, by=by, at=at)
    if now is None:
        record(problem, "change_joined", by=by, at=at, words=initiative.name, initiative=initiative.pk)
    return made


@transaction.atomic
def leave(dissolving: Dissolving, *, by: Seat, at: datetime) -> bool:
    """Say that a change would not dissolve a problem after all. False if that was said already. Raises Ended."""
    problem = dissolving.problem
    hold(problem)
    _going_on(dissolving.initiative)
    if not Dissolving.objects.filter(pk=dissolving.pk, ended_at__isnull=True).update(ended_at=at):
        return False
    initiative = dissolving.initiative
    record(problem, "change_left", by=by, at=at, words=initiative.name, initiative=initiative.pk)
    return True


@transaction.atomic
def sponsor(initiative: Initiative, seat: Seat, *, by: Seat, at: datetime) -> Sponsorship:
    """`seat` stands behind a change from now on; whoever did before no longer does. Raises Ended."""
    _going_on(initiative)
    now = Sponsorship.objects.filter(initiative=initiative, ended_at__isnull=True).first()
    if now is not None and now.seat_id == seat.pk:
        return now
    Sponsorship.objects.filter(initiative=initiative, ended_at__isnull=True).update(ended_at=at)
    made = Sponsorship.objects.create(initiative=initiative, seat=seat, by=by, at=at)
    _tell(initiative, "change_sponsored", by=by, at=at, sponsor=seat.name)
    return made


@transaction.atomic
def lay_steps(initiative: Initiative, lines: Iterable[str], *, by: Seat, at: datetime) -> list[InitiativeStep]:
    """Lay out the steps of a change, one for each line. Earlier ones that are open end; the done ones stay in front.

    Raises Ended.
    """
    _going_on(initiative)
    laid = InitiativeStep.objects.filter(initiative=initiative, ended_at__isnull=True)
    laid.filter(done_at__isnull=True).update(ended_at=at)
    last = laid.aggregate(last=Max("place"))["last"] or 0
    steps = InitiativeStep.objects.bulk_create(
        InitiativeStep(initiative=initiative, place=place, words=words, by=by, at=at)
        for place, words in enumerate(lines, last + 1)
    )
    _tell(initiative, "change_steps_laid", by=by, at=at, steps=len(steps))
    return steps


@transaction.atomic
def finish(step: InitiativeStep, *, by: Seat, at: datetime) -> bool:
    """A step of a change is done. False if it was done, or replaced, already. Raises Ended."""
    _going_on(step.initiative)
    still_open = InitiativeStep.objects.filter(pk=step.pk, done_at__isnull=True, ended_at__isnull=True)
    if not still_open.update(done_at=at, done_by=by):
        return False
    _tell(step.initiative, "change_step_done", by=by, at=at, step=step.words)
    return True


@transaction.atomic
def end(initiative: Initiative, how: str, *, reached: bool, by: Seat, at: datetime) -> bool:
    """A change is carried through (`reached`) or given up. False if it had ended already.

    What it was to remove is said to be gone at each table by itself: the people there know whether it is.
    """
    going_on = Initiative.objects.filter(pk=initiative.pk, ended_at__isnull=True)
    if not going_on.update(ended_at=at, ended_by=by, reached=reached, ended_how=how):
        return False
    _tell(initiative, "change_reached" if reached else "change_given_up", by=by, at=at, how=headline_of(how))
    return True


def on_parting(seat: Seat, by: Seat, at: datetime) -> None:
    """Follower of partings: whoever left stands behind no change any more."""
    Sponsorship.objects.filter(seat=seat, ended_at__isnull=True).update(ended_at=at)


def _going_on(initiative: Initiative) -> None:
    """Let whoever would end it wait until this deed is done; raises Ended for who came before."""
    if not Initiative.objects.select_for_update(no_key=True).filter(pk=initiative.pk, ended_at__isnull=True).exists():
        raise Ended("This change has ended.")


def _tell(initiative: Initiative, kind: str, *, by: Seat, at: datetime, **told: Any) -> None:
    counted = Dissolving.objects.filter(initiative=initiative, ended_at__isnull=True).values("problem_id")
    seen = visible_problems(by).filter(pk__in=counted).select_related("engagement", "client", "firm")
    told_at = list(seen.order_by("pk"))
    hold_all(told_at)
    for problem in told_at:
        record(problem, kind, by=by, at=at, words=initiative.name, initiative=initiative.pk, **told)
