"""Whose ideas are written down by whom; what a choice takes; what can be tried and set aside."""

from types import SimpleNamespace

from ours.solve import rules
from ours.solve.models import Initiative
from tests.cast import DAY
from tests.sitting import CLIENTS, EXPERTS, SEATS, who


def solving(**answers: object) -> SimpleNamespace:
    """What the rows of a problem mean together, answered at once."""
    return SimpleNamespace(**{name: lambda *_, told=told: told for name, told in answers.items()})


def test_ideas_of_others_are_written_down_by_the_other_side():
    assert who(rules.may_give_for, SEATS["member"]) == EXPERTS | {"member"}
    assert who(rules.may_give_for, SEATS["expert"]) == CLIENTS | {"expert"}
    assert who(rules.may_give_for, SEATS["placeholder"]) == set(SEATS)


def test_an_option_is_held_against_all_three_and_carried_by_both_sides():
    everything = solving(held_against=dict.fromkeys(rules.MISSING[:3]), carried_by={"client", "expert"})
    assert rules.missing_to_choose(everything, 1) == []
    assert rules.missing_to_choose(solving(held_against={}, carried_by={"client"}), 1) == [*rules.MISSING[:3], "expert"]


def test_what_was_turned_down_is_not_tried():
    standing = ("open", "back", "chosen", "later", "turned_down")
    assert [rules.may_try(solving(standing=one), 1) for one in standing] == [True, True, True, True, False]


def test_a_problem_comes_again_after_something_had_helped():
    assert rules.may_come_again(solving(eased_by=1))
    assert not rules.may_come_again(solving(eased_by=None))


def test_an_idea_is_set_aside_once():
    fates = [None, SimpleNamespace(kind="taken_up"), SimpleNamespace(kind="set_aside")]
    assert [rules.may_set_aside(solving(fate=one), SimpleNamespace(id=1)) for one in fates] == [True, True, False]


def test_a_change_goes_on_until_it_is_ended():
    assert rules.is_going_on(Initiative())
    assert not rules.is_going_on(Initiative(ended_at=DAY))
