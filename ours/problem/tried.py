"""What was tried at a problem, and when, for pictures of its measures.

Rooms ask for it here and do not know who keeps it: `ours/apps.py` says who reads it.
"""

from collections.abc import Callable

from ours.problem.models import Problem
from ours.problem.plot import Attempt

Reader = Callable[[Problem], list[Attempt]]
_reader: Reader | None = None


def read_by(reader: Reader) -> None:
    """Have what was tried read by `reader(problem)`."""
    global _reader
    _reader = reader


def tried_at(problem: Problem) -> list[Attempt]:
    """Everything that was tried, in its order. One statement. Raises RuntimeError if nobody reads it."""
    if _reader is None:
        raise RuntimeError("Nobody was named to read what was tried; see ours/apps.py.")
    return _reader(problem)
