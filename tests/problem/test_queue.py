"""What needs care first, as index scans of a fixed length."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.own.models import Ownership
from ours.people.models import Crew, Engagement, Role
from ours.problem.models import Problem
from ours.problem.queue import MANY, Place, count_due, next_due, parked
from tests.cast import DAY

HOUR = timedelta(hours=1)


@pytest.fixture
def problems(cast):
    """Seven problems of two of Neon's clients, and one of another firm's, opened an hour apart."""
    made = {}
    for hour, client in enumerate("yybyyby"):
        engagement, by = (cast.growth, cast.bea) if client == "y" else (cast.orders, cast.maja)
        made[hour] = cast.problem(f"{client}{hour}", engagement=engagement, by=by, at=DAY + hour * HOUR)
    cast.problem("foreign", engagement=cast.casting, by=cast.luca)
    return made


def words(found):
    return [problem.headline for problem in found]


def test_the_owner_sees_all_of_the_firm_in_order(cast, problems):
    assert words(next_due(cast.ana, limit=10)) == ["y0", "y1", "b2", "y3", "y4", "b5", "y6"]


def test_an_expert_sees_the_engagements_they_are_on(cast, problems):
    assert words(next_due(cast.tom, limit=10)) == ["y0", "y1", "y3", "y4", "y6"]
    assert words(next_due(cast.una, limit=10)) == ["b2", "b5"]
    Crew.objects.create(seat=cast.una, engagement=cast.growth, since=DAY)
    assert words(next_due(cast.una, limit=3)) == ["y0", "y1", "b2"]
    Crew.objects.filter(seat=cast.una).update(ended_at=DAY)
    assert words(next_due(cast.una, limit=3)) == []


@pytest.mark.parametrize("who", ["ana", "both"])
def test_pages_join_without_gap_or_repetition(cast, problems, who):
    seat = cast.ana
    if who == "both":
        Crew.objects.create(seat=cast.una, engagement=cast.growth, since=DAY)
        seat = cast.una
    Problem.objects.filter(headline__in=["b2", "y3", "y4"]).update(care_due=DAY + timedelta(days=8))
    seen, after = [], None
    while page := next_due(seat, limit=2, after=after):
        seen += words(page)
        after = Place(page[-1].care_due, page[-1].pk)
    everything = list(
        Problem.objects.filter(firm=cast.neon).order_by("care_due", "pk").values_list("headline", flat=True)
    )
    assert seen == everything


def test_a_condition_narrows_it(cast, problems):
    Problem.objects.filter(headline__in=["y1", "b5"]).update(client_owned=True, expert_owned=True)
    assert words(next_due(cast.ana, limit=10, only="unowned")) == ["y0", "b2", "y3", "y4", "y6"]
    assert words(next_due(cast.tom, limit=2, only="unowned")) == ["y0", "y3"]


def test_mine_are_those_i_own_and_may_see(cast, problems):
    for hour, seat in ((0, cast.tom), (3, cast.ana), (4, cast.tom), (5, cast.tom)):
        side = {"problem": problems[hour], "side": "expert", "seat": seat, "by": cast.ana, "at": DAY}
        Ownership.objects.create(**side)
    Ownership.objects.filter(problem=problems[4]).update(ended_at=DAY)
    assert words(next_due(cast.tom, limit=10, only="mine")) == ["y0"]  # b5 is on an engagement that is not his
    assert words(next_due(cast.ana, limit=10, only="mine")) == ["y3"]


def test_the_first_of_many_engagements_are_found(cast, problems):
    for number in range(5):
        other = Engagement.objects.create(firm=cast.neon, client=cast.yoga, name=f"E{number}", began_at=DAY)
        Crew.objects.create(seat=cast.tom, engagement=other, since=DAY)
        for hour in (0.5, 9):
            cast.problem(f"e{number}-{hour}", engagement=other, at=DAY + (hour - number / 60) * HOUR)
    everything = Problem.objects.filter(engagement__crews__seat=cast.tom, engagement__crews__ended_at=None)
    in_order = list(everything.order_by("care_due", "pk").values_list("headline", flat=True))
    assert len(in_order) == 15
    for limit in (1, 2, 3, 7, 15, 40):
        assert words(next_due(cast.tom, limit=limit)) == in_order[:limit]


def test_parked_are_listed_last_cared_for_first(cast, problems):
    Problem.objects.filter(headline__in=["y1", "b5", "y6"]).update(care_due=None)
    assert words(parked(cast.ana, limit=2)) == ["y6", "b5"]
    assert words(parked(cast.tom, limit=9)) == ["y6", "y1"]


def test_it_counts_up_to_many(cast, problems):
    assert (count_due(cast.ana), count_due(cast.una)) == (7, 2)
    week = timedelta(days=7)
    assert count_due(cast.ana, before=DAY + week + 2 * HOUR) == 3
    first = problems[0]
    Problem.objects.bulk_create(
        Problem(
            firm=first.firm,
            client=first.client,
            engagement=first.engagement,
            opened_at=DAY,
            opened_by=cast.bea,
            headline="more",
            cared_at=DAY,
            care_due=DAY,
        )
        for _ in range(MANY + 20)
    )
    assert count_due(cast.ana) == MANY + 1
    assert count_due(cast.tom) == MANY + 1


def test_the_database_walks_the_index(cast, problems):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL chooses by statistics; the benchmark shows it on a large table")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        next_due(cast.ana, limit=26)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + captured[0]["sql"])
        plan = " / ".join(row[3] for row in cursor.fetchall())
    assert "USING INDEX problem_firm_due (firm_id=? AND care_due>?)" in plan
    assert "TEMP B-TREE" not in plan


def test_roles_other_than_owner_do_not_widen_it(cast, problems):
    cast.una.role = Role.SPONSOR
    cast.una.save()
    assert words(next_due(cast.una, limit=10)) == ["b2", "b5"]
