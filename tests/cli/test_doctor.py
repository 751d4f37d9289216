"""`ours doctor`: each sentence, provoked on a real installation."""

import re

import pytest

from ours.cli import doctor
from ours.sqlite import running_version
from tests.cli.conftest import Place

pytestmark = pytest.mark.slow

NOW = "from django.utils import timezone\nfrom datetime import timedelta\nnow = timezone.now()\n"
LETTER = """
from ours.people.models import Person
from ours.post.models import Letter
person = Person.objects.get()
def letter(number, **columns):
    Letter.objects.create(person=person, kind="news", to=person.email, subject=f"News {number}", text="", html="",
        message_id=f"<{number}@example.org>", at=now, **{"next_try_at": now, **columns})
"""


@pytest.fixture
def neon(founded: Place) -> Place:
    assert founded.ours("found", "Neon", "Ana Ruiz", "ana@example.org").returncode == 0
    return founded


def findings(place: Place) -> tuple[int, list[str], list[str]]:
    """(exit code, what is to be done, what is merely told)."""
    done = place.ours("doctor")
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    return done.returncode, [line[2:] for line in lines if line[:2] == "→ "], [line for line in lines if line[0] != "→"]


def test_a_sound_installation_needs_nothing(neon: Place) -> None:
    code, to_do, told = findings(neon)
    version = ".".join(map(str, running_version()))
    assert (code, to_do) == (0, [])
    assert re.fullmatch(rf"  The data is in {neon.folder}, with \d+ GB free\.", told[0])
    assert told[1:] == [
        f"  The database is SQLite {version}.",
        "  No mail server is set (OURS_SMTP_URL): letters are kept and can be read at /letters/.",
        "  People come in at http://127.0.0.1:8000.",
        "Nothing needs to be done.",
    ]


def test_a_database_of_another_version(place: Place) -> None:
    code, to_do, told = findings(place)
    assert (code, to_do) == (1, ["The database is not at this version; run: ours migrate"])
    assert told[-1] == "To do: 1, marked with →."


def test_a_database_that_cannot_be_reached(neon: Place) -> None:
    neon.settings["DATABASE_URL"] = "postgres://ours@127.0.0.1:1/ours"
    code, to_do, told = findings(neon)
    assert (code, len(to_do)) == (1, 1)
    assert re.fullmatch(r"The database cannot be reached: .*refused.* Check DATABASE_URL\.", to_do[0])


def test_a_damaged_database(neon: Place) -> None:
    file = neon.folder / "ours.sqlite3"
    whole = bytearray(file.read_bytes())
    page = 4096
    for start in range(page * 20, len(whole) - page, page * 3):  # past the schema, pages of chance
        whole[start : start + 64] = b"\xff" * 64
    file.write_bytes(whole)
    code, to_do, _ = findings(neon)
    assert code == 1
    assert any(
        re.fullmatch(r"The database file is damaged \(.+\); stop Ours and restore the last backup\.", sentence)
        for sentence in to_do
    ), to_do


def test_others_can_read_the_secret_key(neon: Place) -> None:
    key = neon.folder / "secret.key"
    key.chmod(0o640)
    assert findings(neon)[:2] == (1, [f"Others on this machine can read the secret key; run: chmod 600 {key}"])


def test_others_can_read_the_key_of_the_private_rooms_or_the_database(neon: Place) -> None:
    key = neon.folder / "reflect.key"
    key.write_text("")
    key.chmod(0o644)
    (neon.folder / "ours.sqlite3").chmod(0o644)
    told = f"Others on this machine can read the key of the private rooms; run: chmod 600 {key}"
    assert findings(neon)[:2] == (1, [told])
    key.chmod(0o600)
    neon.folder.chmod(0o755)
    told = f"Others on this machine can read the database; run: chmod 700 {neon.folder}"
    assert findings(neon)[:2] == (1, [told])


