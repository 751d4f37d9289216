"""Solved or not yet, whether it lasted, and the addresses that programs send readings to. Pulse: `pulse_models.py`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat
from ours.problem.measures import Measure, Reading
from ours.problem.models import Problem
from ours.prove.pulse_models import Pulse as Pulse
from ours.prove.pulse_models import PulseAgreement as PulseAgreement
from ours.prove.pulse_models import PulseAnswer as PulseAnswer
from ours.prove.pulse_models import PulseQuestion as PulseQuestion
from ours.prove.pulse_models import PulseRhythm as PulseRhythm
from ours.prove.pulse_models import Revenue as Revenue
from ours.records import Kept, Record


class SolvedProposal(Kept):
    """Somebody says that a problem is solved, and by what one sees it; the newest one counts (P1)."""

    class Basis(models.TextChoices):
        REACHED = "reached", _("a measure reached what was wanted")
        ENOUGH = "enough", _("it is good enough")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="solved_proposals")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, related_name="+")
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, related_name="+")  # that got there
    words = models.TextField(blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis="reached", reading__isnull=False, measure__isnull=False)
                | (Q(basis="enough", reading__isnull=True, measure__isnull=True) & ~Q(words="")),
                name="solved_is_reached_or_said",
            )
        ]


class NotYet(Kept):
    """A person of the client's side says that it is not solved yet, and what is missing."""

    proposal = models.OneToOneField(SolvedProposal, on_delete=models.PROTECT, related_name="not_yet")
    missing = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Solved(Record):
    """A person of the client's side confirmed that it is solved; until it came back, if it does."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="solutions")
    proposal = models.OneToOneField(SolvedProposal, on_delete=models.PROTECT, related_name="solved")
    words = models.TextField(blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # derived
    ask_at = models.DateTimeField(null=True)  # when to ask whether it lasted; none before a day is agreed, or after
    asked_at = models.DateTimeField(null=True)  # when that was asked, while no answer is in
    asked = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")  # who got the letter
    lasted_at = models.DateTimeField(null=True)  # when it was first said that it lasted
    ended_at = models.DateTimeField(null=True, blank=True)  # it came back
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem"], condition=Q(ended_at__isnull=True), name="solved_once_a_life")
        ]
        indexes = [models.Index(fields=["ask_at"], condition=Q(ask_at__isnull=False), name="solved_to_ask")]


class AskAgain(Kept):
    """The day on which one side proposes to ask whether it lasted; the newest agreed one counts."""

    proposal = models.ForeignKey(SolvedProposal, on_delete=models.PROTECT, related_name="ask_again")
    on = models.DateField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class AskAgainAgreement(Kept):
    """The other side agrees to that day."""

    day = models.OneToOneField(AskAgain, on_delete=models.PROTECT, related_name="agreement")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Lasted(Kept):
    """The client said that it lasted until this day. Coming back is a life of its own (S9), see `Solved.ended_at`."""

    solved = models.ForeignKey(Solved, on_delete=models.PROTECT, related_name="lastings")
    words = models.TextField(blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Inlet(Record):
    """An address to which a program sends readings of one measure, until it is closed. Only its hash is kept."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="inlets")
    name = models.CharField(max_length=200)  # which program that is: "booking system"
    key_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    hour_began = models.DateTimeField(null=True)  # of the hour in which sendings are counted
    in_hour = models.PositiveIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
