"""A7: somebody's way in ends while letters wait in the outbox, a stream is open and requests run; nothing reaches them,
and nothing is taken in from them, once that was said to be done."""

import asyncio
import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from ours.listen import intake_acts as intake
from ours.listen.models import Message
from ours.people import acts as people
from ours.people import entrance
from ours.people.models import Crew, Role, Seat, Session
from ours.post import bundling, rights, sending
from ours.post.models import Letter, Notice
from ours.problem import acts as problems
from ours.problem.holding import hold
from ours.problem.models import Chair, Event, Problem
from tests.cast import DAY, Cast, make_cast, person, seat
from tests.cli.load import Browser
from tests.post.smtp import Keeping, mail_server
from tests.trust.letters_waiting import END, KINDS, known_kinds, sent_to, write_all
from tests.trust.over_http import come_in, served
from tests.trust.programme import size, tell
from tests.world import set_table

pytestmark = pytest.mark.slow
LATER = 1.0  # seconds in which everything goes on after the end


def leave_seat(cast: Cast, problem: Problem, seat: Seat) -> None:
    people.leave(seat, by=cast.ana, at=timezone.now())


def deactivate(cast: Cast, problem: Problem, seat: Seat) -> None:
    people.deactivate(seat.person, cast.neon, by=cast.ana, at=timezone.now())


def leave_table(cast: Cast, problem: Problem, seat: Seat) -> None:
    with transaction.atomic():
        hold(problem)
        chair = Chair.objects.get(problem=problem, seat=seat, left_at=None)
        chair.problem = problem
        problems.leave_chair(chair, by=cast.ana, at=timezone.now())


def take_off(cast: Cast, problem: Problem, seat: Seat) -> None:
    people.take_off(Crew.objects.get(seat=seat, ended_at=None), by=cast.ana, at=timezone.now())


def sign_out(cast: Cast, problem: Problem, seat: Seat) -> None:
    marks = [entrance.mark_of(key) for key in Session.objects.filter(person=seat.person).values_list("pk", flat=True)]
    for mark in marks:
        assert entrance.sign_out_device(seat.person, mark, at=timezone.now())


End = Callable[[Cast, Problem, Seat], None]
ENDS: dict[str, tuple[str, End]] = {
    "a seat is left": ("client", leave_seat),
    "a person is deactivated": ("client", deactivate),
    "a table is left": ("client", leave_table),
    "taken off an engagement": ("expert", take_off),
    "a device is signed out": ("client", sign_out),
}


@dataclass
class Seen:
    """What one person was told and what was taken in from them, with when it was asked for."""

    pages: list[tuple[float, int]] = field(default_factory=list)
    forms: list[tuple[float, int]] = field(default_factory=list)
    told: list[int] = field(default_factory=list)  # ids of Events, as the stream said them
    failure: list[Exception] = field(default_factory=list)


@contextmanager
def at_work(browser: Browser, problem: int, seen: Seen) -> Iterator[None]:
    """Somebody who reads, writes and watches a table, all at once."""
    stop = threading.Event()

    def ask(kept: list[tuple[float, int]], act: Callable[[], tuple[int, str, str]]) -> None:
        while not stop.is_set():
            began = time.monotonic()
            status, location, _body = act()
            kept.append((began, 403 if location.startswith(("/sign-in/", "/seats/")) else status))

    def watch() -> None:
        stream = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=2)
        stream.request("GET", f"/problems/{problem}/stream/", headers=browser.headers())
        answer = stream.getresponse()
        assert answer.status == 200
        while not stop.is_set() and (line := answer.readline()):
            if line.startswith(b"id: "):
                seen.told.append(int(line[4:]))
            else:
                assert line in (b"retry: 2000\n", b"data: happened\n", b": still here\n", b"\n"), line
        stream.close()

    def safely(act: Callable[[], None]) -> None:
        try:
            act()
        except (TimeoutError, OSError):
            pass  # nothing was said any more
        except Exception as failure:
            seen.failure.append(failure)

    words = {"words": "Said from here."}
    forms = [
        lambda: ask(seen.pages, lambda: browser._ask("GET", f"/problems/{problem}/")),
        lambda: ask(seen.forms, lambda: browser.send(f"/problems/{problem}/messages/said/", words)),
        watch,
    ]
    threads = [threading.Thread(target=safely, args=(act,)) for act in forms]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(10)


