"""Who may do what about owners, commitments, the way of working and the steps."""

from datetime import date

from ours.own.models import Commitment, Outcome, WayOfWorking
from ours.people.models import Seat, Side


def may_name(seat: Seat, whom: Seat) -> bool:
    """Each side names its own owner, and only somebody who reads the table: a placeholder owns nothing."""
    return seat.side == whom.side and whom.person_id is not None


def speaks_for(seat: Seat, commitment: Commitment) -> bool:
    """Whoever committed speaks for a commitment; after they have left, anybody of their side."""
    return commitment.seat_id == seat.pk or (commitment.seat.left_at is not None and seat.side == commitment.side)


def may_say_missed(seat: Seat, commitment: Commitment) -> bool:
    """Whoever speaks for it, or the other side, says that it was missed; a colleague leaves that to them."""
    return speaks_for(seat, commitment) or seat.side != commitment.side


def is_missable(commitment: Commitment, today: date) -> bool:
    """A commitment can be called missed from the day after its day, in the reader's calendar."""
    return today > commitment.due


def may_take_up_again(seat: Seat, commitment: Commitment) -> bool:
    """Something missed is promised anew by whoever speaks for it."""
    return speaks_for(seat, commitment) and commitment.outcome.kind == Outcome.Kind.MISSED


def may_agree(seat: Seat, way: WayOfWorking) -> bool:
    """The side that did not propose a way of working agrees to it."""
    return seat.side != way.by.side


def may_lay_steps(seat: Seat) -> bool:
    """The expert leads the way (O3)."""
    return seat.side == Side.EXPERT
