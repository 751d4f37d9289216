"""Saying how serious it is; the promise of care follows (T1)."""

from datetime import timedelta

import pytest

from ours.problem.access import readers
from ours.problem.models import Event, Problem
from tests.cast import DAY
from tests.problem.helping import told


@pytest.mark.parametrize("who", ["tom", "bea"])
def test_either_side_says_so(cast, browser, who):
    problem, seat = cast.problem(), getattr(cast, who)

    answer = browser(seat).post(f"/problems/{problem.pk}/seriousness/", {"seriousness": "3", "once": "k1"})

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/")
    problem.refresh_from_db()
    assert (problem.seriousness, problem.cared_at, problem.care_due) == (3, DAY, DAY + timedelta(days=2))
    assert told(problem) == [f"{seat.name} called it serious."]


def test_the_same_again_is_no_news(cast, browser):
    problem = cast.problem()
    assert browser(cast.tom).post(f"/problems/{problem.pk}/seriousness/", {"seriousness": "2"}).status_code == 303
    assert not Event.objects.filter(kind="seriousness_set").exists()


def test_it_is_one_of_three(cast, browser):
    problem = cast.problem()
    for wrong in ("", "4", "very"):
        answer = browser(cast.tom).post(f"/problems/{problem.pk}/seriousness/", {"seriousness": wrong})
        assert (answer.status_code, "Choose minor, moderate or serious." in answer.content.decode()) == (422, True)
    problem.refresh_from_db()
    assert problem.seriousness == 2


def test_the_page_says_what_each_promises(cast, browser, django_assert_num_queries):
    problem = cast.problem()
    reader = browser(cast.bea)
    with django_assert_num_queries(4):
        page = reader.get(f"/problems/{problem.pk}/seriousness/").content.decode()
    for label, days in (("minor", 14), ("moderate", 7), ("serious", 2)):
        assert f"<dt>{label}</dt><dd>a sign of life at least every {days} days</dd>" in page
    assert 'value="2" checked' in page
    *several, last = [seat.name for seat in readers(problem)]
    assert {*several, last} == {"Ana Ruiz", "Tom Weiss", "Bea Okafor"}
    assert f"Read by {', '.join(several)} and {last} at this table." in page


def test_somebody_else_finds_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        outsider = browser(seat)
        assert outsider.get(f"/problems/{problem.pk}/seriousness/").status_code == 404, seat
        assert outsider.post(f"/problems/{problem.pk}/seriousness/", {"seriousness": "3"}).status_code == 404, seat


def test_the_promise_is_shown_as_it_holds_for_this_problem(cast, browser):
    problem = cast.problem()
    page = browser(cast.bea).get(f"/problems/{problem.pk}/seriousness/").content.decode()
    assert "a sign of life at least every 14 days" in page
    assert "half the time" not in page
    Problem.objects.filter(pk=problem.pk).update(promised=True)
    page = browser(cast.bea).get(f"/problems/{problem.pk}/seriousness/").content.decode()
    for words in (
        "a sign of life every day",
        "a sign of life at least once in 84 hours",
        "a sign of life at least every 7 days",
        "It touches what was sold, so half the time is promised; the figures above are halved already.",
    ):
        assert words in page
    assert "14 days" not in page
