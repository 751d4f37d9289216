"""Who may do what in an aside."""

from ours.aside.models import AsideNote
from ours.people.models import Seat


def may_take_back(seat: Seat, note: AsideNote) -> bool:
    """Only its author takes a note back, once."""
    return note.by_id == seat.pk and note.taken_back_at is None
