"""The verbs of what was sold: promise an outcome, say what became of it, mark that a problem touches it (T4)."""

from datetime import date, datetime

from django.db import transaction

from ours.people.models import Engagement, Seat
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.holding import hold_all
from ours.problem.models import Problem
from ours.tend.models import PromisedOutcome, Touch


@transaction.atomic
def promise_outcome(
    engagement: Engagement,
    words: str,
    *,
    measure: str,
    due: date,
    answers: Seat,
    by: Seat,
    at: datetime,
    where: str = "",
) -> PromisedOutcome:
    """Write down what was sold, how both will see that it is there, and who at the firm answers for it.

    Raises ValueError if `answers` is not of the firm.
    """
    if answers.client_id is not None or answers.firm_id != engagement.firm_id:
        raise ValueError("Somebody of the firm answers for what it sold.")
    return PromisedOutcome.objects.create(
        engagement=engagement, words=words, measure=measure, due=due, where=where, answers=answers, by=by, at=at
    )


@transaction.atomic
def end_outcome(outcome: PromisedOutcome, ending: str, words: str, *, by: Seat, at: datetime) -> bool:
    """Say what became of a promised outcome. The problems that touched it are told. False if it had ended already."""
    still = PromisedOutcome.objects.filter(pk=outcome.pk, ended_at__isnull=True)
    if not still.update(ending=ending, ended_words=words, ended_by=by, ended_at=at):
        return False
    how = PromisedOutcome.Ending(ending).label
    touches = _open(outcome)
    hold_all(touch.problem for touch in touches)
    for touch in touches:
        _end_touch(touch, by=by, at=at)
        told = headline_of(outcome.words)
        record(touch.problem, "promised_ended", by=by, at=at, words=told, how=how, outcome=outcome.pk)
    return True


@transaction.atomic
def touch(problem: Problem, outcome: PromisedOutcome, *, by: Seat, at: datetime) -> Touch | None:
    """Mark that a problem touches a promised outcome: from now on half the time is promised for its care.

    Everybody at the table hears of it, whoever answers for the outcome by name. None if it was marked already or the
    outcome has ended. Raises ValueError for an outcome of another engagement.
    """
    if outcome.engagement_id != problem.engagement_id:
        raise ValueError("A problem touches what was promised in its own engagement.")
    if not PromisedOutcome.objects.select_for_update().filter(pk=outcome.pk, ended_at__isnull=True).exists():
        return None
    made, fresh = Touch.objects.get_or_create(
        problem=problem, outcome=outcome, ended_at=None, defaults={"by": by, "at": at}
    )
    if not fresh:
        return None
    problem.promised = True
    record(
        problem,
        "promised_touched",
        by=by,
        at=at,
        words=headline_of(outcome.words),
        answers=outcome.answers.name,
        seat=outcome.answers_id,
        outcome=outcome.pk,
    )
    return made


@transaction.atomic
def untouch(made: Touch, *, by: Seat, at: datetime) -> bool:
    """A problem no longer touches a promised outcome. False if that was said already."""
    if not _end_touch(made, by=by, at=at):
        return False
    words = headline_of(made.outcome.words)
    record(made.problem, "promised_untouched", by=by, at=at, words=words, outcome=made.outcome_id)
    return True


def _open(outcome: PromisedOutcome) -> list[Touch]:
    touches = Touch.objects.filter(outcome=outcome, ended_at__isnull=True).order_by("problem_id")
    return list(touches.select_related("problem__engagement", "problem__firm", "problem__client"))


def _end_touch(made: Touch, *, by: Seat, at: datetime) -> bool:
    if not Touch.objects.filter(pk=made.pk, ended_at__isnull=True).update(ended_by=by, ended_at=at):
        return False
    made.problem.promised = Touch.objects.filter(problem=made.problem, ended_at__isnull=True).exists()
    return True
