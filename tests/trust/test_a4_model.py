"""A4: random deeds by the real acts, and after each of them people ask random addresses; a small model is always right.

The model (`seen_model.py`) says who may see what in a hundred lines. Where an answer differs from its word, Hypothesis
looks for the shortest way there.
"""

import logging

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from ours.people import access as people_access
from ours.people.models import Crew
from ours.problem import access as problem_access
from tests.trust.planting import forget
from tests.trust.programme import size, tell
from tests.trust.stories import Known, world_of

STEPS = 50  # in one story
SHORT = 300


@pytest.fixture
def known(db):
    logging.disable(logging.ERROR)
    yield Known()
    logging.disable(logging.NOTSET)


def tell_stories(known: Known, steps: int) -> type[RuleBasedStateMachine]:
    """As many as have these steps together."""
    world = world_of(known)
    while world.steps < steps:  # a story may end before its last step
        how = settings(
            max_examples=max(1, (steps - world.steps) // STEPS),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
        )
        run_state_machine_as_test(world, settings=how)
    return world


def test_the_model_is_always_right(known):
    world = tell_stories(known, size(SHORT, 200_000))
    tell("A4", steps=world.steps, asked=world.asked, differences=0)
    assert world.steps >= size(SHORT, 200_000)


def test_a_forgotten_ending_would_be_noticed(known, monkeypatch):
    """Whoever was taken off an engagement still sees it: the model contradicts."""
    crews = Crew.objects.values("engagement_id")
    for module in (people_access, problem_access):
        monkeypatch.setattr(module, "crewed", lambda seat: crews.filter(seat=seat))
    forget()
    story = world_of(known)()
    try:
        story.begin(seed=1)
        story.take_off(n=0)
        with pytest.raises(AssertionError, match="'tom'"):
            for _ in range(300):
                story.the_model_is_right()
    finally:
        story.teardown()
        monkeypatch.undo()
        forget()
