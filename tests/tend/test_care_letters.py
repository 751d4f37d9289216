"""The daily letter: before the moment, to who can act, one a day, at the reader's hour, stopped in one click."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ours.listen import intake_acts as talk
from ours.own import acts as own
from ours.people import acts as people
from ours.people.models import Crew, Person, Seat
from ours.post.models import Letter
from ours.problem import acts as problems
from ours.problem.models import Problem
from ours.tend import letters, promised_acts, spread_acts
from ours.tend.models import CareLetters
from tests.cast import DAY
from tests.tend.helping import sold

DAYS = timedelta(days=1)
HOUR = timedelta(hours=1)


def named(seat, at):
    return [alarm.problem.headline for alarm in letters.alarms(seat, at)]


def run(start, hours):
    """The worker's rounds, once an hour; the moments at which letters were written."""
    written = []
    for hour in range(hours):
        if letters.write_due(start + hour * HOUR):
            written.append(start + hour * HOUR)
    return written


def test_everybody_of_a_firm_gets_one_at_eight_by_their_clock(cast):
    Person.objects.filter(name="Ana Ruiz").update(time_zone="America/New_York")
    assert letters.begin_for_everybody(DAY) == 4
    assert letters.begin_for_everybody(DAY) == 0
    due = dict(CareLetters.objects.values_list("person__name", "next_at"))
    assert due == {
        "Ana Ruiz": datetime(2026, 3, 3, 13, tzinfo=UTC),
        **{name: datetime(2026, 3, 4, 8, tzinfo=UTC) for name in ("Tom Weiss", "Una Holt", "Kai Brandt")},
    }


def test_who_can_act_hears_of_it_and_nobody_else(cast):
    cast.problem("Nobody owns it.")
    mine = cast.problem("Ana owns it.")
    own.own(mine, cast.ana, by=cast.ana, at=DAY)
    promised = cast.problem("Ana answers for it.")
    own.own(promised, cast.tom, by=cast.tom, at=DAY)
    promised_acts.touch(promised, sold(cast), by=cast.tom, at=DAY)
    cast.problem("Bread.", engagement=cast.orders, by=cast.maja)
    later = DAY + 7 * DAYS
    assert {seat.name: set(named(seat, later)) for seat in (cast.ana, cast.tom, cast.una, cast.kai)} == {
        "Ana Ruiz": {"Ana owns it.", "Ana answers for it."},
        "Tom Weiss": {"Nobody owns it.", "Ana answers for it."},
        "Una Holt": {"Bread."},
        "Kai Brandt": set(),
    }
    people.take_off(Crew.objects.get(seat=cast.tom), by=cast.tom, at=DAY)
    assert set(named(cast.ana, later)) == {"Nobody owns it.", "Ana owns it.", "Ana answers for it."}
    assert named(cast.tom, later) == []


def test_every_promise_stands_in_a_letter_before_it_runs_out(cast):
    """For every length of promise and every hour at which it begins."""
    letters.begin_for_everybody(DAY)
    for days in (1, 2, 7, 14):
        for hour in range(24):
            cast.growth.care_moderate = days
            cast.growth.save()
            problem = cast.problem(f"{days} days, {hour}:00", at=DAY + hour * HOUR)
            problem.refresh_from_db()
            due = problem.care_due
            # The last letter before the moment, at 8:00 in Tom's time zone (UTC), and after it was put on the table.
            last = (due - timedelta(microseconds=1)).replace(hour=8, minute=0)
            last -= DAYS * (last >= due)
            warned = last > problem.cared_at
            assert warned == any(one.problem.pk == problem.pk for one in letters.alarms(cast.tom, last))
            assert warned
            problem.care_due = None
            problem.save()


