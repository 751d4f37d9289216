"""Similar cases: which are found and why, by whom; a permission that is withdrawn; what keeps up with what."""

import re
import shutil

import pytest
from django.db import transaction

from ours.cases.models import Case, Shown
from ours.meaning import encoder as encoding
from ours.solve import constraint_acts
from ours.table.similar import nearby as nearby_module
from ours.table.similar import traces
from ours.table.similar.finding import WORDS, WORDS_AND_MEANING, find
from ours.table.similar.models import CaseTrace, TraceCount
from ours.table.similar.nearby import keep_up, nearby
from ours.table.similar.telling import same, why
from tests.cast import DAY
from tests.table.similar import LATE, brought, solved, some, withdraw


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA = tmp_path
    nearby_module._nearby.cache_clear()
    return tmp_path / "similar"


@pytest.fixture
def words_alone(monkeypatch):
    monkeypatch.setattr(encoding, "_find", lambda: None)
    encoding.encoder.cache_clear()
    yield
    encoding.encoder.cache_clear()


def ids(firm, text, limit=3, **more):
    return [one.id for one in find(firm.pk, text, limit=limit, **more).cases]


def test_by_words_and_why(cast, words_alone):
    some(cast.neon)
    found = find(cast.neon.pk, "Our orders are always late.", limit=1)
    assert found.by == WORDS
    [one] = found.cases
    assert (one.id, one.brought_in, one.title) == ("a", True, "Late orders")
    assert 0 < one.score < 2
    assert one.why.sentences == ["Orders came late every week."]
    assert one.why.words == ["late", "orders"]
    assert (one.why.need, one.why.constraints) == ("Orders are late", [])


def test_by_meaning_where_it_is_installed(cast):
    if not encoding.installed():
        pytest.skip("The weights are not installed.")
    some(cast.neon)
    found = find(cast.neon.pk, "Deliveries never come on time.", limit=1)
    assert (found.by, [one.id for one in found.cases]) == (WORDS_AND_MEANING, ["a"])
    assert found.cases[0].why.sentences[0] == "Orders came late every week."


def test_without_cases_nothing_is_found(cast):
    assert find(cast.neon.pk, "late", limit=3).cases == []
    some(cast.neon)
    assert find(cast.neon.pk, "  ", limit=3).cases == []


def test_only_cases_of_the_firm(cast, words_alone):
    some(cast.neon)
    brought(cast.kobalt, {"id": "k", "text": "Orders are late at Kobalt."})
    assert ids(cast.neon, "late orders") == ["a"]
    assert ids(cast.kobalt, "late orders") == ["k"]


def test_only_what_may_be_shown_is_found_and_told(cast, words_alone):
    problem = cast.problem("Orders swing from day to day.")
    case = solved(problem, shown="")
    assert CaseTrace.objects.count() == 0
    assert ids(cast.neon, "Swinging orders Yoga House") == []
    case.shown, case.shown_title, case.shown_text = Shown.ANONYMOUS, "Swinging orders", "Orders swung at a studio."
    case.save()
    traces.on_case(case)
    [one] = find(cast.neon.pk, "Swinging orders Yoga House", limit=3).cases
    assert (one.id, one.title, one.why.words) == (str(case.pk), "Swinging orders", ["swinging", "orders"])
    assert ids(cast.neon, "Yoga House") == []


def test_a_withdrawn_permission_makes_it_vanish_at_once(cast, words_alone):
    case = solved(cast.problem("Orders swing."))
    assert ids(cast.neon, "orders") == [str(case.pk)]
    withdraw(case)
    assert ids(cast.neon, "orders") == []
    assert CaseTrace.objects.count() == 0


def test_it_vanishes_even_from_files_that_still_hold_it(cast, words_alone, monkeypatch):
    monkeypatch.setattr(nearby_module, "SOME", 0)
    case = solved(cast.problem("Orders swing."))
    assert keep_up() == 1
    Case.objects.filter(pk=case.pk).update(shown="", shown_title="", shown_text="")
    assert ids(cast.neon, "orders") == []


