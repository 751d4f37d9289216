"""What happened: one Event for each deed, and one sentence for each kind of Event.

`record` is called by acts only, inside the deed's transaction. What must follow in the same transaction (letters to be
written, the course of the problem) is told here and does its part; the spine does not know who listens.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from ours.people.models import Seat
from ours.problem import care, signs
from ours.problem.models import BadSign, Event, Problem
from ours.problem.sentences import KINDS, pack

Listener = Callable[[Problem, Event], None]
_listeners: list[Listener] = []

TWICE = 2  # so many words of the client without one of ours burn


def tell(listener: Listener) -> None:
    """Have `listener(problem, event)` called for every Event, inside its transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def record(problem: Problem, kind: str, *, by: Seat, at: datetime, as_side: str | None = None, **told: Any) -> Event:
    """Write the Event of a deed and let everything follow that belongs to it.

    `kind` is a key of `sentences.KINDS`; `told` are the facts its sentence needs (names and words as they are now;
    labels as lazy strings, days as dates). `as_side` where the words are another side's than the writer's: a request
    that an expert wrote down is still the client's. `problem` is saved with its derived columns. Raises KeyError for
    an unknown kind and RuntimeError outside a transaction: a deed and its history are one.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"The deed {kind!r} must record its event inside its transaction.")
    what = KINDS[kind]
    facts = {key: pack(value) for key, value in {"who": by.name, **told}.items()}
    event = Event.objects.create(problem=problem, seat=by, side=by.side, kind=kind, at=at, told=facts)
    waited = problem.unanswered
    care.follow(problem, side=as_side or by.side, at=at, kind=what)
    if what.wants_answer and problem.unanswered == TWICE:
        signs.burn(problem, BadSign.Kind.UNANSWERED, seat=by, at=at, words=str(told.get("words", "")))
    elif waited and problem.unanswered == 0:
        signs.quench(problem, BadSign.Kind.UNANSWERED, at=at)
    for listener in _listeners:
        listener(problem, event)
    problem.save()
    return event
