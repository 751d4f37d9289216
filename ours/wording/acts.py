"""What becomes of findings: pointed out, taken, dismissed, looked at again.

They write no Event: what the coach says to one side while it writes is nobody else's to know.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from ours.coach.report import Finding
from ours.people.models import Seat
from ours.problem.models import Problem
from ours.wording.models import Pointed


def point_out(problem: Problem, findings: Iterable[Finding], *, by: Seat, at: datetime) -> None:
    """Keep that this side was shown these findings; each counts once."""
    rows = [_pointed(problem, one, by, at) for one in findings]
    if rows:
        Pointed.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def take(problem: Problem, finding: Finding, *, by: Seat, at: datetime) -> None:
    """Keep that a rewording of this finding was taken."""
    point_out(problem, [finding], by=by, at=at)
    _row(problem, finding.fingerprint, by).update(taken_at=at)


@transaction.atomic
def dismiss(problem: Problem, finding: Finding, reason: str, *, by: Seat, at: datetime) -> None:
    """Show this finding no more to this side at this table. `reason` is one of Pointed.Reason."""
    point_out(problem, [finding], by=by, at=at)
    _row(problem, finding.fingerprint, by).update(dismissed_at=at, reason=reason, by=by)


def look_again(problem: Problem, fingerprint: str, *, by: Seat) -> None:
    """Show a dismissed finding again."""
    _row(problem, fingerprint, by).update(dismissed_at=None, reason="")


def _row(problem: Problem, fingerprint: str, by: Seat) -> "QuerySet[Pointed]":
    return Pointed.objects.filter(problem=problem, side=by.side, fingerprint=fingerprint)


def _pointed(problem: Problem, finding: Finding, by: Seat, at: datetime) -> Pointed:
    return Pointed(
        firm_id=problem.firm_id,
        problem=problem,
        side=by.side,
        rule=finding.rule,
        flag=finding.flag,
        fingerprint=finding.fingerprint,
        by=by,
        at=at,
    )
