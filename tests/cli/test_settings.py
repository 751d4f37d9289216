"""What the settings make of an installation that is reached from outside."""

import json

import pytest

from tests.cli.conftest import Place

pytestmark = pytest.mark.slow

TOLD = """
import json
from django.conf import settings
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
from ours.cases.views import packs, shown
from ours.people.views import entrance
from ours.reflect import unlocking
answer = SecurityMiddleware(lambda request: HttpResponse())(RequestFactory().get("/", secure=True))
names = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, entrance.COOKIE, unlocking.cookie_name()]
print(json.dumps({
    "debug": settings.DEBUG,
    "hsts": answer.get("Strict-Transport-Security", ""),
    "whole host": names,
    "one path": [shown._NOTE, packs._FRESH],
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "hidden": [settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY],
    "same site": [settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE],
}))
"""


def told(place: Place, **more: str) -> dict[str, object]:
    place.settings |= {"OURS_ADDRESS": "https://ours.example.org"} | more
    return json.loads(place.python(TOLD))


def test_behind_https_cookies_and_addresses_are_bound_to_it(place: Place) -> None:
    found = told(place)
    assert found["debug"] is False
    assert found["hsts"] == "max-age=31536000; includeSubDomains"
    assert all(name.startswith("__Host-") for name in found["whole host"])
    assert all(name.startswith("__Secure-") for name in found["one path"])
    assert found["secure"] == found["hidden"] == [True, True]
    assert found["same site"] == ["Lax", "Lax"]


def test_names_below_the_address_can_be_left_alone(place: Place) -> None:
    assert told(place, OURS_HSTS_BELOW="0")["hsts"] == "max-age=31536000"


def test_no_debug_can_be_switched_on(place: Place) -> None:
    assert told(place, DEBUG="1", OURS_DEBUG="1", DJANGO_DEBUG="1")["debug"] is False
