"""Problem, chairs, events, looks, parkings, bad signs, receipts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Client, Engagement, Firm, Person, Seat, Side
from ours.records import Kept, KeptQuerySet, Record, Written


class Seriousness(models.IntegerChoices):
    """How serious a problem is; it decides how soon care is promised."""

    MINOR = 1, _("minor")
    MODERATE = 2, _("moderate")
    SERIOUS = 3, _("serious")


class Stage(models.TextChoices):
    """How far a problem has come, derived from its records (`table/course.py`)."""

    LISTENING = "listening", _("Listening")
    FRAMING = "framing", _("Framing")
    OWNING = "owning", _("Owning")
    TRYING = "trying", _("Trying")
    PROVEN = "proven", _("Proven")


class Move(models.TextChoices):
    """Whose move it is."""

    CLIENT = "client", _("client")
    EXPERT = "expert", _("expert")
    BOTH = "both", _("both")


class Problem(Record):
    """A problem that both sides share. Columns under "derived" are recomputed by the deeds, never typed."""

    remembers = True

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="problems")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="problems")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    seriousness = models.PositiveSmallIntegerField(choices=Seriousness.choices, default=Seriousness.MODERATE)
    # derived
    headline = models.CharField(max_length=500)  # the words that stand for it now: request, later the statement
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.LISTENING)
    step = models.CharField(max_length=20, default="ask")  # the next deed, see table/course.py
    move = models.CharField(max_length=10, choices=Move.choices, default=Move.EXPERT)
    cared_at = models.DateTimeField()  # the last sign of life that the client could see
    care_due = models.DateTimeField(null=True)  # when our promise of care runs out; none while parked
    spoke_last = models.CharField(max_length=10, choices=Side.choices, default=Side.CLIENT)
    unanswered = models.PositiveSmallIntegerField(default=1)  # times the client wrote since we last did
    client_owned = models.BooleanField(default=False)  # an owner on this side; without: an empty chair
    expert_owned = models.BooleanField(default=False)
    promised = models.BooleanField(default=False)  # touches something that was sold: the promise of care is halved (T4)
    spreads = models.BooleanField(default=False)  # is a cause of others, whose clocks follow this one's (T2)
    cause_due = models.DateTimeField(null=True)  # when the first of its causes runs out; none without a running cause
    let_go_at = models.DateTimeField(null=True)  # let go with a reason; no clock until somebody takes it up again (T8)
    solved_at = models.DateTimeField(null=True)  # confirmed by the client (P1); no clock while it is

    class Meta:
        indexes = [
            models.Index(fields=["firm", "care_due"], condition=Q(care_due__isnull=False), name="problem_firm_due"),
            models.Index(
                fields=["engagement", "care_due"], condition=Q(care_due__isnull=False), name="problem_engagement_due"
            ),
            models.Index(
                fields=["firm", "care_due"],
                condition=Q(care_due__isnull=False) & (Q(client_owned=False) | Q(expert_owned=False)),
                name="problem_firm_unowned",
            ),
            models.Index(
                fields=["firm", "care_due"],
                condition=Q(care_due__isnull=False, promised=True),
                name="problem_firm_promised",
            ),
            models.Index(
                fields=["firm", "cared_at"],
                condition=Q(care_due__isnull=True, let_go_at__isnull=True, solved_at__isnull=True),
                name="problem_firm_parked",
            ),
            models.Index(fields=["client", "care_due"], name="problem_client_due"),
            models.Index(
                fields=["firm", "solved_at"], condition=Q(solved_at__isnull=False), name="problem_firm_solved"
            ),
        ]

    def __str__(self) -> str:
        return self.headline


class Chair(Record):
    """A seat's place at one problem's table."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="chairs")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="chairs")
    at = models.DateTimeField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "seat"], condition=Q(left_at__isnull=True), name="chair_once_per_problem"
            )
        ]


class Event(Written):
    """One deed, as everybody at the table may read it. Ids count up, so "since you last looked" is one comparison."""

    id = models.BigAutoField(primary_key=True)
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="events")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side.choices)
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    told = models.JSONField(default=dict)  # the facts its sentence needs: words, names, dates as they were

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["problem", "-id"], name="event_by_problem")]


class Look(Record):
    """The last Event that a person has seen at one table."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    event = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "problem"], name="look_once")]


class Parking(Record):
    """Something that both get to later: the whole problem, or an opinion set aside (L8, F5)."""

    class What(models.TextChoices):
        PROBLEM = "problem", _("the problem")
        TOPIC = "topic", _("a topic")
        OPINION = "opinion", _("an opinion")

    class Until(models.TextChoices):
        """Events at which something parked comes back. Each is a kind of Event, see `history.py`."""

        SIGNED = "all_agreed", _("when everybody has signed the words")
        KEPT = "commitment_kept", _("when the next commitment is kept")
        READING = "reading_taken", _("when the next reading of a measure is in")
        REACHED = "measure_reached", _("when a measure reaches what is wanted")
        SOLVED = "solved", _("when it is solved, and the client says so")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="parkings")
    what = models.CharField(max_length=10, choices=What.choices)
    words = models.TextField()  # what is parked, in words; for an opinion: the opinion
    reason = models.TextField()
    holder = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")  # whose opinion
    disagreement = models.BigIntegerField(null=True)  # the frame.Disagreement that this set aside
    agreed_by = models.ManyToManyField(Seat, related_name="+")
    back_on = models.DateField(null=True, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)  # back_on at 9:00 of the firm's time zone
    back_when = models.CharField(max_length=20, choices=Until.choices, blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(back_at__isnull=False) | ~Q(back_when=""), name="parking_comes_back")
        ]
        indexes = [
            models.Index(
                fields=["back_at"], condition=Q(returned_at__isnull=True, back_at__isnull=False), name="parking_due"
            ),
            models.Index(fields=["problem"], condition=Q(returned_at__isnull=True), name="parking_open"),
        ]


class BadSign(Record):
    """A named fact that burns, until it is dealt with (`docs/care.md`)."""

    class Kind(models.TextChoices):
        UNANSWERED = "unanswered", _("wrote again and has no answer yet")
        MISSED = "missed", _("a commitment was missed")
        DISAGREED = "disagreed", _("disagrees")
        HANDED_OVER = "handed_over", _("the owner on one side changed")
        NOT_HEARD = "not_heard", _("does not feel heard yet")
        RETURNED = "returned", _("the problem is back")

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="signs")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")  # whose deed or silence it is
    words = models.TextField(blank=True)
    ref = models.BigIntegerField(null=True)  # the record it speaks of, to clear exactly this sign
    at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["firm", "-at"], condition=Q(cleared_at__isnull=True), name="sign_burning"),
            models.Index(fields=["problem"], condition=Q(cleared_at__isnull=True), name="sign_by_problem"),
        ]


class Receipt(Kept):
    """A form that was taken in: the same form sent twice is answered with the same page and does nothing."""

    key = models.CharField(max_length=64, unique=True)
    location = models.CharField(max_length=500)
    at = models.DateTimeField(db_index=True)
