"""Ending everything a person has at a firm, and giving it back."""

import pytest
from django.utils import timezone

from ours.people import acts
from ours.people.models import Crew, Role, Seat
from tests.cast import DAY
from tests.people.entering import come_in

SEATS_END = (
    "All seats of Tom Weiss at Neon and its clients end at once, and their devices are signed out of them. "
    "Seats that Tom Weiss may have with other firms are not touched."
)


def ended(*seats: Seat) -> list[bool]:
    return [Seat.objects.get(pk=seat.pk).left_at is not None for seat in seats]


def test_all_seats_with_the_firm_end_and_those_with_others_stay(cast, browser):
    at_bakery = acts.invite(cast.bakery, name="Tom Weiss", email="tom@example.org", by=cast.ana, at=DAY)
    ana, tom = browser(cast.ana), come_in("tom@example.org")
    tom.post("/seats/", {"seat": cast.tom.pk})
    page = ana.get(f"/people/{cast.tom.pk}/").content.decode()
    assert SEATS_END in " ".join(page.split())
    assert "Ferro Foundry" not in page  # nothing of other firms is shown

    answer = ana.post(f"/people/{cast.tom.pk}/deactivation/", {"once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, f"/people/{cast.tom.pk}/")
    assert ended(cast.tom, at_bakery, cast.tom_at_ferro) == [True, True, False]
    assert tom.get("/clients/")["Location"].startswith("/seats/")
    assert tom.post("/seats/", {"seat": cast.tom_at_ferro.pk}).status_code == 303

    answer = ana.post(f"/people/{cast.tom.pk}/reactivation/", {"once": "k2"})
    assert (answer.status_code, answer["Location"]) == (303, f"/people/{cast.tom.pk}/")
    assert ended(cast.tom, at_bakery, cast.tom_at_ferro) == [False, False, False]
    assert Crew.objects.get(seat=cast.tom).ended_at is None
    tom.post("/seats/", {"seat": cast.tom.pk})
    assert tom.get(f"/clients/{cast.yoga.pk}/").status_code == 200


def test_only_what_ended_last_comes_back(cast):
    now = timezone.now()
    engagement = acts.new_engagement(cast.yoga, "Second studio", by=cast.tom, at=DAY)
    acts.take_off(Crew.objects.get(seat=cast.tom, engagement=engagement), by=cast.tom, at=DAY)
    left_before = acts.invite(cast.bakery, name="Tom Weiss", email="tom@example.org", by=cast.ana, at=DAY)
    acts.leave(left_before, by=cast.ana, at=DAY)
    assert acts.deactivate(cast.tom.person, cast.neon, by=cast.ana, at=now) == 1
    assert acts.reactivate(cast.tom.person, cast.neon, by=cast.ana, at=now) == 1
    assert ended(cast.tom, left_before) == [False, True]
    assert [crew.engagement for crew in Crew.objects.filter(seat=cast.tom, ended_at=None)] == [cast.growth]
    assert acts.deactivate(cast.kai.person, cast.neon, by=cast.ana, at=now) == 0
    assert acts.reactivate(cast.kai.person, cast.neon, by=cast.ana, at=now) == 0


def test_a_seat_is_not_given_back_where_they_sit_again(cast):
    acts.deactivate(cast.bea.person, cast.neon, by=cast.ana, at=timezone.now())
    again = acts.invite(cast.yoga, name="Bea Okafor", email="bea@example.org", by=cast.ana, at=timezone.now())
    assert acts.reactivate(cast.bea.person, cast.neon, by=cast.ana, at=timezone.now()) == 0
    assert ended(cast.bea, again) == [True, False]


@pytest.mark.parametrize("deed", ["deactivation", "reactivation"])
def test_only_the_firms_owner_and_not_for_oneself(cast, browser, deed):
    statuses = {
        seat.name: browser(seat).post(f"/people/{cast.bea.pk}/{deed}/", {"once": "k"}).status_code
        for seat in (cast.tom, cast.bea, cast.imani, cast.una, cast.kai)
    }
    assert statuses == {
        "Tom Weiss": 403,
        "Bea Okafor": 403,
        "Imani Reyes": 403,
        "Una Holt": 404,
        "Kai Brandt": 404,
    }
    assert browser(cast.ana).post(f"/people/{cast.ana.pk}/{deed}/").status_code == 403
    assert browser(cast.ana).post(f"/people/{cast.front_desk.pk}/{deed}/").status_code == 403
    assert ended(cast.bea, cast.ana) == [False, False]


def test_a_firm_keeps_an_owner(cast):
    Seat.objects.filter(pk=cast.tom.pk).update(role=Role.OWNER)
    acts.deactivate(cast.ana.person, cast.neon, by=cast.tom, at=DAY)
    with pytest.raises(acts.LastOwner):
        acts.deactivate(cast.tom.person, cast.neon, by=cast.ana, at=DAY)
    assert ended(cast.tom) == [False]
