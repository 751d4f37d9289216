"""Fixtures: the cast, and browsers that are signed in as one of them."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from hypothesis import settings

from ours.people.models import Seat
from tests.cast import Cast, make_cast
from tests.chromium import chromium  # noqa: F401 - a fixture; from elsewhere it would be started twice
from tests.trust.programme import in_short

# The same code is tried alike by everybody, however busy the machine; new examples are looked for by `bin/trust`.
settings.register_profile("alike", derandomize=in_short(), deadline=None)
settings.load_profile("alike")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def signed_in_browser(seat: Seat, *, check_forms: bool = False) -> Browser:
    """A browser signed in from this seat."""
    browser = Browser(enforce_csrf_checks=check_forms)
    session = browser.session
    session["person"] = seat.person_id
    session["seat"] = seat.pk
    session.save()
    browser.cookies["ours"] = session.session_key
    return browser


@pytest.fixture
def browser() -> Callable[[Seat], Browser]:
    return signed_in_browser
