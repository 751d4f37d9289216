"""Asking as anybody at any address: the world that is asked about, the browsers, and what an answer means.

`tests/rights.py` says what is expected.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from ours.cases import pack_acts
from ours.cases.models import Pack
from ours.frame.models import Measure
from ours.people import entrance
from ours.people.models import Client, Person, Seat, Session
from ours.post import passes
from ours.problem import acts as problems
from ours.problem.models import Chair, Problem
from ours.prove import inlet_acts, pulse_acts, solving_acts
from ours.prove.models import Pulse, PulseQuestion
from ours.tend import letters
from tests.cast import DAY, Cast, person, seat
from tests.conftest import signed_in_browser
from tests.people.entering import ask as ask_code
from tests.people.entering import code_in_letter
from tests.rights import PRINCIPALS
from tests.world import CANARY, Table, mail_in_tray, set_table

WORDS = {"first": CANARY, "sibling": "Wendehals", "second": "Sandregenpfeifer", "third": "Mauersegler"}
FIXED = {"key": "no-such-key", "mark": "no-such-mark", "horizon": "urgent"}


@dataclass
class World:
    """Four tables with one of everything: of Yoga House, another one there, of the bakery, of another firm's client."""

    cast: Cast
    tables: dict[str, Table]  # by the names of WORDS
    browsers: dict[str, Browser]  # by principal, seen from the first table
    keys: dict[str, dict[str, str]]  # by principal and the route's name

    @property
    def first(self) -> Table:
        return self.tables["first"]


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written in here is not there afterwards; for more than one test, or outside of any."""
    around = transaction.atomic()
    around._from_testcase = True  # signing in wants to be the outermost, as it is in use
    with around:
        yield
        transaction.set_rollback(True)


def make_world(cast: Cast) -> World:
    """The tables, everybody of `rights.PRINCIPALS`, and the keys that open something without signing in."""
    places = {
        "first": (cast.growth, cast.bea, cast.front_desk, cast.tom),
        "sibling": (cast.growth, cast.bea, _placeholder(cast.yoga), cast.tom),
        "second": (cast.orders, cast.maja, _placeholder(cast.bakery), cast.una),
        "third": (cast.casting, cast.luca, _placeholder(cast.ferro), cast.kai),
    }
    tables = {
        name: set_table(cast, engagement=where, client_seat=client, other_seat=other, expert=expert, word=WORDS[name])
        for name, (where, client, other, expert) in places.items()
    }
    for name, firm in (("first", cast.neon), ("second", cast.neon), ("third", cast.kobalt)):
        tables[name].ids["mail_id"] = mail_in_tray(firm, WORDS[name])
    return World(cast, tables, browsers_of(cast, tables["first"].problem), keys_of(cast, tables["first"]))


def _placeholder(client: Client) -> Seat:
    return seat(None, client.firm, client, name="Front desk", level=3)


def browsers_of(cast: Cast, problem: Problem) -> dict[str, Browser]:
    """A browser for each principal."""
    extra = {}
    for name in ("Left", "Ended", "Deactivated", "Below"):
        level, boss = (3, cast.imani) if name == "Below" else (1, None)
        extra[name] = seat(person(name), cast.neon, cast.yoga, level=level, reports_to=boss)
        problems.seat_at(problem, extra[name], by=cast.tom, at=DAY)
    Chair.objects.filter(seat=extra["Left"]).update(left_at=DAY + timedelta(days=1))
    expired = signed_in_browser(cast.bea)
    Session.objects.filter(session_key=expired.cookies["ours"].value).update(expire_date=DAY)
    browsers = {
        "visitor": Browser(),
        "expired": expired,
        "forwarded": _forwarded_to(cast.bea),
        "letters": Browser(),
        "reader": Browser(),
        "program": Browser(),
        "owner": signed_in_browser(cast.ana),
        "expert": signed_in_browser(cast.tom),
        "colleague": signed_in_browser(cast.una),
        "client": signed_in_browser(cast.bea),
        "below": signed_in_browser(extra["Below"]),
        "unseated": signed_in_browser(cast.imani),
        "left": signed_in_browser(extra["Left"]),
        "neighbour": signed_in_browser(cast.maja),
        "stranger": signed_in_browser(cast.kai),
        "foreigner": signed_in_browser(cast.luca),
        "elsewhere": signed_in_browser(cast.tom_at_ferro),
        "ended": signed_in_browser(extra["Ended"]),
        "deactivated": signed_in_browser(extra["Deactivated"]),
    }
    Seat.objects.filter(pk=extra["Ended"].pk).update(left_at=DAY + timedelta(days=1))
    Person.objects.filter(name="Deactivated").update(deactivated_at=DAY + timedelta(days=1))
    assert set(browsers) == set(PRINCIPALS)
    for browser in browsers.values():
        browser.raise_request_exception = False
    return browsers


def _forwarded_to(of: Seat) -> Browser:
    """A browser that opened, and did not press, what signs somebody else in: the code's link and a way in."""
    asking, opened = Browser(), Browser()
    ask_code(asking, of.person.email)
    opened.get("/sign-in/code/", {"code": code_in_letter(of.person.email)})
    opened.get(entrance.way_in(of, timezone.now()))
    return opened


