"""The first start: a firm and who runs it."""

import pytest
from django.test import Client as Browser

from ours.people import acts
from ours.people.models import Firm, Person, Role
from ours.post.models import Letter
from tests.cast import DAY


@pytest.mark.django_db
def test_a_firm_is_founded_with_its_owner():
    seat = acts.found_firm("Neon", "Ana Ruiz", "Ana@Example.org", at=DAY, language="de", time_zone="Europe/Berlin")
    firm, person = Firm.objects.get(), Person.objects.get()
    assert (firm.name, firm.language, firm.time_zone, firm.mailbox, firm.made_at) == (
        "Neon",
        "de",
        "Europe/Berlin",
        None,
        DAY,
    )
    assert (person.name, person.email, person.language, person.time_zone) == (
        "Ana Ruiz",
        "ana@example.org",
        "de",
        "Europe/Berlin",
    )
    assert (seat.firm, seat.person, seat.client, seat.name, seat.role) == (firm, person, None, "Ana Ruiz", Role.OWNER)
    assert not Letter.objects.exists()


def test_somebody_known_here_may_found_another_firm(cast):
    seat = acts.found_firm("Silver", "Anna R.", "ana@example.org", at=DAY)
    assert (seat.person, seat.name, seat.person.name) == (cast.ana.person, "Anna R.", "Ana Ruiz")
    assert Browser().post(acts.way_in(seat, DAY)).status_code == 410  # DAY is long ago
