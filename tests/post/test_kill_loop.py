"""The short form of the kill loop over the worker, on the kind of database that this test run is on."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.post.imap import DOVECOT
from tests.trust.breaking import database  # noqa: F401

pytestmark = [pytest.mark.slow, pytest.mark.skipif(DOVECOT is None, reason="needs Dovecot (dovecot-imapd)")]


def test_workers_killed_at_random_lose_and_double_nothing(database: str) -> None:  # noqa: F811
    done = subprocess.run(
        [sys.executable, "-m", "tests.post.kill_loop", "--kills", "20", "--database-url", database],
        cwd=Path(__file__).parents[2],
        env={key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_", "DATABASE_"))},
        capture_output=True,
        text=True,
        timeout=400,
    )
    told = f"{done.stdout}\n{done.stderr}"
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "lost, torn or doubled: 0"), told
    figures = dict(re.findall(r"(mails placed|said|ideas|asked for|letters|arrived): (\d+)", done.stdout))
    assert len(figures) == 6, told
    assert all(int(figure) > 0 for figure in figures.values()), told  # there was something to lose
    assert "killed: 20 workers" in done.stdout, told
