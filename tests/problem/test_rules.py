"""Who may park and bring back."""

from ours.problem import rules
from ours.problem.models import Parking
from tests.cast import DAY
from tests.sitting import SEATS


def test_parking_takes_both_sides():
    expert, member = SEATS["expert"], SEATS["member"]
    assert rules.sides_missing([]) == {"client", "expert"}
    assert rules.sides_missing([expert]) == {"client"}
    assert rules.sides_missing([member, expert]) == set()


def test_what_is_parked_comes_back_once():
    assert rules.may_bring_back(Parking())
    assert not rules.may_bring_back(Parking(returned_at=DAY))
