"""What lies with a client and not with one of its problems: what it has, and the changes that would remove constraints.

Everybody who may see the client reads these, so nothing is widened when a change turns out to dissolve one more
problem. Which problems those are is told to each reader only as far as they may see them (`reading.dissolved_by`).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Client, Seat
from ours.problem.models import Problem
from ours.records import Record


class InventoryItem(Record):
    """A tool, a service or a skill that the client has already (S6). A change is the next row."""

    class Kind(models.TextChoices):
        TOOL = "tool", _("a tool")
        SERVICE = "service", _("a service")
        SKILL = "skill", _("something its people can do")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200)
    words = models.TextField(blank=True)  # what it is used for, until when it is paid
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # changed, or no longer there
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["client"], condition=Q(ended_at__isnull=True), name="inventory_of_a_client")]

    def __str__(self) -> str:
        return self.name


class Initiative(Record):
    """A bigger change that would remove what stands in the way, for several problems at once (S4)."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    case = models.TextField()  # why it is worth it
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    reached = models.BooleanField(null=True)  # carried through, or given up
    ended_how = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["client"], name="initiative_of_a_client")]

    def __str__(self) -> str:
        return self.name


class Sponsorship(Record):
    """Who stands behind a change."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"], condition=Q(ended_at__isnull=True), name="one_sponsor_of_an_initiative"
            )
        ]


class InitiativeStep(Record):
    """A step of a change."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # replaced when the steps were laid out anew


class Dissolving(Record):
    """A problem that a change would dissolve, and the constraint there that it would remove."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    constraint = models.ForeignKey("Constraint", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "problem"], condition=Q(ended_at__isnull=True), name="dissolved_once"
            )
        ]
        indexes = [models.Index(fields=["problem"], condition=Q(ended_at__isnull=True), name="dissolved_by")]
