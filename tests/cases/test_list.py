"""The list of cases of a firm and of a client, what each reads there, and what the pages cost."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from ours.cases import pack_acts, pdf, permission_acts
from ours.cases.models import Case
from tests.asking import address, routes
from tests.cases.helping import AT, DAYS, STATEMENT, answer_of, drafted, permitted, solved
from tests.conftest import signed_in_browser
from tests.world import set_table


def titles(browser, query=""):
    page = browser.get(f"/cases/{query}").content.decode()
    return [part.split("</a>")[0].split(">", 1)[1] for part in page.split('<a class="what"')[1:]]


def brought(cast, number=1, shown="firm"):
    words = {"title": f"Earlier {number}", "text": "A mill ran dry."}
    given = {"shown_title": words["title"], "shown_text": words["text"]}
    facts = {"firm": cast.neon, "outside_id": f"old-{number}", "at": AT, "changed_at": AT, "state": "brought"}
    return Case.objects.create(**words, **given, **facts, shown=shown)


def test_each_reads_its_own(cast, browser):
    drafted(cast)
    brought(cast)
    assert titles(browser(cast.ana)) == [STATEMENT, "Earlier 1"]
    assert titles(browser(cast.tom)) == [STATEMENT, "Earlier 1"]
    assert titles(browser(cast.una)) == ["Earlier 1"]  # not of the other engagement, and nobody permitted it
    assert titles(browser(cast.bea)) == titles(browser(cast.kai)) == titles(browser(cast.maja)) == []


def test_what_may_be_shown_is_read_as_it_may(cast, browser):
    case = permitted(cast, "anonymous")
    una = browser(cast.una)
    page = una.get(f"/cases/{case.pk}/").content.decode()
    for name in ("Yoga House", "Bea", "Imani", "12,480"):
        assert name not in page and name not in una.get("/cases/").content.decode()
    assert "somebody at the client says" in page and titles(una) == [case.shown_title]
    assert "Yoga House" in browser(cast.tom).get(f"/cases/{case.pk}/").content.decode()


def test_by_state_and_client(cast, browser):
    permitted(cast)
    brought(cast)
    drafted(cast, solved(cast, "Another one."))
    reader = browser(cast.tom)
    counts = {
        state: len(titles(reader, f"?state={state}"))
        for state in ("", "drafted", "asked", "named", "anonymous", "refused", "withdrawn", "brought", "nonsense")
    }
    assert counts == {
        "": 3,
        "drafted": 1,
        "asked": 0,
        "named": 1,
        "anonymous": 0,
        "refused": 0,
        "withdrawn": 0,
        "brought": 1,
        "nonsense": 3,
    }
    assert len(titles(reader, f"?client={cast.yoga.pk}")) == 2
    assert titles(reader, f"?client={cast.bakery.pk}") == titles(browser(cast.una), f"?client={cast.yoga.pk}") == []


def test_a_page_of_forty_and_the_older_ones(cast, browser):
    for number in range(45):
        Case.objects.filter(pk=brought(cast, number).pk).update(changed_at=AT + number * DAYS)
    reader = browser(cast.tom)
    page = reader.get("/cases/").content.decode()
    older = page.split('<a class="deed" href="')[1].split('"')[0].replace("&amp;", "&")
    found = titles(reader) + titles(reader, older.removeprefix("/cases/"))
    assert found == [f"Earlier {number}" for number in reversed(range(45))]


def test_the_client_sees_its_own_with_what_became_of_it(cast, browser):
    case = permitted(cast)
    pack = pack_acts.make_pack("Harbour Books", "", [case], by=cast.tom, at=AT)
    _link, key = pack_acts.make_link(pack, "Lea Roth", expires_at=AT + 30 * DAYS, by=cast.tom, at=AT)
    Browser().post(f"/shown/{key}/opened/", {"once": "k"})
    bea = browser(cast.bea)
    assert titles(bea) == [STATEMENT]
    page = bea.get(f"/cases/{case.pk}/").content.decode()
    assert "Bea Okafor permitted version 1 by name on 8 June." in page
    assert "Packs with this case were opened on:" in page
    assert "Harbour Books" not in page and "Lea Roth" not in page
    permission_acts.withdraw(answer_of(case), by=cast.bea, at=AT + 3 * DAYS)
    assert titles(bea) == [STATEMENT]


def test_what_was_brought_in_is_shown_within_the_firm_only(cast, browser):
    case = brought(cast)
    assert "A mill ran dry." in browser(cast.una).get(f"/cases/{case.pk}/").content.decode()
    assert "Earlier 1" not in browser(cast.una).get("/evidence/").content.decode()
    assert browser(cast.una).get(f"/cases/{case.pk}/words/").status_code == 404
    for seat in (cast.bea, cast.kai):
        assert browser(seat).get(f"/cases/{case.pk}/").status_code == 404


def test_whoever_holds_a_link_is_a_visitor_everywhere_else(cast):
    """A browser that a link has opened its pack for is answered like any visitor at every other address."""
    first = set_table(
        cast,
        engagement=cast.growth,
        client_seat=cast.bea,
        other_seat=cast.front_desk,
        expert=cast.tom,
        word="Kanarienvogel",
    )
    pack = pack_acts.make_pack("Harbour Books", "", [Case.objects.get()], by=cast.tom, at=AT)
    _link, key = pack_acts.make_link(pack, "Lea Roth", expires_at=AT + 30 * DAYS, by=cast.tom, at=AT)
    visitor, reader = Browser(), Browser()
    reader.post(f"/shown/{key}/opened/", {"once": "k"})
    for cookie in reader.cookies.values():
        cookie["path"] = "/"
    ids = first.ids | {"mail_id": 1}
    differs = []
    for name, parameters in routes():
        path = address(name, parameters, ids)
        answers = [[who.get(path), who.post(path)] for who in (visitor, reader)]
        told = [[(one.status_code, one.get("Location")) for one in both] for both in answers]
        if told[0] != told[1] or any(b"Kanarienvogel" in one.content for one in answers[1] if not one.streaming):
            differs.append(name)
    assert differs == []


@pytest.mark.parametrize("much", [1, 3])
def test_what_the_pages_cost(cast, much):
    for number in range(much):
        case = permitted(cast, case=drafted(cast, solved(cast, f"Request {number}.")))
    brought(cast, 1, "named")
    cases = list(Case.objects.filter(problem__isnull=False))
    pack = pack_acts.make_pack("Harbour Books", "", cases, by=cast.tom, at=AT)
    for number in range(much):
        _link, key = pack_acts.make_link(pack, f"Lea {number}", expires_at=AT + 30 * DAYS, by=cast.tom, at=AT)
        Browser().post(f"/shown/{key}/opened/", {"once": "k"})
    visitor = Browser()
    visitor.post(f"/shown/{key}/opened/", {"once": "l"})
    costs = {}
    for who, pages in {
        "tom": ("/cases/", f"/cases/{case.pk}/", f"/cases/{case.pk}/words/", "/evidence/", f"/evidence/{pack.pk}/"),
        "bea": ("/cases/", f"/cases/{case.pk}/"),
    }.items():
        reader = signed_in_browser(getattr(cast, who))
        costs[who] = [statements(reader, page) for page in pages]
    costs["link"] = [statements(visitor, f"/shown/{key}/"), statements(visitor, f"/shown/{key}/evidence.pdf")]
    assert costs == {"tom": [5, 10, 8, 4, 11], "bea": [3, 8], "link": [6, 6]}


def statements(browser, address):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_without_the_package_the_pdf_is_refused_in_a_sentence(cast, browser, monkeypatch):
    def missing(*_arguments, **_named):
        raise pdf.NoPdf

    monkeypatch.setattr(pdf, "make", missing)
    pack = pack_acts.make_pack("Harbour Books", "", [permitted(cast)], by=cast.tom, at=AT)
    _link, key = pack_acts.make_link(pack, "Lea Roth", expires_at=AT + 30 * DAYS, by=cast.tom, at=AT)
    visitor = Browser()
    visitor.post(f"/shown/{key}/taken/", {"once": "k"})
    answers = [browser(cast.tom).get(f"/evidence/{pack.pk}/pdf/"), visitor.get(f"/shown/{key}/evidence.pdf")]
    assert [answer.status_code for answer in answers] == [503, 503]
    for answer in answers:
        assert "PDFs cannot be made here: the package “typst” is not installed." in answer.content.decode()
