"""Signing out: here, another device, all others."""

from django.test import Client as Browser

from ours.people.entrance import mark_of
from ours.people.models import Session
from tests.people.entering import come_in, session_of

PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"


def test_signing_out_here_ends_this_session_only(cast):
    phone, laptop = come_in("bea@example.org", agent=PHONE), come_in("bea@example.org", agent=LAPTOP)
    answer = phone.post("/sign-out/")
    assert (answer.status_code, answer["Location"]) == (303, "/sign-in/")
    assert [session.device for session in Session.objects.all()] == ["Firefox, Windows"]
    assert phone.get("/me/")["Location"] == "/sign-in/?next=%2Fme%2F"
    assert laptop.get("/me/").status_code == 200


def test_a_link_does_not_sign_out(cast):
    phone = come_in("bea@example.org")
    assert phone.get("/sign-out/").status_code == 405
    assert phone.get("/me/").status_code == 200


def test_devices_are_listed_with_this_one_first(cast):
    phone, laptop = come_in("bea@example.org", agent=PHONE), come_in("bea@example.org", agent=LAPTOP)
    come_in("imani@example.org", agent="Mozilla/5.0 (iPad; CPU OS 18_0) Version/18.0 Safari/604.1")
    page = phone.get("/devices/").content.decode()
    assert page.index("Chrome, Android") < page.index("this one") < page.index("Firefox, Windows")
    assert "Safari, iPad" not in page
    for session in Session.objects.all():
        assert session.session_key not in page  # the key of a session is a way in
    assert "this one" in laptop.get("/devices/").content.decode()


def test_another_device_is_signed_out_at_once(cast):
    phone, laptop = come_in("bea@example.org", agent=PHONE), come_in("bea@example.org", agent=LAPTOP)
    mark = mark_of(session_of(phone).session_key)
    assert f"/devices/{mark}/signed-out/" in laptop.get("/devices/").content.decode()
    answer = laptop.post(f"/devices/{mark}/signed-out/")
    assert (answer.status_code, answer["Location"]) == (303, "/devices/")
    assert phone.get("/me/").status_code == 302
    assert laptop.get("/me/").status_code == 200
    assert laptop.post(f"/devices/{mark}/signed-out/").status_code == 303


def test_nobody_signs_out_somebody_else(cast):
    imani, bea = come_in("imani@example.org"), come_in("bea@example.org")
    for mark in (mark_of(session_of(bea).session_key), "ä", "x" * 300):
        assert imani.post(f"/devices/{mark}/signed-out/").status_code == 303
    assert bea.get("/me/").status_code == 200


def test_all_others_are_signed_out(cast):
    here, *others = [come_in("bea@example.org") for _ in range(3)]
    imani = come_in("imani@example.org")
    assert here.post("/devices/others/signed-out/").status_code == 303
    assert [browser.get("/me/").status_code for browser in (here, *others, imani)] == [200, 302, 302, 200]


def test_visitors_are_asked_to_sign_in(cast):
    assert Browser().get("/devices/")["Location"] == "/sign-in/?next=%2Fdevices%2F"
