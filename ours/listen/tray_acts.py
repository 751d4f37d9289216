"""The verbs of the tray: place a mail as a request or as words said at a table, put it aside, take it up again."""

from collections.abc import Container
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ours.listen.heard_acts import Somebody, newcomer
from ours.listen.intake_acts import keep_request, say
from ours.listen.intake_rules import may_be_placed
from ours.listen.models import Channel, Message, Request
from ours.listen.placing import asked_at, files_of, first_words
from ours.people.models import Engagement, Seat
from ours.post.models import InboundMail
from ours.post.reading import Reading
from ours.problem.holding import hold
from ours.problem.models import Problem

State = InboundMail.State


class PlacedMeanwhile(ValueError):
    """Somebody else has placed this mail."""


@transaction.atomic
def place(
    mail: InboundMail,
    reading: Reading,
    words: str,
    *,
    engagement: Engagement,
    whose: Seat | Somebody,
    by: Seat,
    at: datetime,
    problem: Problem | None = None,
    along: Container[int] = (),
    all_of_it: bool = False,
) -> Request | Message:
    """Place a mail of the tray: without a `problem` it begins a new one, else it was said at that one's table.

    `words` are those of the mail that count, or what an expert read in a mail that `reading` could not read; `whose`
    they are: a seat of the client, or somebody new there. `along` are the numbers, from 0, of the files that go along;
    with `all_of_it` the mail's own look does too. Nothing else of the mail reaches the table: what an expert wrote
    above the client's words when passing them on stays in the tray.

    Raises PlacedMeanwhile, and people.acts.SeatTaken for somebody new who is not new.
    """
    _claim(mail)
    seat = newcomer(engagement.client, whose, by=by, at=at) if isinstance(whose, Somebody) else whose
    came: dict[str, Any] = {
        "html": reading.html if all_of_it else "",
        "mail": mail.pk,
        "files": [file for number, file in enumerate(files_of(reading)) if number in along],
        "channel": Channel.MAIL,
    }
    kept: Request | Message
    if problem is None:
        problem = keep_request(
            engagement,
            words,
            asked_by=seat,
            asked_at=asked_at(mail, at),
            by=by,
            at=at,
            subject=mail.subject,
            headline=first_words(words),
            **came,
        )
        kept = problem.requests.get()
    else:
        hold(problem)
        kept = say(problem, words, by=seat, at=at, passed_on_by=by, **came)
    mail.state, mail.reason = State.PLACED, ""
    mail.problem, mail.client_id, mail.seat = problem, problem.client_id, seat
    mail.save(update_fields=["state", "reason", "problem", "client", "seat"])
    return kept


@transaction.atomic
def put_aside(mail: InboundMail, reason: str, *, by: Seat, at: datetime) -> None:
    """Put a mail aside with a reason; it is kept and can be taken up again. Raises PlacedMeanwhile."""
    _claim(mail)
    mail.state = State.LEFT
    mail.reason = _("%(name)s put it aside: “%(reason)s”") % {"name": by.name, "reason": reason}
    mail.save(update_fields=["state", "reason"])


@transaction.atomic
def take_up(mail: InboundMail, *, by: Seat, at: datetime) -> None:
    """Put a mail that was put aside back into the tray. Raises PlacedMeanwhile."""
    _claim(mail)
    mail.state = State.TRAY
    mail.reason = _("%(name)s took it up again.") % {"name": by.name}
    mail.save(update_fields=["state", "reason"])


def _claim(mail: InboundMail) -> None:
    """Hold the mail for this deed, so that of two experts who place it at the same moment one is told."""
    held = InboundMail.objects.select_for_update().only("state").get(pk=mail.pk)
    if not may_be_placed(held):
        raise PlacedMeanwhile
