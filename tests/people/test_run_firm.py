"""The firm's own page: its people, its name, its mailbox."""

import pytest

from ours.people.models import Firm, Seat

GOOD = {
    "name": "Neon & Friends",
    "mailbox": "Hello@neon.example",
    "language": "de",
    "time_zone": "Europe/Berlin",
    "once": "k1",
}


def test_the_owner_sets_it(cast, browser):
    answer = browser(cast.ana).post("/firm/", GOOD)
    assert (answer.status_code, answer["Location"]) == (303, "/firm/")
    firm = Firm.objects.get(pk=cast.neon.pk)
    assert (firm.name, firm.mailbox, firm.language, firm.time_zone) == (
        "Neon & Friends",
        "hello@neon.example",
        "de",
        "Europe/Berlin",
    )
    assert browser(cast.ana).post("/firm/", {**GOOD, "mailbox": "", "once": "k2"}).status_code == 303
    assert Firm.objects.get(pk=cast.neon.pk).mailbox is None


def test_others_read_it_or_find_nothing(cast, browser):
    page = browser(cast.tom).get("/firm/").content.decode()
    assert [name in page for name in ("Ana Ruiz", "Una Holt", "Invite an expert", "time_zone")] == [
        True,
        True,
        False,
        False,
    ]
    assert "ana@example.org" not in page
    assert browser(cast.tom).post("/firm/", GOOD).status_code == 403
    for seat in (cast.bea, cast.imani, cast.luca):
        assert browser(seat).get("/firm/").status_code == 404, seat
        assert browser(seat).post("/firm/", GOOD).status_code == 404, seat
    assert Firm.objects.get(pk=cast.neon.pk).name == "Neon"
    assert "Neon" not in browser(cast.kai).get("/firm/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "The firm needs a name."),
        ("mailbox", "help@", "This is not a mail address yet. It looks like name@place.example."),
        ("mailbox", "HELP@kobalt.example", "Letters to this address cannot be told apart here; choose another one."),
        ("time_zone", "Mars", "This time zone is not known. Choose one from the list: Europe/Berlin."),
    ],
)
def test_what_cannot_be_taken_in_is_explained_and_kept(cast, browser, field, typed, sentence):
    answer = browser(cast.ana).post("/firm/", {**GOOD, field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{typed}"' in page
    assert Firm.objects.get(pk=cast.neon.pk).name == "Neon"


def test_the_owner_invites_an_expert(cast, browser):
    form = {"name": "Ida Berg", "email": "Ida@neon.example", "title": "design", "role": "expert", "once": "k1"}
    answer = browser(cast.ana).post("/firm/seats/", form)
    assert (answer.status_code, answer["Location"]) == (303, "/firm/")
    seat = Seat.objects.get(person__email="ida@neon.example")
    assert (seat.firm, seat.client, seat.name, seat.title, seat.role) == (
        cast.neon,
        None,
        "Ida Berg",
        "design",
        "expert",
    )
    again = browser(cast.ana).post("/firm/seats/", {**form, "once": "k2"})
    assert again.status_code == 422
    assert "Ida Berg has this address and a seat here already." in again.content.decode()
    assert browser(cast.tom).post("/firm/seats/", form).status_code == 403
    assert browser(cast.bea).post("/firm/seats/", form).status_code == 404
    other_side = {**form, "email": "x@neon.example", "role": "sponsor", "once": "k3"}
    assert browser(cast.ana).post("/firm/seats/", other_side).status_code == 422
    assert Seat.objects.filter(firm=cast.neon, client=None).count() == 4
