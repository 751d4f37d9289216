"""Readings: typed on the measure's own page, and put right openly (P1)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from ours.frame import reading as framing
from ours.frame import state_acts
from ours.problem import measure_acts, measures
from ours.problem.gap import gap_of
from ours.problem.measures import Measure, Reading
from ours.problem.models import Event
from tests.cast import DAY
from tests.prove.helping import at_measure, in_days, kinds, read, seats, told


def send(browser, measure, value, on, once="k", rest="readings/", **more):
    return browser.post(at_measure(measure, rest), {"value": value, "on": on, "once": once} | more)


def values():
    return list(Reading.objects.order_by("pk").values_list("value", "on", "source", "by__name"))


def test_one_is_typed_by_either_side(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    answers = [send(browser(cast.bea), measure, "48.5", "2026-03-09") for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(303, at_measure(measure) + "#readings")] * 2
    assert values()[1:] == [(Decimal("48.5"), date(2026, 3, 9), "typed", "Bea Okafor")]
    assert told(measure.problem)[-1] == "Bea Okafor read Seats sold: 48.5\u202f%."


def test_what_is_wrong_is_said_at_its_field(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    for value, on, words in (
        ("", "2026-03-09", "Write a number."),
        ("x", "2026-03-09", "Write it as a number"),
        ("4", in_days(1).isoformat(), "That day has not come yet."),
        ("4", "2005-01-01", "That is more than twenty years ago."),
    ):
        answer = send(browser(cast.bea), measure, value, on)
        page = answer.content.decode()
        assert (answer.status_code, words in page, f'value="{value}"' in page) == (422, True, True), words
    assert len(values()) == 1


def correct(browser, reading, value="43", on="2026-03-03", reason="I had read the week before.", once="c"):
    rest = f"readings/{reading.pk}/corrected/"
    return send(browser, reading.measure, value, on, once, rest, reason=reason)


def test_one_is_put_right_and_both_stay(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    first = Reading.objects.get()
    assert [correct(browser(cast.bea), first).status_code for _ in range(2)] == [303, 303]
    second = Reading.objects.get(corrects=first)
    assert (second.value, second.on, second.reason, second.by) == (
        43,
        date(2026, 3, 3),
        "I had read the week before.",
        cast.bea,
    )
    assert told(measure.problem)[-1] == (
        "Bea Okafor corrected a reading of Seats sold: 41\u202f%, of 3 March 2026, became 43\u202f%, of 3 March 2026. "
        "Why: “I had read the week before.”"
    )
    page = browser(cast.tom).get(at_measure(measure)).content.decode()
    assert ("<s>41\u202f%</s>" in page, "a correction: I had read the week before." in page) == (True, True)
    # Everything that counts counts the corrected one: the Table, the gap, where it began.
    [seen] = framing.measures(measure.problem)
    assert (seen.now, seen.baseline.pk, [row.pk for row in seen.readings]) == (43, second.pk, [second.pk])
    assert gap_of(measure.problem).measures[0].now == 43
    table = browser(cast.tom).get(f"/problems/{measure.problem_id}/").content.decode()
    assert ("<b>43\u202f%</b>" in table, "41\u202f%, 3 March" in table) == (True, False)


def test_a_correction_can_be_put_right_again_and_nothing_twice(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    first = Reading.objects.get()
    second = measure_acts.correct(first, Decimal(43), on=first.on, reason="A.", by=cast.bea, at=DAY)
    answer = correct(browser(cast.bea), first, value="44")
    page = answer.content.decode()
    assert (answer.status_code, "Somebody corrected this reading meanwhile." in page, 'value="44"' in page) == (
        409,
        True,
        True,
    )
    third = measure_acts.correct(second, Decimal(45), on=first.on, reason="B.", by=cast.bea, at=DAY)
    every = list(Reading.objects.filter(measure=measure))
    assert (measures.standing(every), measures.baseline(every)) == ([third], third)
    with pytest.raises(ValueError, match="That is what it says already."):
        measure_acts.correct(third, Decimal(45), on=first.on, reason="C.", by=cast.bea, at=DAY)


def test_a_correction_says_why_and_differs(cast, browser):
    seats(cast.problem(), cast.tom)
    first = Reading.objects.get()
    for changed, words in (
        ({"reason": ""}, "Say why, for those who read both."),
        ({"value": "41"}, "That is what it says already."),
        ({"on": in_days(2).isoformat()}, "That day has not come yet."),
    ):
        answer = correct(browser(cast.bea), first, **changed)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert Reading.objects.count() == 1


def test_a_correction_may_reach_what_is_wanted(cast):
    measure = seats(cast.problem(), cast.tom)
    low = read(measure, "60", cast.bea)
    measure_acts.correct(low, Decimal(72), on=low.on, reason="A digit.", by=cast.bea, at=DAY + timedelta(days=2))
    assert kinds(measure.problem)[-2:] == ["reading_corrected", "measure_reached"]
    # And one that takes it away again is told once more when it is reached anew.
    high = Reading.objects.get(value=72)
    measure_acts.correct(high, Decimal(62), on=low.on, reason="No.", by=cast.bea, at=DAY + timedelta(days=2))
    read(measure, "75", cast.bea, on=date(2026, 3, 9))
    assert Event.objects.filter(kind="measure_reached").count() == 2


@pytest.mark.parametrize(
    ("wants", "wanted", "wanted_to", "there", "away"),
    [
        ("at_least", "70", None, ["70", "75"], ["69.9999", "-80"]),
        ("at_most", "4", None, ["4", "-1"], ["4.0001", "9"]),
        ("between", "60", "70", ["60", "65", "70"], ["59.9", "70.1"]),
    ],
)
def test_where_it_is_wanted(cast, wants, wanted, wanted_to, there, away):
    end = None if wanted_to is None else Decimal(wanted_to)
    measure = seats(cast.problem(), cast.tom, wanted=wanted, wants=wants, wanted_to=end)
    assert [measures.fits(measure, Decimal(value)) for value in there + away] == [True] * len(there) + [False] * len(
        away
    )


def test_a_number_can_be_kept_at_least_though_it_is_there_already(cast):
    measure = seats(cast.problem(), cast.tom, now="75", wants="at_least")
    read(measure, "68", cast.bea)
    read(measure, "71", cast.bea, on=date(2026, 3, 9))
    assert kinds(measure.problem) == ["measure_set", "reading_taken", "reading_taken", "measure_reached"]


def test_a_range_is_set_told_and_shown(cast, browser):
    problem = cast.problem()
    sent = {
        "name": "Heads in a course", "unit": "", "how": "Counted on Monday.", "now": "4", "wanted": "8",
        "wanted_to": "12", "wanted_by": in_days(200).isoformat(), "once": "m",
    }  # fmt: skip
    where = f"/problems/{problem.pk}/state/measures/"
    for changed, words in (
        ({"wanted_to": "8"}, "Write the larger of the two numbers here."),
        ({"wanted_to": "", "wants": "between"}, "Write the second number of the two."),
        ({"wants": "at_least"}, "Take this number out"),
    ):
        answer = browser(cast.bea).post(where, sent | changed)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert browser(cast.bea).post(where, sent).status_code == 303
    measure = Measure.objects.get()
    assert (measure.wants, measure.wanted, measure.wanted_to, measure.how) == ("between", 8, 12, "Counted on Monday.")
    assert "now 4, wanted 8–12 by" in told(problem)[-1]
    page = browser(cast.tom).get(at_measure(measure)).content.decode()
    assert ("Wanted: 8–12 by" in page, "How it is measured: Counted on Monday." in page) == (True, True)


def test_a_measure_that_was_replaced_takes_none_and_nothing_typed_is_lost(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    state_acts.set_measure(
        measure.problem, "Seats", now=Decimal(1), wanted=Decimal(2), wanted_by=date(2026, 10, 1), now_on=DAY.date(),
        replaces=measure, by=cast.tom, at=DAY,
    )  # fmt: skip
    answer = send(browser(cast.bea), measure, "48.25", "2026-03-09")
    page = answer.content.decode()
    assert (answer.status_code, "This measure was replaced by another one." in page, "48.25" in page) == (
        409,
        True,
        True,
    )
    first = Reading.objects.order_by("pk").first()
    answer = correct(browser(cast.bea), first)
    assert (answer.status_code, "I had read the week before." in answer.content.decode()) == (409, True)
    assert Reading.objects.count() == 2


def test_other_tables_and_outsiders_find_nothing(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    elsewhere = cast.problem("Something else.")
    reading = Reading.objects.get()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai):
        assert browser(seat).get(at_measure(measure)).status_code == 404, seat
        assert correct(browser(seat), reading).status_code == 404, seat
    for rest in ("", "readings/", f"readings/{reading.pk}/corrected/", "list/", "programs/"):
        where = f"/problems/{elsewhere.pk}/measures/{measure.pk}/{rest}"
        assert {browser(cast.bea).get(where).status_code, browser(cast.bea).post(where).status_code} <= {404, 405}, rest
    assert Reading.objects.count() == 1
