"""Who may take in what, and who may bring people to a table. Nothing here asks the database."""

from ours.people.models import Engagement, Role, Seat, Side
from ours.post.models import InboundMail
from ours.problem.models import Problem

WAITING = [InboundMail.State.TRAY, InboundMail.State.UNVERIFIED, InboundMail.State.PARKED]


def may_take_down(seat: Seat, engagement: Engagement) -> bool:
    """Experts keep what was asked within an engagement that is not over; the door has asked whether they are on it."""
    return seat.side == Side.EXPERT and engagement.ended_at is None


def may_read_whole(seat: Seat, author: Seat, mail: InboundMail) -> bool:
    """Who reads what a mail says beyond the words kept at the table: what it quotes, what an expert wrote above it.

    The firm, to which it was sent, and its author, if it came from the author's own address.
    """
    if seat.side == Side.EXPERT:
        return True
    return seat.pk == author.pk and seat.person is not None and seat.person.email == mail.from_address


def may_bring_people(seat: Seat, problem: Problem) -> bool:
    """Chairs are given by the experts here, by the client's sponsors and contacts, and by whoever opened it (L6)."""
    return seat.side == Side.EXPERT or seat.role in (Role.SPONSOR, Role.CONTACT) or seat.pk == problem.opened_by_id


def may_free_chair(seat: Seat, of: Seat, problem: Problem) -> bool:
    """A chair is left by whoever sits on it, or freed by who may give chairs."""
    return seat.pk == of.pk or may_bring_people(seat, problem)


def may_be_placed(mail: InboundMail) -> bool:
    """What waits, or was put aside, can still be placed; what is placed stays where it is."""
    return mail.state in WAITING or mail.state == InboundMail.State.LEFT
