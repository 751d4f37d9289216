"""Who signs and who closes a disagreement."""

from ours.frame import rules
from ours.frame.models import Disagreement
from ours.frame.seen import Signature
from tests.cast import DAY
from tests.sitting import CLIENTS, SEATS, who


def signed(name: str, *, stands: bool = True) -> Signature:
    return Signature(SEATS[name], DAY if stands else None, False)


def names(seats: list) -> list[str]:
    return [next(name for name, one in SEATS.items() if one is seat) for seat in seats]


def test_whoever_was_asked_signs():
    assert who(rules.may_sign, [signed("member", stands=False), signed("expert")]) == {"member", "expert"}


def test_all_have_signed_when_both_sides_have():
    assert rules.all_signed([signed("member"), signed("expert")])
    assert not rules.all_signed([signed("member"), signed("expert", stands=False)])
    assert not rules.all_signed([signed("member"), signed("contact")])
    assert not rules.both_sides([])


def test_nobody_closes_a_disagreement_over_somebodys_head():
    open_one = Disagreement(by=SEATS["member"])
    here = SEATS["member"].pk
    assert who(rules.may_close, open_one, {here}) == {"member"}
    assert who(rules.may_close, open_one, set()) == CLIENTS
    for closed in (
        Disagreement(by=SEATS["member"], settled_at=DAY),
        Disagreement(by=SEATS["member"], set_aside_at=DAY),
    ):
        assert who(rules.may_close, closed, {here}) == set()


def test_those_who_speak_for_each_side_are_asked_first():
    def asked(at_table: str, by: str) -> list[str]:
        return names(rules.asked_at_first([SEATS[one] for one in at_table.split()], SEATS[by]))

    assert asked("member sponsor placeholder expert owner", "expert") == ["sponsor", "expert"]
    assert asked("owner expert placeholder member", "expert") == ["member", "expert"]
    assert asked("member sponsor expert owner", "member") == ["sponsor", "member", "owner"]
    assert asked("sponsor expert colleague", "sponsor") == ["sponsor", "expert"]