@contextmanager
def working() -> Iterator[None]:
    """A worker that writes and sends letters all the time."""
    stop = threading.Event()

    def work() -> None:
        try:
            while not stop.is_set():
                Notice.objects.filter(letter=None, dropped_at=None).update(due_at=DAY)
                bundling.bundle_due(timezone.now())
                sending.send_due(timezone.now())
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(20)


def talk(cast: Cast, problem: Problem, seconds: float) -> None:
    """The others go on: words at the table, some times a second."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with transaction.atomic():
            hold(problem)
            intake.say(problem, "Thursday?", by=cast.ana, at=timezone.now())
        time.sleep(0.05)


def newcomer(cast: Cast, problem: Problem, side: str, number: int) -> Seat:
    """Somebody who sits at the table since just now, and gets as many letters as there are."""
    who = person(f"Newcomer{number}")
    type(who).objects.filter(pk=who.pk).update(letters_per_day=1000)
    if side == "expert":
        made = seat(who, cast.neon, role=Role.EXPERT)
        people.put_on(made, cast.growth, by=cast.ana, at=DAY)
    else:
        made = seat(who, cast.neon, cast.yoga)
        problems.seat_at(problem, made, by=cast.ana, at=DAY)
    return made


def go_on(cast: Cast, problem: Problem, port: int, number: int, side: str, end: End) -> tuple[list[tuple], Seen]:
    """Somebody works at a table and is shut out; what reached them, or was taken in from them, after that."""
    sitting, seen = newcomer(cast, problem, side, number), Seen()
    browser = come_in(port, sitting)
    with working(), at_work(browser, problem.pk, seen):
        talk(cast, problem, 0.7)
        end(cast, problem, sitting)
        ended, last = time.monotonic(), Event.objects.latest("pk").pk
        said = Message.objects.filter(by=sitting).count()
        outbox = Letter.objects.filter(person=sitting.person, state="waiting")
        waiting = set(outbox.values_list("pk", flat=True))
        talk(cast, problem, LATER)
    assert seen.failure == []
    assert seen.pages[0][1] == 200 and seen.forms[0][1] == 303, "there was a way in before"
    late: list[tuple] = [("page", status) for at, status in seen.pages if at > ended and status < 400]
    late += [("form", status) for at, status in seen.forms if at > ended and status < 400]
    late += [("taken in",)] * (Message.objects.filter(by=sitting).count() - said)
    late += [("stream", one) for one in seen.told if one > last]
    if end is not sign_out:  # whoever signs out is still somebody, and gets letters
        sent = Letter.objects.filter(person=sitting.person, state="sent")
        newer = Q(pk__in=waiting) | Q(notices__event__gt=last)
        late += [("letter", one.subject) for one in sent.filter(newer).distinct()]
    return late, seen


@pytest.mark.django_db(transaction=True)
def test_nothing_goes_on_once_it_has_ended(settings):
    late: list[tuple] = []
    asked = told = 0
    cast = make_cast()
    problem = cast.problem()
    with mail_server() as (keeping, mail_port), served() as port:
        sent_to(settings, mail_port)
        noticed, _seen = go_on(cast, problem, port, 0, "client", lambda *_: None)
        assert {kind for kind, *_ in noticed} == {"page", "form", "taken in", "stream", "letter"}, "it would be noticed"
        for number in range(1, 1 + size(1, 40) * len(ENDS)):
            name, (side, end) = list(ENDS.items())[number % len(ENDS)]
            found, seen = go_on(cast, problem, port, number, side, end)
            late += [(name, *one) for one in found]
            asked += len(seen.pages) + len(seen.forms)
            told += len(seen.told)
    letters = len(keeping.kept)
    tell("A7", ends=number, requests=asked, told_by_streams=told, letters=letters, delivered_late=len(late))
    assert late == []
    assert told > 0 and letters > 0


@pytest.fixture
def outbox(cast, settings):
    """A letter of every kind, which a mail server has put off once."""
    settings.SMTP_URL, settings.DEMO = "", False
    places = {"engagement": cast.growth, "client_seat": cast.bea, "other_seat": cast.front_desk, "expert": cast.tom}
    table = set_table(cast, **places, word="First")
    write_all(cast)
    with mail_server() as (keeping, port):
        sent_to(settings, port)
        keeping.before = "451 later please"
        assert sending.send_due(END) == 0
        keeping.before = "250 yes"
        yield cast, table.problem, keeping


BLOCKED = {  # who is shut out how, and what kinds of letters then do not reach them
    ("bea", leave_seat): KINDS,
    ("bea", deactivate): KINDS,
    ("bea", leave_table): {"news", "lasting"},
    ("tom", leave_seat): KINDS,
    ("tom", take_off): {"news", "care", "rhythm", "pulse_rhythm"},
}


def send_all() -> None:
    """Have the worker send all that waits."""
    while sending.send_due(END + timedelta(days=1)):
        pass


def kinds(seat: Seat, state: str) -> set[str]:
    """The kinds of a person's letters in this state, but for those of the other firm."""
    found = Letter.objects.filter(person=seat.person, state=state).exclude(firm__name="Kobalt")
    return set(found.values_list("kind", flat=True))


