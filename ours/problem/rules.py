"""Who may do what about parking and seriousness: both sides alike."""

from collections.abc import Iterable

from ours.people.models import Seat, Side
from ours.problem.models import Parking


def sides_missing(agreed: Iterable[Seat]) -> set[str]:
    """The sides of whom nobody agreed; parking takes both, or one side could put a promise of care to sleep alone."""
    return set(Side.values) - {seat.side for seat in agreed}


def may_bring_back(parking: Parking) -> bool:
    """Everybody at the table brings back what is parked, as long as it is."""
    return parking.returned_at is None
