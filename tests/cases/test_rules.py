"""Who does what with a case, of everybody there is; when a link opens."""

from datetime import timedelta

from ours.cases import rules
from ours.cases.models import Case, Pack, PackLink, Permission
from ours.problem.models import Problem
from tests.cast import DAY
from tests.sitting import EXPERTS, OURS, SEATS, YOGA, who

CASE = Case(id=1, firm=OURS, client=YOGA, problem=Problem(id=1))
OF_YOGA = {"sponsor", "contact", "member"}
NAMED, NONE = Permission.Answer.NAMED, Permission.Answer.NONE


def asked(of: str = "member", **more: object) -> Permission:
    return Permission(case=CASE, of=SEATS[of], **more)


def test_the_firm_drafts_what_is_solved_and_words_what_is_of_a_problem():
    assert who(rules.may_draft, Problem(solved_at=DAY)) == EXPERTS
    assert who(rules.may_draft, Problem()) == set()
    assert who(rules.may_edit, CASE) == EXPERTS
    assert who(rules.may_edit, Case(firm=OURS)) == set()


def test_people_of_the_client_are_asked():
    assert who(rules.may_be_asked, CASE) == OF_YOGA
    assert who(rules.may_be_asked, Case(firm=OURS)) == set()
    assert who(rules.may_ask, CASE, None) == OF_YOGA
    assert who(rules.may_ask, CASE, asked(answer=NAMED)) == OF_YOGA


def test_whoever_said_no_is_not_gone_round():
    assert who(rules.may_ask, CASE, asked(answer=NONE)) == {"member"}
    assert who(rules.may_ask, CASE, asked(answer=NAMED, withdrawn_at=DAY)) == {"member"}
    assert who(rules.may_ask, CASE, asked("left", answer=NONE)) == OF_YOGA


def test_who_is_asked_answers_while_it_stands():
    assert who(rules.may_answer, asked()) == {"member"}
    assert who(rules.may_answer, None) == set()
    assert who(rules.may_answer, asked(answered_at=DAY)) == who(rules.may_answer, asked(dropped_at=DAY)) == set()


def test_a_permission_is_given_until_it_is_withdrawn():
    answers = {answer: rules.given(asked(answer=answer)) for answer in ("", *Permission.Answer.values)}
    assert answers == {"": False, "named": True, "anonymous": True, "none": False}
    assert not rules.given(None)
    assert not rules.given(asked(answer=NAMED, withdrawn_at=DAY))


def test_whoever_gave_it_and_who_speaks_for_the_client_withdraw():
    assert who(rules.may_withdraw, asked(answer=NAMED)) == {"member", "sponsor", "contact", "left"}
    assert who(rules.may_withdraw, asked("foreigner", answer=NAMED)) == {"foreigner"}
    for not_given in (None, asked(answer=NONE), asked(answer=NAMED, withdrawn_at=DAY)):
        assert who(rules.may_withdraw, not_given) == set()


def test_a_pack_that_was_put_away_stays():
    assert rules.may_change(Pack())
    assert not rules.may_change(Pack(ended_at=DAY))


def test_a_link_opens_until_it_expires_or_is_revoked():
    def link(pack: Pack | None = None, **more: object) -> PackLink:
        return PackLink(pack=pack or Pack(), expires_at=DAY, **more)

    moments = [rules.opens(link(), DAY + timedelta(seconds=seconds)) for seconds in (-1, 0, 1)]
    assert moments == [True, False, False]
    before = DAY - timedelta(days=1)
    for closed in (None, link(revoked_at=before), link(Pack(ended_at=before))):
        assert not rules.opens(closed, before)
