"""A table of its own for each test: where two people meet, how time passes, and the letters in both of their forms."""

import re
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html import unescape
from itertools import count

from pysqlite3 import dbapi2 as sqlite

from tests.browser.house import House
from tests.browser.visitor import PHONE, Visitor

TOM, BEA, IMANI = "tom@neon.example", "bea@yoga.example", "imani@yoga.example"
_numbers = count(1)


@dataclass
class Table:
    """A problem that Bea's mail began, with Tom and Bea at their phones."""

    home: House
    tom: Visitor
    bea: Visitor
    number: int

    @property
    def path(self) -> str:
        return f"/problems/{self.number}/"

    def at(self, who: Visitor, room: str = "") -> Visitor:
        """Go to the table, or into one of its rooms."""
        who.page.goto(f"{self.home.address}{self.path}{room}")
        return who

    def both_read(self, room: str, *words: str) -> None:
        """Both read these words in a room of the table."""
        for who in (self.tom, self.bea):
            self.at(who, room)
            for one in words:
                who.sees(one)


PEOPLE = """
import django
django.setup()
from django.utils import timezone
from ours.people.models import *
now = timezone.now()
firm = Firm.objects.create(name="Neon", mailbox="help@neon.example", made_at=now)
client = Client.objects.create(firm=firm, name="Yoga House", domain="yoga.example", made_at=now)
work = Engagement.objects.create(firm=firm, client=client, name="Filling the house", began_at=now)
def seat(name, email, of=None, **more):
    person = Person.objects.create(name=name, email=email, letters_per_day=1000, made_at=now)
    return Seat.objects.create(firm=firm, client=of, person=person, name=name, made_at=now, **more)
ana = seat("Ana Ruiz", "ana@neon.example", role=Role.OWNER)
tom = seat("Tom Weiss", "tom@neon.example", role=Role.EXPERT)
bea = seat("Bea Okafor", "bea@yoga.example", client, role=Role.SPONSOR, level=1)
seat("Imani Reyes", "imani@yoga.example", client, role=Role.MEMBER, level=2, reports_to=bea)
Crew.objects.create(seat=tom, engagement=work, since=now)
"""


