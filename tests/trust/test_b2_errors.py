"""B2: reading and writing fails, and no more files can be opened, once and from then on."""

from typing import Any

import pytest

from tests.trust.breaking import broken, database, needs_linux  # noqa: F401
from tests.trust.programme import size, tell

pytestmark = [pytest.mark.slow, needs_linux]


@pytest.fixture(scope="module")
def found(database: str) -> dict[str, Any]:  # noqa: F811
    """What came of all of them."""
    return broken("EIO", "EMFILE", points=size(40, 5_000), database=database, flaws=("wordless",))


def test_what_fails_is_said_and_the_words_stay(found: dict[str, Any]) -> None:
    figures = {key: value for key, value in found.items() if isinstance(value, int)}
    tell("B2", **figures)
    assert found["sentences"] == []
    assert found["points"] >= size(60, 2_000)


def test_flaws_are_noticed(found: dict[str, Any]) -> None:
    assert all(found["noticed"].values()), found["noticed"]
    assert found["noticed"]
