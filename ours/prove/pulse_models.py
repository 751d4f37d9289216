"""The pulse: one short question to the client's people, at a rhythm both agreed; and what a client brings the firm."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Client, Engagement, Seat
from ours.records import Kept, Record


class PulseRhythm(Record):
    """How often each of the client's people gets one question, as one side proposes it; either side ends it."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="pulse_rhythms")
    days = models.PositiveSmallIntegerField()  # at most once in so many days
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days__gte=7), name="pulse_at_most_weekly")]


class PulseAgreement(Kept):
    """The other side agrees to a rhythm of the pulse."""

    rhythm = models.OneToOneField(PulseRhythm, on_delete=models.PROTECT, related_name="agreement")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Pulse(Record):
    """One person's turn in an engagement: when the next question is due; none once they stopped it."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="pulses")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked = models.PositiveIntegerField(default=0)  # questions so far; they take turns
    last_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["engagement", "seat"], name="pulse_once_per_seat")]
        indexes = [models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="pulse_due")]


class PulseQuestion(Record):
    """One question that went out to one person. Its key opens one page without signing in; only the hash is kept."""

    class Kind(models.TextChoices):
        HOPED = "hoped", _("Are you getting what you hoped for?")
        RECOMMEND = "recommend", _("Would you recommend us?")
        HEARD = "heard", _("Do you feel heard?")

    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["pulse", "-at"], name="pulse_question_by_person")]


class PulseAnswer(Kept):
    """What somebody answered; they may answer anew, and the newest counts."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")

    question = models.ForeignKey(PulseQuestion, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    words = models.TextField(blank=True)
    at = models.DateTimeField()


class Revenue(Kept):
    """What a client brought the firm in a month, as the firm noted it; the newest of a month counts.

    Only the firm reads it, on a page that does not exist for clients (P6).
    """

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    currency = models.CharField(max_length=3)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["client", "month"], name="revenue_by_client")]
