"""What became of the coach's findings at a table."""

from django.db import models

from ours.people.models import Firm, Seat, Side
from ours.problem.models import Problem
from ours.records import Record


class Pointed(Record):
    """A finding that one side was shown at a table: by rule and a hash of its surroundings, never with the text.

    Dismissed, it is not shown there again; a firm learns from these rows which rules it finds useful.
    """

    class Reason(models.TextChoices):
        FACT = "fact"
        SAID = "said"
        MEANT = "meant"
        MISREAD = "misread"

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    rule = models.CharField(max_length=60)
    flag = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=32)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem", "side", "fingerprint"], name="pointed_once_a_side"),
        ]
        indexes = [models.Index(fields=["firm", "side", "at"], name="pointed_by_firm")]
