"""When linked promises run out: the closed form, circles, and nothing that keeps itself short (T2)."""

import random
from datetime import UTC, datetime, timedelta

from ours.tend.spread import Clock, settle

T = datetime(2026, 3, 3, tzinfo=UTC)


def days(number):
    return timedelta(days=number)


def run_out(clocks, links):
    """By problem the days after T until it runs out; clocks are (days of the last sign of life, days promised)."""
    made = {one: Clock(T + days(at), days(length)) for one, (at, length) in clocks.items()}
    return {one: (due - T) / days(1) for one, (due, _first) in settle(made, links).items()}


def test_the_closed_form():
    # due = min(t + P, max(c, t + P/2)), for a cause that runs out early, in between and late
    for cause, effect in ((2, 5), (7, 7), (30, 10)):
        assert run_out({1: (0, cause), 2: (0, 10)}, [(1, 2)]) == {1: cause, 2: effect}


def test_the_first_of_several_causes_counts():
    assert run_out({1: (0, 8), 2: (0, 6), 3: (0, 10)}, [(1, 3), (2, 3)]) == {1: 8, 2: 6, 3: 6}


def test_it_goes_on_from_one_to_the_next():
    # 1 runs out on day 1, so 2 does on day 4 instead of 8, so 3 does on day 10 instead of 20.
    assert run_out({1: (0, 1), 2: (0, 8), 3: (0, 20)}, [(1, 2), (2, 3)]) == {1: 1, 2: 4, 3: 10}
    # a short promise in between is overgrown at its own time
    assert run_out({1: (0, 9), 2: (0, 10), 3: (0, 12)}, [(1, 2), (2, 3)]) == {1: 9, 2: 9, 3: 9}


def test_a_circle_shortens_nothing_by_itself():
    assert run_out({1: (0, 10), 2: (0, 10)}, [(1, 2), (2, 1)]) == {1: 10, 2: 10}
    assert run_out({1: (0, 10), 2: (0, 4)}, [(1, 2), (2, 1)]) == {1: 5, 2: 4}


def test_a_cause_outside_and_one_without_a_clock():
    clocks = {1: Clock(T, days(10), T + days(6))}
    assert settle(clocks, [(9, 1)]) == {1: (T + days(6), T + days(6))}


def test_it_is_the_greatest_solution_of_the_equations():
    """Against plain iteration from above, on 200 random graphs with circles."""
    dice = random.Random(7)
    for _round in range(200):
        size = dice.randint(2, 12)
        clocks = {one: (dice.randint(0, 20), dice.choice([1, 2, 7, 14])) for one in range(size)}
        links = [(dice.randrange(size), dice.randrange(size)) for _ in range(dice.randint(1, 3 * size))]
        links = [(a, b) for a, b in links if a != b]
        due = {one: at + length for one, (at, length) in clocks.items()}
        while True:
            fresh = {}
            for one, (at, length) in clocks.items():
                causes = [due[a] for a, b in links if b == one]
                fresh[one] = min(at + length, max(min(causes), at + length / 2)) if causes else at + length
            if fresh == due:
                break
            due = fresh
        assert run_out(clocks, links) == due
