"""What the words and the numbers of a problem look like when they are read: plain values, no queries."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from ours.frame.models import BlindDraft, Measure, Reading
from ours.people.models import Seat, Side
from ours.problem import measures


@dataclass(frozen=True)
class Signature:
    """Somebody who is asked to agree, and whether they did, to the newest words (F3)."""

    seat: Seat
    agreed_at: datetime | None
    withdrawn: bool  # they have disagreed with these same words since, and that is still open

    @property
    def stands(self) -> bool:
        """Whether this person agrees to the newest words now."""
        return self.agreed_at is not None and not self.withdrawn


@dataclass(frozen=True)
class MeasureSeen:
    """A measure with its readings, as `measure()` in parts/wood.html draws it."""

    measure: Measure
    every: list[Reading]  # also those that were corrected

    @cached_property
    def readings(self) -> list[Reading]:
        """The readings that count, by day."""
        return measures.standing(self.every)

    @property
    def name(self) -> str:
        return self.measure.name

    @property
    def unit(self) -> str:
        return self.measure.unit

    @property
    def wanted(self) -> Decimal:
        return self.measure.wanted

    @property
    def wanted_to(self) -> Decimal | None:
        """Where the range ends that is wanted; None where it is one number."""
        return self.measure.wanted_to

    @property
    def reached(self) -> bool:
        """Whether the newest reading is where it is wanted."""
        return measures.fits(self.measure, self.now)

    @property
    def by(self) -> date:
        """The day by which it is wanted."""
        return self.measure.wanted_by

    @property
    def baseline(self) -> Reading:
        """Where it began: the first reading that was written, as it stands after corrections."""
        first: Reading = measures.baseline(self.every)  # type: ignore[assignment]
        return first

    @property
    def newest(self) -> Reading:
        """The reading of the latest day; of two on one day the later written."""
        return self.readings[-1]

    @property
    def now(self) -> Decimal:
        return self.newest.value

    @property
    def now_on(self) -> date:
        return self.newest.on


@dataclass(frozen=True)
class Round:
    """One round of blind drafts as one side may see it: the other side's words only once both are in (F1)."""

    number: int
    sides_in: frozenset[str]
    drafts: dict[str, BlindDraft]  # by side; only those that may be read

    @property
    def opened(self) -> bool:
        return self.sides_in == {Side.CLIENT, Side.EXPERT}
