"""Typing the code (`trust.md` 7, D1, D2)."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from ours.people import acts
from ours.people.models import Session, SignInCode
from tests.conftest import signed_in_browser
from tests.people.entering import ask, code_in_letter, come_in, session_of, type_code, wrong

DOES_NOT_FIT = "This code does not fit. Compare it with the newest letter."


@pytest.fixture
def bea(cast):
    """Bea's browser, which waits for a code."""
    browser = Browser(headers={"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1"})
    ask(browser, "bea@example.org")
    return browser


def test_the_code_signs_in_once(cast, bea):
    code = code_in_letter("bea@example.org")
    before = timezone.now()
    answer = type_code(bea, code)

    assert (answer.status_code, answer["Location"]) == (303, "/")
    session = Session.objects.get()
    assert session == session_of(bea)
    assert (session.person, session.device) == (cast.bea.person, "Safari, iPhone")
    data = session.get_decoded()
    assert {"person": data["person"], "seat": data["seat"]} == {"person": cast.bea.person_id, "seat": cast.bea.pk}
    assert before <= session.began_at == datetime.fromisoformat(data["began"]) <= timezone.now()
    assert timedelta(days=59) < session.expire_date - before <= timedelta(days=60, seconds=5)
    assert not SignInCode.objects.exists()
    assert "Bea Okafor" in bea.get("/me/").content.decode()

    again = type_code(bea, code)
    assert again.status_code == 422
    assert "No code is waiting in this browser" in again.content.decode()
    assert Session.objects.count() == 1


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0[0]}{0[1]}{0[2]}{0[3]}-{0[5]}{0[6]}{0[7]}{0[8]}"])
def test_the_code_may_be_typed_with_gaps_and_dashes(cast, bea, typed):
    assert type_code(bea, typed.format(code_in_letter("bea@example.org"))).status_code == 303


def test_opening_the_letters_link_only_fills_the_code_in(cast, bea):
    code = code_in_letter("bea@example.org").replace(" ", "")
    for _ in range(3):
        page = bea.get(f"/sign-in/code/?code={code}&next=/tray/").content.decode()
        field = re.search(r'<input id="f-code"[^>]*>', page)[0]
        assert f'value="{code}"' in field
        assert 'autocomplete="one-time-code"' in field
        assert 'inputmode="numeric"' in field
    assert not Session.objects.exists()
    assert SignInCode.objects.get().tries_left == 5
    assert type_code(bea, code, next="/tray/")["Location"] == "/tray/"


def test_another_browser_cannot_redeem_it_and_is_told_where_it_can(cast, bea):
    code = code_in_letter("bea@example.org")
    other = Browser()
    page = other.get(f"/sign-in/code/?code={code.replace(' ', '')}").content.decode()
    assert "Type this code where you asked for it" in page
    assert f'<p class="carried">{code}</p>' in page
    refused = type_code(other, code)
    assert refused.status_code == 422
    assert "A code only works in the browser that asked for it, within ten minutes." in refused.content.decode()
    # Nor does a browser that asked for its own code.
    ask(other, "imani@example.org")
    refused = type_code(other, code)
    assert (refused.status_code, DOES_NOT_FIT in refused.content.decode()) == (422, True)
    assert not Session.objects.exists()
    assert SignInCode.objects.get(email="bea@example.org").tries_left == 5
    assert type_code(bea, code).status_code == 303


def test_after_five_tries_even_the_right_code_does_not_fit(cast, bea):
    code = code_in_letter("bea@example.org")
    pages = [type_code(bea, wrong(code)) for _ in range(5)]
    assert [page.status_code for page in pages] == [422] * 5
    assert [DOES_NOT_FIT in page.content.decode() for page in pages] == [True] * 4 + [False]
    assert "After five tries a code is put aside, so that nobody can guess it." in pages[-1].content.decode()
    assert SignInCode.objects.get().tries_left == 0
    assert type_code(bea, code).status_code == 422
    assert not Session.objects.exists()
    # A new code brings five new tries, for itself and not for the old one.
    ask(bea, "bea@example.org")
    assert type_code(bea, code).status_code == 422
    assert type_code(bea, code_in_letter("bea@example.org")).status_code == 303


