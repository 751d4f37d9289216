"""Kept, missed and renegotiated are counted alike for both sides, and both see the same (O4)."""

import pytest

from ours.own import acts, reading
from ours.own.reading import Figures
from tests.cast import DAY, Cast
from tests.own.helping import address, in_days


def promise_all_kinds(cast: Cast, problem, seat, times=1):
    for _ in range(times):
        acts.keep(acts.commit(problem, "Kept.", in_days(1), by=seat, at=DAY), "", by=seat, at=DAY)
        acts.miss(acts.commit(problem, "Missed.", in_days(-1), by=seat, at=DAY), "", by=seat, at=DAY)
        moved = acts.commit(problem, "Moved.", in_days(1), by=seat, at=DAY)
        acts.renegotiate(moved, in_days(4), "Later.", by=seat, at=DAY)
        acts.commit(problem, "Late.", in_days(-1), by=seat, at=DAY)
        acts.commit(problem, "Due today.", in_days(0), by=seat, at=DAY)


def test_both_sides_count_alike(cast, django_assert_num_queries):
    problem, other = cast.problem(), cast.problem("The front desk cannot see who paid.")
    for seat in (cast.bea, cast.tom):
        promise_all_kinds(cast, problem, seat)
    promise_all_kinds(cast, other, cast.ana)
    one = Figures(kept=1, missed=1, renegotiated=1, open=3, overdue=1)
    with django_assert_num_queries(1):
        assert reading.figures(problem) == {"client": one, "expert": one}
    with django_assert_num_queries(1):
        assert reading.figures_for_engagement(cast.growth) == {
            "client": one,
            "expert": Figures(kept=2, missed=2, renegotiated=2, open=6, overdue=2),
        }
    assert reading.figures_for_engagement(cast.orders) == {"client": Figures(), "expert": Figures()}
    assert (one.made, one.any, Figures().made, Figures().any) == (2, True, 0, False)


def test_overdue_is_counted_in_the_readers_day(cast):
    problem = cast.problem()
    acts.commit(problem, "Today.", in_days(0), by=cast.bea, at=DAY)
    assert reading.figures(problem, today=in_days(0))["client"] == Figures(open=1, overdue=0)
    assert reading.figures(problem, today=in_days(1))["client"] == Figures(open=1, overdue=1)


@pytest.mark.parametrize("who", ["bea", "tom"])
def test_both_see_the_same_figures(cast, browser, who):
    problem = cast.problem()
    promise_all_kinds(cast, problem, cast.bea, times=2)
    promise_all_kinds(cast, problem, cast.tom)
    page = " ".join(browser(getattr(cast, who)).get(address(problem)).content.decode().split())
    for kept, made, rest in (
        (2, 4, "2 missed · 2 renegotiated · 6 open, 2 of them past their day"),
        (1, 2, "1 missed · 1 renegotiated · 3 open, 1 of them past its day"),
    ):
        assert f"Commitments kept: {kept} of {made}" in page
        assert rest in page
