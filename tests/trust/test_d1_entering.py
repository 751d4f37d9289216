"""D1: a code makes exactly one sign-in however many send it at once, and no robot uses a letter's link up."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from ours.people.entrance import way_in
from ours.people.models import Session, SignInCode, WayIn
from ours.post.models import Letter
from tests.people.entering import ask, code_in_letter, session_of, type_code
from tests.trust import apart
from tests.trust.house import furnish
from tests.trust.programme import size, tell
from tests.trust.rows import changed, everything, rows

ROBOTS = (
    {},
    {"User-Agent": "Mozilla/5.0 (compatible; SafeLinks; +https://scanner.example/)"},
    {"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
    {"User-Agent": "WhatsApp/2.23.20.0", "Range": "bytes=0-65535"},
    {"Sec-Purpose": "prefetch;prerender", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    {"Purpose": "prefetch"},
    {"X-Moz": "prefetch"},
    {"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Site": "cross-site"},
)
METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")


@pytest.mark.slow
def test_twelve_at_once_make_one_sign_in(tmp_path):
    rounds = size(1, 500)
    found = apart.run(tmp_path, "entering", "sending", rounds)
    tell("D1", rounds=rounds, at_once=12, wrong=sum(found.count(one) != rounds for one in EXPECTED))
    assert found == EXPECTED * rounds


EXPECTED = [
    {"sent": "the right code", "came_in": 1, "sessions": 1},
    {"sent": "guesses", "counted": 6, "sessions": 0},  # all five tries of a code, and the first one too many
    {"sent": "two letters' codes", "came_in": 2, "sessions": 2},  # each fits once
    {"sent": "a way in", "came_in": 1, "sessions": 1},
]


def letters_link(email):
    """What the letter with the code leads to, as a path with its query."""
    letter = Letter.objects.filter(to=email, kind="code").latest("pk")
    return re.search(r"http://[^/\s]+(/sign-in/code/\?\S+)", letter.text)[1]


def kept():
    """Every code, way in and session there is, in all its columns."""
    return rows(SignInCode), rows(WayIn), rows(Session)


def test_robots_use_nothing_up(cast):
    browser = Browser(enforce_csrf_checks=True)
    page = browser.get("/sign-in/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert ask(browser, "bea@example.org", csrfmiddlewaretoken=token).status_code == 303
    code, link, way = (
        code_in_letter("bea@example.org"),
        letters_link("bea@example.org"),
        way_in(cast.maja, timezone.now()),
    )
    before, opened = kept(), 0
    for robot in ROBOTS:
        for method in METHODS:
            for path in (link, way, way + "?x=1", link.replace("code=", "code=0")):
                robots = Browser(enforce_csrf_checks=True, headers=robot)
                said = {"code": code, "next": "/"} if method == "post" else None
                robots.generic(method.upper(), path) if said is None else robots.post(path, said)
                # Some keep the cookies of the page that they opened, and send what its forms hold.
                robots.get(path)
                robots.generic(method.upper(), path)
                opened += 3
    tell("D1", opened_by_robots=opened, used_up=int(kept() != before))
    assert kept() == before
    page = browser.get(link).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert type_code(browser, code, csrfmiddlewaretoken=token).status_code == 303
    person = Browser(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', person.get(way).content.decode())[1]
    assert person.post(way, {"csrfmiddlewaretoken": token}).status_code == 303
    assert Session.objects.filter(person__isnull=False).count() == 2


def test_a_robot_that_runs_scripts_and_sends_forms_has_not_the_askers_browser(cast):
    ask(Browser(), "bea@example.org")
    code, link = code_in_letter("bea@example.org"), letters_link("bea@example.org")
    robots = Browser()
    robots.get(link)
    assert type_code(robots, code).status_code == 422
    ask(robots, "imani@example.org")
    assert type_code(robots, code).status_code == 422
    assert not Session.objects.exists()
    assert SignInCode.objects.get(email="bea@example.org").tries_left == SignInCode.TRIES


def test_links_of_other_letters_are_opened_and_nothing_is_taken_in(db):
    """The question, the pulse, whether it lasted, evidence, stopping letters: the page asks, its button does."""
    house = furnish()
    names = [name for name in house.keys if name != "readings-sent"]
    before = everything()
    for name in names:
        for robot in ROBOTS:
            for method in ("get", "head", "options"):
                path = reverse(name, args=[house.keys[name]])
                answer = getattr(Browser(headers=robot), method)(path)
                assert answer.status_code in (200, 405), (name, method, answer.status_code)
    assert changed(before, everything()) == {}


@pytest.mark.parametrize(
    ("minutes", "seconds", "comes_in"), [(0, 0, True), (9, 59, True), (10, 0, False), (10, 1, False), (1440, 0, False)]
)
def test_a_code_lasts_ten_minutes(cast, monkeypatch, minutes, seconds, comes_in):
    browser, began = Browser(), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: began)
    ask(browser, "bea@example.org")
    later = began + timedelta(minutes=minutes, seconds=seconds)
    monkeypatch.setattr(timezone, "now", lambda: later)
    answer = type_code(browser, code_in_letter("bea@example.org"))
    assert (answer.status_code == 303, session_of(browser) is not None) == (comes_in, comes_in)


def test_a_used_code_is_used_and_signing_out_does_not_give_it_back(cast):
    browser = Browser()
    ask(browser, "bea@example.org")
    code = code_in_letter("bea@example.org")
    asks = {name: cookie.value for name, cookie in browser.cookies.items()}
    assert type_code(browser, code).status_code == 303
    browser.post("/sign-out/")
    again = Browser()
    for name, value in asks.items():
        again.cookies[name] = value
    assert type_code(again, code).status_code == 422
    assert not Session.objects.filter(person__isnull=False).exists()


def test_one_that_could_be_used_up_would_be_seen(cast):
    """A robot that holds the asker's cookies is the asker: what it does shows in the very comparison made above."""
    browser = Browser()
    ask(browser, "bea@example.org")
    before = kept()
    type_code(browser, "00000000")
    assert kept() != before
