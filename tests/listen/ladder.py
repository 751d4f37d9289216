"""Pieces of a ladder for the tests of this room: the story that its tests begin from."""

from datetime import datetime, timedelta

from ours.listen import acts
from ours.listen.models import Channel, Question, Rung
from ours.people.models import Seat
from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence
from tests.cast import DAY, Cast

HOUR = timedelta(hours=1)


def listening(problem: Problem, more: str = "") -> str:
    """The address of a problem's listening page, or of what stands under it."""
    return f"/problems/{problem.pk}/listening/{more}"


def asked(problem: Problem, words: str, *, by: Seat, at: datetime = DAY, about: Rung | None = None) -> Question:
    return acts.ask(problem, words, by=by, at=at, about=about)


def answered(question: Question, words: str, *, said_by: Seat, by: Seat, at: datetime = DAY, **kwargs: object) -> Rung:
    return acts.answer(question, words, said_by=said_by, by=by, at=at, **kwargs)


def two_rungs(cast: Cast, problem: Problem) -> tuple[Rung, Rung]:
    """Two rungs that Tom wrote down on DAY in the kick-off, both said by Bea: the second stands on the first."""
    first = answered(
        asked(problem, "What drives the request?", by=cast.tom),
        "We want to be seen by a younger audience.",
        said_by=cast.bea,
        by=cast.tom,
        at=DAY + HOUR,
        channel=Channel.MEETING,
        place="kick-off",
    )
    second = answered(
        asked(problem, "What would a younger audience change?", by=cast.tom, at=DAY + 2 * HOUR, about=first),
        "More people would come to our workshops.",
        said_by=cast.bea,
        by=cast.tom,
        at=DAY + 3 * HOUR,
        channel=Channel.MEETING,
        place="kick-off",
    )
    return first, second


def told(problem: Problem) -> list[str]:
    """The history of a problem as sentences, oldest first."""
    return [sentence(event) for event in Event.objects.filter(problem=problem).order_by("pk")]
