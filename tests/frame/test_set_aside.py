"""Setting an opinion aside until a day or an event, and its return (F5)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ours.frame import acts, dispute_acts, state_acts
from ours.frame.models import Disagreement
from ours.problem import acts as spine
from ours.problem.models import BadSign, Parking
from tests.cast import DAY
from tests.frame import FIRST, told


def place(problem, by, where="solution", **kwargs):
    return dispute_acts.disagree(
        problem, where, common_ground="Hours matter.", words="Courses will not sell.", by=by, at=DAY, **kwargs
    )


def send(browser, it, **fields):
    fields = {"reason": "First the ten-week course.", "back_when": "", "back_on": "", "once": "k1"} | fields
    return browser.post(f"/problems/{it.problem_id}/disagreements/{it.pk}/set-aside/", fields)


def test_until_a_day(cast, browser):
    problem = cast.problem()
    it = place(problem, cast.bea)
    day = timezone.localdate() + timedelta(days=30)

    answer = send(browser(cast.bea), it, back_on=day.isoformat())

    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/problems/{problem.pk}/disagreements/#disagreement-{it.pk}",
    )
    parking = Parking.objects.get()
    assert (parking.what, parking.words, parking.reason, parking.holder, parking.disagreement) == (
        "opinion",
        "Courses will not sell.",
        "First the ten-week course.",
        cast.bea,
        it.pk,
    )
    assert (parking.back_on, parking.back_when, list(parking.agreed_by.all())) == (day, "", [cast.bea])
    it.refresh_from_db()
    assert (it.set_aside_at is not None, it.settled_at) == (True, None)
    assert not BadSign.objects.filter(cleared_at=None).exists()
    problem.refresh_from_db()
    assert problem.step == "ask"
    page = browser(cast.tom).get(f"/problems/{problem.pk}/disagreements/").content.decode()
    assert "No disagreement is open at this table." in page
    assert "First the ten-week course." in page


def test_it_comes_back_when_its_day_has_come(cast):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    it = place(problem, cast.bea)
    dispute_acts.set_aside(it, "Later.", by=cast.bea, at=DAY, back_on=date(2026, 4, 1))
    assert problem.step == "sign"
    assert told(problem)[-1] == (
        "Bea Okafor set an opinion aside: “Courses will not sell.”; it comes back: 1 April 2026."
    )

    assert spine.come_back_due(datetime(2026, 4, 1, 8, 59, tzinfo=UTC)) == 0
    back = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
    assert spine.come_back_due(back) == 1

    it.refresh_from_db()
    problem.refresh_from_db()
    assert it.set_aside_at is None
    assert (problem.stage, problem.step) == ("framing", "settle")
    assert told(problem)[-1] == "Back on the table is the opinion of Bea Okafor: “Courses will not sell.”"
    signs = BadSign.objects.order_by("at").values_list("kind", "ref", "seat", "at", "cleared_at")
    assert list(signs) == [
        ("disagreed", it.pk, cast.bea.pk, DAY, DAY),
        ("disagreed", it.pk, cast.bea.pk, back, None),
    ]


def test_it_comes_back_with_the_event_it_waits_for(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    it = place(problem, cast.bea)
    assert send(browser(cast.bea), it, back_when="measure_reached").status_code == 303
    assert told(problem)[-1] == (
        "Bea Okafor set an opinion aside: “Courses will not sell.”; "
        "it comes back: when a measure reaches what is wanted."
    )
    problem.refresh_from_db()
    measure = state_acts.set_measure(
        problem, "Seats", unit="%", now=Decimal(41), wanted=Decimal(70), wanted_by=date(2026, 10, 1),
        now_on=DAY.date(), by=cast.tom, at=DAY,
    )  # fmt: skip
    state_acts.take_reading(measure, Decimal(60), on=DAY.date(), by=cast.tom, at=DAY)
    it.refresh_from_db()
    assert it.set_aside_at is not None
    state_acts.take_reading(measure, Decimal(70), on=DAY.date(), by=cast.tom, at=DAY)
    it.refresh_from_db()
    assert it.set_aside_at is None
    problem.refresh_from_db()
    assert problem.step == "settle"


def test_setting_it_aside_lets_a_signature_under_the_same_words_count_again(cast):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.agree(problem, first, by=cast.bea, at=DAY)
    it = place(problem, cast.bea, "words", statement=first)
    acts.agree(problem, first, by=cast.tom, at=DAY)
    dispute_acts.set_aside(it, "Later.", by=cast.bea, at=DAY, back_when="reading_taken")
    assert told(problem)[-1] == "Everybody who was asked has signed the same words, version 1."


def test_it_needs_a_reason_and_either_a_day_or_an_event(cast, browser):
    problem = cast.problem()
    it = place(problem, cast.bea)
    soon = (timezone.localdate() + timedelta(days=9)).isoformat()
    for fields, error in (
        ({"reason": "", "back_on": soon}, "Write why it waits, so that nobody takes it for forgotten."),
        ({}, "Choose the day on which it comes back, or an event."),
        ({"back_on": soon, "back_when": "all_agreed"}, "Choose either a day or an event; take one of them out."),
        ({"back_on": timezone.localdate().isoformat()}, "Choose a day that lies ahead."),
        ({"back_on": "soon"}, "Write the day as year-month-day, for example 2027-03-31."),
    ):
        answer = send(browser(cast.bea), it, **fields)
        page = answer.content.decode()
        assert (answer.status_code, error in page) == (422, True), error
        assert fields.get("reason", "First the ten-week course.") in page
    assert not Parking.objects.exists()
    it.refresh_from_db()
    assert it.set_aside_at is None


def test_an_opinion_about_the_words_cannot_wait_for_their_signatures(cast, browser):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    it = place(problem, cast.bea, "words", statement=first)
    assert send(browser(cast.bea), it, back_when="all_agreed").status_code == 422
    assert send(browser(cast.bea), place(problem, cast.bea), back_when="all_agreed").status_code == 303


def test_only_its_holder_sets_it_aside(cast, browser):
    problem = cast.problem()
    it = place(problem, cast.bea)
    assert send(browser(cast.tom), it, back_when="all_agreed").status_code == 403
    assert send(browser(cast.una), it, back_when="all_agreed").status_code == 404
    assert send(browser(cast.kai), it, back_when="all_agreed").status_code == 404
    assert not Parking.objects.exists()


def test_what_is_set_aside_is_neither_settled_nor_set_aside_again(cast, browser):
    problem = cast.problem()
    it = place(problem, cast.bea)
    bea = browser(cast.bea)
    assert [send(bea, it, back_when="all_agreed").status_code for _ in range(2)] == [303, 303]
    assert send(bea, it, back_when="all_agreed", once="k2").status_code == 403
    assert Parking.objects.count() == 1
    with pytest.raises(ValueError, match="This disagreement is not open."):
        dispute_acts.settle(Disagreement.objects.get(), "So.", by=cast.bea, at=DAY)


def test_another_parking_that_returns_leaves_opinions_alone(cast):
    problem = cast.problem()
    it = place(problem, cast.bea)
    dispute_acts.set_aside(it, "Later.", by=cast.bea, at=DAY, back_when="all_agreed")
    topic = spine.park(
        problem, what="topic", words="Prices", reason="Later.", agreed_by=[], by=cast.tom, at=DAY,
        back_on=date(2026, 4, 1),
    )  # fmt: skip
    spine.come_back(topic, at=DAY)
    it.refresh_from_db()
    assert it.set_aside_at is not None
