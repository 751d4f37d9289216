"""Measures with a number now and a number wanted (F4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ours.frame import state_acts
from ours.frame.models import Measure, Reading
from tests.cast import DAY
from tests.frame import told

SOON = timezone.localdate() + timedelta(days=200)


def seats(problem, by, **kwargs) -> Measure:
    kwargs = {"unit": "%", "now": Decimal(41), "wanted": Decimal(70), "wanted_by": date(2026, 10, 1)} | kwargs
    return state_acts.set_measure(problem, "Seats sold", now_on=DAY.date(), by=by, at=DAY, **kwargs)


def form(**fields):
    return {
        "name": "Seats sold",
        "unit": "%",
        "now": "41",
        "wanted": "70",
        "wanted_by": SOON.isoformat(),
        "once": "k1",
    } | fields


def test_either_side_sets_one(cast, browser):
    problem = cast.problem()

    answer = browser(cast.bea).post(f"/problems/{problem.pk}/state/measures/", form(now="41.5"))

    measure = Measure.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/state/#measure-{measure.pk}")
    assert (measure.name, measure.unit, measure.wanted, measure.wanted_by, measure.by, measure.ended_at) == (
        "Seats sold",
        "%",
        Decimal(70),
        SOON,
        cast.bea,
        None,
    )
    assert list(Reading.objects.values_list("measure", "value", "on", "by")) == [
        (measure.pk, Decimal("41.5"), timezone.localdate(), cast.bea.pk)
    ]
    page = browser(cast.tom).get(f"/problems/{problem.pk}/state/").content.decode()
    assert 'aria-label="Seats sold: 41.5\u202f%,' in page


def test_it_is_told_with_its_numbers(cast):
    problem = cast.problem()
    seats(problem, cast.tom, now=Decimal("41.50"))
    assert told(problem) == [
        "Tom Weiss set a measure: Seats sold, now 41.5\u202f%, wanted 70\u202f% by 1 October 2026."
    ]


def test_numbers_as_the_readers_language_writes_them(cast, browser):
    problem = cast.problem()
    cast.bea.person.language = "de"
    cast.bea.person.save()
    address = f"/problems/{problem.pk}/state/measures/"
    assert browser(cast.bea).post(address, form(name="A", now="1.200,5", wanted="0,25", once="a")).status_code == 303
    assert browser(cast.tom).post(address, form(name="B", now="1,200.5", wanted="0.25", once="b")).status_code == 303
    assert set(Reading.objects.values_list("value", flat=True)) == {Decimal("1200.5")}
    assert set(Measure.objects.values_list("wanted", flat=True)) == {Decimal("0.25")}


def test_it_is_replaced_openly(cast, browser):
    problem = cast.problem()
    old = seats(problem, cast.tom)
    address = f"/problems/{problem.pk}/state/measures/{old.pk}/"

    answer = browser(cast.bea).post(address, form(wanted="60"))

    new = Measure.objects.get(ended_at=None)
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/state/#measure-{new.pk}")
    old.refresh_from_db()
    assert (old.ended_at is not None, new.replaces, new.wanted, new.name) == (True, old, Decimal(60), "Seats sold")
    assert told(problem)[-1].startswith(
        "Bea Okafor replaced the measure Seats sold with Seats sold, now 41\u202f%, wanted 60\u202f% by "
    )
    page = browser(cast.tom).get(f"/problems/{problem.pk}/state/").content.decode()
    assert "1 measure was replaced" in page


def test_a_measure_that_was_replaced_meanwhile_keeps_the_words(cast, browser):
    problem = cast.problem()
    old = seats(problem, cast.tom)
    seats(problem, cast.tom, wanted=Decimal(65), replaces=old)
    answer = browser(cast.bea).post(
        f"/problems/{problem.pk}/state/measures/{old.pk}/", form(name="Seats kept", wanted="61.25")
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The measure “Seats sold” was replaced while you were writing." in page
    assert "<dd>61.25</dd>" in page
    assert "<dd>Seats kept</dd>" in page
    assert Measure.objects.count() == 2
    with pytest.raises(ValueError, match="This measure was replaced before."):
        seats(problem, cast.tom, replaces=old)


def test_what_is_wrong_is_said_at_its_field(cast, browser):
    problem = cast.problem()
    seats(problem, cast.tom)
    for fields, error in (
        ({"name": "Other", "now": "many"}, "Write it as a number, without its unit."),
        ({"name": "Other", "now": ""}, "Write a number."),
        ({"name": "Other", "now": "NaN"}, "Write it as a number, without its unit."),
        ({"name": "Other", "now": "1.23456"}, "Write at most 4 digits after the point."),
        ({"name": "Other", "wanted": "41"}, "That is what it is now. Write the number that you want to reach."),
        ({"name": "Other", "wanted_by": timezone.localdate().isoformat()}, "Choose a day that lies ahead."),
        ({"name": ""}, "Write what is counted, for example: seats sold."),
        ({}, "There is a measure of this name. Take another name, or replace that measure."),
    ):
        answer = browser(cast.bea).post(f"/problems/{problem.pk}/state/measures/", form(**fields))
        page = answer.content.decode()
        assert (answer.status_code, error in page) == (422, True), (error, fields)
        assert f'value="{form(**fields)["now"]}"' in page
    assert Measure.objects.count() == 1


def test_a_double_click_sets_it_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    answers = [bea.post(f"/problems/{problem.pk}/state/measures/", form()) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Measure.objects.count() == 1


def test_outsiders_and_other_tables_find_nothing(cast, browser):
    problem, elsewhere = cast.problem(), cast.problem("Something else.")
    old = seats(problem, cast.tom)
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert browser(seat).post(f"/problems/{problem.pk}/state/measures/", form(name="B")).status_code == 404, seat
    assert browser(cast.bea).post(f"/problems/{elsewhere.pk}/state/measures/{old.pk}/", form()).status_code == 404
    assert Measure.objects.count() == 1
