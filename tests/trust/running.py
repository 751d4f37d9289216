"""A deed of `scripted.py` in an installation's own process, from tests that have a database of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def scripted(environment: dict[str, str], *words: object) -> Any:
    """What it prints; fails if it fails."""
    usual = {key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_", "DATABASE_"))}
    own = usual | environment | {"DJANGO_SETTINGS_MODULE": "ours.settings"}
    command = [sys.executable, "-m", "tests.trust.scripted", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout)
