"""What comes first, and what narrows a search down: client, person, state, days; nothing of another audience."""

import re
from datetime import date, timedelta

import pytest
from django.http import QueryDict

from ours.listen.intake_acts import say
from ours.problem import acts
from ours.problem.models import Problem, Stage
from ours.table.search import reading
from ours.table.search.filters import Filters, filters_from
from ours.table.search.query import read
from ours.table.search.reading import Place, find
from ours.tend import weeding_acts
from tests.cast import DAY


def found(seat, typed, newest_first=False, **filters):
    rows = find(seat, read(typed), filters=Filters(**filters), newest_first=newest_first).rows
    return [row.headline for row in rows]


@pytest.fixture
def tables(cast):
    """The word "swing" in the headline of the first two tables, and in a message at the third, which is the newest."""
    posts = cast.problem("We need posts; our income swings.")
    bread = cast.problem("Orders swing from day to day.", engagement=cast.orders, by=cast.maja)
    class_ = cast.problem("The younger audience never stays.")
    say(class_, "Not even for the swing class.", by=cast.tom, at=DAY)
    return posts.headline, bread.headline, class_.headline


def test_headlines_first_or_the_newest_first(cast, tables):
    posts, bread, class_ = tables
    assert found(cast.ana, "swing") == [bread, posts, class_]
    assert found(cast.ana, "swing", newest_first=True) == [class_, bread, posts]


def test_a_phrase_must_stand_in_the_headline_as_it_is(cast):
    first = cast.problem("The swing class is empty.")
    second = cast.problem("Our class can swing.")
    say(second, "The swing class.", by=cast.tom, at=DAY)
    assert found(cast.tom, '"swing class"') == [first.headline, second.headline]


def test_pages_join_from_headlines_to_the_others(cast, monkeypatch):
    monkeypatch.setattr(reading, "ROWS", 3)
    expected = []
    for number in range(4):
        expected.insert(0, cast.problem(f"Kiosk {number}.").headline)
    others = []
    for number in range(4):
        problem = cast.problem(f"Table {number}.")
        say(problem, "The kiosk.", by=cast.tom, at=DAY)
        others.insert(0, problem.headline)
    seen, place = [], Place()
    while place is not None:
        page = find(cast.tom, read("kiosk"), place=place)
        seen += [row.headline for row in page.rows]
        place = page.older
    assert seen == expected + others


def test_a_client_by_a_part_of_its_name(cast, tables):
    posts, bread, class_ = tables
    assert found(cast.ana, "swing", client="yoga") == [posts, class_]
    assert found(cast.ana, "swing", client="lindgren") == [bread]
    assert found(cast.ana, "swing", client="nobody") == []


def test_a_client_that_one_does_not_work_for_is_no_client(cast, tables):
    assert found(cast.tom, "swing", client="lindgren") == []
    assert found(cast.maja, "swing", client="yoga") == []


def test_a_person_who_did_something_or_sits_there(cast, tables):
    posts, bread, class_ = tables
    assert found(cast.ana, "swing", person="weiss") == [class_]
    assert found(cast.ana, "swing", person="Bea") == [posts, class_]
    assert found(cast.ana, "swing", person="maja") == [bread]
    assert found(cast.tom, "swing", person="maja") == []


def test_how_far_it_has_come(cast, tables):
    posts, bread, class_ = tables
    Problem.objects.filter(headline=posts).update(stage=Stage.TRYING)
    assert found(cast.ana, "swing", state="trying") == [posts]
    assert found(cast.ana, "swing", state="listening") == [bread, class_]
    problem = Problem.objects.get(headline=bread)
    weeding_acts.let_go(problem, "It went away.", by=cast.una, at=DAY)
    assert found(cast.ana, "swing", state="let_go") == [bread]
    assert found(cast.ana, "swing", state="listening") == [class_]
    acts.park(
        Problem.objects.get(headline=class_),
        what="problem",
        words="",
        reason="Summer.",
        agreed_by=[],
        by=cast.tom,
        at=DAY,
        back_on=(DAY + timedelta(days=30)).date(),
    )
    assert found(cast.ana, "swing", state="parked") == [class_]


def test_days_are_included(cast, tables):
    posts, _bread, _class = tables
    Problem.objects.filter(headline=posts).update(opened_at=DAY - timedelta(days=10))
    day = (DAY - timedelta(days=10)).date()
    assert found(cast.ana, "swing", since=day, until=day) == [posts]
    assert found(cast.ana, "swing", until=day - timedelta(days=1)) == []
    assert found(cast.ana, "swing", since=day + timedelta(days=1), client="yoga") == [tables[2]]


def test_what_stands_in_an_address_is_read_or_told():
    read_, wrong = filters_from(QueryDict("client=+Yoga++House&state=nonsense&since=2026-03-31&until=soon"))
    assert read_ == Filters(client="Yoga House", since=date(2026, 3, 31))
    assert wrong == {"until": "Write the day as year, month and day, for example 2026-03-31."}
    assert filters_from(QueryDict("since=2026-03-31&until=2026-03-30"))[1] == {
        "until": "This day lies before the first one."
    }
    assert Filters(client="a", since=date(2026, 3, 31)).query() == {"client": "a", "since": "2026-03-31"}


def test_the_page_keeps_what_was_typed(cast, browser, tables):
    page = browser(cast.ana).get("/search/?q=swing&client=Yoga&person=%22%3E&state=listening&since=soon&order=newest")
    text = page.content.decode()
    assert page.status_code == 200
    assert 'name="client" value="Yoga"' in text
    assert 'name="person" value="&#34;&gt;"' in text
    assert '<option value="listening" selected>' in text
    assert 'name="since" value="soon" aria-invalid="true" aria-describedby="since-note"' in text
    assert "Write the day as year, month and day" in text
    assert "No table that fits has these words." in text


def test_a_client_person_is_not_asked_for_a_client(cast, browser, tables):
    text = browser(cast.bea).get("/search/?q=swing&client=lindgren").content.decode()
    assert 'name="client"' not in text
    assert re.findall(r'role="status">(.*?)</p>', text) == ["No table that fits has these words."]
    assert "similar" not in text


def test_filters_cost_one_statement_more_at_most(cast, browser, tables, django_assert_num_queries):
    reader = browser(cast.ana)
    with django_assert_num_queries(8):
        reader.get("/search/?q=swing&client=yoga&person=bea&state=listening&since=2020-01-01")
