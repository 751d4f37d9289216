"""What the pages of requests and messages show."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from ours.listen.intake_rules import may_read_whole
from ours.listen.models import Attachment, Message, Request, Rung
from ours.people.models import Crew, Engagement, Role, Seat, Side
from ours.post.models import InboundMail
from ours.problem.access import visible_engagements
from ours.problem.models import Problem

PAGE = 50  # messages

_FILES = Attachment.objects.defer("data").order_by("pk")


@dataclass(frozen=True)
class Said:
    """A message with the mail it came in, if it came in one."""

    message: Message
    mail: InboundMail | None
    whole: bool  # whether the reader may see all of the mail

    @property
    def more(self) -> str:
        """All that the mail says, where that is more than its new words and the reader may see it."""
        return beyond(self.mail, self.message.words) if self.mail and self.whole else ""


@dataclass(frozen=True)
class Conversation:
    """One page of what was said, oldest first; `older` leads to the page before it."""

    said: list[Said]
    older: int | None


def engagements_for(seat: Seat) -> list[Engagement]:
    """Where this seat may put something on a table: open engagements, with client and firm, by client and name."""
    if seat.side == Side.EXPERT:
        engagements = visible_engagements(seat)
    else:
        engagements = Engagement.objects.filter(client=seat.client)
    return list(
        engagements.filter(ended_at__isnull=True).select_related("client", "firm").order_by("client__name", "name")
    )


def seats_of(client_id: int) -> "QuerySet[Seat]":
    """The client's seats that are not left, placeholders among them, from the top down."""
    return Seat.objects.filter(client_id=client_id, left_at__isnull=True).order_by("level", "name", "pk")


def experts_on(engagements: Iterable[Engagement]) -> list[str]:
    """Names of the firm's people who will read a problem of one of these engagements. One query."""
    working = list(engagements)
    on_it = Crew.objects.filter(engagement__in=working, seat=OuterRef("pk"), ended_at__isnull=True)
    seats = Seat.objects.taken().filter(firm__in={one.firm_id for one in working}, client__isnull=True)
    return list(seats.filter(Q(Exists(on_it)) | Q(role=Role.OWNER)).order_by("name").values_list("name", flat=True))


def requests_of(problem: Problem) -> "QuerySet[Request]":
    """The requests of a problem with who asked and who brought them in, oldest first."""
    return Request.objects.filter(problem=problem).select_related("asked_by", "by").order_by("asked_at", "pk")


def request_at(problem: Problem, request_id: int) -> Request:
    """One request with its files; Http404 if it is not of this problem."""
    found = requests_of(problem).prefetch_related(Prefetch("attachments", _FILES)).filter(pk=request_id).first()
    if found is None:
        raise Http404
    return found


def answer_at(problem: Problem, rung_id: int) -> Rung:
    """An answer that came by mail, with its question and files; Http404 for others."""
    answers = Rung.objects.filter(problem=problem, mail__isnull=False).select_related("said_by", "question__by")
    found = answers.prefetch_related(Prefetch("attachments", _FILES)).filter(pk=rung_id).first()
    if found is None:
        raise Http404
    return found


def attachment_at(problem: Problem, attachment_id: int) -> Attachment:
    """A file that came to this table; Http404 if it came to another one."""
    of_problem = Q(request__problem=problem) | Q(message__problem=problem) | Q(rung__problem=problem)
    found = Attachment.objects.filter(of_problem, pk=attachment_id).first()
    if found is None:
        raise Http404
    return found


def mail_of(mail_id: int | None) -> InboundMail | None:
    """The mail that something came in, without its raw form; None for whatever came another way."""
    return _mails([mail_id]).get(mail_id) if mail_id else None


def beyond(mail: InboundMail, words: str) -> str:
    """All that a mail says, empty if that is no more than these words."""
    return mail.words if mail.words.strip() != words.strip() else ""


def conversation(problem: Problem, reader: Seat, before: int | None = None) -> Conversation:
    """The newest messages as `reader` sees them, or those older than the message with the id `before`."""
    messages = Message.objects.filter(problem=problem).select_related("by")
    if before is not None:
        messages = messages.filter(pk__lt=before)
    newest = list(messages.prefetch_related(Prefetch("attachments", _FILES)).order_by("-pk")[: PAGE + 1])
    older = newest[PAGE - 1].pk if len(newest) > PAGE else None
    shown = newest[:PAGE][::-1]
    mails = _mails([one.mail for one in shown if one.mail])
    said = []
    for one in shown:
        mail = mails.get(one.mail) if one.mail else None
        said.append(Said(one, mail, mail is not None and may_read_whole(reader, one.by, mail)))
    return Conversation(said, older)


def _mails(ids: Iterable[int | None]) -> dict[int, InboundMail]:
    wanted = list(ids)
    if not wanted:
        return {}
    return InboundMail.objects.only("pk", "from_address", "from_name", "words", "subject").in_bulk(wanted)
