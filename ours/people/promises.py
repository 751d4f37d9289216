"""Who follows when an engagement's promises of care change. The problems stand above this room and ask to be told."""

from collections.abc import Callable
from datetime import datetime

from ours.people.models import Engagement

Follower = Callable[[Engagement, datetime], None]
_followers: list[Follower] = []


def followed_by(follower: Follower) -> None:
    """Have `follower(engagement, at)` called inside the transaction in which its promises change."""
    if follower not in _followers:
        _followers.append(follower)


def changed(engagement: Engagement, at: datetime) -> None:
    """Tell everybody who follows."""
    for follower in _followers:
        follower(engagement, at)
