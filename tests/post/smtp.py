"""A real mail server on loopback that keeps what it is given, and can be told to misbehave."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Keeping:
    """Keeps messages; `answer` is what the server says after DATA, `before` what it says to a recipient."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answer = "250 kept"
        self.before = "250 yes"
        self.drop = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.before.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.before

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            message: Any = message_from_bytes(envelope.content, policy=default)
            self.kept.append(message)
            self.recipients.append(envelope.rcpt_tos)
        if self.drop:
            server.transport.abort()
        return self.answer


@contextmanager
def mail_server(keeping: Keeping | None = None) -> Iterator[tuple[Keeping, int]]:
    """(what was kept, the port) of a running server."""
    keeping = keeping or Keeping()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(keeping, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield keeping, port
    finally:
        controller.stop()
