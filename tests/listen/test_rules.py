"""Who asks, answers, confirms, takes in, and brings people to a table."""

from ours.listen import intake_rules, rules
from ours.listen.models import ListeningSession, Rung
from ours.people.models import Engagement
from ours.post.models import InboundMail
from ours.problem.models import Problem
from tests.cast import DAY
from tests.sitting import CLIENTS, EXPERTS, OURS, SEATS, YOGA, who


def test_the_experts_lead_and_the_clients_confirm():
    assert who(rules.may_probe) == who(rules.may_listen) == EXPERTS
    assert who(rules.may_confirm) == who(rules.may_hear) == CLIENTS


def test_clients_speak_for_themselves_and_experts_write_down():
    assert who(rules.may_answer, SEATS["member"]) == EXPERTS | {"member"}
    assert who(rules.may_answer, SEATS["expert"]) == set()


def test_a_session_ends_with_what_was_heard():
    def may_end(played_back: bool, asked: bool, **more: object) -> bool:
        return rules.may_end(ListeningSession(**more), played_back=played_back, anything_asked=asked)

    assert [may_end(back, asked) for back in (True, False) for asked in (True, False)] == [True, True, False, True]
    assert not may_end(True, True, ended_at=DAY)


def test_whoever_gave_and_wrote_an_answer_said_it_in_person():
    assert rules.said_in_person(Rung(by=SEATS["member"], said_by=SEATS["member"]))
    assert not rules.said_in_person(Rung(by=SEATS["expert"], said_by=SEATS["member"]))


def test_experts_take_down_while_an_engagement_lasts():
    assert who(intake_rules.may_take_down, Engagement(firm=OURS, client=YOGA)) == EXPERTS
    assert who(intake_rules.may_take_down, Engagement(firm=OURS, client=YOGA, ended_at=DAY)) == set()


def test_a_mail_is_read_whole_by_the_firm_and_its_author():
    own = InboundMail(from_address=SEATS["member"].person.email)
    assert who(intake_rules.may_read_whole, SEATS["member"], own) == EXPERTS | {"member"}
    assert who(intake_rules.may_read_whole, SEATS["member"], InboundMail(from_address="x@example.org")) == EXPERTS
    assert who(intake_rules.may_read_whole, SEATS["placeholder"], own) == EXPERTS


def test_people_are_brought_by_the_firm_by_who_speaks_and_by_who_opened_it():
    speaking = EXPERTS | {"sponsor", "contact", "left", "neighbour", "foreigner"}  # the door is before
    problem = Problem(opened_by=SEATS["member"])
    assert who(intake_rules.may_bring_people, problem) == speaking | {"member"}
    others = Problem(opened_by=SEATS["sponsor"])
    assert who(intake_rules.may_free_chair, SEATS["placeholder"], others) == speaking | {"placeholder"}
    assert who(intake_rules.may_free_chair, SEATS["member"], others) == speaking | {"member"}


def test_what_waits_or_was_put_aside_is_placed():
    found = {state for state in InboundMail.State.values if intake_rules.may_be_placed(InboundMail(state=state))}
    assert found == {"tray", "unverified", "parked", "left"}
