"""The verbs of readings: take one, take a list of them, take in what a program sends, correct one (P1).

They lie with the problem because framing takes the first reading and proving all others.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ours.people.models import Seat
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.measures import Measure, Reading, ReadingList, fits, newest

Found = tuple[date, Decimal]  # (the day, what it was)


class Replaced(ValueError):
    """The measure was replaced by another one: nothing is read of it any more."""

    def __init__(self) -> None:
        super().__init__("This measure was replaced by another one.")


@transaction.atomic
def take_reading(measure: Measure, value: Decimal, *, on: date, by: Seat, at: datetime) -> Reading:
    """Note what a measure is on a day (P1). When the newest reading first gets to what is wanted, that is told too.

    Raises Replaced (a ValueError) for a measure that was replaced.
    """
    before = _begin(measure)
    reading = Reading.objects.create(measure=measure, value=value, on=on, by=by, at=at)
    record(measure.problem, "reading_taken", by=by, at=at, on=on, **_told(measure, value))
    _tell_reached(measure, before, by=by, at=at)
    return reading


@transaction.atomic
def take_list(
    measure: Measure, found: Sequence[Found], *, words: str, left: int, filename: str = "", by: Seat, at: datetime
) -> ReadingList:
    """Take the readings that were found in a list, and keep the list as it came.

    `found` in the list's order; those that are there already, with this day and value, are not taken again. `words` is
    the whole list, `left` how many of its lines were not understood. Raises Replaced, and ValueError if nothing in the
    list is new.
    """
    before = _begin(measure)
    new = unknown(measure, found)
    if not new:
        raise ValueError("Every reading of this list is there already.")
    kept = ReadingList.objects.create(
        measure=measure, filename=filename, words=words, taken=len(new), left=left, by=by, at=at
    )
    _add(measure, new, source=Reading.Source.LIST, came_with=kept, by=by, at=at)
    last = max(new, key=lambda one: one[0])
    told = _told(measure, last[1])
    record(measure.problem, "readings_taken", by=by, at=at, number=len(new), on=last[0], list=kept.pk, **told)
    _tell_reached(measure, before, by=by, at=at)
    return kept


@transaction.atomic
def take_sent(measure: Measure, found: Sequence[Found], *, program: str, by: Seat, at: datetime) -> list[Reading]:
    """Take in what a program sent; returns the readings that are new, by day and value.

    `program` is what people call it, `by` whoever connected it. Raises Replaced.
    """
    before = _begin(measure)
    new = unknown(measure, found)
    if not new:
        return []
    taken = _add(measure, new, source=Reading.Source.PROGRAM, by=by, at=at)
    last = max(new, key=lambda one: one[0])
    told = _told(measure, last[1])
    record(measure.problem, "reading_sent", by=by, at=at, program=program, number=len(new), on=last[0], **told)
    _tell_reached(measure, before, by=by, at=at)
    return taken


@transaction.atomic
def correct(reading: Reading, value: Decimal, *, on: date, reason: str, by: Seat, at: datetime) -> Reading:
    """Put a reading right: a new one that names it, with the reason. Both stay to be read, the new one counts.

    Raises Replaced, and ValueError if the reading was corrected before or would stay as it is.
    """
    measure = reading.measure
    before = _begin(measure)
    if Reading.objects.filter(corrects=reading).exists():
        raise ValueError("This reading was corrected before.")
    if (reading.value, reading.on) == (value, on):
        raise ValueError("That is what it says already.")
    corrected = Reading.objects.create(
        measure=measure, value=value, on=on, corrects=reading, reason=reason, by=by, at=at
    )
    record(
        measure.problem,
        "reading_corrected",
        by=by,
        at=at,
        before=(reading.value, measure.unit),
        before_on=reading.on,
        on=on,
        reason=reason,
        **_told(measure, value),
    )
    _tell_reached(measure, before, by=by, at=at)
    return corrected


def unknown(measure: Measure, found: Iterable[Found]) -> list[Found]:
    """Those of these readings that are not there yet, each once, in their order.

    What was corrected counts as there: a program that sends it again must not undo the correction. One query.
    """
    known = set(Reading.objects.filter(measure=measure).values_list("on", "value"))
    new: dict[Found, None] = {}
    for one in found:
        if one not in known:
            new[one] = None
    return list(new)


def _begin(measure: Measure) -> Reading | None:
    """Hold the problem; the newest reading until now."""
    hold(measure.problem)
    if measure.ended_at is not None:
        raise Replaced
    return newest(measure)


def _add(measure: Measure, new: Sequence[Found], **facts: Any) -> list[Reading]:
    return Reading.objects.bulk_create([Reading(measure=measure, on=on, value=value, **facts) for on, value in new])


def _told(measure: Measure, value: Decimal) -> dict[str, Any]:
    return {"name": measure.name, "value": (value, measure.unit), "measure": measure.pk}


def _tell_reached(measure: Measure, before: Reading | None, *, by: Seat, at: datetime) -> None:
    """Tell that the measure is where it is wanted, if it has just got there."""
    now = newest(measure)
    if now is not None and fits(measure, now.value) and not (before is not None and fits(measure, before.value)):
        record(measure.problem, "measure_reached", by=by, at=at, on=now.on, **_told(measure, now.value))
