"""Who may do what with organisations and seats, of everybody there is."""

from ours.people import rules
from ours.people.models import Crew, Engagement
from tests.cast import DAY
from tests.sitting import OURS, OWN_EXPERTS, SEATS, YOGA, who

OWNERS = {"owner", "second owner"}
INVITING = OWN_EXPERTS | {"sponsor", "contact"}  # whoever has left is no seat to ask from: the door is before


def test_a_firm_is_its_owners_to_run_and_to_fill():
    assert who(rules.may_invite, OURS) == OWNERS
    assert who(rules.may_run, OURS) == OWNERS


def test_people_of_a_client_are_invited_by_the_firm_and_by_who_speaks_for_it():
    assert who(rules.may_invite, YOGA) == INVITING | {"left"}


def test_whoever_invites_says_how_people_sit():
    assert who(rules.may_edit, SEATS["member"]) == INVITING | {"left"}
    assert who(rules.may_edit, SEATS["expert"]) == OWNERS
    assert who(rules.may_edit, SEATS["left"]) == set()


def test_a_placeholder_becomes_somebody_once():
    assert who(rules.may_fill, SEATS["placeholder"]) == INVITING | {"left"}
    assert who(rules.may_fill, SEATS["member"]) == set()


def test_a_seat_is_ended_by_who_has_it_and_by_the_firm():
    assert who(rules.may_end, SEATS["member"]) == OWN_EXPERTS | {"member"}
    assert who(rules.may_end, SEATS["expert"]) == OWNERS | {"expert"}
    assert who(rules.may_end, SEATS["left"]) == set()
    assert who(rules.may_end, SEATS["foreigner"]) == {"stranger", "foreigner"}


def test_people_of_clients_are_moved_by_the_firm():
    assert who(rules.may_move, SEATS["member"]) == OWN_EXPERTS
    for nobody in ("placeholder", "expert", "left"):
        assert who(rules.may_move, SEATS[nobody]) == set()


def test_everything_is_ended_by_an_owner_for_somebody_else():
    assert who(rules.may_deactivate, SEATS["member"]) == OWNERS
    assert who(rules.may_deactivate, SEATS["owner"]) == {"second owner"}
    assert who(rules.may_deactivate, SEATS["placeholder"]) == set()
    assert who(rules.may_deactivate, SEATS["foreigner"]) == {"stranger"}


def test_an_engagement_is_crewed_by_the_firm_and_left_by_oneself():
    engagement = Engagement(id=1, firm=OURS, client=YOGA)
    assert who(rules.may_crew, engagement) == OWN_EXPERTS
    crew = Crew(seat=SEATS["expert"], engagement=engagement)
    assert who(rules.may_uncrew, crew) & OWN_EXPERTS == OWNERS | {"expert"}
    assert who(rules.may_uncrew, Crew(seat=SEATS["expert"], engagement=engagement, ended_at=DAY)) == set()
