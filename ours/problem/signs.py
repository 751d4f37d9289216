"""What burns: named bad signs with their date, until they are dealt with (`docs/care.md`)."""

from datetime import datetime

from ours.people.models import Seat
from ours.problem.models import BadSign, Problem


def burn(problem: Problem, kind: str, *, seat: Seat, at: datetime, words: str = "", ref: int | None = None) -> BadSign:
    """Put a named bad sign on the list of what burns. Called inside the deed's transaction."""
    return BadSign.objects.create(
        firm_id=problem.firm_id,
        engagement_id=problem.engagement_id,
        problem=problem,
        kind=kind,
        seat=seat,
        words=words,
        ref=ref,
        at=at,
    )


def quench(problem: Problem, kind: str, *, at: datetime, ref: int | None = None) -> None:
    """Clear a problem's bad signs of one kind, or the one that speaks of `ref`."""
    signs = BadSign.objects.filter(problem=problem, kind=kind, cleared_at__isnull=True)
    (signs.filter(ref=ref) if ref is not None else signs).update(cleared_at=at)
