"""`ours receive`, `found`, `way-in`, `migrate` and `worker`, as they are typed."""

import re
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from tests.browser.house import free_port
from tests.cli.conftest import Place
from tests.post.smtp import mail_server

pytestmark = pytest.mark.slow

MAIL = b"""From: Bea <bea@yoga.example>
To: help@neon.example
Subject: Posts
Message-ID: <1@yoga.example>

We need someone to make Instagram posts.
"""
FIND = "from ours.post.models import InboundMail\nprint([(m.state, bytes(m.raw)) for m in InboundMail.objects.all()])"


@pytest.fixture
def neon(founded: Place) -> Place:
    assert founded.ours("found", "Neon", "Ana Ruiz", "ana@example.org").returncode == 0
    return founded


def test_receive_takes_a_mail_from_a_file(neon: Place, tmp_path: Path) -> None:
    file = tmp_path / "posts.eml"
    file.write_bytes(MAIL)
    done = neon.ours("receive", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"In the tray of Neon, mail \d+: bea@yoga\.example is not known here\.\n", done.stdout)
    assert neon.python(FIND) == f"{[('tray', MAIL)]}\n"


def test_receive_takes_a_mail_from_a_pipe_and_the_same_one_once(neon: Place) -> None:
    first, second = neon.ours("receive", "-", stdin=MAIL), neon.ours("receive", "-", stdin=MAIL)
    assert (first.returncode, second.returncode) == (0, 0)
    [mail] = re.findall(r"mail (\d+)", first.stdout)
    assert second.stdout.endswith(f"This mail came in before, as mail {mail}.\n")


def test_receive_keeps_what_is_no_mail_at_all(neon: Place) -> None:
    raw = b"\x00\xff no mail \n\n\n"
    done = neon.ours("receive", "-", stdin=raw)
    assert (done.returncode, done.stderr) == (0, "")
    assert neon.python(FIND.replace("m.state, ", "")) == f"{[raw]}\n"


def test_receive_says_that_there_is_no_such_file(neon: Place, tmp_path: Path) -> None:
    done = neon.ours("receive", str(tmp_path / "none.eml"))
    sentence = f"Error: The mail could not be read from {tmp_path}/none.eml: No such file or directory.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


def test_receive_asks_for_the_mail_again_while_the_database_cannot_be_written(neon: Place) -> None:
    (neon.folder / "ours.sqlite3").rename(neon.folder / "elsewhere.sqlite3")
    (neon.folder / "ours.sqlite3").mkdir()
    done = neon.ours("receive", "-", stdin=MAIL)
    assert (done.returncode, done.stdout) == (75, "")
    assert done.stderr == "Not stored, send it again later: unable to open database file\n"


def test_receive_asks_for_the_mail_again_before_there_is_a_database(place: Place) -> None:
    done = place.ours("receive", "-", stdin=MAIL)
    assert (done.returncode, done.stdout) == (75, "")
    assert done.stderr == "Not stored, send it again later: no such table: ours_inboundmail\n"


def test_receive_asks_for_the_mail_again_while_settings_are_wrong(place: Place) -> None:
    place.settings["DATABASE_URL"] = "nonsense"
    done = place.ours("receive", "-", stdin=MAIL)
    assert (done.returncode, done.stdout) == (75, "")
    assert done.stderr.startswith("Not stored, send it again later: The settings cannot be used: ")


def test_found_makes_a_firm_with_its_owner(founded: Place) -> None:
    done = founded.ours("found", "Neon", "Ana Ruiz", "ana@example.org")
    first, second = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert first == "Neon is founded. Ana Ruiz comes in once here, within 15 minutes:"
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/way-in/[\w-]{43}/", second)
    seats = "from ours.people.models import Seat\nprint([(s.name, s.firm.name, s.role) for s in Seat.objects.all()])"
    assert founded.python(seats) == "[('Ana Ruiz', 'Neon', 'owner')]\n"