def test_what_goes_to_other_machines_goes_encrypted(settings, monkeypatch) -> None:
    postgres = {"ENGINE": "django.db.backends.postgresql", "HOST": "db.example.org"}
    settings.SMTP_URL, settings.EMAIL_HOST = "set", "mail.example.org"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.MAIL_LISTENER = "lmtp://0.0.0.0:8024"
    monkeypatch.setitem(settings.DATABASES, "default", postgres)
    assert [told.partition(";")[0] for wrong, told in doctor._lines() if wrong] == [
        "Letters go to mail.example.org unencrypted",
        "Nothing ensures that the database at db.example.org is the right one",
        "The mail door on 0.0.0.0 has neither passwords nor encryption",
    ]
    monkeypatch.setitem(settings.DATABASES, "default", postgres | {"OPTIONS": {"sslmode": "verify-full"}})
    settings.EMAIL_USE_TLS, settings.MAIL_LISTENER = True, "lmtp:///run/ours/lmtp"
    assert list(doctor._lines()) == []
    monkeypatch.setitem(settings.DATABASES, "default", postgres | {"HOST": "/run/postgresql"})
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST, settings.MAIL_LISTENER = False, "localhost", "smtp://127.0.0.1:8025"
    assert list(doctor._lines()) == []


def test_an_address_without_encryption(neon: Place) -> None:
    neon.settings["OURS_ADDRESS"] = "http://ours.example.org"
    code, to_do, _ = findings(neon)
    assert (code, to_do) == (
        1,
        [
            "http://ours.example.org is not encrypted; put a server with TLS in front and set "
            "OURS_ADDRESS=https://ours.example.org."
        ],
    )


def test_a_real_address_without_a_mail_server(neon: Place) -> None:
    neon.settings["OURS_ADDRESS"] = "https://ours.example.org"
    code, to_do, _ = findings(neon)
    sentence = "No mail server is set (OURS_SMTP_URL): letters are kept and can be read at /letters/."
    assert (code, to_do) == (1, [sentence])


def test_letters_that_nobody_sends(neon: Place) -> None:
    neon.python(f"{NOW}{LETTER}\nletter(1, next_try_at=now - timedelta(minutes=16))\nletter(2)")
    code, to_do, _ = findings(neon)
    sentence = "1 letter is due for over 15 minutes: the background worker is not running (ours worker)."
    assert (code, to_do) == (1, [sentence])
    neon.python(f"{NOW}{LETTER}\nletter(3, next_try_at=now - timedelta(minutes=20))")
    sentence = "2 letters are due for over 15 minutes: the background worker is not running (ours worker)."
    assert findings(neon)[:2] == (1, [sentence])


def test_letters_that_may_be_lost_or_were_refused(neon: Place) -> None:
    neon.python(
        f"{NOW}{LETTER}\n"
        'letter(1, state="unsure")\n'
        'letter(2, state="failed", error="550 no such person")\n'
        'letter(3, state="sent")'
    )
    assert findings(neon)[:2] == (
        1,
        [
            "Nobody can know whether the letter “News 1” reached ana@example.org; ask them.",
            "The letter “News 2” to ana@example.org was refused: 550 no such person",
        ],
    )


def test_mails_that_could_not_be_read(neon: Place) -> None:
    neon.python(
        f"{NOW}from ours.post.models import InboundMail\n"
        'InboundMail.objects.create(raw=b"x", digest="1", at=now, state="parked")'
    )
    sentence = "1 mail could not be read; it waits with its raw form in the tray (/tray/)."
    assert findings(neon)[:2] == (1, [sentence])


def test_wrong_settings_end_with_a_sentence(place: Place) -> None:
    place.settings["DATABASE_URL"] = "nonsense"
    done = place.ours("doctor")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: The settings cannot be used: "
        "DATABASE_URL must begin with postgres:// or sqlite:/// and name a database.\n"
    )


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 44, 5), (3, 51, 2)])
def test_an_unsound_sqlite(version: tuple[int, ...]) -> None:
    told = ".".join(map(str, version))
    assert list(doctor.on_sqlite(version)) == [
        (
            True,
            f"SQLite {told} can corrupt a database that several processes write to (sqlite.org/wal.html). "
            "Install the package pysqlite3; until then Ours runs slowly without WAL.",
        )
    ]


@pytest.mark.parametrize("version", [(3, 44, 6), (3, 50, 7), (3, 51, 3), (4, 0, 0)])
def test_a_sound_sqlite(version: tuple[int, ...]) -> None:
    assert list(doctor.on_sqlite(version)) == []


@pytest.mark.parametrize("free", [499_999_999, 500_000_000])
def test_little_room_on_the_disk(tmp_path, free: int) -> None:
    little = f"Only 499 MB are free where {tmp_path} is; make room before writing fails."
    assert list(doctor.on_room(tmp_path, free)) == ([(True, little)] if free < 500_000_000 else [])
