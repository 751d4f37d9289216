"""B7: whatever both sides do at once, a signature stands under the words that its signer was shown.

The pages are the real ones, over connections of their own. After each history its events are reckoned through once
more (`replay.py`) and held against the records: who has signed what, what burns, what was answered.
"""

from datetime import timedelta

import pytest
from django.db import connection

from ours.frame import acts
from ours.frame.models import Agreement, Statement
from ours.problem.models import Problem
from tests.cast import DAY
from tests.trust import apart
from tests.trust.programme import size, tell
from tests.trust.replay import wrong_about

pytestmark = pytest.mark.slow
SEED = 20260303


def test_both_sides_at_once(tmp_path):
    *wrong, figures = apart.run(tmp_path, "histories", size(24, 70_000), size(8, 30_000), SEED)
    tell("B7", histories=figures["histories"], deeds=figures["deeds"], wrong=len(wrong))
    assert wrong == []
    assert figures["done"] > figures["deeds"] / 4  # they did not only refuse each other


def test_where_nobody_waits_for_the_other_it_is_seen(tmp_path):
    """On SQLite one transaction writes at a time, so that nothing can be taken out there."""
    if connection.vendor == "sqlite":
        return
    [wrong] = apart.run(tmp_path, "histories", "careless")
    assert any("was signed; 2 counts" in one for one in wrong), wrong


def test_what_cannot_be_is_seen(cast):
    """Planted by hand: a signature under words that were not shown, one under old words, and one nobody was told of."""
    problem = cast.problem()
    first = acts.word(problem, "One.", based_on=0, by=cast.tom, at=DAY)
    acts.agree(problem, first, by=cast.tom, at=DAY)
    shown = {(cast.tom.pk, 1, "One.")}
    assert wrong_about(problem.pk, shown) == []
    assert wrong_about(problem.pk, set()) == ["a signature under version 1, which its signer was not shown"]
    Agreement.objects.create(statement=first, by=cast.bea, at=DAY)
    assert wrong_about(problem.pk, shown) == [
        "a signature under version 1, which its signer was not shown",
        "the signatures are not those that the history tells",
        "the course is not where the records are",
    ]
    Statement.objects.create(problem=problem, version=3, words="Three.", by=cast.tom, at=DAY + timedelta(1))
    Problem.objects.filter(pk=problem.pk).update(step="ask")
    assert "versions [1, 3] of 1" in wrong_about(problem.pk, shown)
