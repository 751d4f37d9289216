"""What the log says: who came in and who was turned away, on one line each, without a name, a word or a key."""

import logging
import re
import sys

import pytest
from django.test import Client as Browser
from django.test import RequestFactory

from ours.logs import Lines
from ours.post.models import Letter
from tests.conftest import signed_in_browser
from tests.people.entering import ask, code_in_letter, come_in, type_code, wrong

WAY_IN = "w" * 43


class Kept(logging.Handler):
    """Keeps the lines as they would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(Lines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def security(self) -> list[str]:
        """What was said of coming in and of what was refused, without the moment."""
        return [line.split(" ", 1)[1] for line in self.lines if " ours.security: " in line]


@pytest.fixture
def log():
    kept = Kept()
    logger = logging.getLogger()
    logger.addHandler(kept)
    yield kept
    logger.removeHandler(kept)


def record(message: str, *facts: object, failed: bool = False, **more: object) -> logging.LogRecord:
    told = sys.exc_info() if failed else None
    made = logging.LogRecord("ours.some", logging.WARNING, "here.py", 1, message, facts, told)
    made.__dict__.update(more)
    return made


def test_a_line_says_when_in_utc_and_who(cast):
    made = record("Not Found: %s", "/problems/17/")
    made.created, made.msecs = 1_806_480_900, 123
    request = RequestFactory().get("/problems/17/", REMOTE_ADDR="203.0.113.7")
    request.seat = cast.bea
    made.request = request
    assert Lines().format(made) == (
        "2027-03-31T08:15:00.123Z WARNING ours.some: Not Found: /problems/17/ "
        f"(GET, seat {cast.bea.pk}, from 203.0.113.7)"
    )
    request.seat = None
    assert Lines().format(made).endswith("(GET, nobody's seat, from 203.0.113.7)")


def test_nothing_that_was_sent_begins_a_line_of_its_own():
    said = Lines().format(record("Not Found: %s", "/x\r\n2027 INFO ours.security: all is well\x1b[2J\u2028end"))
    assert len(said.splitlines()) == 1
    assert r"/x\r\n2027 INFO" in said and r"\x1b[2J\u2028end" in said
    try:
        raise ValueError("first\n2027 INFO ours.security: all is well")
    except ValueError:
        first, *further = Lines().format(record("It broke.", failed=True)).splitlines()
    assert first.endswith("ours.some: It broke.")
    assert all(line.startswith("  | ") for line in further)


@pytest.mark.parametrize(
    "address", ["/way-in/{}/", "/answer/{}/", "/shown/{}/evidence.pdf", "/readings/{}", "/a/{}?x=1"]
)
def test_a_key_in_an_address_stands_in_no_line(address):
    key = "Zq3-_" * 8 + "abc"
    said = Lines().format(record("Forbidden (%s): %s", "reason", address.format(key)))
    assert key not in said and address.format("…") in said


def test_coming_in_and_out_is_told_with_tries_in_vain(cast, log):
    browser = Browser()
    ask(browser, "bea@example.org")
    code = code_in_letter("bea@example.org")
    type_code(browser, wrong(code))
    type_code(browser, code)
    browser.post("/sign-out/")
    browser.post(f"/way-in/{WAY_IN}/")
    told = log.security()
    mark = re.search(r"for address ([0-9a-f]{12})\.", told[0])[1]
    nobody, person = "(POST, nobody's seat, from 127.0.0.1)", cast.bea.person_id
    assert told == [
        f"INFO ours.security: A code was asked for, for address {mark}. {nobody}",
        f"WARNING ours.security: A code did not fit. {nobody}",
        f"INFO ours.security: Person {person} came in by a mailed code. {nobody}",
        f"INFO ours.security: Person {person} signed out. (POST, seat {cast.bea.pk}, from 127.0.0.1)",
        f"WARNING ours.security: A way in did not fit. {nobody}",
    ]
    everything = "\n".join(log.lines)
    for secret in ("bea@example.org", "Bea", code, code.replace(" ", ""), wrong(code), WAY_IN):
        assert secret not in everything


def test_too_many_codes_are_told(cast, log):
    browser = Browser()
    for _ in range(6):
        answer = ask(browser, "bea@example.org")
    assert answer.status_code == 429
    assert "WARNING ours.security: Too many codes were asked for, this time for address " in log.security()[-1]


def test_what_was_refused_is_told_with_the_seat(cast, log):
    problem = cast.problem("Secret words.")
    outside = signed_in_browser(cast.imani)
    outside.get(f"/problems/{problem.pk}/")
    signed_in_browser(cast.tom).post("/firm/", {"name": "Mine"})
    here = "from 127.0.0.1)"
    assert any(
        line.endswith(f"Not Found: /problems/{problem.pk}/ (GET, seat {cast.imani.pk}, {here}") for line in log.lines
    )
    assert any(line.endswith(f"/firm/ (POST, seat {cast.tom.pk}, {here}") for line in log.lines)
    assert "Secret" not in "\n".join(log.lines)


def test_who_may_come_in_is_told(cast, log):
    ana = signed_in_browser(cast.ana)
    answer = ana.post(
        f"/clients/{cast.yoga.pk}/seats/",
        {"name": "Noor Haddad", "email": "noor@example.org", "role": "member", "level": "1"},
    )
    assert answer.status_code == 302 or answer.status_code == 303
    ana.post(f"/people/{cast.bea.pk}/leaving/")
    given, left = log.security()
    assert re.search(rf"Seat \d+ \(member\) was given to person \d+\. \(POST, seat {cast.ana.pk}, ", given)
    assert f"Seat {cast.bea.pk} was left. (POST, seat {cast.ana.pk}, " in left
    assert "Noor" not in "\n".join(log.lines) and "noor@" not in "\n".join(log.lines)


def test_signing_out_empties_what_the_browser_kept(cast):
    assert come_in("bea@example.org").post("/sign-out/")["Clear-Site-Data"] == '"cache"'
    assert Letter.objects.filter(kind="code").count() == 1
