"""Who may do what in tending; doors come first."""

from ours.people.models import Seat
from ours.tend.models import Rhythm


def may_agree(seat: Seat, rhythm: Rhythm) -> bool:
    """The side that did not propose a rhythm agrees to it."""
    return seat.side != rhythm.by.side


def may_ask(seat: Seat, other: Seat) -> bool:
    """Who can be asked for help: somebody who is here, and of the own organisation or of the client that is helped.

    Experts ask their colleagues and the client's people; the client's people ask their own colleagues. Whoever reads
    the table already may be asked by anybody.
    """
    if other.person_id is None or other.left_at is not None or other.pk == seat.pk:
        return False
    return seat.client_id is None or seat.client_id == other.client_id


def may_weed(seat: Seat) -> bool:
    """The firm weeds; the client sees every decision at the table."""
    return seat.client_id is None


def may_give_account(seat: Seat) -> bool:
    """The firm owes the account; the client answers it."""
    return seat.client_id is None
