"""Pages of organisations: who finds them, what the people map shows, what they cost."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from ours.people import acts, reading
from ours.people.models import Seat
from tests.cast import DAY, person, seat
from tests.people.entering import come_in


def test_who_finds_which_page(cast, browser):
    pages = {
        "client": f"/clients/{cast.yoga.pk}/",
        "person": f"/people/{cast.imani.pk}/",
        "expert": f"/people/{cast.tom.pk}/",
        "engagement": f"/engagements/{cast.growth.pk}/",
    }
    found = {
        one.name + (" at Ferro" if one == cast.tom_at_ferro else ""): {
            name for name, path in pages.items() if browser(one).get(path).status_code == 200
        }
        for one in (
            cast.ana,
            cast.tom,
            cast.una,
            cast.bea,
            cast.imani,
            cast.maja,
            cast.kai,
            cast.luca,
            cast.tom_at_ferro,
        )
    }
    assert found == {
        "Ana Ruiz": {"client", "person", "expert", "engagement"},
        "Tom Weiss": {"client", "person", "expert", "engagement"},
        "Una Holt": {"expert"},
        "Bea Okafor": {"client", "person"},
        "Imani Reyes": {"client", "person"},
        "Maja Lindgren": set(),
        "Kai Brandt": set(),
        "Luca Ferro": set(),
        "Tom Weiss at Ferro": set(),
    }
    for path in pages.values():
        assert Browser().get(path)["Location"].startswith("/sign-in/?next="), path


@pytest.mark.parametrize("number", [1, 2**63, 10**30])
def test_ids_that_do_not_exist_are_not_found(cast, browser, number):
    for path in (f"/clients/{number}/", f"/people/{number}/", f"/engagements/{number}/"):
        assert browser(cast.ana).get(path).status_code == 404, path


def test_a_client_page_shows_its_own_side_no_engagements(cast, browser):
    page = browser(cast.bea).get(f"/clients/{cast.yoga.pk}/").content.decode()
    assert ("Growth" in page, "Begin an engagement" in page, "Invite somebody" in page) == (False, False, True)
    page = browser(cast.tom).get(f"/clients/{cast.yoga.pk}/").content.decode()
    assert ("Growth" in page, "Begin an engagement" in page, "with Tom Weiss" in page) == (True, True, True)


def outline(nodes: list[reading.Node]) -> list:
    return [[node.seat.name, outline(node.reports)] if node.reports else node.seat.name for node in nodes]


def test_the_map_is_a_tree_of_who_reports_to_whom(cast):
    assert outline(reading.people_map(reading.people_of(cast.yoga))) == [
        ["Bea Okafor", [["Imani Reyes", ["Front desk"]]]]
    ]
    seat(person("Zoe Abt"), cast.neon, cast.yoga, level=1)
    seat(person("Noa Lys"), cast.neon, cast.yoga, level=2, reports_to=cast.bea)
    acts.leave(cast.imani, by=cast.ana, at=DAY)
    # Who reported to somebody that left moves up; top level first, then by name.
    assert outline(reading.people_map(reading.people_of(cast.yoga))) == [
        ["Bea Okafor", ["Noa Lys", "Front desk"]],
        "Zoe Abt",
    ]


def test_a_circle_loses_nobody(cast):
    """Two people who changed each other's boss at the same moment."""
    Seat.objects.filter(pk=cast.bea.pk).update(reports_to=cast.front_desk)
    people = reading.people_of(cast.yoga)
    assert sorted(node.seat.name for node in reading.people_map(people)) == ["Bea Okafor", "Front desk", "Imani Reyes"]
    assert reading.below(people, cast.imani) == {cast.bea.pk, cast.imani.pk, cast.front_desk.pk}


def queries_of(browser: Browser, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    return len(queries)


def test_pages_cost_the_same_however_much_there_is(cast, browser):
    ana, bea = browser(cast.ana), browser(cast.bea)
    pages = [
        (ana, "/clients/", 4),
        (ana, f"/clients/{cast.yoga.pk}/", 6),
        (bea, f"/clients/{cast.yoga.pk}/", 4),
        (ana, f"/people/{cast.imani.pk}/", 6),
        (ana, f"/people/{cast.tom.pk}/", 4),
        (bea, f"/people/{cast.imani.pk}/", 4),
        (ana, f"/engagements/{cast.growth.pk}/", 6),
        (ana, "/firm/", 3),
        (bea, "/seats/", 3),
        (bea, "/devices/", 3),
        (bea, "/me/", 2),
    ]
    assert [(path, queries_of(one, path)) for one, path, _ in pages] == [(path, cost) for _, path, cost in pages]
    for number in range(2):
        colleague = seat(person(f"Col{number}"), cast.neon, role="expert")
        acts.put_on(colleague, cast.growth, by=cast.ana, at=DAY)
        acts.new_engagement(cast.yoga, f"E{number}", by=cast.ana, at=DAY)
        acts.new_client(cast.neon, f"C{number}", "First", by=cast.ana, at=DAY)
        boss = seat(person(f"Boss{number}"), cast.neon, cast.yoga, level=2, reports_to=cast.imani)
        acts.leave(seat(person(f"Gone{number}"), cast.neon, cast.yoga, reports_to=boss), by=cast.ana, at=DAY)
        come_in("bea@example.org")
    assert [(path, queries_of(one, path)) for one, path, _ in pages] == [(path, cost) for _, path, cost in pages]
    assert max(cost for _, _, cost in pages) <= 12


def test_pages_with_names_are_not_kept_by_anybody_between(cast, browser):
    assert browser(cast.bea).get(f"/clients/{cast.yoga.pk}/")["Cache-Control"] == "private, no-store"
