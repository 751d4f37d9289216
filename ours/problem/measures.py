"""Measures and their readings: what a problem is measured by, for the rooms that frame, try and prove it (F4, P1)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat
from ours.problem.models import Problem
from ours.records import Kept, Record


class Measure(Record):
    """A number that tells how things are: what it is now and what is wanted by when (F4)."""

    class Wants(models.TextChoices):
        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("at most")
        BETWEEN = "between", _("between two numbers")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    how = models.TextField(blank=True)  # how it is measured
    wants = models.CharField(max_length=10, choices=Wants.choices, default=Wants.AT_LEAST)
    wanted = models.DecimalField(max_digits=18, decimal_places=4)  # of a range: where it begins
    wanted_to = models.DecimalField(max_digits=18, decimal_places=4, null=True)  # where a range ends
    wanted_by = models.DateField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # replaced by another measure
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "name"], condition=Q(ended_at__isnull=True), name="measure_once_per_name"
            ),
            models.CheckConstraint(
                condition=Q(wants="between", wanted_to__isnull=False) | (~Q(wants="between") & Q(wanted_to=None)),
                name="measure_of_a_range_has_its_end",
            ),
        ]


class ReadingList(Kept):
    """Several readings that came together, as they came: pasted from a sheet or in a file. Not one line is lost."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="lists")
    filename = models.CharField(max_length=200, blank=True)  # empty: pasted
    words = models.TextField()
    taken = models.PositiveIntegerField()  # readings that were taken from it
    left = models.PositiveIntegerField()  # lines that were left out: not understood
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Reading(Kept):
    """What a measure was on a day. The first one is the baseline. One may correct an earlier one; both stay."""

    class Source(models.TextChoices):
        TYPED = "typed", _("typed")
        LIST = "list", _("from a list")
        PROGRAM = "program", _("sent by a program")

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    value = models.DecimalField(max_digits=18, decimal_places=4)
    on = models.DateField()
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.TYPED)
    came_with = models.ForeignKey(ReadingList, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.TextField(blank=True)  # why it was corrected
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, reason="") | (Q(corrects__isnull=False) & ~Q(reason="")),
                name="correction_says_why",
            )
        ]


def fits(measure: Any, value: Decimal) -> bool:
    """Whether a value is where it is wanted. `measure`: a Measure, or a row with its wants, wanted and wanted_to."""
    if measure.wants == Measure.Wants.BETWEEN:
        return bool(measure.wanted <= value <= measure.wanted_to)
    return bool(value >= measure.wanted if measure.wants == Measure.Wants.AT_LEAST else value <= measure.wanted)


def wants_from(now: Decimal, wanted: Decimal) -> str:
    """In which direction a number is wanted if nobody says so: from where it is towards the wanted one."""
    wants: str = Measure.Wants.AT_LEAST if wanted >= now else Measure.Wants.AT_MOST
    return wants


def standing(readings: Iterable[Any]) -> list[Any]:
    """The readings that count, by day, of two on one day the later written last; those that were corrected left out.

    `readings`: all of one measure, as Reading or as rows with id, corrects_id, on and at.
    """
    known = list(readings)
    corrected = {row.corrects_id for row in known}
    return sorted((row for row in known if row.id not in corrected), key=lambda row: (row.on, row.at, row.id))


def baseline(readings: Iterable[Any]) -> Any | None:
    """Where a measure began: the first reading that was written, as it stands after corrections; None without any."""
    known = list(readings)
    first = min((row for row in known if row.corrects_id is None), key=lambda row: (row.at, row.id), default=None)
    put_right = {row.corrects_id: row for row in known if row.corrects_id is not None}
    while first is not None and first.id in put_right:
        first = put_right[first.id]
    return first


def newest(measure: Measure) -> Reading | None:
    """The standing reading of the latest day; None without any. One query."""
    known = Reading.objects.filter(measure=measure, corrected_by__isnull=True)
    return known.order_by("-on", "-at", "-pk").first()


def newest_on(readings: Iterable[Any], day: date) -> Any | None:
    """What a measure was on a day: the standing reading of that day or the last one before it."""
    until = [row for row in standing(readings) if row.on <= day]
    return until[-1] if until else None
