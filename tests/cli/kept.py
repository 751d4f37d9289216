"""What is in the database after people worked and processes were killed: whole, once, and nothing missing."""

import re
import time
from collections import Counter
from copy import copy
from datetime import timedelta
from threading import Event as Flag
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from ours.frame.models import Agreement, Statement
from ours.listen.models import Message, Question
from ours.own.models import Commitment
from ours.people.entrance import way_in
from ours.people.models import Person
from ours.post.models import Letter, Notice
from ours.post.notices import DUE, QUIET
from ours.post.sending import HANDING_OVER, doubt_interrupted
from ours.problem import care
from ours.problem.access import readers
from ours.problem.acts import headline_of, seat_at
from ours.problem.models import Event, Problem
from ours.problem.sentences import KINDS
from ours.table.course import course
from tests.cast import make_cast
from tests.cli.load import Done
from tests.post.smtp import Keeping

WORD = re.compile(r"\b[a-z]+x\d+x")
TOLD = re.compile(r"^(?:- .*?: )?“([a-z]+x\d+x)", re.MULTILINE)  # what happened, or what is asked, in a letter
RECORDS = {
    "said": (Message, "by_id"),
    "committed": (Commitment, "seat_id"),
    "asked": (Question, "by_id"),
    "worded": (Statement, "by_id"),
}


def prepare() -> tuple[dict[str, str], list[int], int]:
    """An installation with two tables; returns ways in by name, the problems' ids, and the seat that is asked."""
    call_command("migrate", verbosity=0)
    cast = make_cast()
    Person.objects.update(letters_per_day=30_000)
    tables = [cast.problem(), cast.problem("We need a website.")]
    for table in tables:
        seat_at(table, cast.imani, by=cast.ana, at=timezone.now())
    seats = {
        "Ana": cast.ana,
        "Tom": cast.tom,
        "Bea": cast.bea,
        "Imani": cast.imani,
        "Bea again": cast.bea,
        "Ana again": cast.ana,
    }
    ways = {name: f"{settings.ADDRESS}{way_in(seat, timezone.now())}" for name, seat in seats.items()}
    connection.close()
    return ways, [table.pk for table in tables], cast.bea.pk


def let_time_pass(over: Flag) -> None:
    """Ten minutes go by in a second: what waits to be told is due."""
    while not over.wait(1):
        now = timezone.now()
        Notice.objects.filter(letter__isnull=True, due_at__gt=now).update(due_at=now)
    connection.close()