def people_there(home: House) -> None:
    """Ana and Tom of Neon, Bea and Imani of Yoga House, who work on one engagement together."""
    environment = home.environment | {"DJANGO_SETTINGS_MODULE": "ours.settings"}
    done = subprocess.run([sys.executable, "-c", PEOPLE], env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def laid(home: House, sits_at: Callable[..., Visitor], words: str) -> Table:
    """A new table: Bea writes a mail, and both come in."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Bea Okafor <{BEA}>", "help@neon.example", words
    message.set_content(words)
    _an_hour_passes(home)
    number = taken_in(home, message)
    tom, bea = sits_at(PHONE), sits_at(PHONE)
    home.come_in(tom, TOM)
    home.come_in(bea, BEA)
    return Table(home, tom, bea, number)


def taken_in(home: House, message: EmailMessage) -> int:
    """Hand a mail over to the installation's mail door; the problem that it was placed at."""
    message["Message-ID"] = f"<{next(_numbers)}@yoga.example>"
    port = int(home.environment["OURS_MAIL_LISTENER"].rpartition(":")[2])
    until = time.monotonic() + 30
    while True:
        try:
            with smtplib.LMTP("127.0.0.1", port, timeout=60) as line:
                line.send_message(message)
            break
        except ConnectionRefusedError:  # the worker is about to open it
            assert time.monotonic() < until
            time.sleep(0.2)
    database = _opened(home)
    sql = "SELECT state, reason, problem_id FROM ours_inboundmail WHERE message_id = ?"
    [(state, reason, problem)] = database.execute(sql, [message["Message-ID"]]).fetchall()
    database.close()
    assert state == "placed", reason
    return int(problem)


def _an_hour_passes(home: House) -> None:
    """The mails so far came in longer ago; nobody writes ten in an hour."""
    _write(home, "UPDATE ours_inboundmail SET at = ?", [_moment(datetime.now(UTC) - timedelta(hours=2))])


def time_passes(home: House) -> None:
    """Ten minutes go by: what waits to be told is due."""
    _write(home, "UPDATE ours_notice SET due_at = ? WHERE letter_id IS NULL", [_moment(datetime.now(UTC))])


def promise_runs_out(home: House, problem: int, days: int) -> None:
    """So many days of silence have gone by at a table."""
    back = timedelta(days=days)
    now = datetime.now(UTC)
    values = [_moment(now - back), _moment(now - back + timedelta(days=7)), problem]
    _write(home, "UPDATE ours_problem SET cared_at = ?, care_due = ? WHERE id = ?", values)
    _write(home, "UPDATE ours_event SET at = ? WHERE problem_id = ?", [values[0], problem])


def daily_letters_are_due(home: House) -> None:
    """The hour of everybody's daily letter has come."""
    _write(home, "UPDATE ours_careletters SET next_at = ?, last_on = NULL", [_moment(datetime.now(UTC))])
    _write(home, "UPDATE ours_job SET due_at = ?", [_moment(datetime.now(UTC))])


def questions_are_due(home: House) -> None:
    """The day on which everybody is asked how it goes has come."""
    until = time.monotonic() + 30
    while True:  # the worker gives everybody a turn once the rhythm is agreed
        database = _opened(home)
        [(turns,)] = database.execute("SELECT count(*) FROM ours_pulse").fetchall()
        database.close()
        if turns:
            break
        assert time.monotonic() < until, "nobody got a turn"
        _write(home, "UPDATE ours_job SET due_at = ?", [_moment(datetime.now(UTC))])
        time.sleep(0.5)
    _write(home, "UPDATE ours_pulse SET next_at = ?, last_at = NULL", [_moment(datetime.now(UTC))])
    _write(home, "UPDATE ours_job SET due_at = ?", [_moment(datetime.now(UTC))])


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S.%f")


def _write(home: House, sql: str, values: list[object]) -> None:
    database = _opened(home)
    database.execute(sql, values)
    database.commit()
    database.close()


def _opened(home: House) -> sqlite.Connection:
    return sqlite.connect(home.data / "ours.sqlite3", timeout=20)


def letter(home: House, to: str, *words: str) -> EmailMessage:
    """The newest letter to somebody that has these words, in its text and in its HTML alike. Waits for it."""
    assert home.letters is not None
    told = home.letter(to, words[0])
    both = list(zip(home.letters.recipients, home.letters.kept, strict=False))
    found = next(
        message for recipients, message in reversed(both) if recipients == [to] and f"{message['Subject']}\n" in told
    )
    text, page = (_plain(found, kind) for kind in ("plain", "html"))
    for one in words:
        assert one in f"{found['Subject']} {text}", text
        assert one in f"{found['Subject']} {page}", page
    return found


def _plain(message: EmailMessage, kind: str) -> str:
    """What a reader of one form of a letter reads, with single spaces."""
    body = message.get_body((kind,))
    assert body is not None
    words = body.get_content()
    if kind == "html":
        words = unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", words, flags=re.DOTALL))
    return " ".join(words.split())


def answer(home: House, asked: EmailMessage, sender: str, words: str) -> None:
    """Answer a letter as a mail program does; it is placed at the letter's table."""
    message = EmailMessage()
    message["From"], message["To"] = sender, asked["Reply-To"]
    message["Subject"], message["In-Reply-To"] = f"Re: {asked['Subject']}", asked["Message-ID"]
    body = asked.get_body(("plain",))
    assert body is not None
    quoted = "".join(f"> {line}\n" for line in body.get_content().splitlines())
    message.set_content(f"{words}\n\nOn Mon, 2 Mar 2026 at 09:00, Ours <ours@ours.example> wrote:\n\n{quoted}")
    taken_in(home, message)
