"""Promising something by a day (O1)."""

import re

from django.utils.formats import date_format

from ours.own.models import Commitment
from ours.problem.models import Event
from tests.own.helping import address, in_days, told


def send(browser, problem, **fields):
    fields = {"words": "Send the booking figures.", "due": in_days(5).isoformat(), "once": "k1"} | fields
    return browser.post(address(problem, "commitments/"), fields)


def test_both_sides_promise_for_themselves(cast, browser):
    problem = cast.problem()

    for seat, once in ((cast.bea, "k1"), (cast.tom, "k2")):
        answer = send(browser(seat), problem, once=once)
        made = Commitment.objects.get(seat=seat)
        assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#commitment-{made.pk}")

    assert set(Commitment.objects.values_list("problem", "side", "seat", "words", "due", "ended_at", "renews")) == {
        (problem.pk, "client", cast.bea.pk, "Send the booking figures.", in_days(5), None, None),
        (problem.pk, "expert", cast.tom.pk, "Send the booking figures.", in_days(5), None, None),
    }
    day = date_format(in_days(5), "DATE_FORMAT")
    assert told(problem) == [
        f"Bea Okafor committed: “Send the booking figures.”, by {day}.",
        f"Tom Weiss committed: “Send the booking figures.”, by {day}.",
    ]
    assert [event.told["due"] for event in Event.objects.filter(kind="committed")] == [
        {"d": in_days(5).isoformat()}
    ] * 2
    assert set(Event.objects.filter(kind="committed").values_list("told__commitment", flat=True)) == set(
        Commitment.objects.values_list("pk", flat=True)
    )


def test_today_is_early_enough_and_yesterday_is_not(cast, browser):
    problem = cast.problem()
    assert send(browser(cast.bea), problem, due=in_days(-1).isoformat()).status_code == 422
    assert not Commitment.objects.exists()
    assert send(browser(cast.bea), problem, due=in_days(0).isoformat(), once="k2").status_code == 303
    assert Commitment.objects.get().due == in_days(0)


def test_every_mistake_keeps_the_words_and_opens_the_form(cast, browser):
    problem = cast.problem()
    for fields, sentence in (
        ({"words": " ", "due": "2999-04-01"}, "Say what you will do."),
        ({"due": ""}, "Choose the day by which it will be done."),
        ({"due": "soon"}, "Write the day as year-month-day, for example 2027-03-31."),
        ({"due": in_days(-3).isoformat()}, "That day is over. Choose today or a later one."),
        ({"words": "x" * 4001}, "Please say it in at most 4000 characters."),
    ):
        answer = send(browser(cast.tom), problem, **fields)
        page = answer.content.decode()
        assert (answer.status_code, sentence in page) == (422, True), sentence
        assert fields.get("words", "Send the booking figures.") in page
        assert f'value="{fields.get("due", in_days(5).isoformat())}"' in page
        # A field for days shows nothing of what is no day: that comes back as words.
        kind = "text" if fields.get("due") == "soon" else "date"
        assert re.search(r'type="(\w+)" value="[^"]*"', page[page.index('name="due"') :])[1] == kind
        assert page.count('<details class="do" open>') == 1
    assert not Commitment.objects.exists()


def test_a_double_click_promises_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    assert len({send(bea, problem)["Location"] for _ in range(2)}) == 1
    assert Commitment.objects.count() == 1
