"""A seat for somebody not yet known, and who it turns out to be (L6)."""

import pytest

from ours.people import acts
from ours.people.models import Person, Seat
from ours.post.models import Letter
from ours.problem import acts as tables
from ours.problem.access import visible_problems
from tests.cast import DAY

ROSA = {"name": "Rosa Lind", "email": "rosa@yoga.example", "once": "k1"}


def test_a_seat_is_kept_for_somebody_not_known(cast, browser):
    form = {"name": "The landlord", "title": "owns the house", "level": "2", "reports_to": cast.bea.pk, "once": "k1"}
    answer = browser(cast.bea).post(f"/clients/{cast.yoga.pk}/placeholders/", form)
    assert (answer.status_code, answer["Location"]) == (303, f"/clients/{cast.yoga.pk}/")
    seat = Seat.objects.get(name="The landlord")
    assert (seat.firm, seat.client, seat.person, seat.title, seat.role, seat.level, seat.reports_to) == (
        cast.neon,
        cast.yoga,
        None,
        "owns the house",
        "member",
        2,
        cast.bea,
    )
    assert not Letter.objects.exists()
    page = browser(cast.tom).get(f"/people/{seat.pk}/").content.decode()
    assert "A seat kept for somebody not known yet." in page
    assert browser(cast.imani).post(f"/clients/{cast.yoga.pk}/placeholders/", form).status_code == 403
    assert browser(cast.una).post(f"/clients/{cast.yoga.pk}/placeholders/", form).status_code == 404


def test_it_needs_words(cast, browser):
    answer = browser(cast.tom).post(
        f"/clients/{cast.yoga.pk}/placeholders/", {"name": " ", "title": "keys", "level": "2"}
    )
    assert answer.status_code == 422
    assert "Say who it may be; “front desk” is enough." in answer.content.decode()
    assert 'value="keys"' in answer.content.decode()


def test_it_becomes_somebody_and_keeps_its_places(cast, browser):
    problem = cast.problem()
    tables.seat_at(problem, cast.front_desk, by=cast.tom, at=DAY)
    answer = browser(cast.tom).post(f"/people/{cast.front_desk.pk}/person/", ROSA)
    assert (answer.status_code, answer["Location"]) == (303, f"/clients/{cast.yoga.pk}/")
    seat = Seat.objects.get(pk=cast.front_desk.pk)
    assert (seat.name, seat.title, seat.level, seat.reports_to, seat.person) == (
        "Rosa Lind",
        "Front desk",
        3,
        cast.imani,
        Person.objects.get(email="rosa@yoga.example"),
    )
    assert list(visible_problems(seat)) == [problem]
    letter = Letter.objects.get()
    assert (letter.to, letter.kind) == ("rosa@yoga.example", "invitation")


def test_it_becomes_somebody_once(cast, browser):
    browser(cast.tom).post(f"/people/{cast.front_desk.pk}/person/", ROSA)
    late = browser(cast.bea).post(f"/people/{cast.front_desk.pk}/person/", {**ROSA, "email": "x@yoga.example"})
    assert late.status_code == 403
    assert "This seat is somebody&#39;s already, or not yours to give." in late.content.decode()
    with pytest.raises(acts.SeatTaken):
        acts.fill(cast.front_desk, name="X", email="x@yoga.example", by=cast.tom, at=DAY)
    assert Letter.objects.count() == 1
    assert not Person.objects.filter(email="x@yoga.example").exists()


def test_it_does_not_become_somebody_who_sits_there_already(cast, browser):
    answer = browser(cast.tom).post(f"/people/{cast.front_desk.pk}/person/", {**ROSA, "email": "Bea@example.org"})
    assert answer.status_code == 422
    assert "Bea Okafor has this address and a seat here already." in answer.content.decode()
    assert 'value="Rosa Lind"' in answer.content.decode()
    with pytest.raises(acts.SeatTaken):
        acts.fill(cast.front_desk, name="X", email="bea@example.org", by=cast.tom, at=DAY)
    assert Seat.objects.get(pk=cast.front_desk.pk).person is None


def test_who_may_say_who_it_is(cast, browser):
    address = f"/people/{cast.front_desk.pk}/person/"
    statuses = {
        seat.name: browser(seat).post(address, {"name": "", "email": ""}).status_code
        for seat in (cast.ana, cast.tom, cast.bea, cast.imani, cast.una, cast.maja, cast.kai)
    }
    assert statuses == {
        "Ana Ruiz": 422,
        "Tom Weiss": 422,
        "Bea Okafor": 422,
        "Imani Reyes": 403,
        "Una Holt": 404,
        "Maja Lindgren": 404,
        "Kai Brandt": 404,
    }


def test_it_can_be_renamed(cast, browser):
    form = {"name": "Reception", "title": "", "role": "member", "level": "2", "reports_to": "", "once": "k1"}
    assert browser(cast.tom).post(f"/people/{cast.front_desk.pk}/", form).status_code == 303
    seat = Seat.objects.get(pk=cast.front_desk.pk)
    assert (seat.name, seat.level, seat.reports_to, seat.person) == ("Reception", 2, None, None)
