"""Requests, questions, rungs, needs, listening sessions, aims, messages."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat
from ours.problem.models import Problem
from ours.records import Kept, Record


class Channel(models.TextChoices):
    """How words reached us."""

    MAIL = "mail", _("by mail")
    MEETING = "meeting", _("in a meeting")
    CALL = "call", _("in a call")
    FORM = "form", _("on a form")
    CHAT = "chat", _("in a chat")


class Request(Kept):
    """What the client asked for, in the client's words; never edited (L1)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="requests")
    words = models.TextField()
    html = models.TextField(blank=True)  # the mail's own look, made safe
    subject = models.CharField(max_length=998, blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()  # when the client said or sent it
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")  # who brought it in
    at = models.DateTimeField()
    mail = models.BigIntegerField(null=True)  # the post.InboundMail it came in


class Attachment(Kept):
    """A file that came with a request, a message or an answer."""

    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="attachments")
    message = models.ForeignKey("Message", on_delete=models.PROTECT, null=True, related_name="attachments")
    rung = models.ForeignKey("Rung", on_delete=models.PROTECT, null=True, related_name="attachments")
    filename = models.CharField(max_length=255)
    content_type = models.CharField(max_length=200)
    size = models.PositiveIntegerField()  # bytes
    data = models.BinaryField()


class Message(Kept):
    """A word said at the table, read by everybody seated there."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="messages")
    words = models.TextField()
    html = models.TextField(blank=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.FORM)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    mail = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["problem", "-at"], name="message_by_problem")]


class RungKind(models.TextChoices):
    """What an answer names (L2, L3)."""

    TACTIC = "tactic", _("a tactic")
    OUTCOME = "outcome", _("an outcome")
    MEASURE = "measure", _("a measure")
    STAKE = "stake", _("what is at stake for a person")
    CONSTRAINT = "constraint", _("a constraint")
    UNCLEAR = "unclear", _("not clear yet")


class Question(Kept):
    """A round of probing: one question, asked of one person or of the whole client side (L2)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="questions")
    words = models.TextField()
    about = models.ForeignKey("Rung", on_delete=models.PROTECT, null=True, related_name="followed_by")
    asked_of = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    sent = models.BooleanField(default=False)  # mailed, to be answered from the letter's page
    session = models.ForeignKey("ListeningSession", on_delete=models.PROTECT, null=True, related_name="questions")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Rung(Kept):
    """A client's answer in the client's words: one step of the ladder from the request towards the need (L2)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="rungs")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="rungs")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    overturns = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="overturned_by")
    words = models.TextField()
    said_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    place = models.CharField(max_length=200, blank=True)  # which meeting or message, in words
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")  # who wrote it down
    at = models.DateTimeField()
    mail = models.BigIntegerField(null=True)  # the post.InboundMail it came in


class RungMark(Kept):
    """What an expert takes a rung to be; the newest counts, the suggestion it was made against is kept."""

    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=10, choices=RungKind.choices)
    suggested = models.CharField(max_length=10, choices=RungKind.choices)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Confirmation(Kept):
    """A client person says that a rung is right."""

    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="confirmations")
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rung", "by"], name="confirmation_once")]


class Verdict(models.TextChoices):
    """How far off the request was (L4)."""

    CONFIRMED = "confirmed", _("confirmed")
    NARROWED = "narrowed", _("narrowed")
    REDIRECTED = "redirected", _("redirected")
    REFRAMED = "reframed", _("reframed")


class Need(Kept):
    """The real need, named from a rung, with the verdict on the request; the newest counts (L4)."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="needs")
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    rounds = models.PositiveSmallIntegerField()  # questions answered on the way
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class ListeningSession(Record):
    """A talk in which nobody advises (L5). It is over when it has ended_at."""

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="sessions")
    place = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["problem"], condition=Q(ended_at__isnull=True), name="one_listening_session_at_a_time"
            )
        ]


class Playback(Kept):
    """What we heard, read back in the client's words (L5)."""

    session = models.ForeignKey(ListeningSession, on_delete=models.PROTECT, related_name="playbacks")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="playbacks")
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Hearing(Kept):
    """A client person's answer to a playback: "you heard me", or "not yet" with what is missing (L5).

    Whoever said "not yet" may say "you heard me" later, of the same playback; the newest counts.
    """

    playback = models.ForeignKey(Playback, on_delete=models.PROTECT, related_name="hearings")
    heard = models.BooleanField()
    missing = models.TextField(blank=True)
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["playback", "by", "heard"], name="hearing_once"),
            models.CheckConstraint(condition=Q(heard=True) | ~Q(missing=""), name="not_yet_says_what_is_missing"),
        ]


class Aim(Kept):
    """What is urgent, or what is ahead; the newest of each counts (L7)."""

    class Horizon(models.TextChoices):
        URGENT = "urgent", _("the relief wanted now")
        AHEAD = "ahead", _("the future it should serve")

    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="aims")
    horizon = models.CharField(max_length=10, choices=Horizon.choices)
    words = models.TextField()
    by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
