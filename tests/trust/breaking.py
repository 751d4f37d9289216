"""How the experiments with crashes are run from a test: apart, since they kill and need a database of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.trust.calls import CAN
from tests.trust.programme import FULL

needs_linux = pytest.mark.skipif(not CAN, reason="holds calls of Linux")


def broken(*how: str, points: int, database: str, flaws: tuple[str, ...]) -> dict[str, Any]:
    """The figures, with a sentence on each thing that was wrong, and how much was for each flaw."""
    command = [sys.executable, "-m", "tests.trust.crash", *how, "--points", str(points), "--database-url", database]
    command += ["--flaws", *flaws, *([] if os.environ.get(FULL) else ["--few"])]
    done = subprocess.run(
        command,
        cwd=Path(__file__).parents[2],
        env={key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_", "DATABASE_"))},
        capture_output=True,
        text=True,
    )
    lines = done.stdout.splitlines()
    assert lines, done.stderr
    figures = json.loads(lines[0])
    assert bool(lines[1:]) == bool(figures["wrong"]) == bool(done.returncode), f"{done.stdout}\n{done.stderr}"
    return figures | {"sentences": lines[1:]}


@pytest.fixture(scope="module")
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