def wait_for_letters(seconds: float = 90) -> None:
    """Until all that waits has left."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        close_old_connections()
        now = timezone.now()
        Notice.objects.filter(letter__isnull=True, due_at__gt=now).update(due_at=now)
        if not Notice.objects.filter(letter__isnull=True, dropped_at__isnull=True).exists() and not (
            Letter.objects.filter(state=Letter.State.WAITING).exists()
        ):
            return
        time.sleep(0.5)
    raise AssertionError("Letters still wait.")


def what_is_wrong(done: Done, letters: Keeping) -> list[str]:
    """Sentences on everything that was lost, torn or doubled."""
    time.sleep(0.5)
    return [*_deeds(done), *_signatures(done), *torn(letters)]


def torn(letters: Keeping) -> list[str]:
    """Sentences on what does not belong together: records and what follows from them, letters and what arrived."""
    return [*_whole(), *_notices(), *_tables(), *_letters(letters)]


def _whole() -> list[str]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        answers = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        answers += [f"a reference leads nowhere: {row}" for row in cursor.fetchall()]
    return [answer for answer in answers if answer != "ok"]


def _word(words: str) -> str:
    found = WORD.match(words)
    return found[0] if found else ""


def _deeds(done: Done) -> list[str]:
    """Each deed that was acknowledged is there once, each other one at most once, and a record has its one Event."""
    wrong = []
    records: Counter[tuple[str, str]] = Counter()
    for kind, (model, _) in RECORDS.items():
        records.update((kind, _word(words)) for words in model._default_manager.values_list("words", flat=True))
    events = Counter((event.kind, _word(event.told["words"])) for event in Event.objects.filter(kind__in=list(RECORDS)))
    wrong += [f"{key} was acknowledged and is there {records[key]} times" for key in done.words if records[key] != 1]
    wrong += [f"{key} is there {count} times" for key, count in records.items() if count > 1 and key not in done.words]
    wrong += [
        f"{key} has {records[key]} records and {events[key]} events"
        for key in records | events
        if records[key] != events[key]
    ]
    wrong += [f"{key} was never sent" for key in records if key not in done.tried]
    return wrong


def _signatures(done: Done) -> list[str]:
    there = Counter(
        (row.by.name, _word(row.statement.words)) for row in Agreement.objects.select_related("by", "statement")
    )
    told = Counter(
        (event.told["who"], _word(Statement.objects.get(pk=event.told["statement"]).words))
        for event in Event.objects.filter(kind="agreed")
    )
    wrong = [
        f"The signature {key} was acknowledged and is there {there[key]} times"
        for key in done.signed
        if there[key] != 1
    ]
    return wrong + [
        f"The signature {key}: {there[key]} records, {told[key]} events"
        for key in there | told
        if there[key] != told[key]
    ]


def _notices() -> list[str]:
    wrong = []
    at_table = {
        problem.pk: {seat.pk for seat in readers(problem) if seat.person_id} for problem in Problem.objects.all()
    }
    told: dict[int | None, list[int]] = {}
    for number, seat in Notice.objects.values_list("event", "seat_id"):
        told.setdefault(number, []).append(seat)
    begun = Event.objects.filter(kind="seated").order_by("-pk").values_list("pk", flat=True).first() or 0
    for event in Event.objects.filter(pk__gt=begun):
        doer = set() if event.kind in DUE else {event.seat_id}
        expected = [] if event.kind in QUIET else sorted(at_table[event.problem_id] - doer)
        if sorted(told.get(event.pk, [])) != expected:
            wrong.append(f"Event {event.pk} {event.kind} is for {expected} and was told to {told.get(event.pk)}")
    return wrong


def _tables() -> list[str]:
    """What the problems say of themselves is what follows from their records."""
    wrong = []
    for problem in Problem.objects.select_related("engagement"):
        if course(problem) != (problem.stage, problem.step, problem.move):
            wrong.append(f"Problem {problem.pk} stands at {problem.stage}, {problem.step}, not at {course(problem)}")
        newest = problem.statements.order_by("-version").first()
        if newest is not None and problem.headline != headline_of(newest.words):
            wrong.append(f"Problem {problem.pk} is headed “{problem.headline}”, not “{newest.words}”")
        follow = copy(problem)
        follow.cared_at, follow.unanswered = problem.opened_at, 0
        for event in problem.events.order_by("pk"):
            care.follow(follow, side=event.side, at=event.at, kind=KINDS[event.kind])
        for column in ("cared_at", "care_due", "spoke_last", "unanswered"):
            if getattr(follow, column) != getattr(problem, column):
                wrong.append(
                    f"Problem {problem.pk}: {column} is {getattr(problem, column)}, not {getattr(follow, column)}"
                )
    return wrong


def _letters(letters: Keeping) -> list[str]:
    arrived = Counter(str(message["Message-ID"]) for message in letters.kept)
    state = dict(Letter.objects.values_list("message_id", "state"))
    wrong = [f"The letter {letter} arrived {count} times" for letter, count in arrived.items() if count != 1]
    for letter, told in state.items():
        if told == Letter.State.SENT and not arrived[letter]:
            wrong.append(f"The letter {letter} was sent and did not arrive")
    wrong += [
        f"The letter {letter} arrived and is {state.get(letter)}"
        for letter in arrived
        if state.get(letter) not in (Letter.State.SENT, Letter.State.SENDING, Letter.State.UNSURE)
    ]
    heard: Counter[tuple[str, str]] = Counter()
    for message, recipients in zip(letters.kept, letters.recipients, strict=True):
        part = message.get_body(("plain",))
        assert part is not None
        heard.update((recipients[0], word) for word in TOLD.findall(part.get_content()))
    return wrong + [f"{key} was told {count} times" for key, count in heard.items() if count > 1]


def figures(letters: Keeping) -> dict[str, Any]:
    """How much there was of everything."""
    doubted = doubt_interrupted(timezone.now() + HANDING_OVER + timedelta(seconds=1))
    found = {
        "events": Event.objects.count(),
        "notices": Notice.objects.count(),
        "letters": Letter.objects.count(),
        "arrived": len(letters.kept),
        "nobody knows": doubted,
        "words in letters": sum(len(TOLD.findall(_text(message))) for message in letters.kept),
    }
    connection.close()
    return found


def _text(message: Any) -> str:
    return message.get_body(("plain",)).get_content()
