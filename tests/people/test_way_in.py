"""A way in from the command line."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from ours.people import acts
from ours.people.entrance import hashed
from ours.people.models import Session, WayIn
from tests.people.entering import session_of


def test_its_button_signs_in_once_and_opening_it_does_not(cast):
    path = acts.way_in(cast.ana, timezone.now())
    key = path.removeprefix("/way-in/").rstrip("/")
    assert (path, len(key)) == (f"/way-in/{key}/", 43)
    assert WayIn.objects.get().key_hash == hashed("way-in", key)

    scanner, browser = Browser(), Browser()
    for _ in range(2):
        page = scanner.get(path)
        assert page.status_code == 200
        assert "Come in as Ana Ruiz" in page.content.decode()
    assert not Session.objects.exists()

    answer = browser.post(path)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert session_of(browser).person == cast.ana.person
    assert not WayIn.objects.exists()
    for late in (Browser().post(path), Browser().get(path)):
        assert late.status_code == 410
        assert "It was used before, or it is older than 15 minutes." in late.content.decode()
    assert Session.objects.count() == 1


def test_it_leads_to_its_seat_even_if_there_are_others(cast):
    browser = Browser()
    assert browser.post(acts.way_in(cast.tom_at_ferro, timezone.now()))["Location"] == "/"
    assert session_of(browser).get_decoded()["seat"] == cast.tom_at_ferro.pk


def test_it_works_for_fifteen_minutes(cast):
    path = acts.way_in(cast.ana, timezone.now() - timedelta(minutes=15))
    assert Browser().get(path).status_code == 410
    assert Browser().post(path).status_code == 410
    path = acts.way_in(cast.ana, timezone.now() - timedelta(minutes=14, seconds=50))
    assert Browser().post(path).status_code == 303


def test_it_closes_when_its_seat_is_left(cast):
    path = acts.way_in(cast.bea, timezone.now())
    acts.leave(cast.bea, by=cast.ana, at=timezone.now())
    assert Browser().post(path).status_code == 410
    assert not Session.objects.exists()


def test_there_is_none_to_an_empty_seat(cast):
    with pytest.raises(ValueError, match="Nobody can come in from a seat that is empty or was left."):
        acts.way_in(cast.front_desk, timezone.now())


def test_a_form_of_another_site_does_not_sign_in(cast):
    path = acts.way_in(cast.ana, timezone.now())
    assert Browser(enforce_csrf_checks=True).post(path).status_code == 403
    assert WayIn.objects.exists()
