"""The verbs of constraints: name, check, lessen, lift (S2, S3). Removing one by a change is in `initiative_acts.py`."""

from datetime import date, datetime

from django.db import transaction

from ours.people.models import Seat
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.models import Problem
from ours.solve.models import Check, Constraint, Lessening


@transaction.atomic
def name_constraint(
    problem: Problem,
    words: str,
    *,
    whose: str,
    blocks: str,
    holder: str = "",
    others: str = "",
    by: Seat,
    at: datetime,
) -> Constraint:
    """Name what stands in the way; it is an assumption until somebody has checked it.

    `whose` is one of Constraint.Whose, `holder` who upholds it in words, `others` who else lives under it, `blocks`
    what it keeps from happening.
    """
    hold(problem)
    constraint = Constraint.objects.create(
        problem=problem, words=words, whose=whose, holder=holder, others=others, blocks=blocks, by=by, at=at
    )
    record(problem, "constraint_named", by=by, at=at, words=headline_of(words), constraint=constraint.pk)
    return constraint


@transaction.atomic
def check(constraint: Constraint, found: str, how: str, *, on: date, by: Seat, at: datetime) -> Check:
    """Say whether it is a fact, how that was looked at and on which day; the newest check counts."""
    problem = constraint.problem
    hold(problem)
    checked = Check.objects.create(problem=problem, constraint=constraint, found=found, how=how, on=on, by=by, at=at)
    record(
        problem,
        "constraint_checked",
        by=by,
        at=at,
        words=headline_of(constraint.words),
        found=Check.Found(found).label,
        how=headline_of(how),
        constraint=constraint.pk,
    )
    return checked


@transaction.atomic
def lessen(constraint: Constraint, way: str, words: str, *, found: bool, by: Seat, at: datetime) -> Lessening:
    """Say how it could be easier, cheaper or smaller to live with, or that nothing was found when it was asked (S3)."""
    problem = constraint.problem
    hold(problem)
    lessening = Lessening.objects.create(
        problem=problem, constraint=constraint, way=way, found=found, words=words, by=by, at=at
    )
    record(
        problem,
        "constraint_lessened" if found else "constraint_not_lessened",
        by=by,
        at=at,
        words=headline_of(constraint.words),
        way=Lessening.Way(way).label,
        said=headline_of(words),
        constraint=constraint.pk,
    )
    return lessening


@transaction.atomic
def lift(constraint: Constraint, how: str, *, by: Seat, at: datetime) -> bool:
    """Say that it no longer stands in the way, and how that came. False if somebody had said so already."""
    hold(constraint.problem)
    still = Constraint.objects.filter(pk=constraint.pk, lifted_at__isnull=True)
    if not still.update(lifted_at=at, lifted_by=by, lifted_how=how):
        return False
    record(
        constraint.problem,
        "constraint_lifted",
        by=by,
        at=at,
        words=headline_of(constraint.words),
        how=headline_of(how),
        constraint=constraint.pk,
    )
    return True
