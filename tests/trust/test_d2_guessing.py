"""D2: nobody guesses a way in, and no answer tells which addresses, keys and letters are known here."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ours.cases import pack_acts
from ours.listen.receiving import receive
from ours.people import entrance
from ours.people.models import Person, Seat, SignInCode
from ours.post import passes, replies
from ours.post.models import InboundMail, Letter, Pass, ReplyAddress
from ours.prove import inlet_acts
from tests.cases.helping import permitted
from tests.cast import DAY
from tests.conftest import signed_in_browser
from tests.listen.letterbox import mail
from tests.people.entering import ask, type_code
from tests.prove.helping import seats
from tests.trust import apart
from tests.trust.programme import size, tell

ODDS = 10_000  # at least so many to one against guessing a way in within a day
WINDOWS = timedelta(days=1) // entrance.CODES_IN
CODES = 10**entrance.DIGITS


def guesses(browsers: int, addresses: list[str], networks: list[str]) -> int:
    """How many (code, guess) pairs are tried within one window by so many browsers that stop at nothing."""
    tried = 0
    for number in range(browsers):
        browser = Browser(REMOTE_ADDR=networks[number % len(networks)])
        while ask(browser, addresses[number % len(addresses)]).status_code == 303:
            waiting = SignInCode.objects.filter(browser_hash=_hash_of(browser))
            while waiting.filter(tries_left__gt=0).exists():
                before = sum(waiting.filter(tries_left__gt=0).values_list("tries_left", flat=True))
                type_code(browser, f"{tried:08}")
                tried += before - sum(waiting.filter(tries_left__gt=0).values_list("tries_left", flat=True))
    return tried


def _hash_of(browser: Browser) -> str:
    return entrance.hashed("browser", browser.cookies["ours-asks"].value)


@pytest.mark.parametrize("whom", ["one person", "anybody"])
def test_guessing_all_day_is_in_vain(cast, whom):
    """One person from a thousand networks; or anybody at all from one network."""
    if whom == "one person":
        tried = guesses(12, ["bea@example.org"], [f"192.0.2.{number}" for number in range(12)])
    else:
        tried = guesses(size(40, 200), [f"one{number}@example.org" for number in range(200)], ["192.0.2.1"])
    by_day = tried * WINDOWS
    tell("D2", guessing=whom, guesses_a_day=by_day, one_in=CODES // by_day)
    assert by_day * ODDS < CODES


@pytest.mark.slow
def test_many_who_ask_at_once_get_no_more_codes(tmp_path):
    rounds = size(1, 200)
    found = apart.run(tmp_path, "entering", "asking", rounds)
    most = max(one["codes"] for one in found if one["asked"] == "for one address")
    tell("D2", rounds=rounds, at_once=40, most_codes=most)
    assert (
        found
        == [
            {"asked": "for one address", "codes": entrance.CODES_PER_ADDRESS},
            {"asked": "from one place", "codes": entrance.CODES_PER_NETWORK},
        ]
        * rounds
    )


@pytest.mark.slow
def test_where_nobody_waits_more_codes_are_seen(tmp_path):
    """On SQLite one transaction writes at a time, so that nothing can be taken out there."""
    if connection.vendor == "sqlite":
        return
    found = apart.run(tmp_path, "entering", "careless", 3)
    assert max(one["codes"] for one in found if one["asked"] == "for one address") > entrance.CODES_PER_ADDRESS


def test_every_other_key_is_longer_than_anybody_guesses(cast):
    at = timezone.now()
    problem = cast.problem()
    replies.issue(cast.bea.person, cast.neon, at=at)
    keys = {
        "way in": entrance.way_in(cast.bea, at).split("/")[2],
        "pass": passes.issue(cast.bea, problem, 1, at=at),
        "inlet": inlet_acts.new_key(),
        "evidence": pack_acts.make_link(
            pack_acts.make_pack("A", "B", [permitted(cast)], by=cast.tom, at=at), "C", expires_at=at, by=cast.tom, at=at
        )[1],
    }
    assert {name: len(key) >= 43 for name, key in keys.items()} == dict.fromkeys(keys, True)  # 256 bits, 6 a letter
    [tag] = replies.keys_in([replies.issue(cast.bea.person, cast.neon, at=at)])
    assert len(tag) * 5 >= 75  # letters and digits in one case, sent by mail only, and one try a mail


# What is known and what is not, answered alike: bytes, status, headers, statements.


def told(act) -> tuple:
    """What whoever asks can see of it, and what it cost: the statements, without their values."""
    with CaptureQueriesContext(connection) as queries:
        answer = act()
    page = re.sub(r'((?:csrfmiddlewaretoken|once)" value=")[^"]+', r"\1", answer.content.decode())
    headers = {name: value for name, value in answer.headers.items() if name not in ("Set-Cookie", "Expires")}
    cookies = sorted((name, cookie["max-age"]) for name, cookie in answer.cookies.items())
    sql = [re.sub(r"'[^']*'|\d+|%s", "?", query["sql"])[:80] for query in queries]
    return (
        answer.status_code,
        page,
        headers,
        cookies,
        [one for one in sql if not one.startswith(("RELEASE", "ROLLBACK"))],
    )


def without(words: str, seen: tuple) -> tuple:
    return seen[0], seen[1].replace(words, "WORDS"), *seen[2:]


def assert_alike(what: str, seen: list[tuple]) -> None:
    told_apart = sum(one != seen[0] for one in seen)
    tell("D2", asked=what, ways=len(seen), told_apart=told_apart)
    assert all(one == seen[0] for one in seen), [one for one in seen if one != seen[0]][:1] + seen[:1]


def test_asking_for_a_code(cast):
    Person.objects.filter(name="Una Holt").update(deactivated_at=DAY)
    Seat.objects.filter(pk=cast.imani.pk).update(left_at=DAY)
    Person.objects.create(name="X", email="noseat@example.org", made_at=DAY)
    known = ["bea", "una", "imani", "noseat", "nobody"]
    ask(Browser(), "warm@example.org")
    asked = [without(f"{name}@", told(lambda name=name: ask(Browser(), f"{name}@example.org"))) for name in known]
    assert_alike("a code", asked)
    too_many = []
    for name in known:
        for _ in range(4):
            ask(Browser(REMOTE_ADDR="192.0.2.9"), f"{name}@example.org")
        SignInCode.objects.update(from_address="192.0.2.10")
        too_many.append(without(f"{name}@", told(lambda name=name: ask(Browser(), f"{name}@example.org"))))
    assert too_many[0][0] == 429
    assert_alike("too many codes", too_many)


def test_typing_a_wrong_code(cast):
    seen = []
    for name in ("bea", "nobody"):
        browser = Browser()
        ask(browser, f"{name}@example.org")
        seen.append(
            [without(f"{name}@", told(lambda browser=browser: type_code(browser, "00000000"))) for _ in range(6)]
        )
    assert_alike("a wrong code", seen)


def test_inviting_somebody_who_is_known_elsewhere(cast):
    """Luca is the other firm's; whoever invites him learns no more than about somebody new."""
    seen = []
    for email in ("warm@example.org", "luca@example.org", "nobody@example.org"):
        browser = signed_in_browser(cast.bea)
        said = {"name": "Lu", "email": email, "title": "", "role": "member", "level": "2", "once": email}
        path = f"/clients/{cast.yoga.pk}/seats/"
        answer = told(lambda browser=browser, path=path, said=said: browser.post(path, said))
        assert answer[0] == 303
        page = re.sub(r"/people/\d+/", "", browser.get(answer[2]["Location"]).content.decode())
        assert "Luca" not in page
        seen.append(answer)
        Seat.objects.filter(name="Lu").update(left_at=DAY, name="Before")
    assert_alike("an invitation", seen[1:])


