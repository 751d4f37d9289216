"""The short form of the kill loop, on the kind of database that this test run is on."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_killed_at_random_nothing_is_lost_torn_or_doubled() -> None:
    arguments = ["--seconds", "8"]
    if connection.vendor == "postgresql":
        arguments += ["--database-url", _fresh_database()]
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
    assert sum(map(int, re.findall(r"(\d+)(?=[,\n])", done.stdout.split("killed:")[1].split("\n")[0] + "\n"))) > 0, told


def _fresh_database() -> str:
    """An empty database beside the one of this test run; its address."""
    from django.conf import settings

    name = f"kill_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    given = settings.DATABASES["default"]
    return f"postgresql://{given['USER']}:{given['PASSWORD']}@/{name}?host={given['HOST'] or given['OPTIONS']['host']}"
