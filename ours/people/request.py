"""Requests as they are behind the middleware: they know from which seat somebody asks."""

from django.http import HttpRequest

from ours.people.models import Person, Seat
from ours.people.sessions import SessionStore


class AnyRequest(HttpRequest):
    """Anybody's request; `seat` is None for a visitor."""

    seat: Seat | None
    session: SessionStore


class SeatRequest(HttpRequest):
    """The request of somebody with a seat: what views behind `signed_in` are given."""

    seat: Seat
    session: SessionStore


def person_in(seat: Seat) -> Person:
    """The person of a seat that is known to be taken. Raises ValueError for an empty one."""
    if seat.person is None:
        raise ValueError(f"Nobody sits in seat {seat.pk}.")
    return seat.person
