"""Agreeing how soon a client sees the next sign of life (T1)."""

import pytest

from ours.people import promises
from ours.people.models import Engagement


@pytest.fixture
def told():
    """What followers of changed promises were told; they are asked to leave afterwards."""
    heard = []
    follower = lambda engagement, at: heard.append((engagement.pk, engagement.care_serious, at.tzinfo is not None))  # noqa: E731
    promises.followed_by(follower)
    promises.followed_by(follower)
    yield heard
    promises._followers.remove(follower)


def test_the_promises_are_kept_and_running_clocks_are_told(cast, browser, told):
    address = f"/engagements/{cast.growth.pk}/"
    page = browser(cast.tom).get(address).content.decode()
    assert [f"<dd>{days} days</dd>" in page for days in (14, 7, 2)] == [True] * 3
    answer = browser(cast.tom).post(f"{address}promises/", {"minor": 20, "moderate": 10, "serious": 1, "once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, address)
    kept = Engagement.objects.get(pk=cast.growth.pk)
    assert (kept.care_minor, kept.care_moderate, kept.care_serious) == (20, 10, 1)
    assert told == [(cast.growth.pk, 1, True)]
    assert "<dd>1 day</dd>" in browser(cast.tom).get(address).content.decode()


@pytest.mark.parametrize("days", ["", "0", "366", "soon", "-1", "1.5"])
def test_what_is_no_number_of_days_is_explained_and_kept(cast, browser, told, days):
    address = f"/engagements/{cast.growth.pk}/promises/"
    answer = browser(cast.ana).post(address, {"minor": 14, "moderate": days, "serious": 2, "once": "k1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Give a number of days from 1 to 365.") == 1
    assert f'name="moderate" type="text" value="{days}"' in page
    assert Engagement.objects.get(pk=cast.growth.pk).care_moderate == 7
    assert told == []


def test_others_find_nothing(cast, browser):
    for seat in (cast.una, cast.bea, cast.kai):
        answer = browser(seat).post(
            f"/engagements/{cast.growth.pk}/promises/", {"minor": 1, "moderate": 1, "serious": 1}
        )
        assert answer.status_code == 404, seat
        assert browser(seat).get(f"/engagements/{cast.growth.pk}/").status_code == 404, seat
