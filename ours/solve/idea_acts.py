"""The verbs of ideas: ask for some, give, set aside (S1).

To take one up is to propose an option, to try it to begin an attempt.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from ours.people.models import Seat
from ours.problem import acts as problems
from ours.problem.access import readers
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.models import Problem
from ours.solve.models import Attempt, Fate, Idea, IdeasAsked, Option


@transaction.atomic
def ask(problem: Problem, words: str, asked: Iterable[Seat], *, by: Seat, at: datetime) -> IdeasAsked:
    """Ask people for ideas: each gets a letter that can simply be answered, whatever their level (S1).

    People of the client who do not sit here yet get a chair. Whoever calls this has asked whether they may be asked.
    Raises ValueError without anybody to ask.
    """
    asked = list(asked)
    if not asked:
        raise ValueError("Somebody has to be asked.")
    hold(problem)
    reading = {seat.pk for seat in readers(problem)}
    for seat in asked:
        if seat.pk not in reading:
            problems.seat_at(problem, seat, by=by, at=at)
    made = IdeasAsked.objects.create(problem=problem, words=words, by=by, at=at)
    made.asked.set(asked)
    told: dict[str, Any] = {"words": headline_of(words), "names": ", ".join(seat.name for seat in asked)}
    record(problem, "ideas_asked", by=by, at=at, ask=made.pk, seats=[seat.pk for seat in asked], **told)
    return made


@transaction.atomic
def give(
    problem: Problem,
    words: str,
    *,
    by: Seat,
    at: datetime,
    given_by: Seat | None = None,
    message: int | None = None,
) -> Idea:
    """Lay an idea on the table; `given_by` where somebody writes down another person's idea.

    `message` is the id of the listen.Message that it came with: an answer to a letter, kept whole.
    """
    hold(problem)
    giver = given_by or by
    idea = Idea.objects.create(problem=problem, words=words, given_by=giver, by=by, at=at, message=message)
    told: dict[str, Any] = {"words": headline_of(words), "idea": idea.pk}
    if message is not None:
        told["message"] = message
    if giver.pk == by.pk:
        record(problem, "idea_given", by=by, at=at, **told)
    else:
        record(problem, "idea_noted", by=by, at=at, giver=giver.name, **told)
    return idea


@transaction.atomic
def set_aside(idea: Idea, reason: str, *, by: Seat, at: datetime) -> Fate:
    """Set an idea aside, with the reason that its giver reads. It can still be taken up later."""
    hold(idea.problem)
    fate = become(idea, Fate.Kind.SET_ASIDE, reason, by=by, at=at)
    record(idea.problem, "idea_set_aside", by=by, at=at, reason=headline_of(reason), **facts(idea))
    return fate


def become(
    idea: Idea,
    kind: str,
    words: str,
    *,
    by: Seat,
    at: datetime,
    option: Option | None = None,
    attempt: Attempt | None = None,
) -> Fate:
    """Keep what became of an idea; the deed that it became it by tells of it, with `facts`."""
    return Fate.objects.create(
        problem=idea.problem, idea=idea, kind=kind, words=words, option=option, attempt=attempt, by=by, at=at
    )


def facts(idea: Idea) -> dict[str, Any]:
    """What an event says of an idea that something became of: whose it was, and its words."""
    return {"giver": idea.given_by.name, "words": headline_of(idea.words), "idea": idea.pk}
