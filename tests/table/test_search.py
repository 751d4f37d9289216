"""Finding problems by the words on their tables: what is found, by whom, and whatever is typed."""

import re

import pytest
from django.db import connection
from django.utils import timezone
from markupsafe import escape

from ours.cli.demo.bulk import build_bulk
from ours.frame import acts as frame
from ours.frame.models import BlindDraft
from ours.listen import acts as listen
from ours.listen.intake_acts import keep_request, say
from ours.people.models import Crew, Engagement
from ours.problem import acts
from ours.problem.models import Problem
from ours.table.search import documents, reading
from ours.table.search.filters import Filters
from ours.table.search.index import TABLE, index
from ours.table.search.query import Query, read
from ours.table.search.reading import find
from tests.cast import DAY


def found(seat, typed):
    return [row.headline for row in find(seat, read(typed)).rows]


@pytest.fixture
def tables(cast):
    """Two tables of Yoga House and one each of the bakery and the foundry, all with the word "swing"."""
    posts = cast.problem("We need posts; our income swings.")
    hours = cast.problem("The younger audience never stays for the swing class.")
    bread = cast.problem("Orders swing from day to day.", engagement=cast.orders, by=cast.maja)
    iron = cast.problem("Scrap rates swing.", engagement=cast.casting, by=cast.luca)
    return {"posts": posts, "hours": hours, "bread": bread, "iron": iron}


def test_what_is_typed_is_read_as_words_and_phrases():
    assert read('one "two  three" four') == Query((("one",), ("two", "three"), ("four",)), goes_on=True)
    assert read("one two ") == Query((("one",), ("two",)), goes_on=False)
    assert read('one "two') == Query((("one",), ("two",)), goes_on=False)
    assert read("„zwei Wörter“ café_x") == Query((("zwei", "Wörter"), ("café",), ("x",)), goes_on=True)
    assert read(' "" -- _ ') == Query(())
    assert read(" ".join("abcdefghijklmnop")) == Query(tuple((one,) for one in "abcdefghijkl"), goes_on=False)


def test_newest_first_for_each_seat_what_it_may_see(cast, tables):
    posts, hours, bread, iron = (table.headline for table in tables.values())
    who = (cast.ana, cast.tom, cast.una, cast.bea, cast.imani, cast.maja, cast.kai, cast.luca, cast.tom_at_ferro)
    assert [found(seat, "swing") for seat in who] == [
        [bread, hours, posts],
        [hours, posts],
        [bread],
        [hours, posts],
        [],
        [bread],
        [iron],
        [iron],
        [],
    ]


def test_rights_are_asked_of_the_doors_and_not_of_the_index(cast, tables):
    acts.seat_at(tables["hours"], cast.imani, by=cast.tom, at=DAY)
    assert found(cast.imani, "swing") == [tables["hours"].headline]
    Crew.objects.filter(seat=cast.tom).update(ended_at=DAY)
    assert found(cast.tom, "swing") == []


def test_words_in_any_order_phrases_as_they_stand_and_stems(cast, tables):
    assert found(cast.ana, "audience younger") == [tables["hours"].headline]
    assert found(cast.ana, '"younger audience"') == [tables["hours"].headline]
    assert found(cast.ana, '"audience younger"') == []
    assert found(cast.ana, '"the swing class" never') == [tables["hours"].headline]
    assert found(cast.ana, '"income swings" ') == found(cast.ana, "incomes swinging ") == [tables["posts"].headline]


def test_the_last_word_may_go_on(cast, tables):
    assert found(cast.ana, "youn") == [tables["hours"].headline]
    assert found(cast.ana, "youn ") == found(cast.ana, '"youn"') == found(cast.ana, "youn swing") == []


def test_it_finds_what_was_said_anywhere_on_the_table_in_full(cast):
    words = "Dear all, " + "we have much to tell about it and some of it is long. " * 8 + "Above all the trampoline."
    problem = keep_request(cast.growth, words, asked_by=cast.bea, asked_at=DAY, channel="form", by=cast.bea, at=DAY)
    assert "trampoline" not in problem.headline
    say(problem, "The giraffe is back.", by=cast.tom, at=DAY)
    question = listen.ask(problem, "What about the walrus?", by=cast.tom, at=DAY)
    listen.answer(question, "An ocelot told us.", said_by=cast.bea, by=cast.tom, at=DAY)
    frame.word(problem, "We share one pelican.", based_on=0, by=cast.tom, at=DAY)
    for typed in ("trampoline", "giraffe", "walrus", "ocelot", "pelican", "giraffe walrus pelican"):
        assert found(cast.bea, typed) == ["We share one pelican."], typed


