"""Saying how somebody sits in an organisation."""

import pytest

from ours.people import acts
from ours.people.models import Seat
from tests.cast import DAY, person, seat

FORM = {"title": "head teacher", "role": "contact", "level": "2", "reports_to": "", "once": "k1"}


def test_title_role_level_and_boss(cast, browser):
    answer = browser(cast.bea).post(f"/people/{cast.imani.pk}/", {**FORM, "reports_to": cast.bea.pk})
    assert (answer.status_code, answer["Location"]) == (303, f"/clients/{cast.yoga.pk}/")
    found = Seat.objects.get(pk=cast.imani.pk)
    assert (found.title, found.role, found.level, found.reports_to, found.name) == (
        "head teacher",
        "contact",
        2,
        cast.bea,
        "Imani Reyes",
    )


def test_who_may(cast, browser):
    statuses = {
        one.name: browser(one).post(f"/people/{cast.imani.pk}/", {**FORM, "role": ""}).status_code
        for one in (cast.ana, cast.tom, cast.bea, cast.imani, cast.una, cast.maja, cast.kai)
    }
    assert statuses == {
        "Ana Ruiz": 422,
        "Tom Weiss": 422,
        "Bea Okafor": 422,
        "Imani Reyes": 403,
        "Una Holt": 404,
        "Maja Lindgren": 404,
        "Kai Brandt": 404,
    }
    assert Seat.objects.get(pk=cast.imani.pk).title == "teacher"


def test_nobody_reports_to_somebody_below(cast, browser):
    page = browser(cast.tom).get(f"/people/{cast.imani.pk}/").content.decode()
    options = [f'<option value="{one.pk}"' in page for one in (cast.bea, cast.imani, cast.front_desk)]
    assert options == [True, False, False]  # the front desk reports to Imani
    for boss in (cast.imani, cast.front_desk, cast.maja):
        answer = browser(cast.tom).post(f"/people/{cast.imani.pk}/", {**FORM, "reports_to": boss.pk})
        assert answer.status_code == 422, boss
        with pytest.raises(ValueError, match="and to nobody below"):
            acts.edit_seat(cast.imani, title="", role="member", level=2, reports_to=boss, by=cast.tom, at=DAY)
    assert Seat.objects.get(pk=cast.imani.pk).reports_to == cast.bea


def test_roles_in_the_firm_are_the_owners_to_give(cast, browser):
    form = {"title": "campaigns", "role": "owner", "once": "k1"}
    assert browser(cast.una).post(f"/people/{cast.tom.pk}/", form).status_code == 403
    assert browser(cast.bea).post(f"/people/{cast.tom.pk}/", form).status_code == 404
    answer = browser(cast.ana).post(f"/people/{cast.tom.pk}/", form)
    assert (answer.status_code, answer["Location"]) == (303, "/firm/")
    assert Seat.objects.get(pk=cast.tom.pk).is_firm_owner


def test_a_firm_keeps_an_owner(cast, browser):
    form = {"title": "strategy", "role": "expert", "once": "k1"}
    refused = browser(cast.ana).post(f"/people/{cast.ana.pk}/", form)
    assert refused.status_code == 403
    assert "A firm needs an owner. Make somebody else an owner first." in refused.content.decode()
    with pytest.raises(acts.LastOwner):
        acts.edit_seat(cast.ana, title="", role="expert", level=1, reports_to=None, by=cast.ana, at=DAY)
    second = seat(person("Ola Berg"), cast.neon, role="owner")
    assert browser(cast.ana).post(f"/people/{cast.ana.pk}/", {**form, "once": "k2"}).status_code == 303
    assert not Seat.objects.get(pk=cast.ana.pk).is_firm_owner
    with pytest.raises(acts.LastOwner):
        acts.leave(second, by=second, at=DAY)


def test_what_was_left_is_not_edited(cast, browser):
    acts.leave(cast.imani, by=cast.ana, at=DAY)
    assert browser(cast.tom).post(f"/people/{cast.imani.pk}/", FORM).status_code == 403


def test_a_mail_address_is_shown_to_whoever_invites_there_and_oneself(cast, browser):
    shown = {
        one.name: "imani@example.org" in browser(one).get(f"/people/{cast.imani.pk}/").content.decode()
        for one in (cast.ana, cast.tom, cast.bea, cast.imani)
    }
    assert shown == {"Ana Ruiz": True, "Tom Weiss": True, "Bea Okafor": True, "Imani Reyes": True}
    assert "bea@example.org" not in browser(cast.imani).get(f"/people/{cast.bea.pk}/").content.decode()
    assert "ana@example.org" not in browser(cast.tom).get(f"/people/{cast.ana.pk}/").content.decode()
