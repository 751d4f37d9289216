"""Who confirms, proposes and agrees; which proposal is open."""

import pytest

from ours.problem.models import Problem
from ours.prove import rules, solving_acts
from ours.prove.models import AskAgain, PulseRhythm
from tests.cast import DAY
from tests.sitting import CLIENTS, EXPERTS, SEATS, who


def test_the_client_confirms_and_the_firm_sees_its_figures():
    assert who(rules.may_confirm) == CLIENTS
    assert who(rules.may_see_figures) == EXPERTS


def test_what_is_neither_solved_nor_let_go_is_proposed():
    assert rules.may_propose(Problem())
    assert not rules.may_propose(Problem(solved_at=DAY))
    assert not rules.may_propose(Problem(let_go_at=DAY))


def test_the_other_side_agrees():
    assert who(rules.may_agree_day, AskAgain(by=SEATS["expert"])) == CLIENTS
    assert who(rules.may_agree_day, AskAgain(by=SEATS["member"])) == EXPERTS
    assert who(rules.may_agree_pulse, PulseRhythm(by=SEATS["expert"])) == CLIENTS
    assert who(rules.may_agree_pulse, PulseRhythm(by=SEATS["member"])) == EXPERTS


@pytest.mark.parametrize("answer", ["newer", "not yet", "confirmed"])
def test_a_proposal_is_open_until_it_is_answered_or_there_is_a_newer_one(cast, answer):
    def propose(problem):
        return solving_acts.propose_solved(problem, "Solved.", again_on=DAY.date(), by=cast.tom, at=DAY)

    problem = cast.problem()
    first, elsewhere = propose(problem), propose(cast.problem())
    assert rules.is_open(first)
    if answer == "newer":
        propose(problem)
    elif answer == "not yet":
        solving_acts.not_yet(first, "The telephone.", by=cast.bea, at=DAY)
    else:
        solving_acts.confirm_solved(first, "It is.", by=cast.bea, at=DAY)
    assert not rules.is_open(first)
    assert rules.is_open(elsewhere)
