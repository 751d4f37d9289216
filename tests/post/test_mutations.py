"""Two thousand damaged mails are read, and of those that go the whole way none is lost (C1)."""

import random

import pytest

from ours.listen.receiving import receive
from ours.post.models import InboundMail
from ours.problem.models import Problem
from tests.cast import DAY
from tests.post.mutations import SEEDS, damaged, run, what_is_wrong


@pytest.mark.slow
def test_no_damage_stops_the_reader():
    found = list(run(2_000, SEEDS))
    assert sorted(one.number for one in found) == list(range(2_000))
    assert [one for one in found if one.wrong] == []
    assert max(one.seconds for one in found) < 2


def test_the_seeds_are_read_and_damage_is_damage():
    assert [what_is_wrong(seed) for seed in SEEDS] == [""] * len(SEEDS)
    chance = random.Random(1)
    assert all(damaged(seed, chance) != seed for seed in SEEDS)


@pytest.mark.slow
def test_none_is_lost_on_the_whole_way(cast):
    chance = random.Random(7)
    sent = [damaged(chance.choice(SEEDS), chance) for _mail in range(60)]
    states = [receive(raw, at=DAY).state for raw in sent]
    assert [bytes(mail.raw) for mail in InboundMail.objects.order_by("pk")] == sent
    assert set(states) <= {"tray", "unverified", "parked", "double", "left", "placed"}
    assert not Problem.objects.exists()