def test_a_letter_that_waited_is_not_sent_to_whoever_is_shut_out(outbox, monkeypatch):
    cast, table, keeping = outbox
    assert known_kinds() == KINDS
    assert set(Letter.objects.filter(state="waiting").values_list("kind", flat=True)) == KINDS
    for (who, end), blocked in BLOCKED.items():
        keep, sitting = transaction.savepoint(), getattr(cast, who)
        tables = Chair.objects.filter(seat=sitting, left_at=None).select_related("problem")
        for problem in [one.problem for one in tables] if end is leave_table else [table]:
            end(cast, problem, sitting)
        waiting = kinds(sitting, "waiting")
        keeping.recipients.clear()
        send_all()
        assert (kinds(sitting, "kept"), kinds(sitting, "sent")) == (waiting & blocked, waiting - blocked), (who, end)
        assert {one.error for one in Letter.objects.filter(person=sitting.person, state="kept")} == {rights.WHY}
        assert {to for (to,) in keeping.recipients} - {sitting.person.email}  # the others' letters arrive
        transaction.savepoint_rollback(keep)

    # It would be noticed: without the last question whether it may go, a letter goes to whoever is shut out.
    leave_seat(cast, table, cast.bea)
    monkeypatch.setattr(rights, "may_go", lambda _letter: True)
    send_all()
    assert kinds(cast.bea, "sent") >= {"news", "code", "case", "lasting"}


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_held_back_in_the_last_moment(settings):
    """The mail server takes its time over the recipient, and the seat is left meanwhile."""
    cast = make_cast()
    problem = cast.problem()
    intake.say(problem, "Thursday?", by=cast.ana, at=DAY)
    bundling.bundle_due(DAY + timedelta(minutes=10))
    asked, ended = threading.Event(), threading.Event()

    class Slow(Keeping):
        async def handle_RCPT(self, server, session, envelope, address, options):
            asked.set()
            await asyncio.to_thread(ended.wait, 10)
            return await super().handle_RCPT(server, session, envelope, address, options)

    with mail_server(Slow()) as (keeping, port):
        sent_to(settings, port)
        letter = Letter.objects.get(person=cast.bea.person)

        def hand_over() -> None:
            sending.send(letter, DAY + timedelta(days=1))
            connection.close()

        thread = threading.Thread(target=hand_over)
        thread.start()
        assert asked.wait(10)
        leave_seat(cast, problem, cast.bea)
        ended.set()
        thread.join(20)
    letter.refresh_from_db()
    assert (letter.state, keeping.kept) == ("kept", [])
