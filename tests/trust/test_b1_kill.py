"""B1: kill -9 at a system call that writes, in the deeds most used, through HTTP and the real application."""

from typing import Any

import pytest

from tests.trust.breaking import broken, database, needs_linux  # noqa: F401
from tests.trust.programme import size, tell

pytestmark = [pytest.mark.slow, needs_linux]


@pytest.fixture(scope="module")
def found(database: str) -> dict[str, Any]:  # noqa: F811
    """What came of all of them."""
    return broken("kill", points=size(60, 10_000), database=database, flaws=("twice", "half"))


def test_killed_at_any_call_a_deed_is_there_or_not_and_counts_once(found: dict[str, Any]) -> None:
    figures = {key: value for key, value in found.items() if isinstance(value, int)}
    tell("B1", **figures)
    assert found["sentences"] == []
    assert found["points"] >= size(60, 10_000)


def test_flaws_are_noticed(found: dict[str, Any]) -> None:
    assert all(found["noticed"].values()), found["noticed"]
    assert found["noticed"]
