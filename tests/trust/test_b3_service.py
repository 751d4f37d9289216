"""B3: kill -9 of the service at random, while people work and letters go out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ours.own.models import Commitment
from tests.cast import DAY
from tests.cli import kept
from tests.cli.load import Done
from tests.post.smtp import Keeping
from tests.trust.breaking import database  # noqa: F401
from tests.trust.programme import size, tell


@pytest.mark.slow
def test_killed_at_random_nothing_is_lost_torn_or_doubled(database: str) -> None:  # noqa: F811
    rounds = size(6, 1_500)
    done = subprocess.run(
        [sys.executable, "-m", "tests.cli.kill_loop", "--rounds", str(rounds), "--database-url", database],
        cwd=Path(__file__).parents[2],
        env={key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_", "DATABASE_"))},
        capture_output=True,
        text=True,
    )
    told = f"{done.stdout}\n{done.stderr}"
    found = {name: int(figure) for name, figure in re.findall(r"([a-z][a-z ,]+): (\d+)", done.stdout)}
    tell("B3", rounds=rounds, events=found.get("events", 0), wrong=found.get("lost, torn or doubled", -1))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "lost, torn or doubled: 0"), told
    assert all(found[name] > 0 for name in ("events", "letters", "arrived", "words in letters")), told
    assert re.search(r"^killed: .*\d", done.stdout, re.MULTILINE), told


def test_what_is_lost_or_doubled_or_half_is_noticed(cast) -> None:
    problem = cast.problem()
    done = Done(words={("said", "beax1x")}, tried={("said", "beax1x"), ("committed", "beax2x")})
    for _ in range(2):
        Commitment.objects.create(problem=problem, seat=cast.bea, words="beax2x is done.", due=DAY.date(), at=DAY)
    assert kept._deeds(done) == [
        "('said', 'beax1x') was acknowledged and is there 0 times",
        "('committed', 'beax2x') is there 2 times",
        "('committed', 'beax2x') has 2 records and 0 events",
    ]
    assert kept.torn(Keeping()) == []
