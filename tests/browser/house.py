"""A whole installation in a folder of its own: `ours up` as a newcomer starts it, with a real mail server beside it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.browser.visitor import Visitor
from tests.post.smtp import Keeping, mail_server


@dataclass
class House:
    """A running installation: its address, its data, and the letters that went out."""

    address: str
    data: Path
    letters: Keeping | None
    environment: dict[str, str]
    process: subprocess.Popen[str]
    signed_in: dict[str, Any] = field(default_factory=dict)  # by mail address: the cookies of a browser

    def ours(self, *words: str, stdin: bytes | None = None) -> str:
        """Run `ours …` on this installation and return what it printed; fails if it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "ours.cli", *words], env=self.environment, input=stdin, capture_output=True
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def way_in(self, visitor: Visitor, mail: str) -> None:
        """Bring somebody in by the way that `ours way-in` prints."""
        visitor.page.goto(links_in(self.ours("way-in", mail))[0])
        visitor.tap(visitor.page.locator("main button").first)
        visitor.page.wait_for_url(f"{self.address}/")

    def come_in(self, visitor: Visitor, mail: str) -> None:
        """Bring somebody in: by a way in at first, later as with a browser in which they are still signed in."""
        if mail in self.signed_in:
            visitor.context.add_cookies(self.signed_in[mail])
            visitor.page.goto(f"{self.address}/")
        else:
            self.way_in(visitor, mail)
            self.signed_in[mail] = visitor.context.cookies()

    def letter(self, to: str, has: str, *, seconds: float = 15) -> str:
        """The newest letter to somebody that has these words: its subject, an empty line, its text. Waits for it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for recipient, letter in reversed(self.sent()):
                if recipient == to and has in letter:
                    return letter
            time.sleep(0.1)
        told = [(recipient, letter.partition("\n")[0]) for recipient, letter in self.sent()]
        raise AssertionError(f"No letter to {to} with {has!r}; there were {told}")

    def sent(self) -> list[tuple[str, str]]:
        """(to whom, the letter) of all letters that went out, the first one first."""
        assert self.letters is not None
        both = list(zip(self.letters.recipients, self.letters.kept, strict=False))
        return [(recipients[0], _told(message)) for recipients, message in both]


def _told(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return f"{message['Subject']}\n\n{body.get_content()}".replace("\r\n", "\n")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def house(folder: Path, *arguments: str, mail: bool = True, settings: dict[str, str] | None = None) -> Iterator[House]:
    """Start an installation in `folder`, with `settings` in its environment, and stop it as Ctrl-C does."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_"))}
    environment.pop("DATABASE_URL", None)
    environment |= {"OURS_DATA": str(folder), "OURS_ADDRESS": f"http://127.0.0.1:{port}"}
    environment |= settings or {}
    with mail_server() as (letters, mail_port):
        if mail:
            environment["OURS_SMTP_URL"] = f"smtp://127.0.0.1:{mail_port}"
        process = subprocess.Popen(
            [sys.executable, "-m", "ours.cli", "up", "--port", str(port), *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=None,
            text=True,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(f"{address}/healthz", process)
            yield House(address, folder, letters if mail else None, environment, process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(20)


def _wait(address: str, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        assert process.poll() is None, "ours up ended by itself"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("ours up did not answer within 90 seconds")


def code_in(letter: str) -> str:
    """The code of a sign-in letter, from the link that fills it in."""
    found = re.search(r"[?&]code=([\w-]+)", letter)
    assert found, letter
    return found[1]


def links_in(letter: str) -> list[str]:
    """The addresses in a letter, in order."""
    return re.findall(r"https?://\S+", letter)
