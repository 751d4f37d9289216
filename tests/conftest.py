"""Fixtures: the cast, and browsers that are signed in as one of them."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client as Browser
from hypothesis import settings
from whitenoise.middleware import WhiteNoiseMiddleware

from ours.people.models import Seat
from tests.cast import Cast, make_cast
from tests.chromium import chromium  # noqa: F401 - a fixture; from elsewhere it would be started twice
from tests.trust.programme import in_short

# The same code is tried alike by everybody, however busy the machine; new examples are looked for by `bin/trust`.
settings.register_profile("alike", derandomize=in_short(), deadline=None)
settings.load_profile("alike")


@pytest.fixture(autouse=True, scope="session")
def files_found_once() -> Iterator[None]:
    """Every browser here starts the service anew: the files beside the pages are looked for only by the first."""
    found: dict = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def once(self: WhiteNoiseMiddleware) -> None:
        if not found:
            look(self)
            found.update(self.files)
        self.files.update(found)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


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