def test_the_own_case_of_a_problem_is_left_out(cast, words_alone):
    problem = cast.problem("Orders swing.")
    case = solved(problem)
    other = solved(cast.problem("More orders."), title="More orders")
    assert set(ids(cast.neon, "orders")) == {str(case.pk), str(other.pk)}
    assert ids(cast.neon, "orders", problem=problem.pk) == [str(other.pk)]


def test_kinds_of_constraint_that_both_have(cast, words_alone):
    problem, other = cast.problem("Orders swing."), cast.problem("Orders swing again.")
    for one, whose in ((problem, "client"), (problem, "others"), (other, "client"), (other, "expert")):
        constraint_acts.name_constraint(one, "A rule.", whose=whose, blocks="All.", by=cast.tom, at=DAY)
    solved(other)
    some(cast.neon)
    found = find(cast.neon.pk, "orders", limit=3, problem=problem.pk).cases
    assert {one.title: one.why.constraints for one in found} == {
        "Swinging orders": ["client"],
        "Late orders": ["client"],
    }


def test_what_changes_is_found_at_once(cast, words_alone):
    some(cast.neon)
    assert ids(cast.neon, "trampoline") == []
    brought(cast.neon, {"id": "c", "text": "The trampoline was too hot."}, {"id": "d", "text": "A trampoline."})
    assert ids(cast.neon, "trampoline") == ["d", "c"]
    assert ids(cast.neon, "oven") == []


def test_files_are_made_when_much_has_changed_and_followed_by_what_comes_later(cast, words_alone, folder, monkeypatch):
    monkeypatch.setattr(nearby_module, "SOME", 2)
    some(cast.neon)
    assert (keep_up(), keep_up()) == (1, 0)
    key, number = traces.count_of(cast.neon.pk)
    assert [one.name for one in (folder / str(key)).iterdir() if one.is_dir()] == [str(number)]
    brought(cast.neon, {"id": "b", "text": "A late card."})
    assert ids(cast.neon, "late card") == ["b", "a"]
    nearby_module._nearby.cache_clear()  # another process
    assert ids(cast.neon, "late card") == ["b", "a"]
    assert nearby(cast.neon.pk, traces.count_of(cast.neon.pk)).behind == 1


def test_files_are_only_a_copy(cast, words_alone, folder, monkeypatch):
    monkeypatch.setattr(nearby_module, "SOME", 0)
    some(cast.neon)
    keep_up()
    shutil.rmtree(folder)
    nearby_module._nearby.cache_clear()
    assert ids(cast.neon, "late card") == ["a", "b"]


def test_files_that_are_broken_or_of_the_future_are_not_used(cast, words_alone, folder, monkeypatch):
    monkeypatch.setattr(nearby_module, "SOME", 0)
    some(cast.neon)
    keep_up()
    key, number = traces.count_of(cast.neon.pk)
    (folder / str(key) / str(number) / "about.json").write_text("{")
    nearby_module._nearby.cache_clear()
    assert ids(cast.neon, "late card") == ["a", "b"]
    # A backup was put back: the files know of more than there is.
    (folder / str(key) / str(number)).rename(folder / str(key) / str(number + 100))
    nearby_module._nearby.cache_clear()
    assert ids(cast.neon, "late card") == ["a", "b"]


