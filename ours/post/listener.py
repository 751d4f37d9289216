"""The mail door: a small SMTP or LMTP server (RFC 5321, RFC 2033) to which the firm's mail server hands mail for us.

It stands behind that server, takes in only what is for us, answers "yes" only when a mail is stored, and "later" when
it could not be. It sends nothing and passes nothing on.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller, UnixSocketController
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from ours.post.reading import limits

log = logging.getLogger(__name__)

LONGEST_LINE: Final = 2_000_000  # bytes; longer than RFC 5321 allows, since a mail refused for that is a mail lost
AT_ONCE: Final = 4  # mails that are taken in at the same time
RECIPIENTS: Final = 50

TakeIn = Callable[[bytes, str, list[str]], object]  # (the mail, envelope sender, recipients); raises if not stored


class Door(NamedTuple):
    """Where to listen: `kind` is smtp or lmtp; either `host` and `port`, or the `path` of a Unix socket."""

    kind: str
    host: str
    port: int
    path: str


def door_of(url: str) -> Door:
    """The door of "lmtp://127.0.0.1:8024", "smtp://…" or "lmtp:///run/ours/lmtp". Raises ImproperlyConfigured."""
    said = urlsplit(url)
    if said.scheme not in ("smtp", "lmtp") or bool(said.port) == bool(said.path.strip("/")):
        raise ImproperlyConfigured("OURS_MAIL_LISTENER must be like lmtp://127.0.0.1:8024 or lmtp:///run/ours/lmtp.")
    return Door(said.scheme, said.hostname or "127.0.0.1", said.port or 0, said.path)


class Taking:
    """What is done with each command; `is_for_us` says whether an address is ours, `take_in` stores a mail."""

    def __init__(self, is_for_us: Callable[[str], bool], take_in: TakeIn, *, lmtp: bool) -> None:
        self._is_for_us, self._take_in, self._lmtp = is_for_us, take_in, lmtp
        self._room = asyncio.Semaphore(AT_ONCE)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Say to whom we are at home."""
        if len(envelope.rcpt_tos) >= RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        try:
            known = await asyncio.to_thread(_cleanly, self._is_for_us, address)
        except Exception:
            log.exception("Whether mail for %s is ours could not be found out.", address)
            return "451 4.3.0 Not now, please try again later"
        if not known:
            return "550 5.1.1 Nobody here has this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Store a mail, and only then say so: once for each recipient where LMTP is spoken (RFC 2033 4.2)."""
        content = envelope.original_content or b""
        try:
            async with self._room:
                sender, recipients = envelope.mail_from or "", list(envelope.rcpt_tos)
                await asyncio.to_thread(_cleanly, self._take_in, content, sender, recipients)
            answer = "250 2.0.0 Stored"
        except Exception:
            log.exception("A mail could not be stored; its server was asked to try again.")
            answer = "451 4.3.0 Not stored, please try again later"
        return "\r\n".join([answer] * (len(envelope.rcpt_tos) if self._lmtp else 1))


def opened(door: Door, is_for_us: Callable[[str], bool], take_in: TakeIn) -> Controller | UnixSocketController:
    """A running door; `.stop()` closes it. Raises OSError where it cannot be opened."""
    server = {"smtp": _Smtp, "lmtp": _Lmtp}[door.kind]
    taking = Taking(is_for_us, take_in, lmtp=door.kind == "lmtp")
    kind: Any = UnixSocketController if door.path else Controller
    where: dict[str, Any] = {"hostname": door.host, "port": door.port}
    if door.path:
        Path(door.path).unlink(missing_ok=True)  # what a worker that was killed left behind
        where = {"unix_socket": door.path}

    class Opened(kind):
        def factory(self) -> SMTP:
            return server(taking, data_size_limit=limits.MAIL_BYTES, enable_SMTPUTF8=True, ident="Ours")

    controller: Controller | UnixSocketController = Opened(taking, **where)
    try:
        controller.start()
    except OSError:
        controller.loop.close()
        raise
    return controller


def _cleanly(act: Callable[..., Any], *arguments: Any) -> Any:
    """Do something with the database in a thread that is not ours to keep."""
    try:
        return act(*arguments)
    finally:
        connections.close_all()


class _Smtp(SMTP):
    line_length_limit = LONGEST_LINE


class _Lmtp(LMTP):
    line_length_limit = LONGEST_LINE
