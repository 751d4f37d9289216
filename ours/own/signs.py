"""What follows from deeds elsewhere: a hand-over stops burning, and nobody owns a problem whose table they left."""

from datetime import datetime

from ours.own import acts
from ours.own.models import Ownership
from ours.people.models import Seat
from ours.problem import signs
from ours.problem.models import BadSign, Event, Problem
from ours.problem.sentences import KINDS

_OF_OWNING = {"owned", "handed_over", "put_down"}


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history.

    The first sign of life from a new owner, on either side, clears the hand-over; being named is none.
    """
    if event.kind == "left_chair":
        _leave(problem, event)
    if event.kind in _OF_OWNING or not KINDS[event.kind].care:
        return
    if not (problem.client_owned or problem.expert_owned):
        return  # nobody took it over
    signs.quench(problem, BadSign.Kind.HANDED_OVER, at=event.at, seat=event.seat_id)


def _leave(problem: Problem, event: Event) -> None:
    owned = Ownership.objects.filter(problem=problem, seat=event.told["seat"], ended_at__isnull=True)
    for ownership in owned.select_related("seat"):
        ownership.problem = problem  # the one instance the deed is working on
        acts.put_down(ownership, by=event.seat, at=event.at)


def on_parting(seat: Seat, by: Seat, at: datetime) -> None:
    """Follower of partings: what a leaver owned has an empty chair, for both sides to see (O1)."""
    owned = Ownership.objects.filter(seat=seat, ended_at__isnull=True)
    for ownership in owned.select_related("seat", "problem__engagement", "problem__firm", "problem__client"):
        acts.put_down(ownership, by=by, at=at)
