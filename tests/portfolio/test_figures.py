"""Quarters, shares with their intervals, and what is drawn: plain numbers."""

from statistics import median_low

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ours.portfolio.charts import HEIGHT, MONTHS, bar, columns, stretches
from ours.portfolio.figures import FEWEST, quarters, share
from ours.portfolio.words import month_words

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(st.dictionaries(st.integers(0, 900), st.integers(1, 9), min_size=1, max_size=40))
def test_quarters_are_the_least_days_for_the_share(days):
    every = sorted(day for day, number in days.items() for _ in range(number))
    found = quarters(days)
    assert found.number == len(every)
    assert found.half == median_low(every)
    for part, day in zip((1, 2, 3), found[1:], strict=True):
        assert sum(one <= day for one in every) * 4 >= part * len(every)
        assert sum(one < day for one in every) * 4 < part * len(every)


def test_quarters_of_nothing():
    assert quarters({}) is None


# R: binom::binom.wilson(x, n)
@pytest.mark.parametrize(
    ("helped", "cases", "low", "high"),
    [(7, 12, 0.3195, 0.8067), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962)],
)
def test_wilsons_interval(helped, cases, low, high):
    found = share(helped, cases)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.enough == (cases >= FEWEST)


def test_of_no_case_everything_is_possible():
    assert share(0, 0)[2:] == (0.0, 1.0)


@CALM
@given(
    st.dictionaries(
        st.integers(24_000, 24_100),
        st.dictionaries(st.sampled_from(["lasted", "solved", "back", "open", "parked", "let_go"]), st.integers(1, 50)),
        max_size=30,
    )
)
def test_columns_stand_on_the_ground_and_fit_in(months):
    found = columns(months)
    assert len(found) <= MONTHS
    for one in found:
        assert one.left >= 0
        assert one.left + one.width <= 100.01
        assert sum(part.number for part in one.parts) == one.number
        assert sum(part.size for part in one.parts) <= HEIGHT + 0.1
        ends = [part.start + part.size for part in one.parts]
        starts = [float(HEIGHT), *(part.start for part in one.parts)]
        assert all(abs(end - start) < 0.1 for end, start in zip(ends, starts, strict=False))


def test_bars_and_stretches():
    assert [(part.key, part.start, part.size) for part in bar([("a", 1), ("b", 0), ("c", 3)])] == [
        ("a", 0.0, 25.0),
        ("c", 25.0, 75.0),
    ]
    assert bar([("a", 0)]) == []
    found, end = stretches({"agreed": quarters({10: 4}), "solved": quarters({20: 2, 40: 2}), "lasted": None})
    assert end == 40
    assert (found["agreed"].left, found["agreed"].width, found["agreed"].middle) == (25.0, 0.0, 25.0)
    assert (found["solved"].left, found["solved"].width, found["solved"].middle) == (50.0, 50.0, 50.0)
    assert set(found) == {"agreed", "solved"}


def test_months_have_names():
    assert month_words(2026 * 12 + 2) == "March 2026"