def test_keys_of_letters_and_links(cast, settings):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    at, problem = timezone.now(), cast.problem()
    live = [passes.issue(cast.bea, problem, 1, at=at) for _ in range(3)]
    Pass.objects.filter(key_hash=passes._hash(live[0])).update(revoked_at=at)
    Pass.objects.filter(key_hash=passes._hash(live[1])).update(expires_at=at - timedelta(1))
    old = live[:2]
    for route in ("answer", "lasting"):
        keys = ["no-such-key", "x" * 43, *old]
        seen = [without(key, told(lambda key=key, route=route: Browser().get(f"/{route}/{key}/"))) for key in keys]
        assert seen[0][0] == 404
        assert_alike(route, seen)
    pack = pack_acts.make_pack("A", "B", [permitted(cast)], by=cast.tom, at=at)
    made = [pack_acts.make_link(pack, "C", expires_at=at + timedelta(9), by=cast.tom, at=at) for _ in range(2)]
    pack_acts.revoke_link(made[0][0], by=cast.tom, at=at)
    type(made[1][0]).objects.filter(pk=made[1][0].pk).update(expires_at=at - timedelta(1))
    keys = ["no-such-key", "x" * 43, *(key for _link, key in made)]
    for rest in ("", "evidence.pdf"):
        seen = [without(key, told(lambda key=key, rest=rest: Browser().get(f"/shown/{key}/{rest}"))) for key in keys]
        assert seen[0][0] == 404
        assert_alike(f"evidence {rest}".strip(), seen)
    measure = seats(problem, cast.tom)
    closed = inlet_acts.new_key()
    inlet_acts.close_inlet(inlet_acts.open_inlet(measure, "Shop", closed, by=cast.tom, at=at), by=cast.tom, at=at)
    keys = ["no-such-key", "x" * 43, closed]
    seen = [told(lambda key=key: Browser().post(f"/readings/{key}/", {"value": "7"})) for key in keys]
    assert seen[0][0] == 404
    assert_alike("inlet", seen)


def test_an_answer_to_an_address_that_does_not_count_is_not_told_from_one_that_never_was(cast):
    """By mail nothing is answered at all: what cannot be placed waits in the tray, for the firm alone."""
    live = replies.issue(cast.bea.person, cast.neon, at=DAY)
    replies.issue(cast.bea.person, cast.neon, at=DAY)
    ReplyAddress.objects.filter(key_hash=replies._hash(replies.keys_in([live])[0])).update(revoked_at=DAY)
    never = "help+r" + "a" * 20 + "@neon.example"
    seen = []
    for number, to in enumerate((live, never, "help+rx@neon.example")):
        before = Letter.objects.count()
        raw = mail(sender="Stranger <stranger@place.example>", to=to, id=f"<n{number}@place.example>")
        outcome = receive(raw, at=DAY)
        seen.append((outcome.exit_code, outcome.problem, Letter.objects.count() - before))
    assert InboundMail.objects.count() == 3
    assert_alike("a reply address", seen)
    assert seen[0] == (0, None, 0)


def test_a_telling_answer_is_seen(cast, settings):
    """Signed in with one's own address one is sent on, with another's one is asked: those answers do differ."""
    bea = signed_in_browser(cast.bea)
    seen = [
        told(lambda email=email: bea.get(f"/sign-in/?email={email}")) for email in ("bea@example.org", "x@example.org")
    ]
    with pytest.raises(AssertionError):
        assert_alike("a code", seen)
