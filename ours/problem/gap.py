"""The gap of a problem: how it is now, how it should be, and the numbers for both.

Rooms ask for it here and do not know who keeps it: `ours/apps.py` says who reads it (`table/gap.py`, from the same rows
that the Table shows).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ours.problem.models import Problem


@dataclass(frozen=True)
class Measured:
    """A measure with its newest reading, `now` on the day `now_on`, and what is wanted by when."""

    name: str
    unit: str
    now: Decimal
    now_on: date
    wanted: Decimal
    by: date


@dataclass(frozen=True)
class Gap:
    """Both states in words, empty where nobody has said them, and the measures that count."""

    now: str = ""
    wanted: str = ""
    measures: list[Measured] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether both states have been said: before that, a way out is proposed early (F4)."""
        return bool(self.now and self.wanted)


Reader = Callable[[Problem], Gap]
_reader: Reader | None = None


def read_by(reader: Reader) -> None:
    """Have the gap of a problem read by `reader(problem)`."""
    global _reader
    _reader = reader


def gap_of(problem: Problem) -> Gap:
    """The gap of a problem as the Table shows it. One statement. Raises RuntimeError if nobody reads it."""
    if _reader is None:
        raise RuntimeError("Nobody was named to read the gap; see ours/apps.py.")
    return _reader(problem)
