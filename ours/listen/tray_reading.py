"""What the tray shows: the mails of a firm that an expert has to place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import Http404
from django.utils.functional import cached_property

from ours.listen.intake_reading import seats_of
from ours.listen.intake_rules import WAITING
from ours.people.models import Engagement, Seat
from ours.post.models import InboundMail
from ours.post.reading import Reading, read_mail
from ours.problem.access import visible_engagements, visible_problems
from ours.problem.models import Problem

PAGE = 50  # mails
PROBLEMS = 100  # to choose from when a mail is placed at one
OPENED = [*WAITING, InboundMail.State.LEFT, InboundMail.State.PLACED]


@dataclass(frozen=True)
class Page:
    """One page of the tray, newest first; `older` is the id of the last mail shown if there are older ones."""

    mails: Sequence[InboundMail]
    older: int | None
    waiting: int
    put_aside: int


def tray_of(seat: Seat, *, put_aside: bool = False, before: int | None = None) -> Page:
    """The mails of the seat's firm that wait to be placed, or those put aside. Three queries.

    Each mail carries `beginning`, the first 300 characters of its words.
    """
    mails = InboundMail.objects.filter(firm_id=seat.firm_id)
    waiting, aside = mails.filter(state__in=WAITING), mails.filter(state=InboundMail.State.LEFT)
    shown = aside if put_aside else waiting
    if before is not None:
        shown = shown.filter(pk__lt=before)
    shown = (
        shown.select_related("client").annotate(beginning=Substr("words", 1, 300)).defer("raw", "words").order_by("-pk")
    )
    found = list(shown[: PAGE + 1])
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return Page(found[:PAGE], older, waiting.count(), aside.count())


def mail_for(seat: Seat, mail_id: int) -> InboundMail:
    """A mail of the seat's firm, with its raw form; Http404 for others, and for mails at tables the seat cannot see."""
    mails = InboundMail.objects.filter(firm_id=seat.firm_id, state__in=OPENED)
    found = mails.select_related("firm", "client", "problem").filter(pk=mail_id).first()
    if found is None:
        raise Http404
    if found.problem_id is not None and not visible_problems(seat).filter(pk=found.problem_id).exists():
        raise Http404
    return found


def is_from_us(mail: InboundMail) -> bool:
    """Whether the mail says that it comes from somebody of the firm: what they wrote themselves is not the client's."""
    return Seat.objects.filter(firm=mail.firm, client__isnull=True, person__email=mail.from_address).exists()


@dataclass
class Opened:
    """A mail of the tray, read anew: its raw form is the only thing that is sure to be whole."""

    mail: InboundMail

    @cached_property
    def reading(self) -> Reading:
        """The mail, read now."""
        return read_mail(bytes(self.mail.raw))

    @property
    def text(self) -> str:
        """Everything that was written, as far as it can be read."""
        return self.reading.text if self.reading.ok else self.mail.words

    @property
    def words(self) -> str:
        """What this writer wrote this time."""
        return (self.reading.words if self.reading.ok else self.mail.words).strip() or self.mail.subject


def engagements_for(seat: Seat) -> "QuerySet[Engagement]":
    """Where an expert may place mails: open engagements they work on, by client."""
    open_now = visible_engagements(seat).filter(ended_at__isnull=True)
    return open_now.select_related("client", "firm").order_by("client__name", "name")


def problems_of(seat: Seat, engagement: Engagement) -> "QuerySet[Problem]":
    """The newest problems of an engagement, to place a mail at."""
    return (
        visible_problems(seat)
        .filter(engagement=engagement)
        .select_related("engagement", "client", "firm")
        .order_by("-opened_at", "-pk")[:PROBLEMS]
    )


def people_of(engagement: Engagement) -> list[Seat]:
    """Whose words a mail may hold: everybody known at the client."""
    return list(seats_of(engagement.client_id))
