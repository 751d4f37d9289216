"""Bringing in earlier cases: what a line may say, the same lines again, lines that cannot be taken in."""

import json

import pytest

from ours.cases.models import Case, Shown
from ours.table.similar import bringing
from ours.table.similar.bringing import Bad, Done, bring_in
from ours.table.similar.models import BroughtIn, CaseTrace
from tests.cast import DAY
from tests.table.similar import brought, some

pytestmark = pytest.mark.django_db


def test_a_line_becomes_a_case_within_the_firm(cast):
    done, bad = brought(cast.neon, {"id": 7, "title": " Late\n orders ", "text": "They came late.\n", "year": 2019})
    [case] = Case.objects.all()
    assert (done, bad) == (Done(new=1), [])
    assert (case.firm, case.outside_id, case.problem, case.client, case.by) == (cast.neon, "7", None, None, None)
    assert (case.title, case.shown_title) == ("Late orders", "Late orders")
    assert (case.text, case.shown_text) == ("They came late.\n", "They came late.\n")
    assert (case.state, case.shown, case.version, case.at) == (Case.State.BROUGHT, Shown.FIRM, 1, DAY)
    assert BroughtIn.objects.get().fields == {"year": 2019}


def test_a_case_without_title_is_called_by_its_beginning(cast):
    brought(cast.neon, {"id": "1", "text": "Word " * 60}, {"id": "2", "text": "Short."})
    assert [one.title for one in Case.objects.order_by("outside_id")] == ["Word " * 18 + "Word…", "Short."]


def test_the_same_lines_again_change_nothing(cast):
    assert some(cast.neon)[0] == Done(new=3)
    before = list(CaseTrace.objects.values_list("case", "number"))
    assert some(cast.neon)[0] == Done(known=3)
    assert list(CaseTrace.objects.values_list("case", "number")) == before


def test_other_words_take_the_place_of_earlier_ones(cast):
    some(cast.neon)
    done, _bad = brought(cast.neon, {"id": "c", "title": "Oven", "text": "It was cold."}, {"id": "d", "text": "New."})
    case = Case.objects.get(outside_id="c")
    assert done == Done(new=1, changed=1)
    assert (case.title, case.shown_text, case.version) == ("Oven", "It was cold.", 2)
    assert brought(cast.neon, {"id": "b", "title": "The lost card", "text": case.text, "x": 1})[0] == Done(changed=1)


def test_a_case_that_people_took_up_is_theirs(cast):
    some(cast.neon)
    Case.objects.filter(outside_id="c").update(state=Case.State.GIVEN, shown=Shown.NAMED)
    assert brought(cast.neon, {"id": "c", "text": "Other."})[0] == Done(known=1)
    assert Case.objects.get(outside_id="c").text == "The oven was too hot."


def test_the_same_id_twice_counts_once_with_the_last_words(cast):
    done, _bad = brought(cast.neon, {"id": "1", "text": "First."}, {"id": "1", "text": "Second."})
    assert (done, Case.objects.get().text) == (Done(new=1, known=1), "Second.")


def test_two_firms_may_have_the_same_id(cast):
    brought(cast.neon, {"id": "1", "text": "One."})
    assert brought(cast.kobalt, {"id": "1", "text": "Other."})[0] == Done(new=1)
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "it is not JSON"),
        (b"[1]", "it is not a JSON object"),
        (b'{"id": "1", "text": "x", "y": NaN}', "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"id": "1"}', "it has no text"),
        (b'{"id": "1", "text": " "}', "it has no text"),
        (b'{"id": "1", "text": 5}', "it has no text"),
        (b'{"text": "x"}', "it has no id"),
        (b'{"id": "", "text": "x"}', "it has no id"),
        (b'{"id": true, "text": "x"}', "it has no id"),
        (b'{"id": "1", "text": "x", "title": []}', "its title is not text"),
        (b'{"id": "\xff", "text": "x"}', "it is not UTF-8"),
        (b'{"id": "1", "text": "a\\u0000b"}', "it has a character that cannot be kept"),
        (b'{"id": "1", "text": "a\\ud800b"}', "it has a character that cannot be kept"),
        (b'{"id": "' + b"1" * 201 + b'", "text": "x"}', "its id has more than 200 characters"),
        (json.dumps({"id": "1", "text": "x" * 200_001}).encode(), "its text has more than 200,000 characters"),
        (json.dumps({"id": "1", "text": "x" * 1_000_001}).encode(), "it has more than 1,000,000 bytes"),
    ],
)
def test_a_line_that_cannot_be_taken_in_is_named_and_the_rest_is_taken(cast, line, reason):
    found = list(bring_in(cast.neon, [b'{"id": "a", "text": "x"}', line, b"", b'{"id": "b", "text": "y"}'], at=DAY))
    [(done, bad)] = found
    assert (done, bad) == (Done(new=2, bad=1), [Bad(2, reason)])
    assert set(Case.objects.values_list("outside_id", flat=True)) == {"a", "b"}


def test_batches_are_told_one_after_the_other(cast, monkeypatch):
    monkeypatch.setattr(bringing, "BATCH", 2)
    lines = (json.dumps({"id": number, "text": f"Case {number}."}).encode() for number in range(5))
    told = [(done.lines, done.new) for done, _bad in bring_in(cast.neon, lines, at=DAY)]
    assert told == [(2, 2), (4, 4), (5, 5)]
