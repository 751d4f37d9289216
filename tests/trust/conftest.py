"""What several experiments share."""

from collections.abc import Iterator

import pytest

from tests.trust.house import House, furnish, undone


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker) -> Iterator[House]:
    """A house with something waiting behind every address, made once for all tests of a file."""
    with django_db_blocker.unblock(), undone():
        yield furnish()


@pytest.fixture
def house(furnished: House, db: None) -> House:
    """The same, for one test: what it does is undone."""
    return furnished
