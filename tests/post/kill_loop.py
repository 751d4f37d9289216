"""Kill -9 background workers at random while mails come in and letters go out: nothing is lost, doubled or half.

`python -m tests.post.kill_loop --kills 200 [--database-url postgres://…]` needs Dovecot and an empty database; prints
figures and ends with 1 if something was lost, torn or doubled. Two workers run; mails come to a mailbox that both watch
and to the mail door, whose sender sends again what was not acknowledged, as mail servers do.
"""

import argparse
import contextlib
import os
import random
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.browser.house import free_port
from tests.post.imap import Post, imap_server
from tests.post.smtp import mail_server

MAILBOX = "help@neon.example"
ENOUGH = 150  # seconds in which all that waits has been done after the last kill


class Workers:
    """Two `ours worker`, started again by us when we kill them."""

    def __init__(self, log: Path) -> None:
        self.log, self.killed = log, 0
        self.running = [self._start(), self._start()]

    def _start(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "ours.cli", "worker"]
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def kill_one(self, chance: random.Random) -> None:
        number = chance.randrange(len(self.running))
        self.running[number].kill()
        self.running[number].wait()
        self.killed += 1
        self.running[number] = self._start()

    def stop(self) -> list[int]:
        """Stop as a service manager does; how they ended."""
        for worker in self.running:
            worker.send_signal(signal.SIGTERM)
        return [worker.wait(30) for worker in self.running]


class Sender(threading.Thread):
    """Sends mails one after the other by `way`, each until it is taken; ends when there are none or it is told to."""

    def __init__(self, way: Any, mails: Any, pause: float) -> None:
        super().__init__()
        self.way, self.mails, self.pause = way, mails, pause
        self.stop = threading.Event()
        self.again = 0
        self.sent: list[str] = []
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            for word, to, raw in self.mails:
                if self.stop.is_set():
                    return
                while not self.way(to, raw):
                    self.again += 1
                    time.sleep(0.1)
                self.sent.append(word)
                time.sleep(self.pause)
        except Exception as failure:
            self.failure = failure


def into_mailbox(post: Post) -> Any:
    """A mail server that puts mails into the mailbox."""

    def deliver(to: str, raw: bytes) -> bool:
        post.deliver(MAILBOX, f"Delivered-To: {to}\r\n".encode() + raw)
        return True

    return deliver


def through_door(port: int) -> Any:
    """A mail server that hands mails over (LMTP), and does not know what became of those it heard nothing of."""

    def deliver(to: str, raw: bytes) -> bool:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            with smtplib.LMTP("127.0.0.1", port, timeout=20) as line:
                line.sendmail("people@yoga.example", [to], raw)
            return True
        return False

    return deliver


def wait_for(port: int, seconds: float = 30) -> None:
    """Until somebody is at the mail door."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise AssertionError("Nobody opens the mail door any more.")


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kills", type=int, default=200)
    arguments.add_argument("--database-url", default="")
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    told = arguments.parse_args()
    chance = random.Random(told.seed)
    with (
        tempfile.TemporaryDirectory(prefix="ours-kill-") as folder,
        mail_server() as (letters, out),
        imap_server() as post,
    ):
        door = free_port()
        os.environ |= {
            "OURS_DATA": folder,
            "OURS_ADDRESS": "http://127.0.0.1:9",
            "OURS_SMTP_URL": f"smtp://127.0.0.1:{out}",
            "OURS_IMAP_URLS": post.url(MAILBOX),
            "OURS_MAIL_LISTENER": f"lmtp://127.0.0.1:{door}",
            "DATABASE_URL": told.database_url or f"sqlite:///{folder}/ours.sqlite3",
            "DJANGO_SETTINGS_MODULE": "ours.settings",
        }
        import django

        django.setup()
        from tests.post import taken

        people = taken.prepare(told.kills * 4)
        workers = Workers(Path(folder) / "log")
        senders = [
            Sender(into_mailbox(post), taken.mails("imap", people[::2]), 0.12),
            Sender(through_door(door), taken.mails("door", people[1::2]), 0.12),
        ]
        over = threading.Event()
        clock = threading.Thread(target=taken.let_time_pass, args=(over,))
        for one in (*senders, clock):
            one.start()
        try:
            for _ in range(told.kills):
                if chance.random() < 0.75:  # else the next one dies while this one comes back
                    wait_for(door)
                time.sleep(chance.uniform(0.1, 3))
                workers.kill_one(chance)
            for sender in senders:
                sender.stop.set()
            for sender in senders:
                sender.join()
            sent = [word for sender in senders for word in sender.sent]
            taken.wait_until_done(sent, ENOUGH)
            ends = workers.stop()
        finally:
            over.set()
            clock.join()
            for worker in workers.running:
                worker.kill()
        wrong = [*taken.what_is_wrong(sent), *taken.torn(letters)]
        wrong += [f"a sender gave up: {sender.failure!r}" for sender in senders if sender.failure]
        wrong += [f"a worker ended with {end}" for end in ends if end != 0]
        print(f"killed: {workers.killed} workers, seed {told.seed}")
        print("mails:", dict(Counter(word.partition("x")[0] for word in sent)))
        print("sent again after no answer:", sum(sender.again for sender in senders))
        print(", ".join(f"{name}: {value}" for name, value in taken.figures(letters).items()))
        for sentence in wrong[:20]:
            print("WRONG", sentence)
        if wrong:
            print((Path(folder) / "log").read_text()[-4000:])
        print("lost, torn or doubled:", len(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
