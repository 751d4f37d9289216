"""Leaving a seat, and ending somebody's."""

from django.utils import timezone

from ours.people import acts
from ours.people.models import Crew, Seat, Session
from ours.problem import acts as tables
from tests.cast import DAY
from tests.people.entering import come_in


def test_who_may_end_a_clients_seat(cast, browser):
    imani = f"/people/{cast.imani.pk}/leaving/"
    for seat, status in ((cast.una, 404), (cast.maja, 404), (cast.kai, 404), (cast.bea, 403)):
        assert browser(seat).post(imani, {"once": "k1"}).status_code == status, seat
    assert "This seat is not yours to end." in browser(cast.bea).post(imani).content.decode()
    answer = browser(cast.tom).post(imani, {"once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, f"/clients/{cast.yoga.pk}/")
    assert Seat.objects.get(pk=cast.imani.pk).left_at is not None
    assert browser(cast.ana).post(imani, {"once": "k2"}).status_code == 403


def test_who_may_end_an_experts_seat(cast, browser):
    una = f"/people/{cast.una.pk}/leaving/"
    for seat, status in ((cast.tom, 403), (cast.bea, 404), (cast.kai, 404)):
        assert browser(seat).post(una).status_code == status, seat
    answer = browser(cast.ana).post(una, {"once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, "/firm/")
    crew = Crew.objects.get(seat=cast.una)
    assert crew.ended_at == Seat.objects.get(pk=cast.una.pk).left_at is not None


def test_one_leaves_oneself_and_is_signed_out_everywhere(cast):
    here, there = come_in("bea@example.org"), come_in("bea@example.org")
    problem = cast.problem("Our workshops are half empty.")
    answer = here.post(f"/people/{cast.bea.pk}/leaving/", {"once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, "/seats/")
    assert here.get("/seats/")["Location"] == "/sign-in/"
    assert there.get(f"/clients/{cast.yoga.pk}/").status_code == 302
    assert not Session.objects.exists()
    # What she wrote stays, signed.
    assert [(event.seat.name, event.told["words"]) for event in problem.events.all()] == [
        ("Bea Okafor", "Our workshops are half empty.")
    ]


def test_whoever_has_another_seat_stays_signed_in_there(cast):
    tom = come_in("tom@example.org")
    tom.post("/seats/", {"seat": cast.tom.pk})
    tom.post(f"/people/{cast.tom.pk}/leaving/", {"once": "k1"})
    assert tom.get(f"/clients/{cast.yoga.pk}/")["Location"].startswith("/seats/?next=")
    page = tom.get("/seats/").content.decode()
    assert ("Ferro Foundry" in page, ">Neon<" in page) == (True, False)
    assert tom.post("/seats/", {"seat": cast.tom_at_ferro.pk}).status_code == 303


def test_a_firm_keeps_an_owner(cast, browser):
    refused = browser(cast.ana).post(f"/people/{cast.ana.pk}/leaving/", {"once": "k1"})
    assert refused.status_code == 403
    assert "A firm needs an owner. Make somebody else an owner first." in refused.content.decode()
    assert "Leave this seat" not in browser(cast.ana).get(f"/people/{cast.ana.pk}/").content.decode()
    assert "Leave this seat" in browser(cast.tom).get(f"/people/{cast.tom.pk}/").content.decode()


def test_a_placeholder_is_taken_away(cast, browser):
    assert browser(cast.tom).post(f"/people/{cast.front_desk.pk}/leaving/", {"once": "k1"}).status_code == 303
    assert Seat.objects.get(pk=cast.front_desk.pk).left_at is not None


def test_the_map_shows_who_left_apart(cast, browser):
    problem = cast.problem()
    tables.seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    acts.leave(cast.imani, by=cast.ana, at=timezone.now())
    page = browser(cast.bea).get(f"/clients/{cast.yoga.pk}/").content.decode()
    people = page[page.index('<ul class="map">') : page.index("1 person has left")]
    assert [name in people for name in ("Bea Okafor", "Imani Reyes", "Front desk")] == [True, False, True]
    assert "Imani Reyes" in page
    there = browser(cast.bea).get(f"/people/{cast.imani.pk}/").content.decode()
    assert "What was written from this seat stays, signed with this name." in there