def test_a_blind_draft_is_not_found(cast):
    problem = cast.problem()
    BlindDraft.objects.create(
        problem=problem, round=1, side="client", own_view="A wombat.", their_view="Wombats.", by=cast.bea, at=DAY
    )
    say(problem, "So.", by=cast.tom, at=DAY)
    assert found(cast.bea, "wombat") == []


def test_a_deed_that_is_taken_back_leaves_no_words(cast):
    from django.db import transaction

    problem = cast.problem()
    with transaction.atomic():
        say(problem, "A quokka.", by=cast.tom, at=DAY)
        assert found(cast.tom, "quokka") == [problem.headline]
        transaction.set_rollback(True)
    assert found(cast.tom, "quokka") == []


HOSTILE = [
    '"',
    '""',
    '"""',
    "'",
    "*",
    "%",
    "_",
    "\\",
    "swing*",
    'swing"*',
    "NEAR(swing posts)",
    "AND",
    "swing AND",
    "NOT swing",
    "swing OR",
    "among:f1",
    "words : swing",
    "{words} : swing",
    "^swing",
    "swing + posts",
    "(swing",
    "swing)",
    "-swing",
    "swing:*",
    "swing & !posts",
    "swing <-> posts",
    "x' OR '1'='1",
    "; DROP TABLE ours_problem; --",
    "\x00swing",
    "\x02\x03",
    "ſwing İ ß ẞ",
    "日本語 ทดสอบ 🦘",
    "e\u0301a\u0308",
    "\ud7ff\ue000\uffff",
    "1e5 0x1f 1.2.3 a@b.example http://x.example/y?z=1",
    "a" * 500,
    "a " * 300,
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_answered_with_a_page(cast, browser, tables, typed):
    page = browser(cast.tom).get("/search/", {"q": typed})
    assert page.status_code == 200
    assert f'value="{escape(typed[:200])}"' in page.content.decode()
    seen = set(re.findall(r"/problems/(\d+)/", page.content.decode()))
    assert seen <= {str(tables["posts"].pk), str(tables["hours"].pk)}


def test_the_page_marks_what_matched_and_escapes_the_rest(cast, browser):
    problem = cast.problem("Ampersands & 3 < 4 tags \x02swing\x03")
    page = browser(cast.tom).get("/search/?q=tags").content.decode()
    assert "<p>Ampersands &amp; 3 &lt; 4 <mark>tags</mark> swing" in page
    assert f'<h2><a href="/problems/{problem.pk}/"><q>Ampersands &amp; 3 &lt; 4 tags' in page
    assert "Found at 1 table." in page


def test_what_looks_like_a_tag_is_found_and_shown_as_text(cast, browser):
    cast.problem("Press <kangaroo> twice & wait.")
    page = browser(cast.tom).get("/search/?q=kangaroo").content.decode()
    assert "<mark>kangaroo</mark>&gt; twice &amp; wait" in page
    assert "<kangaroo" not in page


def test_the_page_says_when_there_is_nothing(cast, browser, tables):
    reader = browser(cast.bea)
    told = {
        typed: re.findall(r'role="status">(.*?)</p>', reader.get("/search/", {"q": typed}).content.decode())
        for typed in ("", "  ", "--", "scrap", "swing")
    }
    assert told == {
        "": [],
        "  ": [],
        "--": ["Type a word with letters or digits."],
        "scrap": ["No table has these words."],
        "swing": ["Found at 2 tables."],
    }


def test_pages_join_without_gap_or_repetition(cast, browser):
    for number in range(reading.ROWS + 3):
        cast.problem(f"Kiosk {number}.")
    reader, address, seen = browser(cast.tom), "/search/?q=kiosk", []
    while address:
        page = reader.get(address).content.decode()
        seen += re.findall(r"<q>Kiosk (\d+)\.</q>", page)
        older = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert [int(number) for number in seen] == list(reversed(range(reading.ROWS + 3)))


def test_what_one_may_not_see_does_not_fill_a_page(cast, monkeypatch):
    monkeypatch.setattr(reading, "STEPS", (2, 2))
    mine = cast.problem("Kiosk of Yoga House.")
    for number in range(5):
        cast.problem(f"Kiosk {number}.", by=cast.imani)  # of the same client, without a chair for Bea
    first = find(cast.bea, read("kiosk"))
    assert (first.rows, first.older is None) == ([], False)
    second = find(cast.bea, read("kiosk"), place=first.older)
    assert [row.pk for row in second.rows] == [mine.pk]


def test_more_matches_than_one_statement_is_made_for(cast, monkeypatch):
    monkeypatch.setattr(reading, "STEPS", (reading.STEP + 10,))
    mine = cast.problem("Kiosk of Yoga House.")
    for number in range(reading.STEP + 2):
        cast.problem(f"Kiosk {number}.", by=cast.imani)
    assert [row.pk for row in find(cast.bea, read("kiosk")).rows] == [mine.pk]


@pytest.mark.parametrize("worthwhile", [0, 2, 9])
def test_a_glance_at_the_newest_finds_what_the_index_finds(cast, monkeypatch, worthwhile):
    """For those who look in the whole firm; with one glance, two or none before the index is asked."""
    kiosks, others = [], []
    for number in range(6):
        kiosks.insert(0, cast.problem(f"Kiosk {number}.").headline)
        other = cast.problem(f"Table {number}.")
        say(other, "The kiosk.", by=cast.tom, at=DAY)
        others.insert(0, other.headline)
    cast.problem("Kiosk of another firm.", engagement=cast.casting, by=cast.luca)
    monkeypatch.setattr(type(index()), "glances", (3, 4))
    monkeypatch.setattr(reading, "WORTHWHILE", worthwhile)
    monkeypatch.setattr(reading, "ROWS", 4)
    for narrowed in (Filters(), Filters(client="yoga")):
        seen, place = [], reading.BEGINNING
        while place is not None:
            page = find(cast.ana, read("kiosk"), place=place, filters=narrowed)
            seen += [row.headline for row in page.rows]
            place = page.older
        assert seen == kiosks + others
    newest = find(cast.ana, read("kiosk"), newest_first=True)
    assert [row.headline for row in newest.rows] == [others[0], kiosks[0], others[1], kiosks[1]]
    monkeypatch.setattr(reading, "FEW", 0)  # on more engagements than are named one by one
    assert [row.headline for row in find(cast.tom, read('"kiosk 5"')).rows] == [kiosks[0]]
    assert found(cast.kai, "kiosk") == ["Kiosk of another firm."]


def test_an_expert_on_many_engagements(cast, tables, monkeypatch):
    monkeypatch.setattr(reading, "FEW", 1)
    other = Engagement.objects.create(firm=cast.neon, client=cast.yoga, name="More", began_at=DAY)
    Crew.objects.create(seat=cast.tom, engagement=other, since=DAY)
    assert found(cast.tom, "swing") == [tables["hours"].headline, tables["posts"].headline]


def test_the_index_can_be_made_again_from_what_is_there(cast, tables):
    before = found(cast.ana, "swing")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
    assert found(cast.ana, "swing") == []
    documents.keep_all()
    assert found(cast.ana, "swing") == before
    documents.make()  # it is there: nothing is done
    assert (index().exists(), found(cast.ana, "swing")) == (True, before)


def test_an_index_that_an_earlier_version_made_is_made_anew(cast, tables):
    before = found(cast.ana, "swing")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")
        cursor.execute(f"CREATE TABLE {TABLE} (words text)")
    assert index().exists() is False
    documents.make()
    assert (index().exists(), found(cast.ana, "swing")) == (True, before)


def test_the_large_made_up_world_is_found(db):
    owner = build_bulk(30, seed=5, at=timezone.now())
    newest = Problem.objects.order_by("-pk").first()
    assert newest.pk in [row.pk for row in find(owner, read(f'"{newest.headline}"')).rows]


def test_statements_of_the_page(cast, browser, tables, django_assert_num_queries):
    for seat, statements in ((cast.ana, 6), (cast.tom, 7), (cast.bea, 6)):
        reader = browser(seat)
        with django_assert_num_queries(statements):
            reader.get("/search/?q=swing")
