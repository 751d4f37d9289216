"""Readings sent by a program: an address shown once, what comes in by it, and closing it (P1)."""

import html
import json
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser

from ours.frame import state_acts
from ours.people.models import Crew
from ours.post.models import Notice
from ours.problem import measure_acts
from ours.problem.measures import Reading
from ours.problem.models import Parking
from ours.prove import inlet_acts
from ours.prove.models import Inlet
from tests.cast import DAY
from tests.prove.helping import at_measure, kinds, opinion, seats, told


def page_with_address(browser, measure):
    page = browser.get(at_measure(measure, "programs/")).content.decode()
    return re.search(r"http://\S+(/readings/[\w-]{43}/)", page)[1], html.unescape(
        re.search(r'name="sealed" value="([^"]+)"', page)[1]
    )


def connected(browser, measure, name="booking system", once="k"):
    """The address of a program that was connected."""
    address, sealed = page_with_address(browser, measure)
    answer = browser.post(at_measure(measure, "programs/"), {"name": name, "sealed": sealed, "once": once})
    assert (answer.status_code, answer["Location"]) == (303, at_measure(measure) + "#programs")
    return address


@pytest.fixture
def measure(cast):
    return seats(cast.problem(), cast.tom)


@pytest.fixture
def inlet(cast, browser, measure):
    return connected(browser(cast.tom), measure)


@pytest.fixture
def program():
    """A program knows no cookies and no forms of ours; forms are checked for everybody here."""
    return Browser(enforce_csrf_checks=True)


def js(program, address, sent):
    return program.post(address, json.dumps(sent), content_type="application/json")


def test_the_address_works_once_it_is_connected_and_is_kept_nowhere(cast, browser, measure, program):
    tom = browser(cast.tom)
    address, sealed = page_with_address(tom, measure)
    assert program.post(address, {"value": "44"}).status_code == 404
    assert tom.post(at_measure(measure, "programs/"), {"name": "", "sealed": sealed}).status_code == 422
    sent = {"name": "booking system", "sealed": sealed, "once": "k"}
    assert [tom.post(at_measure(measure, "programs/"), sent).status_code for _ in range(2)] == [303, 303]
    key = address.split("/")[2]
    kept = Inlet.objects.get()
    assert key not in json.dumps([str(value) for value in vars(kept).values()])
    assert key not in tom.get(at_measure(measure)).content.decode()
    assert told(measure.problem)[-1] == "Tom Weiss let booking system send readings of Seats sold."
    assert program.post(address, {"value": "44"}).status_code == 201


def test_a_key_that_was_not_made_here_is_not_taken(cast, browser, measure, monkeypatch):
    tom = browser(cast.tom)
    sent = {"name": "booking system", "sealed": "0123456789", "once": "k"}
    answer = tom.post(at_measure(measure, "programs/"), sent)
    page = answer.content.decode()
    assert (answer.status_code, "This address is too old." in page, "booking system" in page) == (422, True, True)
    monkeypatch.setattr(inlet_acts, "WAITS", timedelta(seconds=-1))
    sealed = page_with_address(tom, measure)[1]
    assert tom.post(at_measure(measure, "programs/"), sent | {"sealed": sealed}).status_code == 422
    assert not Inlet.objects.exists()


@pytest.mark.parametrize(
    ("sent", "reading"),
    [
        ({"value": "44.25", "on": "2026-03-09"}, (Decimal("44.25"), date(2026, 3, 9))),
        ({"value": "44"}, (Decimal(44), date(2026, 3, 10))),
        ({"value": "44.123456", "on": "2026-03-09T23:30:00Z"}, (Decimal("44.1235"), date(2026, 3, 9))),
        ({"value": "-1e2", "on": ""}, (Decimal(-100), date(2026, 3, 10))),
    ],
)
def test_a_reading_comes_in_as_a_form_or_as_json(measure, inlet, program, sent, reading):
    for send, status, answer in (
        (lambda: program.post(inlet, sent), 201, {"taken": 1, "known": 0}),
        (lambda: js(program, inlet, sent), 200, {"taken": 0, "known": 1}),
    ):
        came = send()
        assert (came.status_code, came.json(), came["Cache-Control"]) == (status, answer, "no-store")
    new = Reading.objects.latest("pk")
    assert ((new.value, new.on), new.source, new.by.name) == (reading, "program", "Tom Weiss")
    assert Reading.objects.count() == 2


def test_several_at_once_each_once(measure, inlet, program):
    sent = [{"value": 44, "on": "2026-03-08"}, {"value": 44.5, "on": "2026-03-09"}, {"value": "44", "on": "2026-03-08"}]
    assert js(program, inlet, sent).json() == {"taken": 2, "known": 1}
    assert js(program, inlet, sent).json() == {"taken": 0, "known": 3}
    assert told(measure.problem)[-1] == (
        "booking system, which Tom Weiss connected, sent a reading of Seats sold of 9 March 2026: 44.5\u202f%."
    )


