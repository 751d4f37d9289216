"""Readings of a measure, and the moment it gets to what is wanted (P1, F4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ours.frame import reading, state_acts
from ours.frame.models import Measure, Reading
from ours.problem.measures import fits, wants_from
from ours.problem.models import Event
from tests.cast import DAY
from tests.frame import told


def measure(problem, by, now="41", wanted="70"):
    return state_acts.set_measure(
        problem, "Seats sold", unit="%", now=Decimal(now), wanted=Decimal(wanted), wanted_by=date(2026, 10, 1),
        now_on=date(2026, 3, 3), by=by, at=DAY,
    )  # fmt: skip


def send(browser, it, value, on, once="k1"):
    address = f"/problems/{it.problem_id}/state/measures/{it.pk}/readings/"
    return browser.post(address, {"value": value, "on": on, "once": once})


def test_either_side_notes_one(cast, browser):
    problem = cast.problem()
    it = measure(problem, cast.tom)

    answer = send(browser(cast.bea), it, "48.25", "2026-04-03")

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/state/#measure-{it.pk}")
    assert list(Reading.objects.order_by("on").values_list("value", "on", "by")) == [
        (Decimal(41), date(2026, 3, 3), cast.tom.pk),
        (Decimal("48.25"), date(2026, 4, 3), cast.bea.pk),
    ]
    assert told(problem)[-1] == "Bea Okafor read Seats sold: 48.25\u202f%."
    [seen] = reading.measures(problem)
    assert (seen.now, seen.now_on, seen.baseline.value) == (Decimal("48.25"), date(2026, 4, 3), Decimal(41))


@pytest.mark.parametrize(
    "now, wanted, values, told_at",
    [
        ("41", "70", ["69.9", "70", "71", "60", "75"], [1, 4]),  # upwards; reached again after it fell back
        ("41", "70", ["69.9999", "41"], []),
        ("12", "4", ["9", "4", "3"], [1]),  # downwards
        ("0", "-5", ["-4", "-6"], [1]),
    ],
)
def test_reaching_what_is_wanted_is_told_when_it_happens(cast, now, wanted, values, told_at):
    problem = cast.problem()
    it = measure(problem, cast.tom, now, wanted)
    for place, value in enumerate(values):
        before = Event.objects.filter(kind="measure_reached").count()
        state_acts.take_reading(it, Decimal(value), on=date(2026, 4, 1) + timedelta(days=place), by=cast.tom, at=DAY)
        assert (Event.objects.filter(kind="measure_reached").count() > before) == (place in told_at), value
    if told_at:
        reached = [sentence for sentence in told(problem) if "reached what was wanted" in sentence]
        assert reached == [f"Seats sold reached what was wanted: {values[place]}\u202f%." for place in told_at]


def test_a_reading_of_an_earlier_day_is_neither_the_newest_nor_a_success(cast):
    problem = cast.problem()
    it = measure(problem, cast.tom)
    state_acts.take_reading(it, Decimal(50), on=date(2026, 4, 2), by=cast.tom, at=DAY)
    state_acts.take_reading(it, Decimal(90), on=date(2026, 2, 1), by=cast.tom, at=DAY)
    [seen] = reading.measures(problem)
    assert (seen.now, seen.baseline.value, [row.value for row in seen.readings]) == (
        Decimal(50),
        Decimal(41),
        [Decimal(90), Decimal(41), Decimal(50)],
    )
    assert not Event.objects.filter(kind="measure_reached").exists()


def test_of_two_readings_on_one_day_the_later_counts(cast):
    problem = cast.problem()
    it = measure(problem, cast.tom)
    for value in (52, 54):
        state_acts.take_reading(it, Decimal(value), on=date(2026, 4, 2), by=cast.tom, at=DAY)
    assert reading.measures(problem)[0].now == Decimal(54)


def test_the_page_draws_them_and_says_when_it_is_reached(cast, browser):
    problem = cast.problem()
    it = measure(problem, cast.tom)
    address = f"/problems/{problem.pk}/state/"
    reached = "The newest reading is where it should be."
    assert reached not in browser(cast.bea).get(address).content.decode()
    state_acts.take_reading(it, Decimal(70), on=date(2026, 5, 1), by=cast.tom, at=DAY)
    page = browser(cast.bea).get(address).content.decode()
    assert reached in page
    assert page.count("<polyline") == 1
    assert "2 readings" in page


def test_what_is_wrong_is_said_at_its_field(cast, browser):
    problem = cast.problem()
    it = measure(problem, cast.tom)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for value, on, error in (
        ("", "2026-04-03", "Write a number."),
        ("48", "", "Choose a day."),
        ("48", tomorrow.isoformat(), "That day has not come yet."),
        ("48", "1970-01-01", "That is more than twenty years ago. Check the year."),
    ):
        answer = send(browser(cast.bea), it, value, on)
        page = answer.content.decode()
        assert (answer.status_code, error in page) == (422, True), error
        assert f'value="{value}"' in page
    assert Reading.objects.count() == 1


def test_a_measure_that_was_replaced_takes_none(cast, browser):
    problem = cast.problem()
    it = measure(problem, cast.tom)
    state_acts.set_measure(
        problem, "Seats", now=Decimal(1), wanted=Decimal(2), wanted_by=date(2026, 10, 1), now_on=DAY.date(),
        replaces=it, by=cast.tom, at=DAY,
    )  # fmt: skip
    answer = send(browser(cast.bea), it, "48.75", "2026-04-03")
    assert answer.status_code == 409
    assert "<dd>48.75</dd>" in answer.content.decode()
    with pytest.raises(ValueError, match="This measure was replaced by another one."):
        state_acts.take_reading(it, Decimal(50), on=DAY.date(), by=cast.tom, at=DAY)
    assert Reading.objects.count() == 2


def test_a_double_click_notes_it_once(cast, browser):
    problem = cast.problem()
    it = measure(problem, cast.tom)
    bea = browser(cast.bea)
    assert [send(bea, it, "48", "2026-04-03").status_code for _ in range(2)] == [303, 303]
    assert Reading.objects.count() == 2


def test_outsiders_and_other_tables_find_nothing(cast, browser):
    problem, elsewhere = cast.problem(), cast.problem("Something else.")
    it = measure(problem, cast.tom)
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert send(browser(seat), it, "48", "2026-04-03").status_code == 404, seat
    address = f"/problems/{elsewhere.pk}/state/measures/{it.pk}/readings/"
    assert browser(cast.bea).post(address, {"value": "48", "on": "2026-04-03"}).status_code == 404
    assert Reading.objects.count() == 1


def test_the_direction_comes_from_where_it_began():
    up, down = (Measure(wants=wants_from(Decimal(now), Decimal(6)), wanted=6) for now in (4, 9))
    assert [fits(up, Decimal(value)) for value in (5, 6, 7)] == [False, True, True]
    assert [fits(down, Decimal(value)) for value in (7, 6, 5)] == [False, True, True]
