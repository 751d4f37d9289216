"""Owners, commitments, the way of working, steps ahead, early prescriptions, abilities."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat, Side
from ours.problem.models import Problem
from ours.records import Kept, Record


class Ownership(Record):
    """The owner on one side (O1)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="ownerships")
    side = models.CharField(max_length=10, choices=Side.choices)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "side"], condition=Q(ended_at__isnull=True), name="one_owner_on_each_side"
            )
        ]


class Commitment(Record):
    """What somebody will do, by a day (O1)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="commitments")
    side = models.CharField(max_length=10, choices=Side.choices)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="commitments")  # who committed
    words = models.TextField()
    due = models.DateField()
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)  # the moment of its outcome
    renews = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="renewed_by")

    class Meta:
        indexes = [
            models.Index(fields=["due"], condition=Q(ended_at__isnull=True), name="commitment_due"),
            models.Index(fields=["problem"], condition=Q(ended_at__isnull=True), name="commitment_open"),
        ]

    def overdue(self, today: date) -> bool:
        """Whether it is open past its day. Nothing marks it as missed by itself: people say so."""
        return self.ended_at is None and self.due < today


class Outcome(Kept):
    """What became of a commitment, counted alike for both sides (O4)."""

    class Kind(models.TextChoices):
        KEPT = "kept", _("kept")
        MISSED = "missed", _("missed")
        RENEGOTIATED = "renegotiated", _("renegotiated")

    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="outcome")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class WayOfWorking(Kept):
    """Done for you, taught, coached or together: proposed by one side; the newest counts (O2)."""

    class Way(models.TextChoices):
        DONE = "done", _("done for the client")
        TAUGHT = "taught", _("taught")
        COACHED = "coached", _("coached")
        TOGETHER = "together", _("done together")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="ways")
    way = models.CharField(max_length=10, choices=Way.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class WayAgreement(Kept):
    """The other side agrees to a way of working (O2)."""

    way = models.OneToOneField(WayOfWorking, on_delete=models.PROTECT, related_name="agreement")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Ability(Kept):
    """What the client can now do without us (O2)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="abilities")
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Step(Record):
    """A step ahead, as the expert lays out the way (O3)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()  # its position on the way, from 1
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # replaced when the way was laid out anew


class Prescription(Kept):
    """A way out proposed before both states were named, with the reason for it (O3, F4)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="prescriptions")
    words = models.TextField()
    reason = models.TextField(blank=True)  # needed while current or wanted state is missing
    early = models.BooleanField()  # proposed before diagnosing
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(early=False) | ~Q(reason=""), name="early_prescription_says_why")
        ]
