"""A2: two installations, one with private notes of some people and one without. Everybody else does the same in both,
and is answered the same, byte for byte; letters and all other rows are the same too."""

import hashlib
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from ours.aside import acts as aside
from ours.aside.models import AsideNote
from ours.cli.rounds import rounds
from ours.post.models import Letter
from ours.problem.models import Problem
from tests.asking import FIXED, World, address, make_world, routes
from tests.cast import make_cast
from tests.rights import PRINCIPALS
from tests.trust.programme import size, tell
from tests.trust.worlds import Given, count_again, counted, given

BLAMING = ("You always refuse everything.", "It is your fault.", "They never send the figures.")
APART = {"sign-out", "stream", "device-out", "devices-others-out"}
# Where what one writes for oneself or one's side is kept, and the receipts of those forms.
OWN = {"PrivateKey", "PrivateEntry", "AsideNote", "GuidedWay", "Pointed", "Revenue", "Receipt", "Session", "Job"}
FIELDS = {
    "words": "We see it so.", "reason": "So that we can plan.", "name": "A list", "tried": "Asking.",
    "how": "Counted.", "blocks": "Planning", "whose": "client", "kind": "relief", "due": "2026-09-01",
    "on": "2026-06-01", "level": "2", "known": "This.", "done": "That.", "ahead": "More.", "seriousness": "3",
    "stand": "for", "version": "1", "value": "3", "common_ground": "Both want it.", "place": "words", "found": "fact",
    "answer": "yes", "days": "30", "title": "Head", "missing": "The list.", "expected": "Calm", "happened": "Calm",
    "learned": "Ask.", "mark": "helped", "next": "/",
}  # fmt: skip


@dataclass(frozen=True)
class Secret:
    """Who writes privately, what, and who else cannot notice: everybody but the `writers` and those who may `read`."""

    writers: tuple[str, ...]
    read: tuple[str, ...]
    write: Callable[[World, Browser, random.Random], None]
    kept: frozenset[str]  # the tables that it fills

    @property
    def others(self) -> list[str]:
        """The people whose answers are compared."""
        return [one for one in PRINCIPALS if one not in self.writers + self.read]


def for_oneself(world: World, browser: Browser, chance: random.Random) -> None:
    """Something in the private room."""
    once, client = f"{chance.random()}", f"client:{world.first.ids['client_id']}"
    path, sent = chance.choice(
        [
            ("snapshots/", {"words": "She never listens.", "about": client}),
            ("oneself/answered/", {"fear-lose": "3", "words": "Afraid."}),
            ("lessons/learned/", {"words": "Ask first.", "patterns": ["withholding"]}),
            ("trust/begun/", {"name_of": "Bea", "happened": "x", "lost": "y", "days": "2026-06-02"}),
            ("own/export/", {}),
            ("levels/placed/", {"level": "2", "about": client}),
        ]
    )
    browser.post(f"/reflect/{path}", {**sent, "once": once})
    browser.get("/reflect/lessons/")


def for_the_firm(world: World, browser: Browser, chance: random.Random) -> None:
    """Something in the aside of the firm, or what it notes of the client."""
    problem, client, once = world.first.problem.pk, world.first.ids["client_id"], f"{chance.random()}"
    reading = urlencode({"field": "words", "kind": "statement", "to": f"/problems/{problem}/words/versions/"})
    path, sent = chance.choice(
        [
            (f"/problems/{problem}/aside/notes/", {"words": "They are afraid of the figures."}),
            (f"/problems/{problem}/aside/ways/begun/", {"pattern": "frozen"}),
            (f"/problems/{problem}/wording/?{reading}", {"words": chance.choice(BLAMING)}),
            (
                f"/clients/{client}/revenue/",
                {"month": "2026-05", "amount": "7", "currency": "EUR"},
            ),
        ]
    )
    browser.post(path, {**sent, "once": once})
    browser.get(f"/problems/{problem}/aside/")


def for_the_client(world: World, browser: Browser, chance: random.Random) -> None:
    """Something in the aside of the client's side."""
    problem = world.first.problem.pk
    browser.post(f"/problems/{problem}/aside/notes/", {"words": "Neon does not hear us.", "once": f"{chance.random()}"})
    browser.get(f"/problems/{problem}/aside/")


FIRMS = frozenset({"AsideNote", "GuidedWay", "Pointed", "Revenue"})
SECRETS = {
    "one person's room": Secret(("expert",), ("elsewhere",), for_oneself, frozenset({"PrivateEntry"})),
    "the firm's aside": Secret(("expert", "owner"), ("colleague",), for_the_firm, FIRMS),
    "the client's aside": Secret(("client", "below"), (), for_the_client, frozenset({"AsideNote"})),
}


@dataclass
class Ran:
    """What everybody else got: a hash of each answer with where it was asked, of each letter, of each other row."""

    answers: list[tuple[tuple, str]] = field(default_factory=list)
    letters: dict[int, str] = field(default_factory=dict)
    rows: dict[tuple[str, object], str] = field(default_factory=dict)
    private: int = 0
    own: dict[str, int] = field(default_factory=dict)  # how many rows are in each table of OWN
    problem: int = 0


