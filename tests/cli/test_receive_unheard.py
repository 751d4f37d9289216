"""`ours receive` where what it says cannot be written anywhere: how it ends is true all the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.test_commands import FIND, MAIL, neon  # noqa: F401

FULL = Path("/dev/full")  # every write to it finds the disk full (full(4))

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")]


def received(place: Place) -> int:
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "ours.cli", "receive", "-"]
        return subprocess.run(command, env=place.environment, input=MAIL, stdout=full, stderr=full).returncode


def test_a_mail_that_is_stored_is_not_sent_back(neon: Place) -> None:  # noqa: F811
    assert received(neon) == 0
    assert neon.python(FIND) == f"{[('tray', MAIL)]}\n"


def test_a_mail_that_is_not_stored_is_kept_by_the_mail_server(place: Place) -> None:
    assert received(place) == 75
