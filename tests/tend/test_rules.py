"""Who agrees to a rhythm, is asked for help, weeds and gives account."""

from ours.tend import rules
from ours.tend.models import Rhythm
from tests.sitting import CLIENTS, EXPERTS, SEATS, who


def test_the_other_side_agrees_to_a_rhythm():
    assert who(rules.may_agree, Rhythm(by=SEATS["expert"])) == CLIENTS
    assert who(rules.may_agree, Rhythm(by=SEATS["member"])) == EXPERTS


def test_whoever_is_here_and_not_oneself_is_asked_for_help():
    asked = {name: who(rules.may_ask, other) for name, other in SEATS.items()}
    same_client = {"sponsor", "contact", "member", "placeholder", "left"}
    assert asked["member"] == EXPERTS | same_client - {"member"}
    assert asked["expert"] == EXPERTS - {"expert"}
    assert asked["placeholder"] == asked["left"] == set()


def test_the_firm_weeds_and_gives_account():
    assert who(rules.may_weed) == who(rules.may_give_account) == EXPERTS
