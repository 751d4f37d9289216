"""Firms, clients, engagements, people, seats, sessions and mailed codes."""

from datetime import datetime, timedelta

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ours.records import Record


class Side(models.TextChoices):
    """The two sides of every table."""

    CLIENT = "client", _("client")
    EXPERT = "expert", _("expert")


class Firm(Record):
    """The organisation that helps. Firms of one installation are wholly apart."""

    name = models.CharField(max_length=200)
    mailbox = models.EmailField(unique=True, null=True, blank=True)  # the address that clients write to
    language = models.CharField(max_length=10, default="en")  # for people who have not chosen theirs
    time_zone = models.CharField(max_length=64, default="UTC")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Client(Record):
    """An organisation that is helped, as one firm knows it."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="clients")
    name = models.CharField(max_length=200)
    domain = models.CharField(max_length=200, blank=True)  # of its people's addresses, to place unknown senders
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["firm", "name"], name="client_once_per_firm")]
        indexes = [models.Index(fields=["firm", "domain"], condition=~Q(domain=""), name="client_by_domain")]

    def __str__(self) -> str:
        return self.name


class Engagement(Record):
    """What a firm and a client have agreed to work on, with the promises of care made for it (T1, `docs/care.md`)."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="engagements")
    name = models.CharField(max_length=200)
    # Days after which the client will have seen a sign of life, by seriousness.
    care_minor = models.PositiveSmallIntegerField(default=14)
    care_moderate = models.PositiveSmallIntegerField(default=7)
    care_serious = models.PositiveSmallIntegerField(default=2)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Since when nobody of the firm is on it; written by `people/staffing.py`, so that owners find it without counting.
    left_alone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["firm"],
                condition=Q(left_alone_at__isnull=False, ended_at__isnull=True),
                name="engagement_left_alone",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["client", "name"], name="engagement_once_per_client"),
            models.CheckConstraint(
                condition=Q(care_minor__gte=1) & Q(care_moderate__gte=1) & Q(care_serious__gte=1),
                name="engagement_promises_at_least_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(Record):
    """A human with one mail address, the same in every firm of the installation."""

    email = models.EmailField(unique=True)  # lower case
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    letters_per_day = models.PositiveSmallIntegerField(default=6)
    made_at = models.DateTimeField(default=timezone.now)
    deactivated_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a seat is for. Owners run the firm's side; sponsors and contacts belong to a client's side."""

    OWNER = "owner", _("firm owner")
    EXPERT = "expert", _("expert")
    SPONSOR = "sponsor", _("sponsor")
    CONTACT = "contact", _("contact")
    MEMBER = "member", _("takes part")


class SeatQuerySet(models.QuerySet["Seat"]):
    def taken(self) -> "SeatQuerySet":
        """Seats that somebody may act from: with a person, not left, the person not deactivated."""
        return self.filter(person__isnull=False, left_at__isnull=True, person__deactivated_at__isnull=True)


class Seat(Record):
    """A place in one organisation. What a leaver wrote stays under the seat, signed with its name."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    name = models.CharField(max_length=200)  # the person's name, or of a placeholder: "front desk"
    title = models.CharField(max_length=200, blank=True)  # in their own words: "founder"
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    level = models.PositiveSmallIntegerField(default=1)  # depth in the organisation, 1 is the top
    reports_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "person"],
                condition=Q(left_at__isnull=True, client__isnull=False),
                name="seat_once_per_client",
            ),
            models.UniqueConstraint(
                fields=["firm", "person"],
                condition=Q(left_at__isnull=True, client__isnull=True),
                name="seat_once_per_firm",
            ),
            models.CheckConstraint(condition=~Q(reports_to=F("id")), name="seat_reports_to_another"),
        ]
        indexes = [
            models.Index(fields=["person"], condition=Q(left_at__isnull=True), name="seat_by_person"),
            models.Index(fields=["firm"], condition=Q(client__isnull=True), name="seat_of_the_firm"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> Side:
        """Which side of the table this seat is on."""
        return Side.EXPERT if self.client_id is None else Side.CLIENT

    @property
    def is_firm_owner(self) -> bool:
        """Whether this seat sees everything of its firm."""
        return self.role == Role.OWNER and self.client_id is None

    @property
    def organisation(self) -> str:
        """The name of the firm or the client this seat belongs to."""
        return self.client.name if self.client else self.firm.name


class Crew(Record):
    """A firm's seat on an engagement; it sees that engagement's problems until it ends."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="crews")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="crews")
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "engagement"], condition=Q(ended_at__isnull=True), name="crew_once_per_engagement"
            )
        ]


class Session(AbstractBaseSession):
    """A signed-in browser, listed to its person as a device that can be signed out."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    device = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "ours_session"

    @classmethod
    def get_session_store_class(cls):
        from ours.people.sessions import SessionStore

        return SessionStore


class SignInCode(Record):
    """A code that was mailed to an address. Redeemed by deleting its row, so it works once (`trust.md` 7)."""

    LASTS = timedelta(minutes=10)
    TRIES = 5

    email = models.EmailField(db_index=True)
    code_hash = models.CharField(max_length=64)
    browser_hash = models.CharField(max_length=64, db_index=True)  # of the browser that asked
    asked_at = models.DateTimeField(default=timezone.now)
    from_address = models.CharField(max_length=64, blank=True)  # network address, for the limits
    tries_left = models.SmallIntegerField(default=TRIES)
    known = models.BooleanField()  # whether a letter went out; an unknown address gets a row as well

    class Meta:
        indexes = [
            models.Index(fields=["asked_at"], name="code_by_age"),
            models.Index(fields=["from_address", "asked_at"], name="code_by_source"),
        ]

    def expired(self, at: datetime) -> bool:
        """Whether the code is past its ten minutes at the given moment."""
        return at >= self.asked_at + self.LASTS


class WayIn(Record):
    """A random key, printed for whoever has the command line, that signs a browser in as one seat. Works once."""

    LASTS = timedelta(minutes=15)

    key_hash = models.CharField(max_length=64, unique=True)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)
