"""Causes and effects: linked by who sees both, the clocks follow in the deeds, nobody sees a link to what is hidden."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.listen import intake_acts as talk
from ours.people import acts as people
from ours.problem import acts as problems
from ours.problem.models import Problem
from ours.tend import promised_acts
from ours.tend import spread_acts as acts
from ours.tend.models import Link
from tests.cast import DAY
from tests.tend.helping import address, days_of_care, in_days, sold, told


def days(number):
    return timedelta(days=number)


@pytest.fixture
def two(cast):
    return cast.problem("Classes are half empty."), cast.problem("Teachers leave.")


def due(problem):
    """Days after DAY at which its promise runs out."""
    moment = Problem.objects.get(pk=problem.pk).care_due
    return None if moment is None else (moment - DAY) / days(1)


def link(cause, effect, cast, at=DAY):
    return acts.link(*(Problem.objects.get(pk=one.pk) for one in (cause, effect)), "", by=cast.tom, at=at)


def care_for(problem, cast, at):
    fresh = Problem.objects.get(pk=problem.pk)
    talk.say(fresh, "We are on it.", by=cast.tom, at=at)


@pytest.mark.parametrize(("way", "leads"), [("effect", True), ("cause", False)])
def test_both_sides_link_two_problems(cast, browser, two, way, leads):
    here, there = two
    fields = {"way": way, "other": there.pk, "words": "Nobody knows who will come.", "once": "k"}
    answers = [browser(cast.bea).post(address(here, "links/"), fields) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, address(here) + "#spread")] * 2
    made = Link.objects.get()
    assert (made.cause, made.effect) == ((here, there) if leads else (there, here))
    assert (made.words, made.by) == ("Nobody knows who will come.", cast.bea)
    cause, effect = (
        ("Bea Okafor linked another problem as a cause of this one.",),
        ("Bea Okafor linked another problem as something that this one leads to.",),
    )
    assert (tuple(told(here)), tuple(told(there))) == ((effect, cause) if leads else (cause, effect))
    assert browser(cast.tom).post(address(here, "links/"), fields | {"once": "k2"}).status_code == 409


def test_words_are_kept_when_the_other_problem_is_missing(cast, browser, two):
    hidden = cast.problem("Bread.", engagement=cast.orders, by=cast.maja)
    for other in ("", "x", str(two[0].pk), str(hidden.pk), "1"):
        answer = browser(cast.bea).post(address(two[0], "links/"), {"way": "cause", "other": other, "words": "Kept."})
        page = answer.content.decode()
        assert (answer.status_code, "Kept." in page, "Teachers leave." in page) == (422, True, True)
    assert not Link.objects.exists()


def test_the_clock_of_an_effect_follows_its_cause(cast, two):
    cause, effect = two
    problems.call_serious(cause, 3, by=cast.tom, at=DAY)
    assert (due(cause), due(effect)) == (2, 7)
    link(cause, effect, cast)
    assert (due(cause), due(effect)) == (2, 3.5)
    care_for(cause, cast, DAY + days(1))
    assert (due(cause), due(effect)) == (3, 3.5)
    care_for(cause, cast, DAY + days(3))
    assert (due(cause), due(effect)) == (5, 5)
    care_for(cause, cast, DAY + days(6))
    assert (due(cause), due(effect)) == (8, 7)
    care_for(effect, cast, DAY + days(6))
    assert (due(cause), due(effect)) == (8, 9.5)


def test_it_goes_through_several_and_a_circle_is_safe(cast):
    a, b, c = (cast.problem(f"Problem {one}.") for one in "abc")
    problems.call_serious(a, 3, by=cast.tom, at=DAY)
    problems.call_serious(c, 1, by=cast.tom, at=DAY)
    for cause, effect in ((a, b), (b, c), (c, a)):
        link(cause, effect, cast)
    assert [due(one) for one in (a, b, c)] == [2, 3.5, 7]
    care_for(a, cast, DAY + days(10))
    # b ran out on day 7 by itself, c on day 14 at the latest, halved to 7; a is promised within 1 to 2 days
    assert [due(one) for one in (a, b, c)] == [11, 7, 7]
    for one in (b, c):
        care_for(one, cast, DAY + days(10))
    assert [due(one) for one in (a, b, c)] == [12, 13.5, 17]


def test_parting_and_parking_end_it(cast, browser, two):
    cause, effect = two
    problems.call_serious(cause, 3, by=cast.tom, at=DAY)
    made = link(cause, effect, cast)
    assert due(effect) == 3.5
    parked = Problem.objects.get(pk=cause.pk)
    parking = problems.park(
        parked, what="problem", words="It.", reason="So.", agreed_by=[], by=cast.tom, at=DAY, back_on=in_days(9)
    )
    assert (due(cause), due(effect)) == (None, 7)
    problems.come_back(parking, at=DAY + days(1))
    assert (due(cause), due(effect)) == (3, 3.5)
    answer = browser(cast.bea).post(address(effect, f"links/{made.pk}/ended/"), {"once": "k"})
    assert (answer.status_code, due(effect)) == (303, 7)
    assert Problem.objects.filter(spreads=True).count() == 0
    assert told(effect)[-1] == "Bea Okafor parted this problem from one of its causes."
    assert browser(cast.bea).post(address(effect, f"links/{made.pk}/ended/"), {"once": "k2"}).status_code == 409
    assert link(cause, effect, cast) is not None  # can be linked again


def test_a_parked_effect_knows_its_cause_when_it_comes_back(cast, two):
    cause, effect = two
    problems.call_serious(cause, 3, by=cast.tom, at=DAY)
    parking = problems.park(
        effect, what="problem", words="It.", reason="So.", agreed_by=[], by=cast.tom, at=DAY, back_on=in_days(9)
    )
    link(cause, effect, cast)
    assert due(effect) is None
    parking.problem = Problem.objects.get(pk=effect.pk)
    problems.come_back(parking, at=DAY + days(1))
    assert due(effect) == 4.5


def test_what_was_sold_and_changed_promises_count_along(cast, two):
    cause, effect = two
    link(cause, effect, cast)
    promised_acts.touch(Problem.objects.get(pk=cause.pk), sold(cast), by=cast.tom, at=DAY)
    assert (due(cause), due(effect)) == (3.5, 3.5)
    people.promise(cast.growth, minor=20, moderate=10, serious=1, by=cast.tom, at=DAY)
    assert (due(cause), due(effect)) == (5, 5)


def test_a_deed_elsewhere_costs_nothing_more(cast, two):
    cause, effect = two
    counts = []
    for linked in (False, True):
        if linked:
            link(cause, effect, cast)
        fresh = Problem.objects.select_related("engagement", "firm", "client").get(pk=effect.pk)
        with CaptureQueriesContext(connection) as queries:
            talk.say(fresh, "We are on it.", by=cast.tom, at=DAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_whoever_may_see_only_one_of_the_two_sees_no_link(cast, browser, two):
    cause, effect = two
    made = link(cause, effect, cast)
    problems.seat_at(effect, cast.imani, by=cast.tom, at=DAY)
    for where in (address(effect), "/spread/"):
        pages = [browser(seat).get(where).content.decode() for seat in (cast.tom, cast.bea, cast.imani)]
        assert ["Classes are half empty." in page for page in pages] == [True, True, False], where
    assert browser(cast.imani).post(address(effect, f"links/{made.pk}/ended/")).status_code == 404
    assert Link.objects.get().ended_at is None
    history = browser(cast.imani).get(f"/problems/{effect.pk}/history/").content.decode()
    assert "linked another problem as a cause of this one" in history
    assert "Classes are half empty." not in history


def test_an_expert_links_across_clients_and_neither_client_knows(cast, browser):
    here, there = cast.problem("Posts."), cast.problem("Bread.", engagement=cast.orders, by=cast.maja)
    found = browser(cast.ana).get(address(here) + "?q=bread").content.decode()
    assert "Bread." in found
    assert "Bread." not in browser(cast.ana).get(address(here)).content.decode()  # first those of this client
    answer = browser(cast.ana).post(address(here, "links/"), {"way": "effect", "other": there.pk, "once": "k"})
    assert answer.status_code == 303
    assert "Bread." in browser(cast.ana).get("/spread/").content.decode()
    for seat in (cast.tom, cast.bea, cast.una, cast.maja):
        page = browser(seat).get("/spread/").content.decode()
        assert "No two problems are linked yet." in page, seat
    for seat, problem, other in ((cast.bea, here, "Bread."), (cast.maja, there, "Posts.")):
        assert other not in browser(seat).get(address(problem)).content.decode()


def test_the_picture_and_the_table_say_the_same(cast, browser, two):
    cause, effect = two
    problems.call_serious(cause, 3, by=cast.tom, at=DAY)
    link(cause, effect, cast)
    page = browser(cast.bea).get("/spread/").content.decode()
    assert page.count('class="spread-box overgrown"') == 2  # noon a week later: both have run out
    assert page.count('marker-end="url(#tip)"') == 1
    assert page.count('<tr><th scope="row">') == 1
    assert page.count(f'href="/problems/{cause.pk}/"') == 2
    assert 'style="' not in page


def test_a_line_says_when_a_cause_is_overgrown(cast, browser, two):
    cause, effect = two
    problems.call_serious(cause, 3, by=cast.tom, at=DAY)
    link(cause, effect, cast)
    words = "A cause of this one is overgrown."
    assert words in browser(cast.bea).get(address(effect)).content.decode()
    care_for(cause, cast, DAY + days(7))
    assert words not in browser(cast.bea).get(address(effect)).content.decode()
    assert days_of_care(effect) == 7


@pytest.mark.parametrize("much", [1, 3])
def test_the_pages_ask_as_often_with_one_link_as_with_three(cast, browser, much):
    here = cast.problem()
    for number in range(much):
        other = cast.problem(f"Other {number}.")
        link(here, other, cast)
        promised_acts.touch(Problem.objects.get(pk=here.pk), sold(cast, f"Sold {number}."), by=cast.tom, at=DAY)
    reader = browser(cast.bea)
    counts = []
    for where in (address(here), "/spread/"):
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(where).status_code == 200
        counts.append(len(queries))
    assert counts == [12, 3]
