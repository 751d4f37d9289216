"""What is like a problem: cases of the firm that stand beside it while it is put into words (P3).

Rooms ask for it here and do not know who finds it: `ours/apps.py` says who does (`table/similar/beside.py`).
"""

from collections.abc import Callable
from typing import Any

from ours.people.models import Seat
from ours.problem.models import Problem

Finder = Callable[[Seat, Problem], dict[str, Any] | None]
_finder: Finder | None = None


def found_by(finder: Finder) -> None:
    """Have what is like a problem found by `finder(seat, problem)`."""
    global _finder
    _finder = finder


def beside(seat: Seat, problem: Problem) -> dict[str, Any] | None:
    """What `beside()` of parts/similar.html shows to this seat; None where there is nothing for it.

    Raises RuntimeError if nobody finds it.
    """
    if _finder is None:
        raise RuntimeError("Nobody was named to find what is like a problem; see ours/apps.py.")
    return _finder(seat, problem)
