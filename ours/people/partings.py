"""Who follows when a seat is left. What somebody held stands in rooms above this one, which ask to be told."""

from collections.abc import Callable
from datetime import datetime

from ours.people.models import Seat

Follower = Callable[[Seat, Seat, datetime], None]
_followers: list[Follower] = []


def followed_by(follower: Follower) -> None:
    """Have `follower(seat, by, at)` called inside the transaction in which `by` ends `seat`."""
    if follower not in _followers:
        _followers.append(follower)


def left(seat: Seat, *, by: Seat, at: datetime) -> None:
    """Tell everybody who follows."""
    for follower in _followers:
        follower(seat, by, at)
