"""A code and a way in let one browser in, however many type at the same moment (D2), on a real database file."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.people import at_once


def test_twelve_at_the_same_moment_make_one_session(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.people.at_once"],
        env={**environment, "OURS_DATA": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    rounds = [tuple(json.loads(line)) for line in run.stdout.splitlines()]
    # Of guesses all five tries are counted, and the ones after them too, once: they find nothing to try.
    expected = [("right code", 1, 1), ("guesses", 6, 0), ("way in", 1, 1)]
    assert rounds == expected * at_once.ROUNDS
    assert (tmp_path / "ours.sqlite3").exists()
