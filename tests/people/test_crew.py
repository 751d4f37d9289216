"""Putting somebody on an engagement, and taking them off."""

import pytest
from django.utils import timezone

from ours.people import acts
from ours.people.models import Crew
from tests.cast import DAY


def test_whoever_works_on_it_puts_a_colleague_on(cast, browser):
    una = browser(cast.una)
    assert una.get(f"/clients/{cast.yoga.pk}/").status_code == 404
    address = f"/engagements/{cast.growth.pk}/crews/"
    answer = browser(cast.tom).post(address, {"seat": cast.una.pk, "once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, f"/engagements/{cast.growth.pk}/")
    assert {crew.seat for crew in Crew.objects.filter(engagement=cast.growth)} == {cast.tom, cast.una}
    assert una.get(f"/clients/{cast.yoga.pk}/").status_code == 200
    page = una.get(f"/engagements/{cast.growth.pk}/").content.decode()
    assert "Take Una Holt off" in page
    assert "Take Tom Weiss off" not in page


def test_only_colleagues_who_are_not_on_it_can_be_put_on(cast, browser):
    address = f"/engagements/{cast.growth.pk}/crews/"
    for number in (cast.tom.pk, cast.bea.pk, cast.kai.pk, "x", ""):
        assert browser(cast.tom).post(address, {"seat": number}).status_code == 422, number
    for seat in (cast.una, cast.bea, cast.kai):
        assert browser(seat).post(address, {"seat": cast.una.pk}).status_code == 404, seat
    assert Crew.objects.filter(engagement=cast.growth).count() == 1


def test_one_leaves_oneself_or_is_taken_off_by_the_owner(cast, browser):
    una = acts.put_on(cast.una, cast.growth, by=cast.ana, at=DAY)
    tom = Crew.objects.get(seat=cast.tom)
    address = f"/engagements/{cast.growth.pk}/crews/"
    refused = browser(cast.tom).post(f"{address}{una.pk}/")
    assert refused.status_code == 403
    assert "One leaves an engagement oneself, or the firm&#39;s owner says so." in refused.content.decode()
    assert browser(cast.bea).post(f"{address}{una.pk}/").status_code == 404

    answer = browser(cast.una).post(f"{address}{una.pk}/", {"once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, "/clients/")
    assert browser(cast.una).get(f"/engagements/{cast.growth.pk}/").status_code == 404
    answer = browser(cast.ana).post(f"{address}{tom.pk}/", {"once": "k2"})
    assert (answer.status_code, answer["Location"]) == (303, f"/engagements/{cast.growth.pk}/")
    assert browser(cast.tom).get(f"/clients/{cast.yoga.pk}/").status_code == 404
    tom.refresh_from_db()
    assert tom.ended_at is not None
    assert (
        "Nobody yet; only the firm's owner sees it."
        in browser(cast.ana).get(f"/engagements/{cast.growth.pk}/").content.decode()
    )


def test_a_crew_of_another_engagement_is_not_found(cast, browser):
    other = Crew.objects.get(engagement=cast.orders)
    assert browser(cast.ana).post(f"/engagements/{cast.growth.pk}/crews/{other.pk}/").status_code == 404


def test_being_put_on_twice_is_being_on_once_and_one_may_come_back(cast):
    first = acts.put_on(cast.una, cast.growth, by=cast.ana, at=DAY)
    assert acts.put_on(cast.una, cast.growth, by=cast.ana, at=DAY) == first
    acts.take_off(first, by=cast.ana, at=DAY)
    assert acts.put_on(cast.una, cast.growth, by=cast.ana, at=DAY) != first


def test_nobody_else_works_on_an_engagement(cast):
    acts.leave(cast.una, by=cast.ana, at=timezone.now())
    cast.una.refresh_from_db()
    for seat in (cast.bea, cast.kai, cast.una):
        with pytest.raises(ValueError, match="Only people of the firm work on its engagements."):
            acts.put_on(seat, cast.growth, by=cast.ana, at=DAY)