def test_a_day_is_that_of_the_firm(cast, measure, inlet, program):
    cast.neon.time_zone = "Pacific/Auckland"
    cast.neon.save()
    js(program, inlet, {"value": 44, "on": "2026-03-09T23:30:00Z"})
    assert Reading.objects.latest("pk").on == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{", "This is no JSON."),
        ("[" * 100_000, "This is no JSON."),
        ("[]", "There is no reading in it."),
        ("[1]", "Send an object with value and on"),
        ("{}", "value must be a number"),
        ('{"value": true}', "value must be a number"),
        ('{"value": "1,5"}', "value must be a number"),
        ('{"value": NaN}', "value must be a number"),
        ('{"value": "1e400"}', "value must be a number"),
        ('{"value": "1e999999999"}', "value must be a number"),
        ('{"value": 1e999999999}', "value must be a number"),
        ('{"value": 1, "on": "0001-01-01T00:00:00+23:59"}', "on must be a day"),
        ('{"value": 1, "on": "9999-12-31T23:59:59-23:59"}', "on must be a day"),
        ('{"value": 123456789012345}', "value must be a number"),
        ('{"value": {"a": 1}}', "value must be a number"),
        ('{"value": 1, "on": "9.3.2026"}', "on must be a day"),
        ('{"value": 1, "on": 20260309}', "on must be a day"),
        ('{"value": 1, "on": "2026-03-11"}', "That day has not come yet."),
        ('{"value": 1, "on": "1999-03-11"}', "more than twenty years ago"),
        (json.dumps([{"value": 1}] * 1001), "At most 1000 readings"),
        (json.dumps({"value": 1, "on": " " * 300_000}), "That is too large"),
    ],
)
def test_what_cannot_be_taken_in_says_why_and_takes_nothing(inlet, program, body, words):
    answer = program.post(inlet, body, content_type="application/json")
    assert (answer.status_code, words in answer.json()["error"]) == (400, True), answer.content[:200]
    assert Reading.objects.count() == 1


def test_only_posting_does_anything(inlet, program):
    assert [program.get(inlet).status_code, program.put(inlet).status_code] == [405, 405]
    answer = program.post(inlet, {"value": "44", "once": "x"})
    assert (answer.status_code, "once" in answer.json()["error"]) == (400, True)
    assert Reading.objects.count() == 1


def test_a_program_that_sends_too_often_is_asked_to_wait(inlet, program, monkeypatch, now):
    monkeypatch.setattr(inlet_acts, "MOST_IN_HOUR", 3)
    answers = [program.post(inlet, {"value": str(value)}) for value in range(5)]
    assert [one.status_code for one in answers] == [201, 201, 201, 429, 429]
    assert answers[-1]["Retry-After"] == "3600"
    Inlet.objects.update(hour_began=now - timedelta(hours=1))
    assert program.post(inlet, {"value": "9"}).status_code == 201


def test_it_is_closed_by_anybody_at_the_table(cast, browser, measure, inlet, program):
    where = at_measure(measure, f"programs/{Inlet.objects.get().pk}/closed/")
    assert [browser(cast.bea).post(where, {"once": "c"}).status_code for _ in range(2)] == [303, 303]
    answer = program.post(inlet, {"value": "44"})
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no such address, or it was closed."})
    assert kinds(measure.problem)[-2:] == ["inlet_opened", "inlet_closed"]


def test_it_ends_with_the_rights_of_whoever_opened_it(cast, inlet, program):
    Crew.objects.filter(seat=cast.tom).update(ended_at=DAY)
    assert program.post(inlet, {"value": "44"}).status_code == 404
    Crew.objects.update(ended_at=None)
    assert program.post(inlet, {"value": "44"}).status_code == 201


def test_a_replaced_measure_takes_none(cast, measure, inlet, program):
    state_acts.set_measure(
        measure.problem, "Seats", now=Decimal(1), wanted=Decimal(2), wanted_by=date(2026, 10, 1), now_on=DAY.date(),
        replaces=measure, by=cast.tom, at=DAY,
    )  # fmt: skip
    answer = program.post(inlet, {"value": "44"})
    assert (answer.status_code, answer.json()) == (409, {"error": "This measure was replaced by another one."})


def test_a_correction_is_not_undone_by_sending_again(cast, inlet, program):
    program.post(inlet, {"value": "95"})
    wrong = Reading.objects.latest("pk")
    measure_acts.correct(wrong, Decimal(59), on=wrong.on, reason="Digits.", by=cast.bea, at=DAY)
    assert program.post(inlet, {"value": "95"}).json() == {"taken": 0, "known": 1}


def test_it_renews_no_promise_and_writes_no_letters(measure, inlet, program):
    before = measure.problem.__class__.objects.get()
    Notice.objects.all().delete()
    program.post(inlet, {"value": "44"})
    after = measure.problem.__class__.objects.get()
    assert (after.cared_at, after.care_due) == (before.cared_at, before.care_due)
    assert not Notice.objects.exists()


def test_what_waits_for_a_reading_or_a_success_comes_back(cast, measure, inlet, program):
    opinion(measure.problem, cast, until="reading_taken")
    opinion(measure.problem, cast, until="measure_reached", words="B.")
    program.post(inlet, {"value": "44"})
    assert list(Parking.objects.filter(returned_at__isnull=True).values_list("words", flat=True)) == ["B."]
    program.post(inlet, {"value": "70"})
    assert not Parking.objects.filter(returned_at__isnull=True).exists()


def test_the_address_stands_in_no_log(inlet, program, caplog):
    program.post(inlet, {"value": "x"})
    program.post("/readings/no-such-key-at-all/", {"value": "1"})
    assert [record.getMessage() for record in caplog.records if "/readings/" in record.getMessage()] == []
