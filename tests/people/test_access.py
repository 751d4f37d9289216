"""The doors to organisations, whole: what each seat sees, and that a stray row opens none of them."""

import pytest
from django.http import Http404

from ours.people import access
from ours.people.models import Crew, Role, Seat
from tests.cast import DAY

SEATS = "ana tom una bea imani maja kai luca tom_at_ferro".split()
YOGA = {"Bea Okafor", "Imani Reyes", "Front desk"}
NEON = {"Ana Ruiz", "Tom Weiss", "Una Holt"}
FERRO = {"Luca Ferro", "Tom Weiss"}


def seen(cast, found) -> dict[str, set[str]]:
    """For each seat the names of what it sees."""
    return {name: {one.name for one in found(getattr(cast, name))} for name in SEATS}


def test_engagements(cast):
    nothing = dict.fromkeys(SEATS, set())
    expected = nothing | {"ana": {"Growth", "Orders"}, "tom": {"Growth"}, "una": {"Orders"}, "kai": {"Casting"}}
    assert seen(cast, access.visible_engagements) == expected
    Crew.objects.create(seat=cast.tom, engagement=cast.casting, since=DAY)  # of another firm
    Crew.objects.create(seat=cast.bea, engagement=cast.growth, since=DAY)  # not of a firm
    Crew.objects.filter(seat=cast.una).update(ended_at=DAY)
    assert seen(cast, access.visible_engagements) == expected | {"una": set()}


def test_clients(cast):
    own = {"bea": {"Yoga House"}, "imani": {"Yoga House"}, "maja": {"Lindgren Bakery"}, "luca": {"Ferro Foundry"}}
    expected = own | {
        "ana": {"Yoga House", "Lindgren Bakery"},
        "tom": {"Yoga House"},
        "una": {"Lindgren Bakery"},
        "kai": {"Ferro Foundry"},
        "tom_at_ferro": {"Ferro Foundry"},
    }
    assert seen(cast, access.visible_clients) == expected
    Crew.objects.create(seat=cast.tom, engagement=cast.casting, since=DAY)
    Crew.objects.filter(seat=cast.una).update(ended_at=DAY)
    assert seen(cast, access.visible_clients) == expected | {"una": set()}


def test_seats(cast):
    expected = dict.fromkeys(("bea", "imani"), YOGA) | dict.fromkeys(("luca", "tom_at_ferro"), FERRO)
    expected |= {
        "ana": NEON | YOGA | {"Maja Lindgren"},
        "tom": NEON | YOGA,
        "una": NEON | {"Maja Lindgren"},
        "maja": {"Maja Lindgren"},
        "kai": {"Kai Brandt"} | FERRO,
    }
    assert seen(cast, access.visible_seats) == expected
    Crew.objects.create(seat=cast.tom, engagement=cast.casting, since=DAY)
    assert seen(cast, access.visible_seats) == expected


def test_only_the_firms_own_owner_sees_all_of_it(cast):
    Seat.objects.filter(pk=cast.bea.pk).update(role=Role.OWNER)  # a role that a client's seat never has
    cast.bea.refresh_from_db()
    assert not cast.bea.is_firm_owner
    assert not cast.tom.is_firm_owner
    assert cast.ana.is_firm_owner


@pytest.mark.parametrize(
    ("door", "there", "hidden"),
    [
        (access.engagement_for, "growth", "orders"),
        (access.client_for, "yoga", "bakery"),
        (access.seat_for, "bea", "maja"),
    ],
)
def test_what_a_seat_may_not_see_does_not_exist_for_it(cast, door, there, hidden):
    found = getattr(cast, there)
    assert door(cast.tom, found.pk) == found
    for missing in (getattr(cast, hidden).pk, 1):
        with pytest.raises(Http404):
            door(cast.tom, missing)


def test_a_seat_is_taken_by_somebody_who_is_still_here(cast):
    taken = set(Seat.objects.taken().values_list("name", flat=True))
    assert taken == NEON | FERRO | {"Bea Okafor", "Imani Reyes", "Maja Lindgren", "Kai Brandt"}
    Seat.objects.filter(pk=cast.bea.pk).update(left_at=DAY)
    cast.imani.person.deactivated_at = DAY
    cast.imani.person.save()
    assert set(Seat.objects.taken().values_list("name", flat=True)) == taken - {"Bea Okafor", "Imani Reyes"}
