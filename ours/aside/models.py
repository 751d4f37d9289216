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


class GuidedWay(Record):
    """A way from something that seems difficult to a statement that has us in it, as the firm goes it (F7).

    Read by the firm's side alone, and never by a client: there is no Event of it, and no letter.
    """

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    pattern = models.CharField(max_length=20)  # one of patterns.PATTERNS
    seen = models.TextField(blank=True)
    ours = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    first = models.TextField(blank=True)
    statement = models.TextField(blank=True)  # in words that could be said at the table; written there anew
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["problem", "-at"], name="guided_way_by_problem")]
