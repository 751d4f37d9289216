"""B5: the disk is full, once and from then on, for us and for the database itself."""

from typing import Any

import pytest
from django.db import connection

from tests.trust.breaking import broken, database, needs_linux  # noqa: F401
from tests.trust.programme import size, tell

pytestmark = [pytest.mark.slow, needs_linux]


@pytest.fixture(scope="module")
def found(database: str) -> dict[str, Any]:  # noqa: F811
    """What came of all of them. With PostgreSQL the disk is the server's: ours is not written to, nor a mail on it."""
    if database:
        return broken("full", points=size(50, 5_000), database=database, flaws=("wordless",))
    return broken("ENOSPC", "full", points=size(50, 5_000), database=database, flaws=("wordless", "sent back"))


def test_a_full_disk_takes_nothing_away(found: dict[str, Any]) -> None:
    figures = {key: value for key, value in found.items() if isinstance(value, int)}
    tell("B5", **figures)
    assert found["sentences"] == []
    # As many as there are: of the server's disk every table that is written to, and the end of the transaction.
    assert found["points"] >= (size(25, 150) if connection.vendor == "postgresql" else size(50, 2_000))


def test_flaws_are_noticed(found: dict[str, Any]) -> None:
    assert all(found["noticed"].values()), found["noticed"]
    assert found["noticed"]