def test_a_data_folder_that_cannot_be_written_costs_time_only(cast, words_alone, settings, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    settings.DATA = tmp_path / "file"
    monkeypatch.setattr(nearby_module, "MANY", 1)
    some(cast.neon)
    found = nearby(cast.neon.pk, traces.count_of(cast.neon.pk), many=1)
    assert len(found._base) == 3
    assert ids(cast.neon, "late card") == ["a", "b"]


def test_a_deed_that_is_taken_back_leaves_no_trace(cast, words_alone):
    with transaction.atomic():
        solved(cast.problem("Orders swing."))
        transaction.set_rollback(True)
    assert (CaseTrace.objects.count(), TraceCount.objects.count()) == (0, 0)


def test_meanings_are_read_afterwards(cast):
    if not encoding.installed():
        pytest.skip("The weights are not installed.")
    told = "Parcels reached customers late. A second courier helped."
    case = solved(cast.problem("Parcels come late."), title="Parcels that came late", text=told)
    assert traces.waits(DAY) is True
    assert find(cast.neon.pk, "parcels", limit=1).by == WORDS
    assert (traces.read_meanings(DAY), traces.read_meanings(DAY), traces.waits(DAY)) == (1, 0, False)
    found = find(cast.neon.pk, "our shipments are delayed", limit=1)
    assert (found.by, [one.case for one in found.cases]) == (WORDS_AND_MEANING, [case.pk])


def test_nothing_waits_to_be_read_without_weights(cast, words_alone):
    solved(cast.problem("Orders swing."))
    assert (traces.waits(DAY), traces.read_meanings(DAY)) == (False, 0)


def test_words_that_are_forms_of_one():
    pairs = (("orders", "order"), ("ordering", "order"), ("late", "later"), ("card", "care"), ("a", "a"), ("in", "ink"))
    assert [same(*pair) for pair in pairs] == [True, False, True, False, True, False]


def test_the_sentence_that_matches_stands_first():
    told = why("Who counts boxes?", "Late orders", LATE, None)
    assert told.sentences[0] == "The baker counted boxes by hand."
    assert told.words == ["counted", "boxes"]


def test_the_page_for_any_words(cast, browser, words_alone):
    some(cast.neon)
    page = browser(cast.tom).get("/similar/", {"q": "Orders are <late>"}).content.decode()
    assert 'maxlength="2000" aria-describedby="q-note">Orders are &lt;late&gt;</textarea>' in page
    assert re.findall(r"<h2><a[^>]+>(.*?)</a></h2>", page) == ["Late orders"]
    assert "<blockquote>Orders came late every week.</blockquote>" in page
    assert "<p>The same need: Orders are late</p>" in page
    assert "These were found by their words alone; what finds by meaning is not installed here." in page
    nothing = browser(cast.tom).get("/similar/?q=xyzzy").content.decode()
    assert "No case of the firm is near this." in nothing


@pytest.mark.parametrize("typed", ["", "\0", '"', "<b>", "a" * 5000, "日本語 🦘", "\ud7ff\ue000\uffff", "% _ \\ ' ;"])
def test_whatever_is_typed_is_answered_with_a_page(cast, browser, words_alone, typed):
    some(cast.neon)
    assert browser(cast.tom).get("/similar/", {"q": typed}).status_code == 200


def test_beside_a_problem_for_the_firm_and_for_nobody_else(cast, browser, words_alone):
    some(cast.neon)
    problem = cast.problem("Our orders are always late.")
    pages = [f"/problems/{problem.pk}/", f"/problems/{problem.pk}/words/", f"/problems/{problem.pk}/similar/"]
    for address in pages:
        assert "Late orders" in browser(cast.tom).get(address).content.decode(), address
    for address in pages[:2]:
        page = browser(cast.bea).get(address)
        assert (page.status_code, "Late orders" in page.content.decode()) == (200, False), address
    assert browser(cast.bea).get(pages[2]).status_code == 404
    assert browser(cast.bea).get("/similar/?q=late").status_code == 404


def test_beside_a_problem_it_vanishes_at_once(cast, browser, words_alone):
    case = solved(cast.problem("Orders swing at the studio."))
    address = f"/problems/{cast.problem('Our orders swing.').pk}/words/"
    assert "Swinging orders" in browser(cast.tom).get(address).content.decode()
    withdraw(case)
    assert "Swinging orders" not in browser(cast.tom).get(address).content.decode()


def test_statements_are_as_many_for_three_cases_as_for_one(cast, browser, words_alone, django_assert_num_queries):
    problem = cast.problem("Our orders are late.")
    reader = browser(cast.tom)
    brought(cast.neon, {"id": "1", "text": "Late orders."})
    for _ in range(2):
        reader.get(f"/problems/{problem.pk}/similar/")
        with django_assert_num_queries(8):
            reader.get(f"/problems/{problem.pk}/similar/")
        with django_assert_num_queries(5):
            reader.get("/similar/?q=late")
        brought(cast.neon, {"id": "2", "text": "Late orders too."}, {"id": "3", "text": "Orders late again."})
        assert len(ids(cast.neon, "late")) == 3
