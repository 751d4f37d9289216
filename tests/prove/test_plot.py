"""The picture of a measure: what it says to those who do not see it, and where things lie (P1)."""

import re
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from ours.problem import plot
from ours.problem.plot import Attempt, svg, told

SVG = "{http://www.w3.org/2000/svg}"
START = date(2026, 3, 3)


def measure(**more):
    facts = {
        "name": "Seats <sold> & \"kept\"", "unit": "%", "wants": "at_least", "wanted": Decimal(70), "wanted_to": None,
        "wanted_by": date(2026, 10, 1),
    }  # fmt: skip
    return SimpleNamespace(**(facts | more))


def readings(*values, step=30):
    days = [START + timedelta(days=number * step) for number in range(len(values))]
    return [
        SimpleNamespace(id=number, corrects_id=None, value=Decimal(str(value)), on=days[number], at=number)
        for number, value in enumerate(values)
    ]


def drawn(*values, key="k", width=720, attempts=(), step=30, **more):
    return ElementTree.fromstring(
        svg(measure(**more), readings(*values, step=step), key=key, width=width, attempts=attempts)
    )


def of(picture, name, kind):
    return [one for one in picture.iter(SVG + name) if kind in one.get("class", "").split()]


def test_it_says_what_it_shows():
    assert told(measure(), readings(41, 48.5, 71)) == (
        "From 41\u202f% on 3 March to 71\u202f% on 2 May, in 3 readings. Wanted: at least 70\u202f% by 1 October. "
        "That is where it is wanted."
    )
    one = told(measure(wants="at_most", wanted=Decimal(4), unit=""), readings(9))
    assert one.startswith("One reading: 9 on 3 March")
    assert ("Wanted: at most 4 by 1 October" in one, one.endswith("It is not there yet.")) == (True, True)
    assert told(measure(), []).startswith("No reading yet. Wanted: at least 70\u202f% by 1 October")


def test_it_is_named_and_described_for_those_who_do_not_see_it():
    picture = drawn(41, 71)
    assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "k-title k-desc")
    assert picture.find(f"{SVG}title").text == 'Seats <sold> & "kept"'
    assert picture.find(f"{SVG}desc").text == told(measure(), readings(41, 71))


def test_nothing_in_it_needs_a_style_sheet_or_a_script():
    text = svg(
        measure(), readings(41, 55, 71), key="k", attempts=[Attempt(START + timedelta(days=40), "<b>Course</b>")]
    )
    assert re.findall(r"style=|<style|<script|href=|on\w+=", text) == []
    assert "Tried, 12 April" in text
    assert "&lt;b&gt;Course&lt;/b&gt;" in text
    shapes = ElementTree.fromstring(text)
    assert {one.tag.removeprefix(SVG) for one in shapes.iter() if one.get("fill") or one.get("stroke")} >= {
        "rect", "path", "circle", "text",
    }  # fmt: skip


@pytest.mark.parametrize("width", [340, 720])
@pytest.mark.parametrize("values", [(41,), (41, 41), (0, 0, 0), (41, 48, 36, 71), (-5, 1200000), (0.0001, 0.0002)])
@pytest.mark.parametrize(
    "more", [{}, {"wants": "at_most", "wanted": Decimal(-3)}, {"wants": "between", "wanted_to": Decimal(80)}]
)
def test_everything_lies_within_the_picture(width, values, more):
    picture = drawn(*values, width=width, **more)
    height = float(picture.get("height"))
    for one in picture.iter():
        for key, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            if one.get(key):
                assert 0 <= float(one.get(key)) <= most, ElementTree.tostring(one)
        if one.tag == SVG + "text":
            wide = len(one.text) * 7 * (1.2 if one.get("class") == "now" else 1)
            start = {"end": -wide, "middle": -wide / 2}.get(one.get("text-anchor"), 0) + float(one.get("x"))
            assert -6 <= start <= start + wide <= width + 12, (one.text, start, wide)


