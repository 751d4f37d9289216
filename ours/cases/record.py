"""What the record of a solved problem gives for its case. The rooms that hold it are not known here.

`ours/apps.py` says who tells it (`table/story.py`, from the rows of all rooms).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ours.problem.models import Problem


@dataclass(frozen=True)
class Story:
    """The record of one problem as the parts of a case, with names; what it does not hold is empty."""

    solved_on: date | None = None  # None: the client has not confirmed that it is solved
    title: str = ""
    request: str = ""
    need: str = ""
    statement: str = ""
    tried: str = ""
    helped: str = ""
    outcome: str = ""
    opened: str = ""
    figures: list[dict[str, Any]] = field(default_factory=list)  # see `figures.py`


Teller = Callable[[Problem], Story]
_teller: Teller | None = None


def told_by(teller: Teller) -> None:
    """Have the record of a problem told by `teller(problem)`."""
    global _teller
    _teller = teller


def story_of(problem: Problem) -> Story:
    """The record of a problem as the parts of a case. Raises RuntimeError if nobody tells it."""
    if _teller is None:
        raise RuntimeError("Nobody was named to tell the record; see ours/apps.py.")
    return _teller(problem)
