"""Letters out, mails in, passes that open one page from a letter, and the addresses that answers come to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Client, Firm, Person, Seat
from ours.problem.models import Problem
from ours.records import Record


class Notice(Record):
    """One thing a person should hear of, written in the deed's own transaction (the outbox).

    The worker bundles a person's due notices into one Letter; rights are checked again at that moment.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, null=True, related_name="+")
    event = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=30)
    ref = models.BigIntegerField(null=True)  # the record that is asked about: a question, a wish for ideas
    at = models.DateTimeField()
    due_at = models.DateTimeField()  # not before: later deeds within ten minutes join it
    letter = models.ForeignKey("Letter", on_delete=models.PROTECT, null=True, related_name="notices")
    dropped_at = models.DateTimeField(null=True)  # rights were gone when it came to sending

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(letter__isnull=True, dropped_at__isnull=True), name="notice_due"
            ),
            models.Index(
                fields=["person", "problem"],
                condition=Q(letter__isnull=True, dropped_at__isnull=True),
                name="notice_by_person",
            ),
        ]


class Letter(Record):
    """A letter as it was written for one person, text and HTML."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        KEPT = "kept", _("kept here")  # no mail server is set
        FAILED = "failed", _("could not be delivered")
        UNSURE = "unsure", _("may have been delivered")  # the process died while handing it over

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=30)  # code, invitation, news, question
    to = models.EmailField()
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    reply_to = models.CharField(max_length=320, blank=True)  # with the letter's own reply address in it
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="letter_due"),
            models.Index(fields=["state"], condition=Q(state="sending"), name="letter_sending"),
            models.Index(fields=["person", "-at"], name="letter_by_person"),
        ]


class Pass(Record):
    """A random key in a letter that opens one page for one seat without signing in: to answer a question."""

    key_hash = models.CharField(max_length=64, unique=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    question = models.BigIntegerField()  # listen.Question
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Epoch(Record):
    """A stretch of this installation's life between two restores of its database (`epochs.py`)."""

    code = models.CharField(max_length=4, unique=True)
    at = models.DateTimeField()


class ReplyAddress(Record):
    """What stands behind the random part of a reply address: who may answer with it, at which problem, which question.

    Without a problem it tells only who answers: a letter about several problems has one such besides those of each.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    epoch = models.ForeignKey(Epoch, on_delete=models.PROTECT, related_name="+")
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, null=True, related_name="+")
    question = models.BigIntegerField(null=True)  # listen.Question, where the letter asks just one
    ideas = models.BigIntegerField(null=True)  # solve.IdeasAsked, where the letter asks for ideas and nothing else
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="reply_addresses")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], condition=Q(revoked_at__isnull=True), name="reply_by_person")]


class Mailbox(Record):
    """How far a mailbox on an IMAP server has been read; moved on in the transaction that stores a mail."""

    place = models.CharField(max_length=500, unique=True)  # user@host:port/folder
    validity = models.BigIntegerField(default=0)  # UIDVALIDITY (RFC 3501 2.3.1.1)
    uid = models.BigIntegerField(default=0)  # of the last mail that was stored
    at = models.DateTimeField(null=True)  # when it was last looked into
    failing_since = models.DateTimeField(null=True)
    error = models.TextField(blank=True)


class InboundMail(Record):
    """A mail as it came in, stored before anything reads it."""

    class State(models.TextChoices):
        NEW = "new", _("not read yet")
        PLACED = "placed", _("placed")
        TRAY = "tray", _("waits in the tray")
        UNVERIFIED = "unverified", _("nobody knows whose it is")
        PARKED = "parked", _("could not be read")
        DOUBLE = "double", _("came in before")
        LEFT = "left", _("put aside")

    raw = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256 of the raw mail
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    reason = models.TextField(blank=True)
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, null=True, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, related_name="+"
    )  # of ours, that it is about
    message_id = models.CharField(max_length=998, blank=True)
    from_address = models.CharField(max_length=320, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=998, blank=True)
    words = models.TextField(blank=True)
    automatic = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["firm", "state", "at"], name="mail_by_state"),
            models.Index(fields=["digest"], name="mail_by_digest"),
            models.Index(fields=["message_id"], name="mail_by_message_id"),
            models.Index(fields=["seat", "at"], condition=Q(state="placed"), name="mail_placed_by_seat"),
            models.Index(fields=["at"], condition=Q(state="new"), name="mail_not_read"),
        ]
