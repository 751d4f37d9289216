"""Passes: a key in a letter that opens one page for one seat."""

import hashlib
from datetime import timedelta

import pytest

from ours.listen import acts
from ours.post import passes
from ours.post.models import Pass
from tests.cast import DAY


@pytest.fixture
def issued(cast):
    problem = cast.problem()
    question = acts.ask(problem, "Why?", by=cast.tom, at=DAY, asked_of=cast.bea, send=True)
    return problem, question, passes.issue(cast.bea, problem, question.pk, at=DAY)


def test_only_the_hash_of_the_key_is_kept(cast, issued):
    problem, question, key = issued
    kept = Pass.objects.get()
    assert len(key) == 43
    assert (kept.key_hash, kept.seat, kept.problem, kept.question, kept.at, kept.expires_at) == (
        hashlib.sha256(key.encode()).hexdigest(),
        cast.bea,
        problem,
        question.pk,
        DAY,
        DAY + timedelta(days=30),
    )


def test_it_is_found_for_thirty_days_used_or_not(issued):
    _, _, key = issued
    last = DAY + timedelta(days=30) - timedelta(seconds=1)
    found = passes.find(key, last)
    assert passes.use(found, at=last) is True
    assert passes.use(found, at=last) is False
    assert passes.find(key, last).used_at == last
    assert passes.find(key, last + timedelta(seconds=1)) is None
    assert passes.find("another", DAY) is None


@pytest.mark.parametrize("change", ["seat left", "nobody in it", "deactivated", "chair left", "revoked"])
def test_it_is_gone_with_the_right_to_see_the_problem(cast, issued, change):
    problem, _, key = issued
    if change == "seat left":
        cast.bea.left_at = DAY
    elif change == "nobody in it":
        cast.bea.person = None
    cast.bea.save()
    if change == "deactivated":
        cast.bea.person.deactivated_at = DAY
        cast.bea.person.save()
    elif change == "chair left":
        problem.chairs.update(left_at=DAY)
    elif change == "revoked":
        Pass.objects.update(revoked_at=DAY)
    assert passes.find(key, DAY) is None