def test_found_takes_only_mail_addresses(founded: Place) -> None:
    done = founded.ours("found", "Neon", "Ana Ruiz", "ana at example")
    assert (done.returncode, done.stderr) == (1, "Error: “ana at example” is not a mail address.\n")


def test_way_in_is_for_those_who_have_a_seat(neon: Place) -> None:
    done = neon.ours("way-in", " Ana@Example.org")
    assert re.fullmatch(r"Ana Ruiz, Neon: http://127\.0\.0\.1:8000/way-in/[\w-]{43}/\n", done.stdout)
    nobody = neon.ours("way-in", "bea@example.org")
    assert (nobody.returncode, nobody.stdout) == (1, "")
    assert nobody.stderr == "Error: Nobody with the address bea@example.org has a seat here.\n"


def test_sign_out_ends_all_sessions_of_a_person_or_of_everybody(neon: Place) -> None:
    neon.ours("found", "Kobalt", "Kai Lund", "kai@example.org")
    neon.python(
        "from datetime import timedelta\nfrom django.utils import timezone\n"
        "from ours.people.models import Person, Session\n"
        "soon = timezone.now() + timedelta(days=1)\n"
        "for number, person in enumerate([*Person.objects.all(), Person.objects.get(name='Ana Ruiz')]):\n"
        "    Session.objects.create(session_key=str(number), expire_date=soon, person=person)"
    )
    assert neon.ours("sign-out", " Ana@Example.org").stdout == "2 browsers were signed out.\n"
    assert neon.ours("sign-out", "--everybody").stdout == "1 browser was signed out.\n"
    nobody = neon.ours("sign-out", "bea@example.org")
    assert nobody.stderr == "Error: Nobody with the address bea@example.org is known here.\n"
    assert neon.ours("sign-out").returncode == neon.ours("sign-out", "a@b.example", "--everybody").returncode == 2


def test_migrate_twice_is_once(founded: Place) -> None:
    done = founded.ours("migrate")
    assert (done.returncode, done.stdout, done.stderr) == (0, "The database is at this version.\n", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_sends_letters_and_stops_when_told(neon: Place, number: signal.Signals) -> None:
    with mail_server() as (letters, port):
        neon.settings["OURS_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
        neon.python(
            "from django.utils import timezone\nfrom ours.people.models import Person\n"
            "from ours.post.writing import write\n"
            'write(Person.objects.get(), "code", {"code": "1234 5678", "link": "http://127.0.0.1/"}, at=timezone.now())'
        )
        worker = neon.start("worker")
        until = time.monotonic() + 30
        while not letters.kept and time.monotonic() < until:
            time.sleep(0.05)
        assert letters.recipients == [["ana@example.org"]]
        told_at = time.monotonic()
        worker.send_signal(number)
        said, _ = worker.communicate(timeout=10)
        assert time.monotonic() - told_at < 2
        assert (worker.returncode, said) == (0, "")


def test_the_worker_outlives_a_locked_database(neon: Place) -> None:
    worker = neon.start("worker")
    with sqlite3.connect(neon.folder / "ours.sqlite3") as holder:
        holder.execute("BEGIN EXCLUSIVE")
        time.sleep(2)
        assert worker.poll() is None
    worker.terminate()
    worker.communicate(timeout=30)
    assert worker.returncode == 0


def test_help_names_every_command(place: Place) -> None:
    done = place.ours("--help")
    assert done.returncode == 0
    named = re.findall(r"^  ([a-z][a-z-]+)  ", done.stdout, re.MULTILINE)
    people = ["found", "way-in", "sign-out", "erase"]
    taking = ["receive", "import", "similar", "coach", "recount", "reflect-key", "restored"]
    assert named == ["up", "worker", "tend", "migrate", *people, *taking, "demo", "doctor"]
    assert not place.folder.exists()


def test_a_port_out_of_range_is_a_sentence(place: Place) -> None:
    assert free_port() < 65536
    done = place.ours("up", "--port", "70000")
    assert (done.returncode, done.stdout) == (2, "")
    assert "70000 is not in the range 1<=x<=65535." in done.stderr
