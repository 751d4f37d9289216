"""Taking in mails: stored as they came, then read, then placed. None is lost, whatever is in it (L1, `trust.md` 6).

`receive` is what `ours receive` and the mail server's pipe call. Where a mail belongs is decided in `placing.py`.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final, NamedTuple

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models.functions import Lower
from django.utils import translation
from django.utils.translation import gettext as _

from ours.listen.placing import MESSAGE_ID, place
from ours.people.models import Firm
from ours.post import replies
from ours.post.bounces import letter_of
from ours.post.models import InboundMail
from ours.post.reading import Reading, limits, read_mail

log = logging.getLogger(__name__)

PATIENCE: Final = timedelta(minutes=1)  # after which a mail that is not read yet was left behind by its reader
_PASSING: Final = (limits.NOT_STARTED, limits.TOO_SLOW)  # reasons of a busy machine, not of the mail


class Outcome(NamedTuple):
    """What was done with a mail: one line for people, the state it is in, its id and the problem it went to."""

    line: str
    state: str
    mail: int
    problem: int | None = None
    exit_code: int = 0  # for a mail server's pipe: the mail is stored, whatever became of it


def receive(raw: bytes, *, at: datetime, mailbox: str = "", along: Callable[[], None] | None = None) -> Outcome:
    """Take in one mail (RFC 5322).

    `raw` is the mail as it came, of any size and content; `mailbox` the address it was delivered to, where the pipe
    knows it; `along` is called in the transaction that stores it. Raises only what the database or `along` raises while
    the raw mail is stored; from then on it is kept for good and everything that goes wrong is told in the Outcome.
    """
    mail = _store(raw, at=at, mailbox=mailbox, along=along)
    return _understand(mail, raw, at=at, was=InboundMail.State.NEW)


def traced(raw: bytes, *, sender: str | None, recipients: Iterable[str]) -> bytes:
    """The mail with what its envelope said put before it, as the last mail server does (RFC 5321 4.4).

    `sender` is that of the envelope, '' for a bounce's empty one, None where it is not known.
    """
    lines = [] if sender is None else [f"Return-Path: <{sender.strip('<> ')}>"]
    lines += [f"Delivered-To: {address}" for address in recipients]
    return b"".join(line.encode("utf-8", "replace").translate(None, b"\r\n") + b"\r\n" for line in lines) + raw


def is_for_us(address: str) -> bool:
    """Whether an address is a firm's mailbox, one behind a plus there, or the sender of our letters or looks like one
    that answers come to; the mail door takes no other mail in."""
    sender = parseaddr(settings.LETTERS_FROM)[1].lower()
    return bool(replies.keys_in([address])) or address.strip().lower() == sender or _firm_with([address]) is not None


def receive_pending(at: datetime, *, most: int = 50) -> int:
    """Read mails once more whose first reading was interrupted or failed; for the worker. Returns how many."""
    waiting = InboundMail.objects.filter(state=InboundMail.State.NEW, at__lte=at - PATIENCE).order_by("at", "pk")
    done = 0
    for pk in list(waiting.values_list("pk", flat=True)[:most]):
        # Parked beforehand: a mail that kills its reader every time does not come round for ever.
        reason = _("Reading it was begun twice and never ended.")
        mine = InboundMail.objects.filter(pk=pk, state=InboundMail.State.NEW)
        if mine.update(state=InboundMail.State.PARKED, reason=reason):
            mail = InboundMail.objects.get(pk=pk)
            _understand(mail, bytes(mail.raw), at=at, was=InboundMail.State.PARKED)
            done += 1
    return done


def receive_unclaimed(at: datetime) -> list[Outcome]:
    """Place the mails that belonged to no firm, after a firm's mailbox was set right. What each one's Outcome is."""
    waiting = InboundMail.objects.filter(
        firm__isnull=True,
        state__in=[InboundMail.State.TRAY, InboundMail.State.UNVERIFIED, InboundMail.State.PARKED],
    )
    return [_understand(mail, bytes(mail.raw), at=at, was=mail.state) for mail in waiting.order_by("at").iterator()]


@transaction.atomic(durable=True)
def _store(raw: bytes, *, at: datetime, mailbox: str, along: Callable[[], None] | None) -> InboundMail:
    firm = _firm_with([mailbox]) if mailbox else None
    if along is not None:
        along()
    return InboundMail.objects.create(raw=raw, digest=hashlib.sha256(raw).hexdigest(), at=at, firm=firm)


def _understand(mail: InboundMail, raw: bytes, *, at: datetime, was: str) -> Outcome:
    """Read and place a stored mail whose state is `was`; what goes wrong leaves it there for another try, or parked."""
    try:
        reading = read_mail(raw)  # before any transaction: it may take its 1.5 s
        firm = mail.firm or _firm_of(reading)
        with translation.override(firm.language if firm else settings.LANGUAGE_CODE):
            return _placed(mail, reading, firm, at=at, was=was)
    except Exception:
        log.exception("Mail %s is stored and could not be placed.", mail.pk)
        reason = _("Something went wrong while it was being placed; nobody has seen it yet.")
        return _left(mail, reason, again=was == InboundMail.State.NEW)


def _placed(mail: InboundMail, reading: Reading, firm: Firm | None, *, at: datetime, was: str) -> Outcome:
    _note_head(mail, reading, firm)
    if not reading.ok and reading.reason in _PASSING and was == InboundMail.State.NEW:
        return _left(mail, _(reading.reason), again=True)
    with transaction.atomic():
        # Mails of one firm are placed one after the other, so that of two alike only one is new.
        if firm is not None:
            Firm.objects.select_for_update(no_key=True).get(pk=firm.pk)
        current = InboundMail.objects.select_for_update().defer("raw").get(pk=mail.pk)
        if current.state != was:
            return Outcome(_("Somebody else placed this mail meanwhile."), current.state, mail.pk, current.problem_id)
        line = place(current, reading, at=at)
    return Outcome(line, current.state, mail.pk, current.problem_id)


def _note_head(mail: InboundMail, reading: Reading, firm: Firm | None) -> None:
    """Write down what the head says, whatever becomes of the mail then."""
    mail.firm = firm
    mail.message_id = reading.message_id[:MESSAGE_ID]
    mail.from_address = reading.from_address[:320]
    mail.from_name = reading.from_name[:200]
    mail.subject = reading.subject[:998]
    mail.words = reading.text
    mail.automatic = reading.automatic
    mail.sent_at = reading.date
    mail.save(
        update_fields=[
            "firm", "message_id", "from_address", "from_name", "subject", "words", "automatic", "sent_at",
        ]
    )  # fmt: skip


def _left(mail: InboundMail, reason: str, *, again: bool) -> Outcome:
    """Leave a mail where it is, to be read `again` by the worker or to be looked at by people."""
    state = InboundMail.State.NEW if again else InboundMail.State.PARKED
    try:
        InboundMail.objects.filter(pk=mail.pk).update(state=state, reason=reason)
    except DatabaseError:
        log.exception("Mail %s is stored; why it was not placed could not be noted.", mail.pk)
    return Outcome(_("Kept as it came, mail %(id)s: %(reason)s") % {"id": mail.pk, "reason": reason}, state, mail.pk)


def _firm_of(reading: Reading) -> Firm | None:
    """The firm whose mailbox or reply address the mail was delivered to, or whose letter it sends back.

    On an installation with one firm, that one.
    """
    keys = {address: replies.keys_in([address]) for address in reading.delivered_to}
    # Where all firms share one address for answers, that may be the mailbox of one of them.
    named = _firm_with([address for address, key in keys.items() if not (key and settings.REPLY_ADDRESS)])
    if named is not None:
        return named
    for key in (one for found in keys.values() for one in found):
        given = replies.find(key)
        if given is not None:
            return given.firm
    letter = letter_of(reading, None) if reading.automatic else None
    if letter is not None:
        return letter.firm
    firms = list(Firm.objects.all()[:2])
    return firms[0] if len(firms) == 1 else None


def _firm_with(addresses: "tuple[str, ...] | list[str]") -> Firm | None:
    """The firm with the first of these addresses as its mailbox; "help+anything@…" is "help@…"."""
    plain = []
    for address in addresses:
        local, at_sign, domain = address.strip().lower().rpartition("@")
        plain += [f"{local}{at_sign}{domain}", f"{local.partition('+')[0]}{at_sign}{domain}"]
    known = Firm.objects.annotate(box=Lower("mailbox")).filter(box__in=plain)
    return min(known, key=lambda firm: plain.index(firm.box), default=None)