def test_a_higher_value_lies_higher_and_a_later_day_further_right():
    dots = of(drawn(41, 55, 71), "circle", "dot")
    assert [float(one.get("cx")) for one in dots] == sorted(float(one.get("cx")) for one in dots)
    assert [float(one.get("cy")) for one in dots] == sorted((float(one.get("cy")) for one in dots), reverse=True)
    assert [one.get("class") for one in dots] == ["dot began", "dot", "dot"]


@pytest.mark.parametrize(
    ("more", "edges"), [({}, 1), ({"wants": "at_most"}, 1), ({"wants": "between", "wanted_to": Decimal(90)}, 2)]
)
def test_the_ground_is_where_it_is_wanted(more, edges):
    picture = drawn(41, 100, **more)
    [ground] = of(picture, "rect", "band")
    top, bottom = float(ground.get("y")), float(ground.get("y")) + float(ground.get("height"))
    dots = of(picture, "circle", "dot")
    inside = [top <= float(one.get("cy")) <= bottom for one in dots]
    assert inside == {"at_most": [True, False], "between": [False, False]}.get(more.get("wants"), [False, True])
    horizontal = [one for one in of(picture, "path", "edge") if "H" in one.get("d")]
    assert len(horizontal) == edges


def test_what_was_corrected_is_not_drawn():
    every = readings(41, 95, 71)
    every.append(SimpleNamespace(id=9, corrects_id=1, value=Decimal(59), on=every[1].on, at=9))
    picture = ElementTree.fromstring(svg(measure(), every, key="k"))
    assert [one.find(f"{SVG}title").text.partition(",")[0] for one in of(picture, "circle", "dot")] == [
        "41\u202f%", "59\u202f%", "71\u202f%",
    ]  # fmt: skip


def test_attempts_hang_below_those_days_only():
    days = [START - timedelta(days=1), START + timedelta(days=10), date(2026, 10, 2)]
    ticks = of(drawn(41, 71, attempts=[Attempt(day, "X") for day in days]), "path", "tried")
    assert len(ticks) == 1


def test_very_many_readings_stay_small_and_keep_their_ends():
    values = [50 + (number * 37) % 40 for number in range(3000)]
    text = svg(measure(), readings(*values, step=1), key="k")
    assert len(text) < 60_000
    picture = ElementTree.fromstring(text)
    assert len(of(picture, "circle", "dot")) == 1
    [line] = of(picture, "path", "line")
    drawn_at = {float(y) for y in re.findall(r"V([\d.]+)", line.get("d"))}
    few = of(ElementTree.fromstring(svg(measure(), readings(50, 89), key="k")), "circle", "dot")
    assert (max(drawn_at) > min(drawn_at), len(few)) == (True, 2)


def test_no_reading_no_picture():
    assert svg(measure(), [], key="k") == ""


def test_a_unit_stays_with_its_number_and_apart_from_it():
    amounts = [plot.amount(Decimal("8.0"), unit) for unit in ("a week", "h", "%", "°C", "")]
    assert amounts == ["8\u00a0a week", "8\u00a0h", "8\u202f%", "8\u202f°C", "8"]


def test_numbers_and_days_are_the_readers():
    with override("de"):
        assert plot.amount(Decimal("1234.50"), "") in ("1.234,5", "1234,5")
        labels = [one.text for one in of(drawn(41.5, 71.25), "text", "now")]
    assert labels == ["71,25\u202f%"]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (41, 71, [40, 50, 60, 70, 80]),
        (0, 1, [0, 0.25, 0.5, 0.75, 1]),
        (-5, 5, [-5, -2.5, 0, 2.5, 5]),
        (7, 7, [6, 6.5, 7, 7.5, 8]),
    ],
)
def test_the_scale_goes_in_round_numbers(low, high, ticks):
    assert plot._ticks(low, high) == ticks


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (6, ["3 Mar", "4 Mar", "5 Mar", "6 Mar", "7 Mar", "8 Mar", "9 Mar"]),
        (212, ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"]),
        (900, ["Jul", "2027", "Jul", "2028", "Jul"]),
        (4000, ["2028", "2030", "2032", "2034", "2036"]),
    ],
)
def test_the_days_below_are_round(days, labels):
    found = [label for _day, label in plot._calendar(START, START + timedelta(days=days), most=8)]
    assert found == labels
