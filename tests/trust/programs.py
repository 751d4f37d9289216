"""What runs without a browser: a mail that comes in through the mail server's pipe, and letters that go out."""

import contextlib
import hashlib
import io
import os
import socket
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

from tests.trust.serving import FAULTS, Break, Forked, Point
from tests.trust.stores import Lite, Postgres

WORDS = "The studio is cold in the morning."
MAIL = (
    "From: Bea Okafor <bea@example.org>\r\nTo: help@neon.example\r\nMessage-ID: <one@yoga.example>\r\n"
    f"Subject: The studio\r\n\r\n{WORDS}\r\n"
).encode()
GIVEN_UP = "Reading it was begun twice and never ended."


class Postbox:
    """A mail server in a process of its own that notes the id of each message it has taken."""

    def __init__(self, folder: str) -> None:
        self.taken = Path(folder) / "taken"
        self.taken.write_text("")
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.pid = os.fork()
        if self.pid == 0:
            self._serve()
        self.door.close()

    def _serve(self) -> NoReturn:
        while True:
            line, _ = self.door.accept()
            with line, contextlib.suppress(OSError):  # whoever sends may be killed
                self._talk(line)

    def _talk(self, line: socket.socket) -> None:
        lines = line.makefile("rb")
        line.sendall(b"220 here\r\n")
        for command in lines:
            verb = command[:4].upper()
            if verb == b"DATA":
                line.sendall(b"354 go on\r\n")
                message: list[bytes] = []
                while message[-1:] != [b".\r\n"]:
                    if not (part := lines.readline()):
                        return
                    message.append(part)
                [name] = [part for part in message if part.lower().startswith(b"message-id:")]
                with self.taken.open("ab") as taken:
                    taken.write(name.partition(b":")[2].strip() + b"\n")
            line.sendall(b"221 bye\r\n" if verb == b"QUIT" else b"250 yes\r\n")

    def ids(self) -> "Counter[str]":
        """How often each message was taken since this was asked last."""
        found = Counter(self.taken.read_text().split())
        os.truncate(self.taken, 0)
        return found

    def close(self) -> None:
        """End it."""
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


def _silently() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nowhere, number)


def take_mail(process: Forked) -> int:
    """`ours receive`, as a mail server calls it."""
    from ours.cli.receive import command

    _silently()
    if process.names:
        process.hold()
    sys.stdin = io.TextIOWrapper(io.BytesIO(MAIL))
    command.main(["-", "--to", "help@neon.example"])
    return 0


def send_letters(process: Forked) -> int:
    """What the worker does so that letters go out."""
    from django.utils import timezone

    from ours.post import bundling, sending

    _silently()
    if process.names:
        process.hold()
    bundling.bundle_due(timezone.now())
    sending.send_due(timezone.now())
    return 0


def go_on(process: Forked) -> int:
    """What the worker does later, when nothing is in the way."""
    from django.utils import timezone

    from ours.listen.receiving import receive_pending
    from ours.post import bundling, sending

    soon = timezone.now() + timedelta(minutes=2)
    for _ in range(2):
        receive_pending(soon)
    bundling.bundle_due(soon)
    sending.send_due(soon)
    sending.doubt_interrupted(soon + 2 * sending.HANDING_OVER)
    return 0


class Programs:
    """Both of them, broken at one point each time; what was wrong is said in sentences."""

    NAMES = ("a mail", "letters")

    def __init__(self, store: Lite | Postgres, postbox: Postbox) -> None:
        self.store, self.postbox = store, postbox
        self.letters = 0

    def load(self) -> None:
        """Do both once, so that no forked process has to load what they need; count the letters."""
        for name in self.NAMES:
            assert self.run(Point(name, 0, "kill"), None)[0] == 0, name
            self.letters = max(self.letters, len(self._letters()))
        assert self.letters, "no letters to send"

    def run(self, point: Point, broken: Break | None) -> tuple[int, int]:
        """The exit code of one time, and how many calls counted."""
        self.store.put_back(long=point.state == "long")
        self.postbox.ids()
        with Forked(FAULTS[point.how], take_mail if point.deed == "a mail" else send_letters) as process:
            process.expect_hold()
            code = process.end(broken)
        self.store.touched()
        return code, process.counted

    def trouble(self, broken: Break) -> list[str]:
        """Break it at this point, have it go on, and say what is wrong then."""
        point = broken.point
        code, _ = self.run(point, broken)
        self.store.rows()  # whole
        wrong = self._mail(code) if point.deed == "a mail" else []
        with Forked([], go_on) as later:
            assert later.end() == 0, "it does not go on"
        wrong += self._placed() if point.deed == "a mail" else self._sent()
        return [f"{broken}: {one}" for one in wrong]

    def _mail(self, code: int) -> list[str]:
        wrong = []
        stored = len(self._mails())
        if code == 0 and stored != 1:
            wrong.append(f"the mail server was told that it is stored, and it is there {stored} times")
        if code not in (0, 75, -9):
            wrong.append(f"ended with {code}: the mail server would send it back to whoever wrote")
        if code != 0:  # the mail server still has it
            with Forked([], take_mail) as again:
                if (code := again.end()) != 0:
                    wrong.append(f"when nothing was in the way any more, it ended with {code}")
        return wrong

    def _mails(self) -> list[tuple[str, str]]:
        from django.db import connections

        from ours.listen.receiving import traced
        from ours.post.models import InboundMail

        digest = hashlib.sha256(traced(MAIL, sender=None, recipients=["help@neon.example"])).hexdigest()
        found = list(InboundMail.objects.filter(digest=digest).values_list("state", "reason"))
        connections.close_all()
        return found

    def _placed(self) -> list[str]:
        from django.db import connections

        from ours.listen.models import Message, Request

        known = [one for one in self._mails() if one[0] != "double"]
        # One that was sent again may have come in whole beside the one whose reader was killed twice.
        given_up = [one for one in known if one == ("parked", GIVEN_UP)]
        counted = [one for one in known if one not in given_up] or given_up[:1]
        kept = sum(kind.objects.filter(words__contains=WORDS).count() for kind in (Message, Request))
        connections.close_all()
        if len(counted) != 1 or kept != (counted[0][0] == "placed") or not (given_up or kept):
            return [f"the mail is {known} and stands {kept} times at a table"]
        return []

    def _letters(self) -> dict[str, str]:
        from django.db import connections

        from ours.post.models import Letter

        found = dict(Letter.objects.exclude(state=Letter.State.KEPT).values_list("message_id", "state"))
        connections.close_all()
        return found

    def _sent(self) -> list[str]:
        from django.db import connections

        from ours.post.models import Notice

        letters, arrived = self._letters(), self.postbox.ids()
        untold = Notice.objects.filter(letter__isnull=True, dropped_at__isnull=True).count()
        connections.close_all()
        wrong = [f"{name} arrived {times} times" for name, times in arrived.items() if times != 1]
        wrong += [
            f"the letter {name} is {state} and arrived {arrived[name]} times"
            for name, state in letters.items()
            if state != "unsure" and (state, arrived[name]) != ("sent", 1)
        ]
        if untold or len(letters) != self.letters or arrived.keys() - letters.keys():
            wrong.append(f"{len(letters)} letters instead of {self.letters}; {untold} notices wait; {arrived} arrived")
        return wrong
