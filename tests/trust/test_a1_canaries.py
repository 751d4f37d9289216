"""A1: a canary in every private column and in every word of four tables; whatever is told to anybody is searched for
those that are not for them, in every encoding.

What is told leaves by one of the channels here. One that is not listed fails: an address, a kind of letter, a command
or a kind of answer that is new is looked at first.
"""

import base64
import io
import logging
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.urls import reverse

from ours.aside import reading
from ours.cases import pdf
from ours.cli import COMMANDS, main
from ours.people.models import Person
from ours.post.models import Letter
from ours.post.sending import send_due
from tests.asking import FIXED, routes
from tests.cast import DAY
from tests.post.smtp import mail_server
from tests.rights import MATRIX, PRINCIPALS
from tests.trust.canaries import MARK, Words, found_in
from tests.trust.leaking import CLOSED, EXPERTS, Leaky, covered, make_leaky, private_columns
from tests.trust.letters_waiting import END, KINDS, known_kinds, sent_to, write_all
from tests.trust.programme import size, tell

ROUND = 2000  # answers whose log is read at once
APART = {"sign-out", "stream"}  # it ends the session; what it says is compared word for word in A7
QUERIES = ("q=aside", "q=guided+snapshot", "q=private+level+lost", "q=please&order=newest", "show=burning", "word=1")
TYPES = {"text/html", "text/plain", "text/csv", "application/json", "application/pdf", "image/svg+xml"}
TYPES |= {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "message/rfc822"}
TYPES |= {"application/octet-stream", ""}
TOLD_BY = {  # what each command is told, and what it reads
    "doctor": ([], b""),
    "worker": (["--jobs"], b""),
    "recount": ([], b""),
    "similar": (["--firm", "Neon", "-"], b"aside guided snapshot: we need posts"),
    "coach": (["-"], b"They never send the figures."),
    "way-in": (["bea@example.org"], b""),
    "receive": (["-"], b"From: bea@example.org\r\nTo: help@neon.example\r\nSubject: More\r\n\r\nMore of it.\r\n"),
    "found": (["Fourth", "Eva", "eva@example.org"], b""),
    "reflect-key": ([], b""),
    "sign-out": (["bea@example.org"], b""),
    "tend": ([], b""),
    "restored": ([], b""),  # last: it ends what the others need
}
UNTOLD = {
    "up": "serves the pages",
    "migrate": "one sentence",
    "demo": "writes a world of its own",
    "import": "reads cases and counts them",
    "erase": "has its own test (E3)",
}


@pytest.fixture
def leaky(cast, settings) -> Leaky:
    settings.SMTP_URL, settings.DEMO = "", False
    return make_leaky(cast)