def play(world: World, secret: Secret, answers: int, *, privately: bool, clock: Given) -> Ran:
    """The script, from the world as it is; all of it is taken back."""
    ran, keep = Ran(problem=world.first.problem.pk), transaction.savepoint()
    cookies = {name: browser.cookies.copy() for name, browser in world.browsers.items()}
    ways = [(name, parameters) for name, parameters in routes() if name not in APART]
    step = 100
    while len(ran.answers) < answers:
        step += 2
        chance = random.Random(step)
        clock.at(step)
        if chance.random() < 0.02:
            work()
        principal = chance.choice(secret.others)
        ran.answers.append(ask(world, chance, principal, *chance.choice(ways)))
        if chance.random() < 0.3 and privately:
            clock.at(step + 1)
            secret.write(world, world.browsers[chance.choice(secret.writers)], chance)
            ran.private += 1
    clock.at(step + 2)
    work()
    ran.letters = {one["id"]: hashed(one) for one in Letter.objects.values()}
    ran.rows = dict(rows())
    ran.own = {name: apps.get_model("ours", name)._default_manager.count() for name in OWN}
    transaction.savepoint_rollback(keep)
    for name, kept in cookies.items():
        world.browsers[name].cookies = kept
    return ran


def ask(
    world: World, chance: random.Random, principal: str, name: str, parameters: tuple[str, ...]
) -> tuple[tuple, str]:
    """Somebody asks at an address, or sends a form there; where that was, and a hash of the whole answer."""
    browser = world.browsers[principal]
    table = world.tables[chance.choice(["first", "first", "sibling", "second", "third"])].ids
    if set(parameters) <= set(FIXED) | set(table):
        path = address(name, parameters, table, world.keys.get(principal))
    else:
        path = reverse("home")
    if chance.random() < 0.3:
        answer = browser.post(path, {**FIELDS, "once": f"{chance.random()}"})
    else:
        answer = browser.get(path, {"q": chance.choice(["posts", "afraid figures", "aside"])})
    content = b"".join(answer) if answer.streaming else answer.content
    told = (answer.status_code, sorted(answer.headers.items()), answer.cookies.output(), content)
    return (principal, answer.request["REQUEST_METHOD"], path, answer.status_code), hashed(told)


def work() -> None:
    """One round of the worker, without what tells only of itself."""
    for job in rounds():
        if job.name not in ("read_meanings", "renew_files"):
            job.act(timezone.now())


def rows() -> Iterator[tuple[tuple[str, object], str]]:
    """Every row of every table that holds nothing private."""
    for model in apps.get_app_config("ours").get_models(include_auto_created=True):
        if model.__name__ not in OWN:
            for row in model._default_manager.values():
                yield (model.__name__, row[model._meta.pk.attname]), hashed(row)


def hashed(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()


def differences(with_: Ran, without: Ran) -> list[object]:
    """Where the two differ."""
    found: list[object] = [one for (one, a), (_, b) in zip(with_.answers, without.answers, strict=True) if a != b]
    found += [
        ("letter", pk) for pk in with_.letters | without.letters if with_.letters.get(pk) != without.letters.get(pk)
    ]
    found += [key for key in with_.rows | without.rows if with_.rows.get(key) != without.rows.get(key)]
    return found


@pytest.fixture
def alike(db, settings) -> Iterator[Callable[[Secret, int], tuple[list[object], Ran, Ran]]]:
    """Plays both worlds, and says where they differ."""
    settings.SMTP_URL, settings.DEMO = "", False
    with given() as clock:
        clock.at(0)
        world = make_world(make_cast())
        for browser in world.browsers.values():  # what is noted once in passing is noted by now
            browser.get("/")
        beginning = counted()

        def compared(secret: Secret, answers: int) -> tuple[list[object], Ran, Ran]:
            ran = []
            for privately in (True, False):
                count_again(*beginning)
                ran.append(play(world, secret, answers, privately=privately, clock=clock))
            return differences(*ran), *ran

        yield compared


@pytest.mark.slow
def test_nobody_else_can_tell_whether_there_are_private_notes(alike, monkeypatch):
    answers = int(os.environ.get("OURS_TRUST_ANSWERS", size(210, 100_000))) // len(SECRETS)
    found, private = [], 0
    for name, secret in SECRETS.items():
        told, with_, without = alike(secret, answers)
        found += [(name, one) for one in told]
        private += with_.private
        assert {kept for kept in secret.kept if with_.own[kept] > without.own[kept]} == secret.kept
        assert sum(200 <= where[3] < 400 for where, _ in with_.answers) > answers / 10
    tell("A2", answers=answers * len(SECRETS), private_deeds=private, differ=len(found))
    assert found == []

    # It would be noticed: a note that moves anything else.
    right = aside.note

    def noisy(problem: Problem, words: str, **more: Any) -> AsideNote:
        Problem.objects.filter(pk=problem.pk).update(unanswered=F("unanswered") + 1)
        return right(problem, words, **more)

    monkeypatch.setattr(aside, "note", noisy)
    found, with_, _without = alike(SECRETS["the client's aside"], 40)
    assert ("Problem", with_.problem) in found