def test_one_letter_a_day_for_all_of_them(cast):
    letters.begin_for_everybody(DAY)
    for number in range(3):
        cast.problem(f"Problem {number}.")
    assert run(DAY, 24 * 9) == [DAY + day * DAYS - HOUR for day in (6, 7, 8, 9)]
    first = Letter.objects.filter(kind="care").order_by("pk").first()
    assert (first.person, first.to) == (cast.tom.person, "tom@example.org")
    assert first.subject == "3 promises of care run out soon"
    assert [first.text.count(f"Problem {number}.") for number in range(3)] == [1, 1, 1]
    assert "our promise runs out" in first.text
    assert "What comes next: ask what drives the request." in first.text
    assert f"/problems/{Problem.objects.first().pk}/" in first.html
    assert Letter.objects.filter(kind="care").count() == 4


def test_a_day_without_an_alarm_has_no_letter(cast):
    letters.begin_for_everybody(DAY)
    problem = cast.problem()
    for day in (3, 6, 9):
        talk.say(problem, "On it.", by=cast.tom, at=DAY + day * DAYS)
    assert run(DAY, 24 * 10) == []


def test_reasons_are_named(cast):
    letters.begin_for_everybody(DAY)
    cause, effect = cast.problem("Cause."), cast.problem("Effect.")
    problems.call_serious(cause, 3, by=cast.tom, at=DAY)
    spread_acts.link(cause, effect, "", by=cast.tom, at=DAY)
    promised_acts.touch(Problem.objects.get(pk=cause.pk), sold(cast), by=cast.tom, at=DAY)
    found = {alarm.problem.headline: (alarm.sold, alarm.spread) for alarm in letters.alarms(cast.tom, DAY + 3 * DAYS)}
    assert found == {"Cause.": (True, False), "Effect.": (False, True)}
    letters.write_due(DAY + 3 * DAYS)
    text = Letter.objects.get(kind="care", person=cast.tom.person).text
    assert text.count("It touches what was sold, so half the time is promised.") == 1
    assert text.count("A cause of it is neglected, so the time is shorter.") == 1


def test_it_is_capped(cast):
    letters.begin_for_everybody(DAY)
    for number in range(15):
        cast.problem(f"Problem {number}.")
    letters.write_due(DAY + 7 * DAYS)
    letter = Letter.objects.get(kind="care")
    assert (letter.text.count("What comes next:"), letter.text.count("There are more in the Garden")) == (12, 1)


def test_whoever_wants_no_letters_gets_none(cast):
    letters.begin_for_everybody(DAY)
    cast.problem()
    Person.objects.filter(name="Tom Weiss").update(letters_per_day=0)
    assert letters.write_due(DAY + 7 * DAYS) == 0
    Person.objects.filter(name="Tom Weiss").update(letters_per_day=6, deactivated_at=DAY)
    assert letters.write_due(DAY + 9 * DAYS) == 0
    Person.objects.filter(name="Tom Weiss").update(deactivated_at=None)
    Seat.objects.filter(pk=cast.tom.pk).update(left_at=DAY)
    assert letters.write_due(DAY + 11 * DAYS) == 0


