"""Who wants to know when what may be shown of a case has changed: told inside the deed's transaction."""

from collections.abc import Callable

from ours.cases.models import Case

Follower = Callable[[Case], None]
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have `follower(case)` called whenever words or permission of a case have changed."""
    if follower not in _followers:
        _followers.append(follower)


def changed(case: Case) -> None:
    """Tell everybody who follows. Called by acts only, after the case was saved."""
    for follower in _followers:
        follower(case)
