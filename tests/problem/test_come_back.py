"""What was parked comes back: by itself, and sooner if somebody brings it back (L8)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ours.problem import acts
from ours.problem.models import Event, Parking
from tests.cast import DAY
from tests.problem.helping import told


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The clock stands at noon, so that no test begins on one day and ends on the next."""
    monkeypatch.setattr(timezone, "now", lambda: DAY + timedelta(days=7, hours=3))


@pytest.fixture
def parking(cast):
    return acts.park(
        cast.problem(),
        what="problem",
        words="The posts.",
        reason="After the summer.",
        agreed_by=[cast.tom, cast.bea],
        by=cast.tom,
        at=DAY,
        back_on=timezone.localdate() + timedelta(days=60),
    )


@pytest.mark.parametrize("who", ["tom", "ana", "bea"])
def test_everybody_at_the_table_brings_it_back(cast, browser, parking, who):
    problem, seat = parking.problem, getattr(cast, who)

    answer = browser(seat).post(f"/problems/{problem.pk}/parkings/{parking.pk}/returned/", {"once": "k1"})

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/parking/#parking-{parking.pk}")
    parking.refresh_from_db()
    event = Event.objects.get(kind="returned")
    assert (parking.returned_at, parking.by, event.seat, event.told["who"]) == (event.at, cast.tom, seat, seat.name)
    assert told(problem)[-1] == "What was parked came back: “The posts.”"
    problem.refresh_from_db()
    assert (problem.cared_at, problem.care_due) == (event.at, event.at + timedelta(days=7))


def test_it_comes_back_once(cast, browser, parking):
    there = f"/problems/{parking.problem_id}/parkings/{parking.pk}/returned/"
    acts.come_back(parking, at=DAY)
    answer = browser(cast.bea).post(there, {"once": "k1"})
    assert (answer.status_code, "This came back already." in answer.content.decode()) == (409, True)
    assert Event.objects.filter(kind="returned").count() == 1


def test_another_problems_parking_is_not_found(cast, browser, parking):
    other = cast.problem("The front desk cannot see who paid.")
    assert browser(cast.bea).post(f"/problems/{other.pk}/parkings/{parking.pk}/returned/").status_code == 404
    assert Parking.objects.get().returned_at is None
