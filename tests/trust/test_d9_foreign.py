"""D9: no other site's page makes anybody's browser do a deed, and nothing is done by opening a page."""

from collections import Counter

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test import Client as Browser
from django.urls import reverse

from tests.asking import routes
from tests.people.entering import ask, code_in_letter, type_code
from tests.rights import MATRIX
from tests.trust.forms import fillings, forms_in
from tests.trust.house import PHRASE, House
from tests.trust.programme import size, tell
from tests.trust.rows import changed, everything

WHO = ("tom", "bea", "ana", "visitor")
# A program sends without cookies: whoever holds the address may, from wherever.
WITHOUT_COOKIES = {"readings-sent"}
EVIL = "https://evil.example"
MINE = "http://testserver"
LOOKED = "Look"  # what somebody has seen last at a table is noted when they look


def path_of(house: House, name: str, parameters) -> str:
    fixed = {"mark": "no-such-mark", "horizon": "urgent", "key": house.keys.get(name, house.keys["shown"])}
    return reverse(name, kwargs={one: fixed.get(one) or house.table.ids[one] for one in parameters})


def strict(house: House, who: str) -> tuple[Browser, str]:
    """A browser whose forms are checked, and the token of its pages."""
    browser = house.browser(who)
    browser.handler.enforce_csrf_checks, browser.raise_request_exception = True, False
    if who == "visitor":
        browser.get("/sign-in/")
    else:
        browser.get("/me/")
    token = browser.cookies[django_settings.CSRF_COOKIE_NAME].value
    return browser, token


def from_elsewhere(token: str) -> list[tuple[str, bool, dict[str, str], dict[str, str]]]:
    """Ways in which a form can come from elsewhere: (what it is, whether over https, fields, headers) of each."""
    field = "csrfmiddlewaretoken"
    mine, none = {field: token}, {}
    return [
        ("no token", False, none, {}),
        ("an empty token", False, {field: ""}, {}),
        ("a made-up token", False, {field: "x" * 32}, {}),
        ("another browser's token", False, {field: token[::-1]}, {}),
        ("another site's origin", False, mine, {"Origin": EVIL}),
        ("no site's origin", False, mine, {"Origin": "null"}),
        ("a sister's origin", False, mine, {"Origin": "http://evil.testserver"}),
        ("our name on another port", False, mine, {"Origin": f"{MINE}:8443"}),
        ("the browser says another site", False, mine, {"Sec-Fetch-Site": "cross-site"}),
        ("the browser says a sister", False, mine, {"Sec-Fetch-Site": "same-site"}),
        ("no token, our origin", False, none, {"Origin": MINE, "Sec-Fetch-Site": "same-origin"}),
        ("the token in a header, another origin", False, none, {"X-CSRFToken": token, "Origin": EVIL}),
        ("another site's page", True, mine, {"Referer": f"{EVIL}/page"}),
        ("no page", True, mine, {}),
        ("a page without a name", True, mine, {"Referer": "about:blank"}),
        ("our name within another", True, mine, {"Referer": "https://testserver.evil.example/"}),
        ("our page without https", True, mine, {"Referer": "http://testserver/"}),
    ]


def taken_in(browsers: dict[str, tuple[Browser, str]], house: House) -> tuple[int, list[tuple[str, str, str, int]]]:
    """(forms sent, those that were not refused) of every address that takes forms, in foreign ways.

    Shortly each address is asked in a few of the ways, by turns.
    """
    sent, found, turn = 0, [], size(7, 1)
    for number, (who, (browser, token)) in enumerate(browsers.items()):
        for name, parameters in routes():
            number += 1
            if name in WITHOUT_COOKIES or (name in MATRIX and MATRIX[name].post is None):
                continue
            path = path_of(house, name, parameters)
            for way, secure, fields, headers in from_elsewhere(token)[number % turn :: turn]:
                said = {"once": "k", "words": "Words.", **fields}
                answer = browser.post(path, said, headers=headers, secure=secure)
                sent += 1
                if answer.status_code != 403:
                    found.append((who, name, way, answer.status_code))
    return sent, found


@pytest.mark.slow
def test_no_form_of_another_site_is_taken_in(house):
    browsers = {who: strict(house, who) for who in WHO[:: size(3, 1)]}
    before = everything()
    sent, found = taken_in(browsers, house)
    tell("D9", forms=sent, accepted=len(found))
    assert found == []
    assert changed(before, everything()) == {}


