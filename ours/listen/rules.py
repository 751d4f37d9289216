"""Who may do what on the way from the request to the need. Nothing here asks the database."""

from ours.listen.models import ListeningSession, Rung
from ours.people.models import Seat, Side


def may_probe(seat: Seat) -> bool:
    """Ask, mark what an answer names, name the need: the expert leads the way (L2, O3)."""
    return seat.side == Side.EXPERT


def may_answer(seat: Seat, said_by: Seat) -> bool:
    """Experts write down what anybody on the client's side said; client people speak for themselves."""
    return said_by.side == Side.CLIENT and (seat.side == Side.EXPERT or seat.pk == said_by.pk)


def may_confirm(seat: Seat) -> bool:
    """Whether an answer is right is for the client's people to say."""
    return seat.side == Side.CLIENT


def may_listen(seat: Seat) -> bool:
    """Begin and end a listening session, read back what was heard."""
    return seat.side == Side.EXPERT


def may_hear(seat: Seat) -> bool:
    """Say "you heard me" or "not yet"."""
    return seat.side == Side.CLIENT


def may_end(session: ListeningSession, *, played_back: bool, anything_asked: bool) -> bool:
    """A session ends with what was heard being read back (L5); one in which nothing was asked may just end."""
    return session.ended_at is None and (played_back or not anything_asked)


def said_in_person(rung: Rung) -> bool:
    """Whether whoever gave the answer wrote it down too: then it counts as said, with nobody's word in between."""
    return rung.by_id == rung.said_by_id
