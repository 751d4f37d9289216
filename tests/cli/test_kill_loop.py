"""The short form of the kill loop, on the kind of database that this test run is on."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow


def test_killed_at_random_nothing_is_lost_torn_or_doubled(database: str) -> None:
    arguments = ["--seconds", "8", "--database-url", database]
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.kill_loop", *arguments],
        cwd=Path(__file__).parents[2],
        env={key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_", "DATABASE_"))},
        capture_output=True,
        text=True,
        timeout=300,
    )
    told = f"{done.stdout}\n{done.stderr}"
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "lost, torn or doubled: 0"), told
    figures = dict(re.findall(r"(events|letters|arrived|words in letters): (\d+)", done.stdout))
    assert all(int(figure) > 0 for figure in figures.values()), told  # there was something to lose
    assert re.search(r"^killed: .*\d", done.stdout, re.MULTILINE), told


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database beside the one of this test run; empty for a new SQLite file."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"ours_killed_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
