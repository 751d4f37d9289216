"""What was sold, links between problems, rhythms, being stuck, weeding, accounts, daily letters, worth of signals."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Engagement, Firm, Person, Seat
from ours.problem.models import Problem
from ours.records import Kept, Record


class PromisedOutcome(Record):
    """What was sold: an outcome that the client was promised, with its measure and day (T4)."""

    class Ending(models.TextChoices):
        REACHED = "reached", _("reached")
        MISSED = "missed", _("not reached")
        WITHDRAWN = "withdrawn", _("no longer wanted")

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="promised_outcomes")
    words = models.TextField()
    measure = models.CharField(max_length=300)  # how both will see that it is there: "70 % of seats sold"
    due = models.DateField()
    where = models.CharField(max_length=300, blank=True)  # where it was promised: "offer of 3 March, page 4"
    answers = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")  # of the firm: who answers for it
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    ended_words = models.TextField(blank=True)
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="promised_outcome_ends_somehow",
            )
        ]

    def __str__(self) -> str:
        return self.words


class Touch(Record):
    """A problem touches a promised outcome, until somebody says it no longer does or the outcome has ended (T4)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="touches")
    outcome = models.ForeignKey(PromisedOutcome, on_delete=models.PROTECT, related_name="touches")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "outcome"], condition=Q(ended_at__isnull=True), name="touch_once"
            )
        ]


class Link(Record):
    """One problem is a cause of another (T2). Who may see only one of the two does not see the link."""

    cause = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="effect_links")
    effect = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="cause_links")
    words = models.TextField(blank=True)  # how the one leads to the other
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "effect"], condition=Q(ended_at__isnull=True), name="link_once"),
            models.CheckConstraint(condition=~Q(cause=F("effect")), name="link_between_two"),
        ]
        indexes = [models.Index(fields=["effect"], condition=Q(ended_at__isnull=True), name="link_by_effect")]


class Rhythm(Kept):
    """How often the client gets an account, as one side proposes it; the newest agreed one counts (T6)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="rhythms")
    days = models.PositiveSmallIntegerField()  # an account at least once in so many days
    words = models.TextField(blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(days__gte=1), name="rhythm_of_at_least_a_day")]


class RhythmAgreement(Kept):
    """The other side agrees to a rhythm."""

    rhythm = models.OneToOneField(Rhythm, on_delete=models.PROTECT, related_name="agreement")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Stuck(Record):
    """Somebody does not know how to go on and asks for help (T9)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="stuck")
    words = models.TextField()  # where it is stuck
    tried = models.TextField(blank=True)
    asked = models.ManyToManyField(Seat, related_name="+")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_words = models.TextField(blank=True)  # how it goes on
    ended_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["problem"], condition=Q(ended_at__isnull=True), name="stuck_now")]


class Help(Kept):
    """What somebody says to whoever is stuck."""

    stuck = models.ForeignKey(Stuck, on_delete=models.PROTECT, related_name="helps")
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Account(Kept):
    """What a person told the client about a problem: what is known, what was done, what comes next (T5)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="accounts")
    known = models.TextField()
    done = models.TextField()
    ahead = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["problem", "-at"], name="account_by_problem")]


class CareLetters(Record):
    """The daily letter of one expert: at which hour, and when the next one is due. None is due once it was stopped."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    hour = models.PositiveSmallIntegerField(default=8)  # in the person's time zone
    next_at = models.DateTimeField(null=True)
    last_on = models.DateField(null=True)  # the person's day of the last one, so that no day has two
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(hour__lt=24), name="care_letters_hour_of_a_day")]
        indexes = [models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="care_letters_due")]


class LetGo(Record):
    """A problem was let go, with a reason that the client sees; until somebody takes it up again (T8)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="lettings_go")
    reason = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_up_by = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    taken_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem"], condition=Q(taken_up_at__isnull=True), name="let_go_once")
        ]


class Weeded(Kept):
    """What was decided about a problem when weeding (T8). What follows from it has its own record in its own room."""

    class Kind(models.TextChoices):
        DO = "do", _("to be done")
        ASK = "ask", _("the client was asked")
        PARK = "park", _("parked")
        LET_GO = "let_go", _("let go")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="weedings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="weedings")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["problem", "-at"], name="weeded_by_problem")]


class SignalWorth(Record):
    """How well each signal foretold bad events at one firm, as it was counted last (`worth.py`)."""

    firm = models.OneToOneField(Firm, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    bad = models.PositiveIntegerField()  # bad events in all
    found = models.JSONField(default=dict)  # the rest, as `foretold.py` writes and reads it
