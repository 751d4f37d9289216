"""Evidence: chosen cases behind a link that runs out and can be revoked; who opened it when, and nothing else (P3)."""

from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client as Browser

from ours.cases import pack_acts, permission_acts
from ours.cases.models import Case, Pack, PackCase, PackLink, PackOpening
from ours.people.models import Person, Role, Seat
from tests.cases.helping import AT, DAYS, REQUEST, STATEMENT, answer_of, drafted, permitted, solved
from tests.cast import DAY


@pytest.fixture
def pack(cast):
    """A pack of one case by name, made by Tom for Maja."""
    return pack_acts.make_pack("Harbour Books", "As we said.", [permitted(cast, quotes=True)], by=cast.tom, at=AT)


def link(pack, cast, days=30):
    return pack_acts.make_link(pack, "Lea Roth", expires_at=AT + days * DAYS, by=cast.tom, at=AT)


def text_of(pdf):
    made = pypdfium2.PdfDocument(pdf)
    told = "\n".join(page.get_textpage().get_text_range() for page in made).replace("\r\n", "\n")
    made.close()
    return told


def test_a_pack_is_made_from_what_may_be_shown(cast, browser):
    case = permitted(cast)
    reader = browser(cast.tom)
    assert STATEMENT in reader.get("/evidence/").content.decode()
    answer = reader.post("/evidence/made/", {"for_whom": "Harbour Books", "cases": [case.pk], "once": "k"})
    made = Pack.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/evidence/{made.pk}/")
    assert [one.case for one in made.cases.all()] == [case]
    permission_acts.withdraw(answer_of(case), by=cast.bea, at=AT + 3 * DAYS)
    again = reader.post("/evidence/made/", {"for_whom": "Others", "cases": [case.pk], "once": "l"})
    assert again.status_code == 422 and "what was there may have been withdrawn since" in again.content.decode()


def test_a_link_is_shown_once_and_kept_as_a_hash(cast, browser, pack, now):
    reader = browser(cast.tom)
    until = (now + timedelta(days=20)).date().isoformat()
    answer = reader.post(f"/evidence/{pack.pk}/links/", {"reader": "Lea Roth", "until": until, "once": "k"})
    assert answer.status_code == 303
    page = reader.get(f"/evidence/{pack.pk}/")
    address = page.content.decode().split('class="case-address"><a href="')[1].split('"')[0]
    key = address.rstrip("/").rsplit("/", 1)[1]
    assert "no-store" in page["Cache-Control"]
    assert key not in reader.get(f"/evidence/{pack.pk}/").content.decode()
    kept = PackLink.objects.get()
    assert (kept.key_hash, kept.reader) == (pack_acts.hash_of(key), "Lea Roth")
    assert key not in str(PackLink.objects.values().get())


def test_only_the_button_opens_and_counts(cast, pack):
    made, key = link(pack, cast)
    visitor = Browser()
    for _scanner in range(3):
        page = visitor.get(f"/shown/{key}/").content.decode()
        assert visitor.head(f"/shown/{key}/").status_code == 200
    assert STATEMENT not in page and "This link was made for Lea Roth" in page and "For Harbour Books" in page
    assert visitor.get(f"/shown/{key}/evidence.pdf").status_code == 302
    assert PackOpening.objects.count() == 0
    opened = visitor.post(f"/shown/{key}/opened/", {"once": "k"})
    assert (opened.status_code, opened["Location"]) == (303, "../")
    page = visitor.get(f"/shown/{key}/").content.decode()
    assert STATEMENT in page and REQUEST in page and "Yoga House" in page and "As we said." in page
    (opening,) = PackOpening.objects.all()
    assert (opening.link, opening.what) == (made, "page")
    assert STATEMENT not in Browser().get(f"/shown/{key}/").content.decode()


def test_the_firm_sees_who_opened_it_when(cast, browser, pack):
    _made, key = link(pack, cast)
    Browser().post(f"/shown/{key}/opened/", {"once": "k"})
    page = browser(cast.ana).get(f"/evidence/{pack.pk}/").content.decode()
    assert "Lea Roth" in page and "read on the page" in page and "not opened yet" not in page


