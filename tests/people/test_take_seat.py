"""Choosing the seat to act from, and finding it when a page belongs to another one."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from ours.people import acts

OFFER = "You have other seats."


def test_tom_changes_from_one_organisation_to_the_other(cast, browser):
    tom = browser(cast.tom)
    page = tom.get("/seats/?next=/me/").content.decode()
    assert [name in page for name in ("Ferro Foundry", "Neon", "you sit here", "Yoga House")] == [True] * 3 + [False]
    assert tom.get(f"/clients/{cast.yoga.pk}/").status_code == 200
    answer = tom.post("/seats/", {"seat": cast.tom_at_ferro.pk, "next": "/me/"})
    assert (answer.status_code, answer["Location"]) == (303, "/me/")
    assert tom.get(f"/clients/{cast.yoga.pk}/").status_code == 404
    assert tom.get(f"/clients/{cast.ferro.pk}/").status_code == 200


@pytest.mark.parametrize("number", ["", "x", "²", "-1", "99999999999999999999999999"])
def test_only_an_own_seat_can_be_taken(cast, browser, number):
    tom = browser(cast.tom)
    assert tom.post("/seats/", {"seat": number}).status_code == 404
    assert tom.post("/seats/", {"seat": cast.ana.pk}).status_code == 404
    assert tom.get("/me/").content.decode().count("Neon") > 0


def test_a_seat_that_was_left_cannot_be_taken(cast, browser):
    tom = browser(cast.tom)
    acts.leave(cast.tom_at_ferro, by=cast.kai, at=timezone.now())
    assert tom.post("/seats/", {"seat": cast.tom_at_ferro.pk}).status_code == 404


def test_nobody_is_sent_to_another_place(cast, browser):
    tom = browser(cast.tom)
    answer = tom.post("/seats/", {"seat": cast.tom_at_ferro.pk, "next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert "evil" not in tom.get("/seats/?next=https://evil.example/").content.decode()


def test_a_visitor_signs_in_first(cast):
    assert Browser().get("/seats/")["Location"] == "/sign-in/"


def test_whoever_has_no_seat_left_is_told_and_can_sign_out(cast, browser):
    """The one seat ends while a session without it goes on (it was ended by hand, in the database)."""
    bea = browser(cast.bea)
    cast.bea.left_at = timezone.now()
    cast.bea.save()
    assert bea.get("/me/")["Location"] == "/seats/?next=%2Fme%2F"
    page = bea.get("/seats/").content.decode()
    assert "You have no seat here at the moment." in page
    assert 'action="/sign-out/"' in page


def test_a_page_of_another_seat_offers_to_look_from_there(cast, browser):
    problem = cast.problem()
    address = f"/problems/{problem.pk}/aside/"
    tom = browser(cast.tom_at_ferro)
    page = tom.get(address + "?from=letter")
    assert page.status_code == 404
    assert OFFER in page.content.decode()
    there = f"/seats/?next=%2Fproblems%2F{problem.pk}%2Faside%2F%3Ffrom%3Dletter"
    assert f'href="{there}"' in page.content.decode()
    assert f'value="{address}?from=letter"' in tom.get(there).content.decode()
    tom.post("/seats/", {"seat": cast.tom.pk, "next": address})
    assert tom.get(address).status_code == 200


def test_the_offer_tells_nothing_about_the_page(cast, browser):
    """Made for what does not exist as well, and only to whoever has several seats."""
    problem = cast.problem()
    for address in ("/problems/1/aside/", f"/problems/{problem.pk}/aside/", "/nowhere/"):
        assert OFFER in browser(cast.tom_at_ferro).get(address).content.decode(), address
        assert OFFER not in browser(cast.kai).get(address).content.decode(), address
        assert OFFER not in browser(cast.tom_at_ferro).post(address).content.decode(), address


def test_the_menu_offers_other_seats_to_whoever_has_some(cast, browser):
    assert browser(cast.tom).get("/devices/").wsgi_request.seat.elsewhere is True
    assert browser(cast.ana).get("/devices/").wsgi_request.seat.elsewhere is False
