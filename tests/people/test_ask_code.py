"""Asking for a code to sign in (`trust.md` 7, D1, D2)."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from ours.people.entrance import CODES_PER_ADDRESS, CODES_PER_NETWORK, hashed
from ours.people.models import Person, SignInCode
from ours.post.models import Letter
from tests.people.entering import ask, code_in_letter


def test_a_letter_brings_the_code_and_the_database_keeps_a_hash(cast):
    browser = Browser()
    answer = ask(browser, " Bea@Example.org ", next="/tray/")

    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/code/?next=%2Ftray%2F")
    cookie = browser.cookies["ours-asks"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 900)
    letter = Letter.objects.get()
    code = code_in_letter("bea@example.org")
    assert (letter.person, letter.to, letter.subject) == (
        cast.bea.person,
        "bea@example.org",
        f"{code} is your code for Ours",
    )
    row = SignInCode.objects.get()
    assert (row.email, row.known, row.tries_left, row.from_address) == ("bea@example.org", True, 5, "127.0.0.1")
    assert row.browser_hash == hashed("browser", cookie.value)
    assert row.code_hash == hashed("code", f"bea@example.org\n{cookie.value}\n{code.replace(' ', '')}")


def test_the_letters_link_fills_the_code_in_and_leads_on(cast):
    ask(Browser(), "bea@example.org", next="/tray/")
    letter = Letter.objects.get()
    code = code_in_letter("bea@example.org").replace(" ", "")
    link = f"http://127.0.0.1:8000/sign-in/code/?code={code}&next=%2Ftray%2F"
    assert link in letter.text
    assert link.replace("&", "&amp;") in letter.html


def test_the_letter_is_in_the_readers_language_not_the_browsers(cast):
    Person.objects.filter(pk=cast.bea.person_id).update(language="de")
    ask(Browser(headers={"Accept-Language": "en"}), "bea@example.org")
    assert '<html lang="de">' in Letter.objects.get().html


def test_the_same_is_answered_for_an_unknown_address(cast):
    pages = []
    for email in ("bea@example.org", "nobody@example.org"):
        browser = Browser()
        answer = ask(browser, email)
        page = browser.get(answer["Location"])
        words = page.content.decode().replace(email, "ADDRESS")
        words = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", words)
        pages.append((answer.status_code, answer["Location"], sorted(answer.headers), page.status_code, words))
    assert pages[0] == pages[1]
    assert [row.known for row in SignInCode.objects.order_by("pk")] == [True, False]
    assert [letter.to for letter in Letter.objects.all()] == ["bea@example.org"]
    assert not Person.objects.filter(email="nobody@example.org").exists()


def test_an_unknown_address_costs_the_same_statements(cast):
    """The same statements in the same order; only how the letter's savepoint ends differs."""
    ask(Browser(), "warm@example.org")
    told = []
    for email in ("bea@example.org", "nobody@example.org"):
        browser = Browser()
        with CaptureQueriesContext(connection) as queries:
            ask(browser, email)
        told.append([re.sub(r"'[^']*'|\d+", "", query["sql"])[:60] for query in queries])
    known, unknown = ([sql for sql in one if "SAVEPOINT" not in sql] for one in told)
    assert known == unknown
    # Two limits, the person, the code, the letter; where others could count the same codes meanwhile, a lock.
    assert len(known) == 5 + (connection.vendor == "postgresql")


@pytest.mark.parametrize("why", ["left", "deactivated"])
def test_whoever_has_no_seat_any_more_gets_no_letter(cast, why):
    if why == "left":
        cast.bea.left_at = cast.bea.made_at
        cast.bea.save()
    else:
        Person.objects.filter(pk=cast.bea.person_id).update(deactivated_at=cast.bea.made_at)
    assert ask(Browser(), "bea@example.org").status_code == 303
    assert not Letter.objects.exists()
    assert SignInCode.objects.get().known is False


@pytest.mark.parametrize("email", ["bea@example.org", "nobody@example.org"])
def test_an_address_gets_five_codes_in_a_quarter_of_an_hour(cast, email):
    answers = [ask(Browser(), email) for _ in range(CODES_PER_ADDRESS + 1)]
    assert [answer.status_code for answer in answers] == [303] * 5 + [429]
    assert answers[-1]["Retry-After"] == "900"
    assert (
        "Several codes were asked for already. The newest letter counts; if none has come, try again in 15 minutes."
        in answers[-1].content.decode()
    )
    assert f'value="{email}"' in answers[-1].content.decode()
    assert SignInCode.objects.count() == 5
    assert ask(Browser(), "imani@example.org").status_code == 303
    first = SignInCode.objects.earliest("pk")
    SignInCode.objects.filter(pk=first.pk).update(asked_at=first.asked_at - timedelta(minutes=15))
    assert ask(Browser(), email).status_code == 303


def test_a_network_address_gets_twenty_codes_in_a_quarter_of_an_hour(cast):
    answers = [ask(Browser(), f"somebody{number}@example.org") for number in range(CODES_PER_NETWORK + 1)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert ask(Browser(REMOTE_ADDR="192.0.2.7"), "bea@example.org").status_code == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the mail address."),
        ("bea at the studio", "This is not a mail address yet. It looks like name@place.example."),
    ],
)
def test_what_is_no_address_is_kept_and_explained(cast, typed, sentence):
    answer = ask(Browser(), typed, next="/tray/")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{typed}"' in page
    assert '<input type="hidden" name="next" value="/tray/">' in page
    assert not SignInCode.objects.exists()


def test_an_invitation_fills_the_address_in(cast):
    page = Browser().get("/sign-in/?email=bea%40example.org&next=/tray/").content.decode()
    assert 'type="email" value="bea@example.org"' in page
    assert '<input type="hidden" name="next" value="/tray/">' in page


def test_whoever_is_signed_in_goes_on_and_may_come_in_as_somebody_else(cast, browser):
    bea = browser(cast.bea)
    assert bea.get("/sign-in/?next=/me/")["Location"] == "/me/"
    assert bea.get("/sign-in/?next=/me/&email=Bea@example.org")["Location"] == "/me/"
    other = bea.get("/sign-in/?next=/me/&email=imani@example.org")
    assert other.status_code == 200
    assert "You are here as Bea Okafor of Yoga House." in other.content.decode()