@pytest.mark.parametrize(
    ("zone", "hour", "start", "expected"),
    [
        # clocks go forward on 29 March 2026 at 2:00 in Berlin: there is no 2:30, and 8:00 comes after 23 hours
        ("Europe/Berlin", 8, datetime(2026, 3, 28, 8, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        ("Europe/Berlin", 2, datetime(2026, 3, 28, 8, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # and back on 25 October: 8:00 comes after 25 hours, 2:00 is there twice and counts once
        ("Europe/Berlin", 8, datetime(2026, 10, 24, 7, tzinfo=UTC), datetime(2026, 10, 25, 7, tzinfo=UTC)),
        ("Europe/Berlin", 2, datetime(2026, 10, 24, 7, tzinfo=UTC), datetime(2026, 10, 25, 0, tzinfo=UTC)),
        ("Europe/Berlin", 2, datetime(2026, 10, 25, 0, tzinfo=UTC), datetime(2026, 10, 26, 1, tzinfo=UTC)),
        # a leap day, and a place where the day has gone already
        ("UTC", 8, datetime(2028, 2, 28, 9, tzinfo=UTC), datetime(2028, 2, 29, 8, tzinfo=UTC)),
        ("Pacific/Auckland", 8, datetime(2026, 7, 1, 19, 59, tzinfo=UTC), datetime(2026, 7, 1, 20, tzinfo=UTC)),
        ("Pacific/Auckland", 8, datetime(2026, 7, 1, 20, tzinfo=UTC), datetime(2026, 7, 2, 20, tzinfo=UTC)),
    ],
)
def test_the_next_hour(zone, hour, start, expected):
    assert letters.next_at(Person(time_zone=zone), hour, start) == expected


def test_two_years_of_hours_give_one_letter_for_each_day(cast):
    """Through four changes of the clock and a leap day."""
    begin = datetime(2027, 3, 1, 12, tzinfo=UTC)
    person = cast.tom.person
    person.time_zone = "Europe/Berlin"
    person.save()
    mine = letters.want(person, 2, at=begin)
    days = []
    moment = begin
    while moment < begin + 2 * 366 * DAYS:
        mine.refresh_from_db()
        moment = mine.next_at
        letters._write_one(mine.pk, moment)
        mine.refresh_from_db()
        days.append(mine.last_on)
    assert days == [date(2027, 3, 2) + number * DAYS for number in range(len(days))]
    assert date(2028, 2, 29) in days


def test_a_clock_put_back_sends_nothing_twice(cast):
    letters.begin_for_everybody(DAY)
    cast.problem()
    morning = DAY + 7 * DAYS - HOUR
    assert letters.write_due(morning) == 1
    CareLetters.objects.update(next_at=morning)
    assert letters.write_due(morning + HOUR) == 0
    assert letters.write_due(morning + DAYS) == 1


def test_it_stops_with_one_click_and_without_signing_in(cast, client):
    letters.begin_for_everybody(DAY)
    cast.problem()
    letters.write_due(DAY + 7 * DAYS)
    letter = Letter.objects.get(kind="care")
    path = "/care-letters/stop/" + letter.text.rsplit("/care-letters/stop/", 1)[1].strip()
    assert path in letter.html.replace("&#x3a;", ":")
    page = client.get(path)
    assert (page.status_code, "Stop it</button>" in page.content.decode()) == (200, True)
    assert CareLetters.objects.get(person=cast.tom.person).stopped_at is None  # a scanner opens links
    assert [client.post(path).status_code for _ in range(2)] == [303, 200]
    assert letters.write_due(DAY + 20 * DAYS) == 0
    assert CareLetters.objects.filter(stopped_at=None).count() == 3
    assert client.get(path[:-2] + "x/").status_code == 404


def test_the_hour_is_chosen_and_it_can_be_had_again(cast, browser):
    tom = browser(cast.tom)
    assert tom.post("/care-letters/", {"hour": "17", "once": "k1"}).status_code == 303
    mine = CareLetters.objects.get()
    assert (mine.hour, mine.next_at) == (17, datetime(2026, 3, 10, 17, tzinfo=UTC))
    assert tom.post("/care-letters/stopped/", {"once": "k2"}).status_code == 303
    mine.refresh_from_db()
    assert (mine.next_at, mine.stopped_at is None) == (None, False)
    assert "You stopped it on 10 March." in tom.get("/care-letters/").content.decode()
    assert tom.post("/care-letters/", {"hour": "7", "once": "k3"}).status_code == 303
    mine.refresh_from_db()
    assert (mine.next_at, mine.stopped_at) == (datetime(2026, 3, 11, 7, tzinfo=UTC), None)
    assert tom.post("/care-letters/", {"hour": "24"}).status_code == 422
    assert browser(cast.bea).get("/care-letters/").status_code == 404
