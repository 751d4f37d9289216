"""Notes of one side."""

from django.db import models

from ours.people.models import Seat, Side
from ours.problem.models import Problem
from ours.records import Record


class AsideNote(Record):
    """A note that only one side of the problem reads. Taken back by its author, it leaves only that it was there."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["problem", "side", "at"], name="aside_by_side")]
