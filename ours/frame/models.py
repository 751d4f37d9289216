"""Statements, agreements, blind drafts, disagreements, states, measures, opportunities, fears."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat, Side
from ours.problem.measures import Measure as Measure
from ours.problem.measures import Reading as Reading
from ours.problem.models import Problem
from ours.records import Kept, Record


class Statement(Kept):
    """One wording of the problem; a change is the next version (F1)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="statements")
    version = models.PositiveSmallIntegerField()
    words = models.TextField()
    form = models.CharField(max_length=40, blank=True)  # the "we" form it was begun with, see coach/forms.py
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "version"], name="statement_version_once")]


class Signer(Record):
    """Somebody whose agreement is asked for at this problem (F3)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="signers")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "seat"], condition=Q(ended_at__isnull=True), name="signer_once_per_problem"
            )
        ]


class Agreement(Kept):
    """One person agreed to one wording, word for word (F3)."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="agreements")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "by"], name="agreement_once")]


class BlindDraft(Kept):
    """A side's own view and its guess at the other's; nobody reads one before both are in (F1)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="drafts")
    round = models.PositiveSmallIntegerField(default=1)
    side = models.CharField(max_length=10, choices=Side.choices)
    own_view = models.TextField()
    their_view = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "round", "side"], name="draft_once_per_side")]


class Disagreement(Record):
    """Somebody does not agree, and says with what (F5). Open until settled or set aside."""

    class Place(models.TextChoices):
        PROBLEM = "problem", _("the problem itself")
        WORDS = "words", _("the way it is put")
        SOLUTION = "solution", _("the solution")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="disagreements")
    place = models.CharField(max_length=10, choices=Place.choices)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, related_name="+")
    common_ground = models.TextField()  # what both hold to be true; shown first
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    settled_how = models.TextField(blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)  # until its Parking comes back

    class Meta:
        indexes = [
            models.Index(
                fields=["problem"],
                condition=Q(settled_at__isnull=True, set_aside_at__isnull=True),
                name="disagreement_open",
            )
        ]


class State(Kept):
    """How things are now, or how they should be; the newest of each counts (F4)."""

    class Which(models.TextChoices):
        NOW = "now", _("now")
        WANTED = "wanted", _("wanted")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="states")
    which = models.CharField(max_length=10, choices=Which.choices)
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Opportunity(Kept):
    """What solving the problem would open up; the newest counts (F8)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="opportunities")
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Fear(Kept):
    """What somebody is afraid of losing or of not getting, shared at the table by themselves (F6)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="fears")
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
