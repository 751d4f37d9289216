"""How a client sees it, before what it brings the firm; and that the firm's own figures stay the firm's (P6)."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ours.prove import lasting_acts, pulse_reading, revenue_acts, solving_acts
from ours.prove.models import Pulse, PulseAnswer, PulseQuestion, Revenue
from tests.cast import DAY
from tests.prove.helping import in_days, solved

DAYS = timedelta(days=1)


def where(cast, rest="success/"):
    return f"/clients/{cast.yoga.pk}/{rest}"


def answered(seat, engagement, kind, answer, at, words=""):
    pulse, _ = Pulse.objects.get_or_create(seat=seat, engagement=engagement)
    question = PulseQuestion.objects.create(
        pulse=pulse, kind=kind, key_hash=f"{seat.pk}{kind}{at}", at=at, expires_at=at + 30 * DAYS
    )
    return PulseAnswer.objects.create(question=question, answer=answer, words=words, at=at)


def test_the_trend_of_each_person_and_of_all(cast, now):
    for day, answer in ((0, "no"), (2, "partly"), (4, "yes")):
        answered(cast.bea, cast.growth, "recommend", answer, DAY + day * DAYS)
    answered(cast.imani, cast.growth, "recommend", "yes", DAY)
    answered(cast.imani, cast.growth, "recommend", "no", DAY + DAYS)
    answered(cast.imani, cast.growth, "heard", "yes", DAY - 400 * DAYS)  # longer ago than a year
    answered(cast.maja, cast.orders, "recommend", "yes", DAY)  # another client
    found = pulse_reading.success(cast.tom, cast.yoga, now)
    assert [(one.kind.value, one.counts) for one in found.trends] == [
        ("hoped", {"yes": 0, "partly": 0, "no": 0}),
        ("recommend", {"yes": 2, "partly": 1, "no": 2}),
        ("heard", {"yes": 0, "partly": 0, "no": 0}),
    ]
    assert [(one.seat, [each.answer for each in one.trends[1].answers], one.advocate) for one in found.people] == [
        (cast.bea, ["no", "partly", "yes"], True),
        (cast.imani, ["yes", "no"], False),
    ]
    assert ([one.name for one in found.advocates], found.asked, found.answered) == (["Bea Okafor"], 5, 5)


def test_an_answer_that_was_changed_counts_as_it_is_now(cast, now):
    first = answered(cast.bea, cast.growth, "recommend", "yes", DAY)
    PulseAnswer.objects.create(question=first.question, answer="no", words="On second thought.", at=DAY + DAYS)
    found = pulse_reading.success(cast.tom, cast.yoga, now)
    assert (found.trends[1].counts, found.answered) == ({"yes": 0, "partly": 0, "no": 1}, 1)


def test_what_was_solved_and_lasted_comes_before_money(cast, browser, now):
    done = solved(cast)
    cast.problem("Another.")
    revenue_acts.note_revenue(cast.yoga, date(2026, 2, 1), Decimal("4200"), "EUR", by=cast.tom, at=DAY)
    found = pulse_reading.success(cast.ana, cast.yoga, now)
    assert (found.solved, found.lasted, found.came_back, found.open) == (1, 0, 0, 1)
    lasting_acts.say_lasted(done, by=cast.bea, at=now)
    assert pulse_reading.success(cast.ana, cast.yoga, now).lasted == 1
    page = browser(cast.tom).get(where(cast)).content.decode()
    order = [page.index(words) for words in ("Solved, in their words", "What their people answer", "4200\u00a0EUR")]
    assert order == sorted(order)
    lasting_acts.say_back(done, "Empty.", by=cast.bea, at=now)
    found = pulse_reading.success(cast.ana, cast.yoga, now)
    assert (found.solved, found.lasted, found.came_back, found.open) == (0, 0, 1, 2)


def test_an_expert_counts_what_is_theirs_alone(cast, now):
    solving_acts.say_solved(cast.problem(), "Good.", again_on=in_days(90), by=cast.bea, at=DAY)
    answered(cast.bea, cast.growth, "heard", "yes", DAY)
    found = pulse_reading.success(cast.una, cast.yoga, now)
    assert (found.solved, found.open, found.people, found.asked) == (0, 0, [], 0)


def note(browser, cast, once="a", **changed):
    sent = {"month": "2026-02", "amount": "4200.50", "currency": "eur", "once": once} | changed
    return browser.post(where(cast, "revenue/"), sent)


def test_the_firm_notes_a_month_and_the_last_word_counts(cast, browser, now):
    answers = [note(browser(cast.tom), cast) for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(303, where(cast) + "#revenue")] * 2
    note(browser(cast.ana), cast, once="b", amount="5000")
    note(browser(cast.ana), cast, once="c", month="2026-01", amount="100")
    note(browser(cast.ana), cast, once="d", month="2026-01", amount="7", currency="CHF")
    found = pulse_reading.success(cast.tom, cast.yoga, now)
    assert [(one.month, one.amount, one.currency, one.by) for one in found.revenue] == [
        (date(2026, 2, 1), Decimal("5000.00"), "EUR", "Ana Ruiz"),
        (date(2026, 1, 1), Decimal("100.00"), "EUR", "Ana Ruiz"),
        (date(2026, 1, 1), Decimal("7.00"), "CHF", "Ana Ruiz"),
    ]
    assert found.paid == {"EUR": Decimal("5100.00"), "CHF": Decimal("7.00")}
    assert Revenue.objects.count() == 4


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"month": ""}, "Write the month as year-month"),
        ({"month": "2026-13"}, "Write the month as year-month"),
        ({"month": "2026-04"}, "That month has not come yet."),
        ({"amount": ""}, "Write a number."),
        ({"currency": "EURO"}, "three letters"),
        ({"currency": "1€2"}, "three letters"),
    ],
)
def test_what_is_wrong_is_said(cast, browser, changed, words):
    answer = note(browser(cast.tom), cast, **changed)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Revenue.objects.exists()


def test_for_a_client_the_page_and_the_figure_do_not_exist(cast, browser):
    """There is something that could leak: a figure of their own organisation."""
    revenue_acts.note_revenue(cast.yoga, date(2026, 2, 1), Decimal("987654"), "EUR", by=cast.tom, at=DAY)
    solved(cast)
    problem = cast.yoga.problems.get()
    for seat in (cast.bea, cast.imani, cast.maja, cast.kai, cast.luca, cast.una):
        assert browser(seat).get(where(cast)).status_code == 404, seat
        assert note(browser(seat), cast).status_code == 404, seat
    # With its marks between the thousands or without: three digits alone may stand in a random key.
    figure = re.compile(r"987\D?654")
    assert figure.search(browser(cast.tom).get(where(cast)).content.decode())
    for path in (
        "/", f"/problems/{problem.pk}/", f"/problems/{problem.pk}/proof/", f"/problems/{problem.pk}/history/",
        f"/clients/{cast.yoga.pk}/", f"/engagements/{cast.growth.pk}/care/", f"/engagements/{cast.growth.pk}/pulse/",
    ):  # fmt: skip
        page = browser(cast.bea).get(path).content.decode()
        assert (figure.search(page), "client-success" in page, "/success/" in page) == (None, False, False), path
    with pytest.raises(ValueError, match="for the firm to note"):
        revenue_acts.note_revenue(cast.yoga, DAY.date(), Decimal(1), "EUR", by=cast.bea, at=DAY)
    assert Revenue.objects.count() == 1
