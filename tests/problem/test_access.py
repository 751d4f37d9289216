"""The doors to problems, whole: who sees and reads which, and that a stray row opens none of them."""

import pytest
from django.http import Http404

from ours.people import acts as people
from ours.people.models import Crew, Seat
from ours.problem import access, acts
from ours.problem.engagements import problems_in, shared_engagement_for
from ours.problem.models import Chair
from tests.cast import DAY

SEATS = "ana tom una bea imani front_desk maja kai luca tom_at_ferro".split()


def seen(cast) -> dict[str, set[str]]:
    """For each seat the headlines of the problems that it sees."""
    return {name: {one.headline for one in access.visible_problems(getattr(cast, name))} for name in SEATS}


@pytest.fixture
def tables(cast):
    """One problem of each client."""
    return {
        "Posts": cast.problem("Posts"),
        "Bread": cast.problem("Bread", engagement=cast.orders, by=cast.maja),
        "Iron": cast.problem("Iron", engagement=cast.casting, by=cast.luca),
    }


EXPECTED = {
    "ana": {"Posts", "Bread"},
    "tom": {"Posts"},
    "una": {"Bread"},
    "bea": {"Posts"},
    "imani": set(),
    "front_desk": set(),
    "maja": {"Bread"},
    "kai": {"Iron"},
    "luca": {"Iron"},
    "tom_at_ferro": set(),
}


def test_problems(cast, tables):
    assert seen(cast) == EXPECTED
    for name, seat in (("Posts", cast.maja), ("Bread", cast.bea), ("Iron", cast.tom)):  # chairs at others' tables
        Chair.objects.create(problem=tables[name], seat=seat, at=DAY, by=seat)
    Crew.objects.create(seat=cast.tom, engagement=cast.casting, since=DAY)
    Crew.objects.create(seat=cast.imani, engagement=cast.growth, since=DAY)
    assert seen(cast) == EXPECTED


def test_who_leaves_sees_it_no_longer(cast, tables):
    acts.leave_chair(tables["Posts"].chairs.get(), by=cast.bea, at=DAY)
    people.take_off(Crew.objects.get(seat=cast.una), by=cast.una, at=DAY)
    assert seen(cast) == EXPECTED | {"bea": set(), "una": set()}


def test_the_door_is_the_same_for_everybody(cast, tables):
    let_in = {}
    for name in SEATS:
        let_in[name] = set()
        for words, problem in tables.items():
            try:
                assert access.problem_for(getattr(cast, name), problem.pk) == problem
                let_in[name].add(words)
            except Http404:
                pass
    assert let_in == EXPECTED


@pytest.mark.parametrize("number", [2**53 + 1, 2**63 - 1, 2**63, 10**300])
def test_a_number_that_no_database_holds_is_no_problem(cast, browser, number):
    for seat in (cast.ana, cast.tom, cast.bea):
        assert browser(seat).get(f"/problems/{number}/words/").status_code == 404


def test_a_seat_that_is_not_taken_may_see_nothing(cast, tables):
    assert access.may_see(cast.bea, tables["Posts"].pk)
    assert not access.may_see(cast.bea, tables["Bread"].pk)
    Seat.objects.filter(pk=cast.bea.pk).update(left_at=DAY)
    assert not access.may_see(cast.bea, tables["Posts"].pk)


def test_readers(cast, tables):
    posts = tables["Posts"]
    assert [one.name for one in access.readers(posts)] == ["Ana Ruiz", "Tom Weiss", "Bea Okafor"]
    acts.seat_at(posts, cast.front_desk, by=cast.tom, at=DAY)
    Chair.objects.create(problem=posts, seat=cast.maja, at=DAY, by=cast.tom)
    Crew.objects.create(seat=cast.imani, engagement=cast.growth, since=DAY)
    everybody = ["Ana Ruiz", "Tom Weiss", "Bea Okafor", "Front desk"]
    assert [one.name for one in access.readers(posts)] == [one.name for one in access.readers_now(posts)] == everybody
    assert access.names_of_others(posts, cast.tom) == ["Ana Ruiz", "Bea Okafor"]
    assert access.names_of_others(posts, cast.tom, own_side=True) == ["Ana Ruiz"]
    Seat.objects.filter(pk__in=(cast.bea.pk, cast.ana.pk)).update(left_at=DAY)
    people.take_off(Crew.objects.get(seat=cast.tom), by=cast.tom, at=DAY)
    assert [one.name for one in access.readers(posts)] == ["Front desk"]
    acts.leave_chair(posts.chairs.get(seat=cast.front_desk), by=cast.tom, at=DAY)
    assert list(access.readers(posts)) == []


def test_what_both_sides_share_of_an_engagement(cast, tables):
    def sharing(engagement) -> set[str]:
        found = set()
        for name in SEATS:
            try:
                assert shared_engagement_for(getattr(cast, name), engagement.pk) == engagement
                found.add(name)
            except Http404:
                pass
        return found

    assert sharing(cast.growth) == {"ana", "tom", "bea"}  # Imani and the front desk sit at no table of it
    acts.seat_at(tables["Posts"], cast.imani, by=cast.tom, at=DAY)
    assert sharing(cast.growth) == {"ana", "tom", "bea", "imani"}
    assert sharing(cast.casting) == {"kai", "luca", "tom_at_ferro"}
    more = people.new_engagement(cast.yoga, "More", by=cast.ana, at=DAY)
    assert sharing(more) == {"ana", "bea"}
    assert [one.headline for one in problems_in(cast.ana, cast.growth)] == ["Posts"]
    assert list(problems_in(cast.imani, cast.orders)) == list(problems_in(cast.tom, more)) == []