def test_a_key_for_sending_once_cannot_take_tries_back(cast, bea):
    code = code_in_letter("bea@example.org")
    assert type_code(bea, wrong(code), once="k1").status_code == 400
    assert type_code(bea, code, once="k1").status_code == 400
    assert not Session.objects.exists()


def test_it_works_for_ten_minutes(cast, bea):
    code = code_in_letter("bea@example.org")
    asked = SignInCode.objects.get().asked_at
    SignInCode.objects.update(asked_at=asked - timedelta(minutes=10))
    refused = type_code(bea, code)
    assert refused.status_code == 422
    assert "A code works for ten minutes. A new one goes to bea@example.org." in refused.content.decode()
    SignInCode.objects.update(asked_at=asked - timedelta(minutes=9, seconds=50))
    assert type_code(bea, code).status_code == 303


def test_an_earlier_letter_may_come_later(cast, bea):
    first = code_in_letter("bea@example.org")
    ask(bea, "bea@example.org")
    assert code_in_letter("bea@example.org") != first
    assert type_code(bea, first).status_code == 303


def test_a_code_of_an_address_asked_for_before_does_not_sign_in_another(cast, bea):
    code = code_in_letter("bea@example.org")
    ask(bea, "imani@example.org")
    assert type_code(bea, code).status_code == 422
    assert not Session.objects.exists()


@pytest.mark.parametrize("typed", ["1234", "12345678901", "1234567a", "١٢٣٤٥٦٧٨"])
def test_what_is_no_code_takes_no_try(cast, bea, typed):
    answer = type_code(bea, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The code has eight digits. Look at the letter again." in page
    assert f'value="{typed}"' in page
    assert SignInCode.objects.get().tries_left == 5


def test_for_an_unknown_address_every_code_is_answered_like_a_wrong_one(cast):
    pages = []
    for email in ("bea@example.org", "nobody@example.org"):
        browser = Browser()
        ask(browser, email)
        words = type_code(browser, "00000000").content.decode().replace(email, "ADDRESS")
        pages.append(re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", words))
    assert pages[0] == pages[1]
    assert [row.tries_left for row in SignInCode.objects.all()] == [4, 4]


def test_whoever_left_meanwhile_does_not_come_in(cast, bea):
    code = code_in_letter("bea@example.org")
    acts.leave(cast.bea, by=cast.ana, at=timezone.now())
    assert type_code(bea, code).status_code == 422
    assert not Session.objects.exists()


def test_the_session_is_a_new_one(cast):
    """Whoever planted a session in this browser, or sat at it before, has nothing of the new one."""
    browser = signed_in_browser(cast.ana)
    before = session_of(browser).session_key
    ask(browser, "bea@example.org")
    assert type_code(browser, code_in_letter("bea@example.org")).status_code == 303
    assert session_of(browser).session_key != before
    assert [session.person for session in Session.objects.all()] == [cast.bea.person]


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "evil", "javascript:1"]
)
def test_nobody_is_sent_to_another_place(cast, bea, elsewhere):
    assert type_code(bea, code_in_letter("bea@example.org"), next=elsewhere)["Location"] == "/"


def test_whoever_has_several_seats_chooses_first(cast):
    tom = Browser()
    ask(tom, "tom@example.org")
    answer = type_code(tom, code_in_letter("tom@example.org"), next="/me/")
    assert answer["Location"] == "/seats/?next=%2Fme%2F"
    assert "seat" not in session_of(tom).get_decoded()
    assert tom.get("/me/")["Location"] == "/seats/?next=%2Fme%2F"
    assert tom.get("/sign-in/")["Location"] == "/seats/"
    chosen = tom.post("/seats/", {"seat": cast.tom_at_ferro.pk, "next": "/me/"})
    assert (chosen.status_code, chosen["Location"]) == (303, "/me/")
    assert tom.get("/me/").status_code == 200


def test_pages_of_signing_in_are_not_kept_by_browsers(cast, bea):
    for path in ("/sign-in/", "/sign-in/code/", "/way-in/x/"):
        assert "no-store" in bea.get(path)["Cache-Control"], path


def test_the_helper_comes_in(cast):
    assert session_of(come_in("imani@example.org")).person == cast.imani.person
