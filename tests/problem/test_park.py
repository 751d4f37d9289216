"""Parking: "you and I will get to this later" (L8)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from ours.problem import acts
from ours.problem.models import Parking
from tests.cast import DAY
from tests.problem.helping import told

WHY = "Only once the first room is full."


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The clock stands at noon, so that no test begins on one day and ends on the next."""
    monkeypatch.setattr(timezone, "now", lambda: DAY + timedelta(days=7, hours=3))


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def send(browser, problem, **fields):
    fields = {"what": "topic", "words": "A second room.", "reason": WHY, "once": "k1"} | fields
    return browser.post(f"/problems/{problem.pk}/parkings/", fields)


def test_a_topic_until_a_day(cast, browser):
    problem = cast.problem()

    answer = send(browser(cast.tom), problem, agreed_by=[cast.bea.pk], back_on=in_days(30).isoformat())

    parking = Parking.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/problems/{problem.pk}/parking/#parking-{parking.pk}",
    )
    assert (parking.what, parking.words, parking.reason, parking.by) == ("topic", "A second room.", WHY, cast.tom)
    assert set(parking.agreed_by.all()) == {cast.tom, cast.bea}
    nine = datetime.combine(in_days(30), datetime.min.time(), UTC) + timedelta(hours=9)
    assert (parking.back_on, parking.back_at, parking.back_when, parking.returned_at) == (in_days(30), nine, "", None)
    day = date_format(in_days(30), "DATE_FORMAT")
    assert told(problem) == [f"Tom Weiss parked a topic: “A second room.”; it comes back: {day}."]
    problem.refresh_from_db()
    assert problem.care_due is not None


def test_a_client_parks_the_whole_problem_until_something_happens(cast, browser):
    problem = cast.problem()

    answer = send(
        browser(cast.bea), problem, what="problem", words="", agreed_by=[cast.ana.pk], back_when="commitment_kept"
    )

    assert answer.status_code == 303
    parking = Parking.objects.get()
    assert (parking.what, parking.words, parking.back_on, parking.back_at, parking.back_when) == (
        "problem",
        "We need someone to make Instagram posts.",
        None,
        None,
        "commitment_kept",
    )
    assert set(parking.agreed_by.all()) == {cast.bea, cast.ana}
    assert told(problem) == [
        "Bea Okafor parked the problem: “We need someone to make Instagram posts.”; "
        "it comes back: when the next commitment is kept."
    ]
    problem.refresh_from_db()
    assert problem.care_due is None


@pytest.mark.parametrize(
    ("who", "agreed", "sentence"),
    [
        ("tom", [], "Parking takes both sides. Choose who at Yoga House agreed."),
        ("tom", ["ana"], "Parking takes both sides. Choose who at Yoga House agreed."),
        ("bea", [], "Parking takes both sides. Choose who at Neon agreed."),
        ("tom", ["imani"], "Choose people who read this table."),
        ("tom", ["front_desk"], "Choose people who read this table."),
        ("tom", ["maja", "bea"], "Choose people who read this table."),
    ],
)
def test_it_takes_both_sides(cast, browser, who, agreed, sentence):
    problem = cast.problem()
    acts.seat_at(problem, cast.front_desk, by=cast.bea, at=DAY)
    chosen = [getattr(cast, name).pk for name in agreed]
    answer = send(browser(getattr(cast, who)), problem, agreed_by=chosen, back_when="all_agreed")
    assert (answer.status_code, answer.content.decode().count(sentence)) == (422, 1)
    assert not Parking.objects.exists()


def test_every_mistake_keeps_what_was_written(cast, browser):
    problem = cast.problem()
    good = {"agreed_by": [cast.bea.pk], "back_on": in_days(3).isoformat()}
    for wrong, sentence in (
        ({"words": " "}, "Say what is parked."),
        ({"reason": ""}, "Say why it can wait."),
        ({"what": "opinion"}, "Choose what is parked."),
        ({"back_on": ""}, "Choose a day or an event at which it comes back."),
        ({"back_on": in_days(0).isoformat()}, "Choose a day after today."),
        ({"back_on": "soon"}, "Write the day as year-month-day, for example 2027-03-31."),
        ({"back_when": "tomorrow"}, "Choose one of these events."),
        ({"words": "x" * 4001}, "Please say it in at most 4000 characters."),
    ):
        fields = {"words": "A second room.", "reason": WHY} | good | wrong
        answer = send(browser(cast.tom), problem, **fields)
        page = answer.content.decode()
        assert (answer.status_code, page.count(sentence)) == (422, 1), sentence
        assert f'value="{cast.bea.pk}" checked' in page
        assert f">{fields['words']}</textarea>" in page
        assert f">{fields['reason']}</textarea>" in page
        assert f'value="{fields["back_on"]}"' in page
    assert not Parking.objects.exists()


def test_the_problem_is_parked_once(cast, browser):
    problem = cast.problem()
    acts.park(problem, what="problem", words="It.", reason=WHY, agreed_by=[], by=cast.tom, at=DAY, back_on=in_days(9))
    answer = send(browser(cast.tom), problem, what="problem", agreed_by=[cast.bea.pk], back_on=in_days(3).isoformat())
    assert answer.status_code == 409
    assert "The problem is parked already; below is until when." in answer.content.decode()
    assert Parking.objects.count() == 1


def test_a_double_click_parks_once(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    fields = {"agreed_by": [cast.bea.pk], "back_when": "all_agreed"}
    assert len({send(tom, problem, **fields)["Location"] for _ in range(2)}) == 1
    assert Parking.objects.count() == 1


@pytest.mark.parametrize("who", ["tom", "bea"])
def test_the_page_tells_until_when_and_who_agreed_in_eight_statements(cast, browser, who):
    counts = []
    for rows in (1, 3):
        problem = cast.problem()
        for _ in range(rows):
            agreed = {"reason": WHY, "agreed_by": [cast.tom, cast.bea], "by": cast.tom, "at": DAY}
            acts.park(problem, what="topic", words="Both.", **agreed, back_on=in_days(3), back_when="all_agreed")
            acts.park(problem, what="opinion", words="Mine.", holder=cast.bea, **agreed, back_when="reading_taken")
            back = acts.park(problem, what="topic", words="Back.", **agreed, back_on=in_days(1))
            acts.come_back(back, at=DAY)
        reader = browser(getattr(cast, who))
        with CaptureQueriesContext(connection) as queries:
            page = reader.get(f"/problems/{problem.pk}/parking/").content.decode()
        counts.append(len(queries))
        assert page.count("at the latest, or when everybody has signed the words") == rows
        assert (
            page.count("an opinion of Bea Okafor · <b>comes back when the next reading of a measure is in</b>") == rows
        )
        assert page.count("agreed: Bea Okafor and Tom Weiss") == 3 * rows
        assert page.count("<b>came back on ") == rows
        assert page.count("Bring it back now") == 2 * rows
    assert counts == [8, 8]


def test_somebody_else_finds_nothing(cast, browser):
    problem = cast.problem()
    parking = acts.park(
        problem, what="topic", words="It.", reason=WHY, agreed_by=[], by=cast.tom, at=DAY, back_on=in_days(9)
    )
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca, cast.tom_at_ferro):
        outsider = browser(seat)
        assert outsider.get(f"/problems/{problem.pk}/parking/").status_code == 404, seat
        assert send(outsider, problem).status_code == 404, seat
        there = f"/problems/{problem.pk}/parkings/{parking.pk}/returned/"
        assert outsider.post(there).status_code == 404, seat
    assert Parking.objects.get().returned_at is None
