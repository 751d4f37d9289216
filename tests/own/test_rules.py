"""Who names owners, speaks for a commitment, agrees to a way of working."""

from datetime import date

from ours.own import rules
from ours.own.models import Commitment, Outcome, WayOfWorking
from tests.sitting import CLIENTS, EXPERTS, SEATS, who

CLIENT = "client"


def promised(by: str, **more: object) -> Commitment:
    seat = SEATS[by]
    return Commitment(id=1, seat=seat, side=seat.side, words="w", due=date(2026, 3, 3), **more)


def test_each_side_names_its_own_owner():
    assert who(rules.may_name, SEATS["member"]) == CLIENTS
    assert who(rules.may_name, SEATS["expert"]) == EXPERTS
    assert who(rules.may_name, SEATS["placeholder"]) == set()


def test_whoever_committed_speaks_for_it_until_they_leave():
    assert who(rules.speaks_for, promised("member")) == {"member"}
    assert who(rules.speaks_for, promised("left")) == CLIENTS


def test_the_other_side_says_missed_too():
    assert who(rules.may_say_missed, promised("member")) == EXPERTS | {"member"}


def test_missed_from_the_day_after():
    assert [rules.is_missable(promised("member"), date(2026, 3, day)) for day in (2, 3, 4)] == [False, False, True]


def test_what_was_missed_is_promised_anew_by_who_promised_it():
    missed, kept = promised("member"), promised("member")
    missed.outcome, kept.outcome = Outcome(kind=Outcome.Kind.MISSED), Outcome(kind=Outcome.Kind.KEPT)
    assert who(rules.may_take_up_again, missed) == {"member"}
    assert who(rules.may_take_up_again, kept) == set()


def test_the_other_side_agrees_to_a_way_of_working():
    assert who(rules.may_agree, WayOfWorking(by=SEATS["expert"])) == CLIENTS
    assert who(rules.may_agree, WayOfWorking(by=SEATS["member"])) == EXPERTS
    assert who(rules.may_lay_steps) == EXPERTS
