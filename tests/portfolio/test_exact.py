"""The figures are those that the Events tell, whatever happened, in every slice and for everybody."""

from collections import Counter
from dataclasses import replace

import pytest
from django.db.models import Sum

from ours.cli.demo.bulk import build_bulk
from ours.portfolio import tallies
from ours.portfolio.adding import numbers
from ours.portfolio.models import Fact, Tally
from ours.portfolio.scope import Scope
from ours.portfolio.words import KINDS
from ours.problem import acts as problems
from ours.problem.access import visible_problems
from ours.problem.models import Problem
from tests.cast import DAY, Cast
from tests.portfolio.histories import History
from tests.portfolio.oracle import known, told

SLICES = ["all", *(key for _words, some in KINDS for key, _label in some)]
SEEDS = [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)]
FAMILIES = set(
    "fate rounds lives touching opens abilities kept_client missed_client moved_client kept_expert missed_expert "
    "moved_expert agreed relief lasting solved lasted helped failed relief_options relief_chosen relief_alone "
    "lasting_options lasting_chosen relief_helped relief_failed lasting_helped lasting_failed back_relief".split()
)


def everywhere(cast: Cast) -> Counter:
    """All figures of all slices, for the owner from the tallies, for everybody else from the facts."""
    every = known(Problem.objects.all())
    for kind in SLICES:
        assert numbers(Scope(cast.ana, kind=kind)).codes == told(every, kind=kind), kind
    months = sorted({one.month for one in every})
    dated = {"since": months[len(months) // 3], "until": months[-1 - len(months) // 3]}
    assert numbers(Scope(cast.ana, **dated)).codes == told(every, **dated)
    for scope, seen in (
        (Scope(cast.tom), visible_problems(cast.tom)),
        (Scope(cast.bea), visible_problems(cast.bea)),
        (Scope(cast.imani), visible_problems(cast.imani)),
        (Scope(cast.ana, client=cast.bakery), Problem.objects.filter(client=cast.bakery)),
        (Scope(cast.ana, engagement=cast.growth), Problem.objects.filter(engagement=cast.growth)),
        (Scope(cast.ana, expert=cast.una), Problem.objects.filter(engagement=cast.orders)),
        (Scope(cast.kai), Problem.objects.none()),
    ):
        of = set(seen.values_list("pk", flat=True))
        assert numbers(scope).codes == told(every, of=of), scope
        assert numbers(replace(scope, **dated)).codes == told(every, of=of, **dated)
        assert numbers(replace(scope, kind="promised:no")).codes == told(every, of=of, kind="promised:no")
    of_months = numbers(Scope(cast.ana)).months
    assert {month: sum(some.values()) for month, some in of_months.items()} == Counter(one.month for one in every)
    return told(every)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happened(cast: Cast, seed):
    history = History(cast, seed)
    history.run(450)
    problems.seat_at(Problem.objects.filter(client=cast.yoga).first(), cast.imani, by=cast.tom, at=history.now)
    found = everywhere(cast)
    assert Fact.objects.values("month").distinct().count() > 2
    there = {code.split(":")[0] for code in found}
    assert len(FAMILIES - there) <= 6  # there is something to count wrongly
    # Rows of one key put together say the same.
    before = Tally.objects.aggregate(number=Sum("n"))
    assert tallies.fold_due(history.now) > 0
    assert not Tally.objects.filter(fresh=True).exists()
    assert Tally.objects.aggregate(number=Sum("n")) == before
    history.run(40)
    assert Tally.objects.filter(fresh=True).exists()
    tallies.fold_due(history.now)
    everywhere(cast)
    # Counted anew, nothing is found to be wrong.
    assert tallies.recount() == (0, 0)
    assert tallies.missing() == 0


def test_counted_anew_after_the_figures_were_lost(cast: Cast):
    history = History(cast, 11)
    history.run(120)
    facts = list(Fact.objects.order_by("pk").values())
    number = len(facts)
    Fact.objects.all().delete()
    Tally.objects.all().delete()
    assert tallies.missing() == number
    tallies.make()  # as after a migration
    assert list(Fact.objects.order_by("pk").values()) == facts
    everywhere(cast)
    Fact.objects.filter(pk=facts[0]["problem_id"]).update(abilities=77)
    Tally.objects.filter(pk=Tally.objects.first().pk).update(n=55)
    wrong, sums = tallies.recount()
    assert wrong == 1
    assert sums > 0
    everywhere(cast)


def test_a_deed_at_a_problem_without_a_fact_makes_it(cast: Cast):
    problem = cast.problem()
    Fact.objects.all().delete()
    Tally.objects.all().delete()
    problems.call_serious(problem, 3, by=cast.tom, at=DAY)
    assert numbers(Scope(cast.ana)).codes == {"fate:open": 1}
    assert tallies.recount() == (0, 0)


def test_the_large_made_up_world_is_counted_as_its_events_tell(db):
    owner = build_bulk(80, seed=5, at=DAY)
    found = told(known(Problem.objects.all()))
    assert numbers(Scope(owner)).codes == found
    assert {"agreed", "rounds", "fate"} <= {code.split(":")[0] for code in found}
    assert tallies.recount() == (0, 0)
    assert not Tally.objects.filter(fresh=True).exists()
