"""Every route as every kind of person: made from the live route table, and a route without a row fails.

Each cell is asked with GET and with an empty POST. What a seat may not see answers 404, the same as what does not
exist; a visitor is asked to sign in. What may be seen answers anything but 403, 404 and 500; "refused" is 403.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ours.people.models import Person, Seat
from ours.problem import acts as problems
from ours.problem.models import Chair
from tests.cast import DAY
from tests.conftest import signed_in_browser
from tests.world import CANARY, mail_in_tray, set_table

PRINCIPALS = (
    "visitor",
    "owner",  # runs the firm
    "expert",  # on the engagement
    "colleague",  # of the firm, on another engagement
    "client",  # sits at the table
    "unseated",  # of the same client, no chair here
    "left",  # had a chair, left it
    "neighbour",  # of the firm's other client
    "stranger",  # owner of another firm
    "foreigner",  # client of another firm
    "ended",  # sat here and left the organisation
    "deactivated",  # sat here, the person is deactivated
)
INSIDE = {"owner", "expert", "client"}
EXPERTS = {"owner", "expert"}
ALL_EXPERTS = {"owner", "expert", "colleague", "stranger"}
SIGNED_IN = set(PRINCIPALS) - {"visitor", "ended", "deactivated"}
NOBODY: set[str] = set()

INSIDE = {"owner", "expert", "client"}
EXPERTS = {"owner", "expert"}
FIRM = EXPERTS | {"colleague"}
CLIENTS = {"client", "unseated", "left", "neighbour", "foreigner"}
SAME_CLIENT = {"client", "unseated", "left"}
SIGNED_IN = set(PRINCIPALS) - {"visitor", "ended", "deactivated"}
ALL_EXPERTS = SIGNED_IN - CLIENTS
EVERYBODY = set(PRINCIPALS)
NOBODY: set[str] = set()


class Row:
    """Who gets in with GET and with POST (None: there is no such method), and who is refused with a sentence (403).

    Everybody else who is signed in finds nothing (404), a visitor is asked to sign in; with `open_to_visitors` a
    visitor is like everybody else, finding nothing unless let in.
    """

    def __init__(self, get=None, post=None, *, refused=NOBODY, open_to_visitors=False, known=NOBODY):
        self.get, self.post, self.refused, self.open_to_visitors = get, post, refused, open_to_visitors
        self.known = known  # people without a seat who are known here all the same

    def expected(self, method):
        inside = self.get if method == "GET" else self.post
        if inside is None:
            return dict.fromkeys(PRINCIPALS, "no method")
        found = {}
        for principal in PRINCIPALS:
            if principal in inside:
                found[principal] = "in"
            elif principal not in SIGNED_IN | self.known and not self.open_to_visitors:
                found[principal] = "sign in"
            elif principal in self.refused and method == "POST":
                found[principal] = "refused"
            else:
                found[principal] = "hidden"
        return found


PAGE = Row(INSIDE)
DEED = Row(post=INSIDE)
EXPERTS_DEED = Row(post=EXPERTS, refused={"client"})
CLIENTS_DEED = Row(post={"client"}, refused=EXPERTS)
MINE = Row(post={"expert"}, refused={"owner", "client"})  # the expert's own commitment
FOR_EVERYBODY = Row(SIGNED_IN)
OPEN = Row(EVERYBODY, EVERYBODY)

MATRIX: dict[str, Row] = {
    # without a table
    "home": FOR_EVERYBODY,
    "care": FOR_EVERYBODY,
    "devices": FOR_EVERYBODY,
    "problem-new": FOR_EVERYBODY,
    "search": FOR_EVERYBODY,
    "similar": Row(ALL_EXPERTS),
    "similar-problem": Row(EXPERTS),
    "spread": FOR_EVERYBODY,
    **dict.fromkeys("portfolio portfolio-rows portfolio-csv portfolio-xlsx".split(), FOR_EVERYBODY),
    "signal-worth": Row({"owner", "stranger"}),
    "me": Row(SIGNED_IN, SIGNED_IN),
    "device-out": Row(post=SIGNED_IN),
    "devices-others-out": Row(post=SIGNED_IN),
    "healthz": Row(EVERYBODY),
    "request-kept": Row(post=CLIENTS),
    # coming in
    "sign-in": Row(EVERYBODY - {"ended", "deactivated"}, EVERYBODY),
    "sign-in-code": OPEN,
    "way-in": OPEN,  # a key that does not exist says so
    "seats": Row(EVERYBODY - {"visitor"}, NOBODY, known={"ended", "deactivated"}),  # no such seat for anybody
    "answer": Row(NOBODY, NOBODY, open_to_visitors=True),  # a key that does not exist
    # the firm and its clients
    "firm": Row(ALL_EXPERTS, {"owner", "stranger"}, refused={"expert", "colleague"}),
    "wording-rules": Row(ALL_EXPERTS),
    "firm-seats": Row(post={"owner", "stranger"}, refused={"expert", "colleague"}),
    "clients": Row(ALL_EXPERTS, ALL_EXPERTS),
    "client": Row(EXPERTS | SAME_CLIENT),
    "client-seats": Row(post=INSIDE, refused={"unseated", "left"}),
    "client-placeholders": Row(post=INSIDE, refused={"unseated", "left"}),
    "client-engagements": Row(post=EXPERTS),
    "engagement": Row(EXPERTS),
    "engagement-promises": Row(post=EXPERTS),
    "engagement-crews": Row(post=EXPERTS),
    "engagement-crew-ended": Row(post=EXPERTS),
    "engagement-care": PAGE,
    "engagement-promised": DEED,
    "engagement-promised-ended": DEED,
    "engagement-rhythms": DEED,
    "engagement-rhythm-agreed": CLIENTS_DEED,  # the expert's side proposed it
    "engagement-pulse": PAGE,
    "pulse-rhythms": DEED,
    "pulse-own-turn": DEED,
    "pulse-rhythm-ended": DEED,
    "pulse-rhythm-agreed": CLIENTS_DEED,  # the expert's side proposed it
    # what a client brings the firm is read by the firm alone
    "client-success": Row(EXPERTS),
    "client-revenue": Row(post=EXPERTS),
    # keys that do not exist
    **dict.fromkeys("lasting pulse-answer pulse-stop".split(), Row(NOBODY, NOBODY, open_to_visitors=True)),
    "readings-sent": Row(post=NOBODY, open_to_visitors=True),
    "weeding": Row(ALL_EXPERTS),
    "care-letters": Row(ALL_EXPERTS, ALL_EXPERTS),
    "care-letters-stopped": Row(post=ALL_EXPERTS),
    "care-letters-stop": Row(NOBODY, NOBODY, open_to_visitors=True),  # a key that does not exist
    "seat": Row(EXPERTS | SAME_CLIENT, INSIDE, refused={"unseated", "left"}),
    "seat-person": Row(post=INSIDE, refused={"unseated", "left"}),
    # what lies with a client: everybody there, and the firm's who work for it
    "inventory": Row(EXPERTS | SAME_CLIENT),
    "initiative": Row(EXPERTS | SAME_CLIENT),
    **dict.fromkeys(
        "inventory-items inventory-item-changed inventory-item-gone initiative-sponsor initiative-steps "
        "initiative-step-done initiative-dissolved initiative-ended".split(),
        Row(post=EXPERTS | SAME_CLIENT),
    ),
    "initiative-not-dissolved": Row(post=INSIDE),  # it speaks of a problem
    "seat-leaving": Row(post=EXPERTS, refused=SAME_CLIENT),
    # a placeholder can be neither moved nor deactivated
    "seat-move": Row(post=NOBODY, refused=EXPERTS | SAME_CLIENT),
    "seat-deactivation": Row(post=NOBODY, refused=EXPERTS | SAME_CLIENT),
    "seat-reactivation": Row(post=NOBODY, refused=EXPERTS | SAME_CLIENT),
    # the tray and the letters
    "tray": Row(ALL_EXPERTS),
    "tray-mail": Row(FIRM),
    "tray-raw": Row(FIRM),
    # nothing here came as a mail with a look of its own
    "tray-look": Row(NOBODY),
    "message-look": Row(NOBODY),
    "answer-mail": PAGE,
    "request-look": Row(NOBODY),
    "tray-put-aside": Row(post=FIRM),
    "tray-taken-up": Row(post=FIRM),
    "tray-placed": Row(post=NOBODY),  # no place was named
    "reply-addresses": Row(SIGNED_IN, SIGNED_IN),
    "letters": Row({"owner", "stranger"}, open_to_visitors=True),
    "letter": Row({"owner"}, open_to_visitors=True),
    "letter-html": Row({"owner"}, open_to_visitors=True),
    # the pages of one table
    **dict.fromkeys(
        "solve constraint option table wall print history listening listening-session heard messages request "
        "proof measure readings-list-kept "
        "attachment words drafts disagreements state ownership tending accounts parking aside".split(),
        PAGE,
    ),
    **dict.fromkeys("readings-list inlets".split(), Row(INSIDE, INSIDE)),
    "wording": Row(post=NOBODY),  # nothing to read over was named
    "stream": Row(INSIDE, INSIDE, open_to_visitors=True),
    "seriousness": Row(INSIDE, INSIDE),
    # the deeds at one table
    **dict.fromkeys(
        "ideas ideas-asked idea-set-aside constraints constraint-checks constraint-lessenings constraint-changes "
        "constraint-joined constraint-lifted options option-held option-partner positions decisions attempts results "
        "lives say aim answers wordings session-answers chairs chair-left known newcomers words-versions words-signers "
        "agreement drafts-laid disagreements-placed state-said measures measure-replaced readings opportunities fears "
        "ownership-owner ownership-commitments ownership-ways ownership-step-done ownership-prescriptions "
        "proof-proposals proof-days proof-back measure-readings reading-corrected inlet-closed "
        "ownership-abilities parkings parking-returned aside-notes "
        "tending-touches tending-touch-ended tending-links tending-link-ended taken-up "
        "stuck stuck-helps stuck-ended".split(),
        DEED,
    ),
    **dict.fromkeys(
        "questions rung-mark need listening-sessions session-questions session-playbacks session-end "
        "ownership-steps weeding-do weeding-ask weeding-park weeding-let-go account-given".split(),
        EXPERTS_DEED,
    ),
    **dict.fromkeys(
        "proof-confirmed proof-not-yet proof-lasted proof-day-agreed "
        "rung-confirmation session-hearing ownership-agreement disagreement-settled disagreement-set-aside".split(),
        CLIENTS_DEED,
    ),
    "ownership-kept": MINE,
    "ownership-new-day": MINE,
    # not due yet, not missed
    "ownership-missed": Row(post=NOBODY, refused=INSIDE),
    "ownership-again": Row(post=NOBODY, refused=INSIDE),
    # cases: the client reads one once it was asked about it
    "cases": FOR_EVERYBODY,
    "case": PAGE,
    "case-words": Row(EXPERTS),
    **dict.fromkeys("case-versions case-blurred case-asked".split(), EXPERTS_DEED),
    "case-answered": CLIENTS_DEED,
    "case-drafted": Row(post=NOBODY, refused=INSIDE),  # not solved yet
    "case-withdrawn": Row(post=NOBODY, refused=INSIDE),  # nothing was permitted yet
    # evidence is the firm's, all of it
    "packs": Row(ALL_EXPERTS),
    "pack-made": Row(post=ALL_EXPERTS),
    **dict.fromkeys("pack pack-look pack-pdf".split(), Row(FIRM)),
    **dict.fromkeys("pack-chosen pack-linked pack-revoked pack-ended".split(), Row(post=FIRM)),
    # a key that does not exist
    **dict.fromkeys("shown shown-pdf".split(), Row(NOBODY, open_to_visitors=True)),
    **dict.fromkeys("shown-opened shown-taken".split(), Row(post=NOBODY, open_to_visitors=True)),
    # the guided ways are the firm's; for a client they do not exist
    "aside-ways": Row(EXPERTS),
    "aside-ways-begun": Row(post=NOBODY),  # no pattern was named
    "aside-way": Row(EXPERTS),
    "aside-way-gone": Row(post=EXPERTS),
    "aside-way-ended": Row(post=EXPERTS),
    # the private room: everybody has their own, and finds nothing of anybody else's
    **dict.fromkeys("reflect reflect-oneself reflect-trust reflect-lessons reflect-own".split(), FOR_EVERYBODY),
    "reflect-levels": Row(ALL_EXPERTS),
    "firm-focus": Row(ALL_EXPERTS),
    "reflect-snapshots": Row(SIGNED_IN, SIGNED_IN),
    **dict.fromkeys(
        "reflect-answered reflect-mendings reflect-learned reflect-unlocked reflect-locked reflect-passphrase "
        "reflect-passphrase-gone reflect-export reflect-ended".split(),
        Row(post=SIGNED_IN),
    ),
    "reflect-placed": Row(post=ALL_EXPERTS),
    **dict.fromkeys("reflect-snapshot reflect-mending".split(), Row({"expert"})),
    **dict.fromkeys(
        "reflect-gone reflect-mending-changed reflect-mending-seen reflect-mending-mended".split(),
        Row(post={"expert"}),
    ),
    # the note of the expert, in the aside of the expert's side
    "aside-taken-back": Row(post={"expert"}, refused={"owner"}),
}
# Whoever signs out is out: it has its own test (tests/people).
APART = {"sign-out"}


def routes():
    """(name, parameters) of every address, from the live route table."""

    def walk(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                assert isinstance(pattern, URLPattern)
                yield pattern.name, tuple(pattern.pattern.converters)

    return sorted(walk(get_resolver().url_patterns))


@pytest.fixture
def world(cast, settings):
    settings.SMTP_URL = ""
    settings.DEMO = False
    first = set_table(
        cast,
        engagement=cast.growth,
        client_seat=cast.bea,
        other_seat=cast.front_desk,
        expert=cast.tom,
        word=CANARY,
    )
    first.ids["mail_id"] = mail_in_tray(cast.neon, CANARY)
    second = set_table(
        cast, engagement=cast.orders, client_seat=cast.maja, other_seat=cast.maja, expert=cast.una, word="Second"
    )
    third = set_table(
        cast, engagement=cast.casting, client_seat=cast.luca, other_seat=cast.luca, expert=cast.kai, word="Third"
    )
    third.ids["mail_id"] = mail_in_tray(cast.kobalt, "Third")
    return cast, first, second, third


def people(cast, problem):
    """A browser for each principal."""
    extra = {}
    for name in ("Left", "Ended", "Deactivated"):
        person = Person.objects.create(name=name, email=f"{name.lower()}@example.org", made_at=DAY)
        extra[name] = Seat.objects.create(person=person, firm=cast.neon, client=cast.yoga, name=name, made_at=DAY)
        problems.seat_at(problem, extra[name], by=cast.tom, at=DAY)
    Chair.objects.filter(seat=extra["Left"]).update(left_at=DAY + timedelta(days=1))
    browsers = {
        "visitor": Browser(),
        "owner": signed_in_browser(cast.ana),
        "expert": signed_in_browser(cast.tom),
        "colleague": signed_in_browser(cast.una),
        "client": signed_in_browser(cast.bea),
        "unseated": signed_in_browser(cast.imani),
        "left": signed_in_browser(extra["Left"]),
        "neighbour": signed_in_browser(cast.maja),
        "stranger": signed_in_browser(cast.kai),
        "foreigner": signed_in_browser(cast.luca),
        "ended": signed_in_browser(extra["Ended"]),
        "deactivated": signed_in_browser(extra["Deactivated"]),
    }
    Seat.objects.filter(pk=extra["Ended"].pk).update(left_at=DAY + timedelta(days=1))
    Person.objects.filter(name="Deactivated").update(deactivated_at=DAY + timedelta(days=1))
    assert set(browsers) == set(PRINCIPALS)
    return browsers


def address(name, parameters, ids):
    fixed = {"key": "no-such-key", "mark": "no-such-mark", "horizon": "urgent"}
    return reverse(name, kwargs={one: fixed.get(one) or ids[one] for one in parameters})


def ask(browser, method, path):
    """What one cell answers: "in", "refused", "hidden", "sign in", "no method"."""
    browser.raise_request_exception = False
    response = browser.get(path) if method == "GET" else browser.post(path)
    if response.status_code in (302, 303) and response["Location"].startswith(("/sign-in/", "/seats/")):
        return "sign in", response
    if response.status_code == 403 and b"Not taken in yet" in response.content:
        return "sign in", response
    words = {403: "refused", 404: "hidden", 405: "no method"}
    assert response.status_code < 500, (method, path, response.status_code)
    return words.get(response.status_code, "in"), response


def test_every_route_has_its_row():
    assert {name for name, _ in routes()} - APART == set(MATRIX)


@pytest.mark.slow
def test_every_route_as_everybody(world):
    cast, first, _, _ = world
    browsers = people(cast, first.problem)
    wrong = []
    for name, parameters in routes():
        if name in APART:
            continue
        path = address(name, parameters, first.ids)
        for method in ("GET", "POST"):
            for principal, expected in MATRIX[name].expected(method).items():
                keep = transaction.savepoint()
                answer, response = ask(browsers[principal], method, path)
                transaction.savepoint_rollback(keep)
                if answer != expected:
                    wrong.append((name, method, principal, expected, answer))
                if answer != "in" and CANARY.encode() in response.content:
                    wrong.append((name, method, principal, "leaks"))
    assert wrong == []


@pytest.mark.slow
def test_what_belongs_to_another_table_is_not_at_this_one(world):
    """The right table with an id of a sibling, of another firm, or of nothing: 404 for everybody inside."""
    cast, first, second, third = world
    browsers = {"owner": signed_in_browser(cast.ana), "client": signed_in_browser(cast.bea)}
    wrong = []
    for name, parameters in routes():
        inner = [one for one in parameters if one.endswith("_id") and one != "problem_id"]
        if "problem_id" not in parameters or not inner:
            continue
        for elsewhere in (second.ids[inner[0]], third.ids[inner[0]], 1):
            path = address(name, parameters, {**first.ids, inner[0]: elsewhere})
            for principal, browser in browsers.items():
                for method in ("GET", "POST"):
                    keep = transaction.savepoint()
                    answer, response = ask(browser, method, path)
                    transaction.savepoint_rollback(keep)
                    if answer not in ("hidden", "no method", "refused") or b"Second" in response.content:
                        wrong.append((name, method, principal, answer))
    assert wrong == []
