"""Mails that wait in a mailbox on an IMAP server (RFC 3501), taken in as they arrive (IDLE, RFC 2177).

How far a mailbox was read is kept here and moved on in the transaction that stores a mail: each is taken in once,
whoever looks into the mailbox besides, whatever flags they set, and however often a worker dies. Nothing in the mailbox
is changed. Mails are fetched as bytes and not looked into: that is for the reading child.
"""

import imaplib
import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

import imap_tools
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, close_old_connections

from ours.post.models import Mailbox
from ours.post.reading import limits

log = logging.getLogger(__name__)

Along = Callable[[], None]
Take = Callable[[bytes, Along], object]  # stores a mail, and calls along in the same transaction

FIRST_LOOK: Final = timedelta(days=1)  # how far back a mailbox is read that is looked into for the first time
ANSWERS_WITHIN: Final = 60  # seconds
LISTEN_FOR: Final = 240  # seconds of one IDLE; many networks forget a connection after five minutes
WITHOUT_IDLE: Final = 30  # seconds between two looks where the server cannot tell of new mail
WAITS: Final = (5, 15, 60, 300)  # seconds after each failure, then always the last
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # in any locale
TROUBLE: Final = (OSError, imaplib.IMAP4.error, imap_tools.errors.ImapToolsError, DatabaseError)


class TakenMeanwhile(Exception):
    """Another worker has taken this mail in."""