@contextmanager
def all_logged() -> Iterator[io.StringIO]:
    """All that is logged. pytest would keep each line to the end, with its request, and a million answers write more
    than it can hold; as it begins anew to do so with each test, this is no fixture."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    root.handlers[:] = [logging.StreamHandler(written)]
    root.setLevel(logging.DEBUG)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)


def sweep(leaky: Leaky, answers: int, after_some: Callable[[], object], *, only: str = "") -> tuple[list[tuple], int]:
    """Ask at random, as anybody, at every address in turn; (what was told too much, how many addresses were asked).

    `after_some` is called after every few thousand answers and at the end.
    """
    chance = random.Random(f"{only}{answers}")
    ways = [(name, parameters) for name, parameters in routes() if name not in APART and (not only or name == only)]
    told: list[tuple] = []
    for number in range(answers):
        if number % len(ways) == 0:
            chance.shuffle(ways)
        name, parameters = ways[number % len(ways)]
        principal = chance.choice(PRINCIPALS)
        table = leaky.tables[chance.choice(sorted(leaky.tables))].ids
        ids = leaky.tables[chance.choice(sorted(leaky.tables))].ids if chance.random() < 0.1 else table
        fixed = FIXED | {"key": leaky.keys.get(principal, {}).get(name, FIXED["key"])}
        first = parameters[:1]
        given = {one: fixed.get(one) or (table if one in first else ids).get(one, 1) for one in parameters}
        path = reverse(name, kwargs=given)
        post = MATRIX[name].get is None or (MATRIX[name].post is not None and chance.random() < 0.2)
        told += too_much(leaky, principal, path, post=post, query=chance.choice(("", *QUERIES)))
        if number % ROUND == ROUND - 1:
            after_some()
    after_some()
    return told, min(len(ways), answers)


def too_much(leaky: Leaky, principal: str, path: str, *, post: bool, query: str = "") -> list[tuple]:
    """Ask once; what the answer tells that it may not, or that it is of a kind nobody has looked at."""
    browser = leaky.browsers[principal]
    cookies, keep = browser.cookies.copy(), transaction.savepoint() if post else ""
    answer = browser.post(path) if post else browser.get(f"{path}?{query}" if query else path)
    if post:
        transaction.savepoint_rollback(keep)
        browser.cookies = cookies
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    content = b"".join(answer) if answer.streaming else answer.content
    head = "\n".join([str(answer.status_code), *map(str, answer.headers.items()), answer.cookies.output()])
    found = leaky.told_too_much(principal, found_in(content, kind) | found_in(head.encode()))
    where = (principal, "POST" if post else "GET", path)
    told = [(*where, one, sorted(leaky.stands.get(one, ()))) for one in sorted(found)]
    if kind not in TYPES and answer.status_code < 500:
        told.append((*where, "an answer of an unknown kind", kind))
    return told


def test_every_address_is_a_channel():
    assert {name for name, _ in routes()} - {"sign-out"} == set(MATRIX)


@pytest.mark.slow
def test_nothing_is_told_to_whom_it_is_not_for(leaky, settings, monkeypatch):
    """One after the other on one world: answers, a leak that is planted, letters, commands."""
    with all_logged() as log:
        no_answer_tells_it(leaky, log)
    for check in (a_planted_leak_is_found, no_letter_tells_it, no_command_tells_it):
        keep = transaction.savepoint()
        with monkeypatch.context() as planted:
            check(leaky, settings, planted)
        transaction.savepoint_rollback(keep)


def no_answer_tells_it(leaky: Leaky, log: io.StringIO) -> None:
    """Neither an answer nor the log."""
    answers = int(os.environ.get("OURS_TRUST_ANSWERS", size(600, 1_000_000)))
    logged: set[str] = set()

    lines = 0

    def read_the_log() -> None:
        nonlocal lines
        logged.update(found_in(log.getvalue().encode()))
        lines += log.getvalue().count("\n")
        log.seek(log.truncate(0))

    told, addresses = sweep(leaky, answers, read_the_log)
    tell("A1", answers=answers, addresses=addresses, canaries=len(leaky.readers), found=len(told) + len(logged))
    assert not told, "\n".join(map(str, told))
    assert logged == set()
    assert lines > answers / 2  # there was something to be read
    for name in leaky.tables:  # there was something to tell, and it is told to whom it is for
        assert any(EXPERTS[name] <= readers for readers in leaky.readers.values())
    page = leaky.browsers["expert"].get(f"/problems/{leaky.tables['first'].problem.pk}/aside/").content
    assert MARK.encode() in page
    missing = private_columns() - covered(leaky) - CLOSED
    assert missing == set(), "A private column without a canary"
    assert private_columns() > CLOSED


def no_letter_tells_it(leaky: Leaky, settings, _planted) -> None:
    """A letter of every kind, as a mail server gets it."""
    assert known_kinds() == KINDS
    write_all(leaky.cast)
    assert set(Letter.objects.values_list("kind", flat=True)) == KINDS
    with mail_server() as (keeping, port):
        sent_to(settings, port)
        while send_due(END):
            pass
    settings.SMTP_URL = ""
    principals = {"Ana": {"owner"}, "Tom": {"expert", "elsewhere"}, "Una": {"colleague"}, "Bea": {"client", "letters"}}
    principals |= {"Imani": {"unseated"}, "Maja": {"neighbour"}, "Kai": {"stranger"}, "Luca": {"foreigner"}}
    told = []
    for message, (to,) in zip(keeping.kept, keeping.recipients, strict=True):
        name = Person.objects.get(email=to).name.split()[0]
        found = found_in(message.as_bytes(), "message/rfc822")
        for one in principals.get(name, {name.lower()}):
            found = leaky.told_too_much(one, found)
        told += [(to, message["Subject"], one, sorted(leaky.stands.get(one, ()))) for one in sorted(found)]
    tell("A1", letters=len(keeping.kept), found=len(told))
    assert len(keeping.kept) > len(KINDS)
    assert not told, "\n".join(map(str, told))


def no_command_tells_it(leaky: Leaky, settings, _planted) -> None:
    """What every command prints."""
    assert set(TOLD_BY) | set(UNTOLD) == set(COMMANDS)
    # Whoever runs the installation may be told of a letter by its subject, and of nothing that is one side's own.
    own = {one for one, readers in leaky.readers.items() if readers in EXPERTS.values() or one not in leaky.stands}
    told = []
    for name, (words, read) in TOLD_BY.items():
        keep = transaction.savepoint()
        done = CliRunner().invoke(main, [name, *words], input=read)
        transaction.savepoint_rollback(keep)
        assert done.exit_code in (0, 1), (name, done.output, done.exception)
        told += [(name, one) for one in found_in(done.output_bytes) & own]
    tell("A1", commands=len(TOLD_BY), found=len(told))
    assert told == []


def test_it_is_seen_in_every_encoding():
    words = Words()
    canary = f"{words}"
    clear = ["{}", "<b>{}</b>", 'x="{}"', "%C3%B6{}", "&lt;{}"]
    assert [one for one in clear if found_in(one.format(canary).encode()) != {words.made[0]}] == []
    encoded = [base64.b64encode(f"{'x' * by}{canary}!".encode()) for by in range(3)]
    encoded += [base64.urlsafe_b64encode(f"{'ÿ' * by}{canary.lower()}".encode()) for by in range(3)]
    encoded += [canary.encode().hex().encode(), canary.encode().hex().upper().encode()]
    encoded += [
        canary.encode("utf-16"),
        canary.encode("utf-16-be"),
        "".join(f"%{ord(one):02X}" for one in canary).encode(),
    ]
    encoded += [
        "".join(f"&#{ord(one)};" for one in canary).encode(),
        "".join(f"&#x{ord(one):x};" for one in canary).encode(),
    ]
    assert [one for one in encoded if "disguised" not in found_in(one)] == []
    assert found_in(quote(f"ö {canary}").encode()) == {words.made[0]}
    told = pdf.make(f"From {canary}", "a reader", "", [], on=DAY.date())
    assert words.made[0] in found_in(told)
    assert found_in(b"on 4 March 2071 it was 9&#8239;183,704.256") == {"2071", "number"}


def a_planted_leak_is_found(leaky: Leaky, settings, planted) -> None:
    """An aside that forgets to ask for its side."""
    right = reading.notes_for
    client, table = "client", leaky.tables["first"].problem.pk
    assert too_much(leaky, client, f"/problems/{table}/aside/", post=False) == []
    both = [leaky.cast.bea, leaky.cast.tom]
    planted.setattr(reading, "notes_for", lambda _seat, problem: [*right(both[0], problem), *right(both[1], problem)])
    told = too_much(leaky, client, f"/problems/{table}/aside/", post=False)
    assert {place for *_, stands in told for place in stands} == {("AsideNote", "words"), ("AsideNote", "at")}