def test_the_pdf_says_the_same(cast, pack):
    _made, key = link(pack, cast)
    visitor = Browser()
    taken = visitor.post(f"/shown/{key}/taken/", {"once": "k"})
    assert (taken.status_code, taken["Location"]) == (303, "../evidence.pdf")
    answer = visitor.get(f"/shown/{key}/evidence.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="evidence.pdf"'
    told = text_of(answer.content)
    for part in ("For Harbour Books", "Neon", "Yoga House", REQUEST, "41\u202f%", "72\u202f%", "Posts every day."):
        assert part in told
    assert [one.what for one in PackOpening.objects.all()] == ["pdf"]


@pytest.mark.parametrize("address", ["", "evidence.pdf"])
def test_what_a_link_answers_is_kept_nowhere(cast, pack, address):
    _made, key = link(pack, cast)
    visitor = Browser()
    visitor.post(f"/shown/{key}/opened/", {"once": "k"})
    for where in (f"/shown/{key}/{address}", f"/shown/no-{key}/{address}"):
        answer = visitor.get(where)
        assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def nothing(key, visitor):
    answers = [
        visitor.get(f"/shown/{key}/"),
        visitor.get(f"/shown/{key}/evidence.pdf"),
        visitor.post(f"/shown/{key}/opened/", {"once": "x"}),
        visitor.post(f"/shown/{key}/taken/", {"once": "y"}),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert all(b"This link opens nothing any more" in answer.content for answer in answers)


@pytest.mark.parametrize("how", ["revoked", "expired", "put away", "restored", "wrong"])
def test_a_link_that_opens_nothing(cast, browser, pack, how):
    made, key = link(pack, cast, days=4 if how == "expired" else 30)
    visitor = Browser()
    if how != "expired":
        visitor.post(f"/shown/{key}/opened/", {"once": "k"})
        assert STATEMENT in visitor.get(f"/shown/{key}/").content.decode()
    if how == "revoked":
        assert browser(cast.ana).post(f"/evidence/{pack.pk}/links/{made.pk}/revoked/", {"once": "r"}).status_code == 303
    elif how == "put away":
        assert browser(cast.ana).post(f"/evidence/{pack.pk}/ended/", {"once": "e"}).status_code == 303
    elif how == "restored":
        assert pack_acts.revoke_all(AT + 6 * DAYS) == 1
    nothing("x" + key if how == "wrong" else key, visitor)


def test_what_is_withdrawn_is_gone_from_every_pack_link_and_pdf_at_once(cast, browser, pack):
    _made, key = link(pack, cast)
    visitor = Browser()
    visitor.post(f"/shown/{key}/opened/", {"once": "k"})
    permission_acts.withdraw(answer_of(Case.objects.get()), by=cast.bea, at=AT + 3 * DAYS)
    page = visitor.get(f"/shown/{key}/").content.decode()
    told = text_of(browser(cast.tom).get(f"/evidence/{pack.pk}/pdf/").content)
    looked = browser(cast.tom).get(f"/evidence/{pack.pk}/look/").content.decode()
    for text in (page, told, looked, browser(cast.tom).get("/evidence/").content.decode()):
        assert STATEMENT not in text and "Yoga House" not in text
    assert "Just now nothing of this may be shown." in page
    held = browser(cast.tom).get(f"/evidence/{pack.pk}/").content.decode()
    assert "the permission was taken back, or answered anew" in held


def shown(cast, pack):
    _made, key = link(pack, cast)
    visitor = Browser()
    visitor.post(f"/shown/{key}/opened/", {"once": "k"})
    page = visitor.get(f"/shown/{key}/").content.decode()
    return page, text_of(visitor.get(f"/shown/{key}/evidence.pdf").content)


NAMES = ("Yoga", "Bea", "Okafor", "Imani", "12,480", "12 May")


def test_anonymous_stays_anonymous(cast):
    case = permitted(cast, "anonymous", quotes=True)
    page, told = shown(cast, pack_acts.make_pack("Harbour Books", "", [case], by=cast.tom, at=AT))
    for text in (page, told):
        assert "A client of ours" in text and "somebody at the client" in text
        assert [name for name in NAMES if name in text] == []
        assert str(case.pk) not in text and str(case.problem_id) not in text


def test_by_name_may_be_told_without(cast):
    case = permitted(cast)
    made = pack_acts.make_pack("Harbour Books", "", [case], by=cast.tom, at=AT)
    pack_acts.choose_cases(made, [(case, True)])
    for text in shown(cast, made):
        assert [name for name in NAMES if name in text] == []


def test_a_name_that_came_to_the_table_since_holds_it_back(cast, browser):
    case = permitted(cast, "anonymous")
    made = pack_acts.make_pack("Harbour Books", "", [case], by=cast.tom, at=AT)
    page, _told = shown(cast, made)
    assert "Lindenau" in page
    person = Person.objects.create(name="Ada Lindenau", email="ada@example.org", made_at=DAY)
    Seat.objects.create(person=person, firm=cast.neon, client=cast.yoga, name="Ada Lindenau", made_at=DAY)
    page, told = shown(cast, made)
    assert "Lindenau" not in page and "Lindenau" not in told
    where = f"/evidence/{made.pk}/"
    assert "Held back: a name that came to its table since" in browser(cast.tom).get(where).content.decode()


def test_the_choice_is_changed(cast, browser, pack):
    case = Case.objects.get()
    sent = {"cases": [case.pk], "nameless": [case.pk], "once": "k"}
    assert browser(cast.una).post(f"/evidence/{pack.pk}/chosen/", sent).status_code == 303
    assert [(one.case, one.nameless) for one in PackCase.objects.all()] == [(case, True)]
    answer = browser(cast.tom).post(f"/evidence/{pack.pk}/chosen/", {"once": "l"})
    assert answer.status_code == 422 and "Choose at least one case. Nothing was changed." in answer.content.decode()
    assert PackCase.objects.count() == 1


def test_beside_a_case_without_names_the_same_client_is_not_named(cast, browser, pack):
    named = Case.objects.get()
    quiet = permitted(cast, "anonymous", case=drafted(cast, solved(cast, "We need a second studio.")))
    page = browser(cast.tom).get(f"/evidence/{pack.pk}/look/").content.decode()
    assert named.title in page and cast.yoga.name in page
    pack_acts.choose_cases(pack, [(named, False), (quiet, False)])
    page = browser(cast.tom).get(f"/evidence/{pack.pk}/look/").content.decode()
    assert page.count("<article") == 2 and cast.yoga.name not in page
    listed = browser(cast.tom).get(f"/evidence/{pack.pk}/").content.decode()
    assert listed.count("<small>without names") == 2


def test_of_another_firm_nothing_is_chosen(cast, browser, pack):
    theirs = Seat.objects.get(pk=cast.kai.pk)
    assert theirs.role == Role.OWNER
    assert browser(theirs).get(f"/evidence/{pack.pk}/").status_code == 404
    sent = {"for_whom": "X", "cases": [Case.objects.get().pk], "once": "k"}
    assert browser(theirs).post("/evidence/made/", sent).status_code == 422
    assert Pack.objects.count() == 1


def test_what_was_put_away_stays_as_it_was(cast, browser, pack):
    pack_acts.put_away(pack, by=cast.tom, at=AT)
    for rest in ("chosen/", "links/"):
        answer = browser(cast.tom).post(f"/evidence/{pack.pk}/{rest}", {"cases": [Case.objects.get().pk], "once": rest})
        assert answer.status_code == 403 and "This pack was put away." in answer.content.decode()


@pytest.mark.parametrize(
    ("until", "says"),
    [("", "Choose a day."), ("2026-06-01", "Choose a day after today."), ("2031-01-01", "Choose a day within a year")],
)
def test_a_day_that_cannot_be(cast, browser, pack, until, says):
    answer = browser(cast.tom).post(f"/evidence/{pack.pk}/links/", {"reader": "Lea", "until": until, "once": "k"})
    assert answer.status_code == 422 and says in answer.content.decode() and 'value="Lea"' in answer.content.decode()
    assert PackLink.objects.count() == 0
