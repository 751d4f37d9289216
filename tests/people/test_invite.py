"""Inviting somebody to an organisation."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from ours.people import acts
from ours.people.models import Person, Seat
from ours.post.models import Letter
from tests.cast import DAY
from tests.people.entering import ask, code_in_letter, type_code

FORM = {
    "name": "Rosa Lind",
    "email": "Rosa@Yoga.example",
    "title": "front desk",
    "role": "member",
    "level": "3",
    "reports_to": "",
    "once": "k1",
}


def test_an_expert_invites_and_the_letter_leads_to_the_seat(cast, browser):
    cast.neon.language, cast.neon.time_zone = "de", "Europe/Berlin"
    cast.neon.save()
    tom = browser(cast.tom)
    answers = [tom.post(f"/clients/{cast.yoga.pk}/seats/", {**FORM, "reports_to": cast.imani.pk}) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, f"/clients/{cast.yoga.pk}/")] * 2
    person, seat = Person.objects.get(email="rosa@yoga.example"), Seat.objects.get(name="Rosa Lind")
    assert (person.name, person.language, person.time_zone) == ("Rosa Lind", "de", "Europe/Berlin")
    assert (seat.firm, seat.client, seat.person) == (cast.neon, cast.yoga, person)
    assert (seat.title, seat.role, seat.level, seat.reports_to) == ("front desk", "member", 3, cast.imani)

    Person.objects.update(language="en")
    letter = Letter.objects.get()
    assert (letter.person, letter.firm, letter.kind) == (person, cast.neon, "invitation")
    link = "http://127.0.0.1:8000/sign-in/?email=rosa%40yoga.example"
    assert link in letter.text
    assert link in letter.html

    rosa = Browser()
    assert 'value="rosa@yoga.example"' in rosa.get(link.removeprefix("http://127.0.0.1:8000")).content.decode()
    ask(rosa, "rosa@yoga.example")
    assert type_code(rosa, code_in_letter("rosa@yoga.example"))["Location"] == "/"
    assert "Rosa Lind" in rosa.get(f"/clients/{cast.yoga.pk}/").content.decode()


def test_the_letter_says_who_invites_to_what(cast):
    acts.invite(cast.yoga, name="Rosa Lind", email="rosa@yoga.example", by=cast.tom, at=DAY, to="/problems/17/")
    acts.invite(cast.neon, name="Ida Berg", email="ida@neon.example", by=cast.ana, at=DAY)
    client, expert = Letter.objects.order_by("pk")
    assert client.subject == "Tom Weiss keeps a seat for you at the table"
    assert client.text.startswith(
        "Hello Rosa Lind,\n\nTom Weiss invites you to the table that Yoga House and Neon share on Ours:"
    )
    assert "/sign-in/?email=rosa%40yoga.example&next=%2Fproblems%2F17%2F" in client.text
    assert "Ana Ruiz invites you to Neon on Ours:" in expert.text
    assert expert.subject == "Ana Ruiz keeps a seat for you at the table"


def test_who_may_invite_to_a_client(cast, browser):
    cast.maja.role = "contact"
    cast.maja.save()
    yoga, bakery = f"/clients/{cast.yoga.pk}/seats/", f"/clients/{cast.bakery.pk}/seats/"
    answers = {
        (seat.name, path): browser(seat).post(path, {**FORM, "email": f"{number}@x.example"}).status_code
        for number, (seat, path) in enumerate(
            (seat, path)
            for seat in (cast.ana, cast.tom, cast.una, cast.bea, cast.imani, cast.maja, cast.kai)
            for path in (yoga, bakery)
        )
    }
    assert answers == {
        ("Ana Ruiz", yoga): 303,
        ("Ana Ruiz", bakery): 303,
        ("Tom Weiss", yoga): 303,
        ("Tom Weiss", bakery): 404,
        ("Una Holt", yoga): 404,
        ("Una Holt", bakery): 303,
        ("Bea Okafor", yoga): 303,  # sponsor
        ("Bea Okafor", bakery): 404,
        ("Imani Reyes", yoga): 403,  # takes part
        ("Imani Reyes", bakery): 404,
        ("Maja Lindgren", yoga): 404,
        ("Maja Lindgren", bakery): 303,  # contact
        ("Kai Brandt", yoga): 404,
        ("Kai Brandt", bakery): 404,
    }
    page = browser(cast.imani).post(yoga, FORM).content.decode()
    assert "Ask a sponsor or a contact of your organisation to invite them." in page
    assert "Invite somebody" not in browser(cast.imani).get(f"/clients/{cast.yoga.pk}/").content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Write the name of whom you invite."),
        ({"email": "rosa"}, "This is not a mail address yet. It looks like name@place.example."),
        ({"email": "BEA@example.org"}, "Bea Okafor has this address and a seat here already."),
        ({"role": "owner"}, "Choose one of these."),
        ({"level": "7"}, "Choose one of these levels."),
        ({"reports_to": "1"}, "Choose one of these people, or nobody."),
    ],
)
def test_what_cannot_be_taken_in_is_explained_and_kept(cast, browser, change, sentence):
    form = {**FORM, **change}
    answer = browser(cast.tom).post(f"/clients/{cast.yoga.pk}/seats/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    for field in ("name", "email", "title"):
        assert f'value="{form[field]}"' in page, field
    assert not Seat.objects.filter(title="front desk").exists()
    assert not Letter.objects.exists()


def test_nobody_of_another_organisation_can_be_the_boss(cast, browser):
    for boss in (cast.maja, cast.luca, cast.tom):
        answer = browser(cast.tom).post(f"/clients/{cast.yoga.pk}/seats/", {**FORM, "reports_to": boss.pk})
        assert answer.status_code == 422, boss
        with pytest.raises(ValueError, match="Somebody reports to another person of the same organisation"):
            acts.invite(cast.yoga, name="R", email="r@x.example", reports_to=boss, by=cast.tom, at=DAY)


def test_inviting_does_not_tell_whether_the_address_is_known_elsewhere(cast, browser):
    """Luca is known at another firm; his name there is neither shown nor changed here."""
    answer = browser(cast.tom).post(
        f"/clients/{cast.yoga.pk}/seats/", {**FORM, "name": "L. Ferro", "email": "luca@example.org"}
    )
    assert answer.status_code == 303
    seat = Seat.objects.get(client=cast.yoga, person=cast.luca.person)
    assert (seat.name, seat.person.name) == ("L. Ferro", "Luca Ferro")
    page = browser(cast.tom).get(f"/clients/{cast.yoga.pk}/").content.decode()
    assert ("L. Ferro" in page, "Luca Ferro" in page) == (True, False)


def test_whoever_left_can_be_invited_again_and_sits_anew(cast):
    acts.leave(cast.bea, by=cast.ana, at=timezone.now())
    seat = acts.invite(cast.yoga, name="Bea Okafor", email="bea@example.org", by=cast.tom, at=timezone.now())
    assert (seat.person, seat.pk == cast.bea.pk) == (cast.bea.person, False)
    with pytest.raises(acts.SeatTaken):
        acts.invite(cast.yoga, name="Bea", email="bea@example.org", by=cast.tom, at=timezone.now())


def test_roles_of_the_other_side_are_not_given(cast):
    for organisation, role in ((cast.yoga, "owner"), (cast.neon, "sponsor")):
        with pytest.raises(ValueError, match=f"Nobody is {role} there."):
            acts.invite(organisation, name="R", email="r@x.example", role=role, by=cast.ana, at=DAY)