class Place(NamedTuple):
    """A folder of somebody's mailbox on a server. `way` is ssl, tls (STARTTLS) or plain."""

    way: str
    host: str
    port: int
    user: str
    password: str
    folder: str

    @property
    def name(self) -> str:
        """What stands for it in the database and in messages: everything but the password."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"


def place_of(url: str) -> Place:
    """The place of "imap+ssl://user:password@host:993/INBOX" (or imap+tls://, and imap:// on this machine only).

    User, password and folder may be percent-encoded. Raises ImproperlyConfigured for anything else.
    """
    said = urlsplit(url)
    ways = {"imap+ssl": ("ssl", 993), "imaps": ("ssl", 993), "imap+tls": ("tls", 143), "imap": ("plain", 143)}
    way, port = ways.get(said.scheme, ("", 0))
    if not way or not said.hostname or not said.username or said.password is None:
        raise ImproperlyConfigured(f"OURS_IMAP_URLS: {said.scheme}://… must be imap+ssl://user:password@host/folder.")
    if way == "plain" and said.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise ImproperlyConfigured("OURS_IMAP_URLS: over a network use imap+ssl:// or imap+tls://, not imap://.")
    folder = unquote(said.path.strip("/")) or "INBOX"
    return Place(way, said.hostname, said.port or port, unquote(said.username), unquote(said.password), folder)


def fetch(place: Place, take: Take, *, at: datetime) -> int:
    """Take in what is new in a mailbox; returns how many mails that was. Raises one of `TROUBLE` if it could not."""
    with _opened(place) as box:
        return _take_new(box, place, take, at)


def watch(place: Place, take: Take, stop: Event, now: Callable[[], datetime]) -> None:
    """Take in mails as they arrive until told to stop; after trouble with the server, again and again, ever slower."""
    failures = 0
    while not stop.is_set():
        try:
            with _opened(place) as box:
                while not stop.is_set():
                    _take_new(box, place, take, now())
                    failures = 0
                    _wait_for_mail(box, stop)
        except TROUBLE as error:
            failures += 1
            _note_trouble(place, str(error) or type(error).__name__, now())
            stop.wait(WAITS[min(failures, len(WAITS)) - 1])
        except Exception:
            failures += 1
            log.exception("Reading the mailbox %s failed and is tried again.", place.name)
            stop.wait(WAITS[-1])
    close_old_connections()


@contextmanager
def _opened(place: Place) -> Iterator[imap_tools.BaseMailBox]:
    kinds: dict[str, Any] = {
        "ssl": imap_tools.MailBox,
        "tls": imap_tools.MailBoxStartTls,
        "plain": imap_tools.MailBoxUnencrypted,
    }
    # The libraries below would speak with anybody who answers; this asks whose certificate it is (RFC 8314, 5).
    safely = {} if place.way == "plain" else {"ssl_context": ssl.create_default_context()}
    box: imap_tools.BaseMailBox = kinds[place.way](place.host, place.port, timeout=ANSWERS_WITHIN, **safely)
    try:
        box.login(place.user, place.password, initial_folder=None)
        box.folder.set(place.folder, readonly=True)
        yield box
    finally:
        try:
            box.logout()
        except (OSError, imaplib.IMAP4.error, imap_tools.errors.ImapToolsError):
            box.client.shutdown()


def _take_new(box: imap_tools.BaseMailBox, place: Place, take: Take, at: datetime) -> int:
    close_old_connections()
    mailbox, _made = Mailbox.objects.get_or_create(place=place.name[:500])
    validity = int(box.folder.status(place.folder, ["UIDVALIDITY"])["UIDVALIDITY"])
    if mailbox.validity != validity:
        # Never looked into, or the server has numbered its mails anew; what comes twice is known by its bytes.
        Mailbox.objects.filter(pk=mailbox.pk, validity=mailbox.validity).update(validity=validity, uid=0)
        mailbox.refresh_from_db()
    since = (mailbox.at or at) - FIRST_LOOK
    criteria = (
        f"UID {mailbox.uid + 1}:*" if mailbox.uid else f"SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}"
    )
    box.client.response("EXISTS")  # forget what was told so far: the search below finds it
    taken = 0
    for uid in sorted(_uids(box, criteria)):
        if uid <= mailbox.uid:  # "7:*" names the last mail even if its number is lower
            continue
        raw = _bytes_of(box, uid)
        try:
            if raw is None:  # gone meanwhile
                _move_on(mailbox, uid)()
            else:
                take(raw, _move_on(mailbox, uid))
                taken += 1
        except TakenMeanwhile:
            log.debug("Mail %s of %s was taken in by another worker.", uid, place.name)
    Mailbox.objects.filter(pk=mailbox.pk).update(at=at, failing_since=None, error="")
    return taken


def _move_on(mailbox: Mailbox, uid: int) -> Along:
    def along() -> None:
        if not Mailbox.objects.filter(pk=mailbox.pk, validity=mailbox.validity, uid__lt=uid).update(uid=uid):
            raise TakenMeanwhile

    return along


def _uids(box: imap_tools.BaseMailBox, criteria: str) -> list[int]:
    kind, data = box.client.uid("SEARCH", criteria)
    if kind != "OK":
        raise imaplib.IMAP4.error(f"SEARCH was refused: {data!r}")
    return [int(number) for line in data if line for number in line.split()]


def _bytes_of(box: imap_tools.BaseMailBox, uid: int) -> bytes | None:
    """A mail as it is, as far as one mail is ever read; None if there is none of this number any more."""
    kind, data = box.client.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{limits.MAIL_BYTES}>)")
    if kind != "OK":
        raise imaplib.IMAP4.error(f"FETCH was refused: {data!r}")
    for piece in data:
        if isinstance(piece, tuple) and b"BODY[]" in piece[0].upper():
            return bytes(piece[1])
    return b"" if any(isinstance(piece, bytes) and b"BODY[]" in piece.upper() for piece in data) else None


def _wait_for_mail(box: imap_tools.BaseMailBox, stop: Event) -> None:
    """Wait until the server tells of something new, or it is time to look again, or to stop."""
    if "IDLE" not in box.client.capabilities:
        stop.wait(WITHOUT_IDLE)
        return
    box.idle.start()
    try:
        if _told_already(box):
            return
        for _second in range(LISTEN_FOR):
            if stop.is_set() or box.idle.poll(timeout=1):
                return
    finally:
        try:
            box.idle.stop()
        except TimeoutError as error:
            raise OSError("The server did not answer the end of IDLE.") from error


def _told_already(box: imap_tools.BaseMailBox) -> bool:
    """Whether the server told of new mail while nobody listened.

    That is with the answer to an earlier command, or in one piece with the start of IDLE: then it has left the socket,
    and waiting for the socket would miss it.
    """
    if box.client.response("EXISTS")[1] != [None]:
        return True
    patience = box.client.sock.gettimeout()
    box.client.sock.settimeout(0)
    try:
        return bool(box.client._get_line())
    except (OSError, imaplib.IMAP4.abort):  # nothing has been told
        return False
    finally:
        box.client.sock.settimeout(patience)


def _note_trouble(place: Place, error: str, at: datetime) -> None:
    log.warning("The mailbox %s could not be read: %s", place.name, error)
    close_old_connections()
    try:
        mailbox, _made = Mailbox.objects.get_or_create(place=place.name[:500])
        mine = Mailbox.objects.filter(pk=mailbox.pk)
        mine.filter(failing_since__isnull=True).update(failing_since=at)
        mine.update(error=error)
    except DatabaseError:
        log.exception("The trouble with a mailbox could not be noted.")
