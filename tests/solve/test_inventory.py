"""What a client has already, kept by both sides' people who may see the client (S6)."""

import pytest

from ours.own import acts as own
from ours.problem import acts as problems
from ours.solve import inventory_acts, reading
from ours.solve.models import InventoryItem
from tests.cast import DAY
from tests.solve.helping import NOW


def at(cast, rest="", client=None):
    return f"/clients/{(client or cast.yoga).pk}/inventory/{rest}"


def send(browser, cast, **fields):
    fields = {"name": "The till", "kind": "tool", "words": "Takes bookings; paid until May.", "once": "k"} | fields
    return browser.post(at(cast, "items/"), fields)


@pytest.mark.parametrize("who", ["bea", "imani", "tom", "ana"])
def test_both_sides_list_what_is_there(cast, browser, who):
    seat = getattr(cast, who)
    answer = send(browser(seat), cast)
    item = InventoryItem.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, at(cast) + f"#item-{item.pk}")
    assert (item.client, item.name, item.kind, item.words, item.by, item.at, item.ended_at) == (
        cast.yoga,
        "The till",
        "tool",
        "Takes bookings; paid until May.",
        seat,
        NOW,
        None,
    )
    for reader in (cast.bea, cast.imani, cast.tom):
        page = browser(reader).get(at(cast)).content.decode()
        assert ("The till" in page, "Takes bookings; paid until May." in page) == (True, True)
        assert "Ana Ruiz, Tom Weiss, Bea Okafor and Imani Reyes" in page.replace("\n", "")


def test_what_is_listed_already_is_not_listed_twice(cast, browser):
    send(browser(cast.bea), cast)
    answer = send(browser(cast.tom), cast, name="the TILL", once="k2")
    assert (answer.status_code, "This is listed already." in answer.content.decode()) == (422, True)
    assert InventoryItem.objects.count() == 1


def test_changed_and_struck_off_it_stays_behind(cast, browser):
    item = inventory_acts.list_item(cast.yoga, "tool", "The till", by=cast.bea, at=DAY)
    there = at(cast, f"items/{item.pk}/")
    fields = {"name": "The till", "kind": "service", "words": "Rented.", "once": "k"}
    answer = browser(cast.tom).post(there + "changed/", fields)
    now = InventoryItem.objects.get(ended_at=None)
    assert (answer.status_code, answer["Location"]) == (303, at(cast) + f"#item-{now.pk}")
    item.refresh_from_db()
    assert (now.replaces, now.kind, now.words, now.by, item.ended_at, item.ended_by) == (
        item,
        "service",
        "Rented.",
        cast.tom,
        NOW,
        cast.tom,
    )
    late = browser(cast.bea).post(there + "changed/", {**fields, "name": "The old till", "once": "k2"})
    assert (late.status_code, "The old till" in late.content.decode()) == (409, True)
    assert browser(cast.bea).post(at(cast, f"items/{now.pk}/gone/"), {"once": "k3"}).status_code == 303
    assert browser(cast.bea).post(at(cast, f"items/{now.pk}/gone/"), {"once": "k4"}).status_code == 409
    assert reading.inventory(cast.yoga.pk) == []
    assert InventoryItem.objects.count() == 2


def test_another_clients_is_nobodys_business(cast, browser):
    secret = inventory_acts.list_item(cast.bakery, "tool", "Kanarienvogel", by=cast.maja, at=DAY)
    for seat in (cast.tom, cast.bea, cast.luca, cast.kai, cast.tom_at_ferro):
        outsider = browser(seat)
        for answer in (
            outsider.get(at(cast, client=cast.bakery)),
            outsider.post(at(cast, "items/", client=cast.bakery), {"name": "x", "kind": "tool"}),
            outsider.post(at(cast, f"items/{secret.pk}/gone/", client=cast.bakery)),
            outsider.post(at(cast, f"items/{secret.pk}/changed/"), {"name": "x", "kind": "tool"}),
            outsider.post(at(cast, f"items/{secret.pk}/gone/")),
        ):
            assert (answer.status_code, b"Kanarienvogel" in answer.content) == (404, False), seat
    assert InventoryItem.objects.get().ended_at is None


def test_abilities_are_those_of_tables_that_the_reader_may_see(cast, browser):
    seen, hidden = cast.problem("One."), cast.problem("Two.")
    problems.seat_at(seen, cast.imani, by=cast.tom, at=DAY)
    own.note_ability(seen, "Reads the figures.", by=cast.bea, at=DAY)
    own.note_ability(hidden, "Kanarienvogel", by=cast.bea, at=DAY)
    for seat, found in (
        (cast.bea, ["Kanarienvogel", "Reads the figures."]),
        (cast.tom, ["Kanarienvogel", "Reads the figures."]),
        (cast.imani, ["Reads the figures."]),
    ):
        assert [one.words for one in reading.abilities(seat, cast.yoga.pk)] == found
        page = browser(seat).get(at(cast)).content.decode()
        assert ("Kanarienvogel" in page) == ("Kanarienvogel" in found)