def test_without_the_protection_it_would_be_seen(house, monkeypatch):
    """The same forms where nobody checks them; and our own form, with the check, is taken in."""
    browser, token = strict(house, "tom")
    path = reverse("fears", args=[house.table.problem.pk])
    said = {"words": "That nobody comes.", "once": "k", "csrfmiddlewaretoken": token}
    assert browser.post(path, said, headers={"Origin": MINE, "Sec-Fetch-Site": "same-origin"}).status_code == 303
    assert browser.post(path, {**said, "once": "l"}, headers={"Origin": EVIL}).status_code == 403
    browser.handler.enforce_csrf_checks = False
    unchecked = browser.post(path, {**said, "once": "m"}, headers={"Origin": EVIL})
    assert unchecked.status_code == 303


def test_cookies_do_not_travel_with_other_sites_forms(house):
    """Lax or Strict, for this site's own scripts unreadable; with https for https alone, and for this host alone."""
    person = Browser()
    ask(person, "bea@example.org")
    asks = dict(person.cookies)
    type_code(person, code_in_letter("bea@example.org"))
    una = house.browser("una")
    una.post(reverse("reflect-unlocked"), {"room_passphrase": PHRASE})
    told = {**asks, **{name: cookie for name, cookie in person.cookies.items() if cookie.value}}
    told |= {name: cookie for name, cookie in una.cookies.items() if cookie.get("samesite")}
    assert {
        name: (cookie["samesite"], bool(cookie["httponly"]), cookie["domain"]) for name, cookie in told.items()
    } == {
        "ours": ("Lax", True, ""),
        "ours-form": ("Lax", True, ""),
        "ours-asks": ("Lax", True, ""),
        "ours-room": ("Strict", True, ""),
    }


class Written:
    """Remembers the tables that statements write to."""

    def __init__(self) -> None:
        self.tables: Counter[str] = Counter()

    def __call__(self, execute, sql, params, many, context):
        first, *rest = sql.split(maxsplit=3)
        if first.upper().lstrip("(") not in (
            "SELECT",
            "SAVEPOINT",
            "RELEASE",
            "ROLLBACK",
            "BEGIN",
            "COMMIT",
            "PRAGMA",
            "WITH",
            "SET",
        ):
            self.tables[next((word.strip('"') for word in rest if "ours" in word), sql[:60])] += 1
        return execute(sql, params, many, context)


def opened(browsers: dict[str, Browser], house: House) -> tuple[int, list[tuple[str, str, str, dict[str, int]]]]:
    """(pages opened, those that wrote something) of every address, plain and with what its forms would send.

    Shortly each address is asked in a few of the ways, by turns.
    """
    many, found, turn = 0, [], size(6, 1)
    for number, (who, browser) in enumerate(browsers.items()):
        for name, parameters in routes():
            if name == "stream":
                continue  # opened for real in D7
            number += 1
            path = path_of(house, name, parameters)
            asked = [(method, path, None) for method in ("get", "head", "options", "put", "delete", "patch")]
            page = browser.get(path)
            if page.status_code == 200 and "html" in page["Content-Type"]:
                for form in forms_in(path, page.content.decode()):
                    asked.append(("get", form.action, next(fillings(form))))
            for method, where, said in asked[number % turn :: turn]:
                written = Written()
                with connection.execute_wrapper(written):
                    getattr(browser, method)(where, said or {})
                many += 1
                if tables := {one: count for one, count in written.tables.items() if one != "ours_look"}:
                    found.append((who, method, where, tables))
    return many, found


@pytest.mark.slow
def test_nothing_is_done_by_opening_a_page(house):
    browsers = {who: house.browser(who) for who in (*WHO, "una", "imani")[: size(2, 6)]}
    before = everything(without=[LOOKED])
    many, found = opened(browsers, house)
    tell("D9", opened=many, wrote=len(found))
    assert found == []
    assert changed(before, everything(without=[LOOKED])) == {}


def test_a_page_that_wrote_something_would_be_seen(house, monkeypatch):
    """A GET that were taken for a POST of the same form is noticed by its statements."""
    wrapped = WSGIHandler.get_response

    def careless(self, request):
        request.method = "POST" if request.GET.get("words") else request.method
        request.POST = request.GET
        return wrapped(self, request)

    browser = house.browser("tom")
    browser.handler.get_response = careless.__get__(browser.handler)
    written = Written()
    with transaction.atomic(), connection.execute_wrapper(written):
        browser.get(reverse("fears", args=[house.table.problem.pk]), {"words": "That nobody comes.", "once": "k"})
    assert written.tables["ours_fear"] == 1
