"""A code and a way in let one browser in, however many type at the same moment (D2), on a real database.

SQLite lets one transaction write at a time and forgives a lot; what reads first and deletes then lets twelve in on
PostgreSQL. So this runs on whichever of them the tests run on.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.people import at_once

pytestmark = pytest.mark.slow


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment with a database of its own: a file, or one beside the tests' in PostgreSQL."""
    own = {**os.environ, "OURS_DATA": str(tmp_path)}
    address = own.pop("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield own
        return
    import psycopg

    name = f"ours_at_once_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**own, "DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_twelve_at_the_same_moment_make_one_session(environment):
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.people.at_once"],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    rounds = [tuple(json.loads(line)) for line in run.stdout.splitlines()]
    # All five tries of a code are counted and the first one too many; nothing is tried after that.
    expected = [("right code", 1, 1), ("guesses", 6, 0), ("way in", 1, 1)]
    assert rounds == expected * at_once.ROUNDS