def keys_of(cast: Cast, table: Table) -> dict[str, dict[str, str]]:
    """The keys in letters to people of this table, of a link to its firm's evidence, and of a program."""
    now = timezone.now()
    solved_one = cast.problem("Somebody has to answer the telephone.")
    again = (now + timedelta(days=60)).date()
    solved = solving_acts.say_solved(solved_one, "It is.", again_on=again, by=cast.bea, at=now)
    pulse = Pulse.objects.create(engagement=cast.growth, seat=cast.bea)
    asked = "a-key-of-the-pulse"
    PulseQuestion.objects.create(
        pulse=pulse,
        kind=PulseQuestion.Kind.HEARD,
        key_hash=hashlib.sha256(asked.encode()).hexdigest(),
        at=now,
        expires_at=now + pulse_acts.LASTS,
    )
    pack = Pack.objects.get(pk=table.ids["pack_id"])
    shown = pack_acts.make_link(pack, CANARY, expires_at=now + timedelta(days=1), by=cast.tom, at=now)[1]
    program = inlet_acts.new_key()
    measure = Measure.objects.get(pk=table.ids["measure_id"])
    inlet_acts.open_inlet(measure, f"{CANARY} counter", program, by=cast.tom, at=now)
    return {
        "letters": {
            "answer": passes.issue(cast.bea, table.problem, table.ids["question_id"], at=now),
            "lasting": passes.issue(cast.bea, solved_one, solved.pk, at=now),
            "pulse-answer": asked,
            "pulse-stop": pulse_acts.stop_key(pulse),
            "care-letters-stop": letters.stop_key(letters.want(cast.tom.person, 8, at=now)),
        },
        "reader": dict.fromkeys(("shown", "shown-opened", "shown-taken", "shown-pdf"), shown),
        "program": {"readings-sent": program},
    }


def routes() -> list[tuple[str, tuple[str, ...]]]:
    """(name, parameters) of every address, from the live route table."""

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                assert isinstance(pattern, URLPattern)
                yield pattern.name, tuple(pattern.pattern.converters)

    return sorted(walk(get_resolver().url_patterns))


def address(name: str, parameters: tuple[str, ...], ids: dict[str, int], keys: dict[str, str] | None = None) -> str:
    """The address of a route with these ids, and the key that somebody has for it, if any."""
    fixed = FIXED | ({"key": keys[name]} if keys and name in keys else {})
    return reverse(name, kwargs={one: fixed.get(one) or ids[one] for one in parameters})


def ask(browser: Browser, method: str, path: str) -> tuple[str, HttpResponse]:
    """What one address answers, in a word ("in", "refused", "hidden", "sign in", "no method"), and the answer.

    What it may have written is taken back.
    """
    keep = transaction.savepoint()
    response = browser.post(path) if method == "POST" else browser.generic(method, path)
    transaction.savepoint_rollback(keep)
    return meaning(response), response


def meaning(response: HttpResponse) -> str:
    """The word for an answer; "in" is anything but 403, 404, 405 and the way to sign in."""
    if response.status_code in (302, 303) and response["Location"].startswith(("/sign-in/", "/seats/")):
        return "sign in"
    if response.status_code == 403 and b"Not taken in yet" in response.content:
        return "sign in"
    if response.status_code >= 500:
        return f"error {response.status_code}"
    return {403: "refused", 404: "hidden", 405: "no method"}.get(response.status_code, "in")
