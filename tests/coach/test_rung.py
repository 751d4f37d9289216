"""What an answer of the client names (L2, L3)."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ours.coach import runglearn, rungweights
from ours.coach.rung import KINDS, Reading, read_answer
from ours.coach.tags import Row

ANSWERS = Path(__file__).with_name("answers.jsonl")
ROWS = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]


def share(rows):
    right = Counter(row["kind"] for row in rows if read_answer(row["answer"], row["question"]).kind == row["kind"])
    every = Counter(row["kind"] for row in rows)
    return right.total() / every.total(), {kind: right[kind] / every[kind] for kind in every}


def test_answers_kept_out_of_the_learning_are_read_right():
    held = [row for row in ROWS if row["part"] == "held"]
    whole, each = share(held)
    assert len(held) == 390
    assert set(each) == set(KINDS)
    assert whole >= 0.85, whole
    assert min(each.values()) >= 0.8, each


def test_no_answer_is_both_learned_from_and_kept_out():
    learned, held = ({row["answer"].casefold() for row in ROWS if row["part"] == part} for part in ("learn", "held"))
    assert learned & held == set()
    assert {row["part"] for row in ROWS} == {"learn", "held"}
    assert {row["kind"] for row in ROWS} == set(KINDS)


def test_the_weights_are_those_of_the_signs_words_and_answers():
    # After a change to one of them: python -m ours.coach.runglearn tests/coach/answers.jsonl
    assert runglearn.digest(runglearn.load(ANSWERS, "learn")) == rungweights.DIGEST


def test_learning_is_repeatable_and_learns(tmp_path):
    rows = [row for row in ROWS if row["part"] == "learn"][::40]
    first, second = runglearn.learn(rows), runglearn.learn(rows)
    assert first == second
    runglearn.write(first, tmp_path / "weights.py")
    read: dict = {}
    exec((tmp_path / "weights.py").read_text(encoding="utf-8"), read)
    assert (read["DIGEST"], read["BIAS"], read["FEATURES"]) == (first["digest"], first["bias"], first["features"])
    measure, tactic = KINDS.index("measure"), KINDS.index("tactic")
    assert first["features"]["class NUM"][measure] > 0 > first["features"]["class NUM"][tactic]


@pytest.mark.parametrize(
    ("answer", "question", "kind"),
    [
        ("We need someone to make Instagram posts.", "", "tactic"),
        ("A new CRM.", "", "tactic"),
        ("Train the team.", "", "tactic"),
        ("To attract a younger audience.", "", "outcome"),
        ("More people in our workshops.", "", "outcome"),
        ("Fewer complaints.", "", "outcome"),
        ("41 % of seats.", "", "measure"),
        ("From 12 days to 3.", "", "measure"),
        ("Seventy.", "How many would be enough?", "measure"),
        ("I am afraid my teachers leave.", "", "stake"),
        ("The budget is fixed until June.", "", "constraint"),
        ("Legal does not allow it.", "", "constraint"),
        ("Hm, good question.", "", "unclear"),
        ("I’d have to ask Maria.", "", "unclear"),
    ],
)
def test_each_kind(answer, question, kind):
    assert read_answer(answer, question).kind == kind


def test_the_reading_shows_the_words_it_rests_on():
    answer = "Well – yes: “41 % of seats”, I’d say."
    reading = read_answer(answer)
    assert reading.kind == "measure"
    assert answer[reading.start : reading.end] == reading.words
    assert "41 %" in reading.words


def test_an_unclear_answer_rests_on_nothing():
    assert read_answer("Hm, good question.") == Reading("unclear", 0, 0, "")


@pytest.mark.parametrize("answer", ["", " \n\t", "…", "?!", "\ud800", "🙂🙂"])
def test_what_holds_no_words_is_unclear(answer):
    assert read_answer(answer) == Reading("unclear", 0, 0, "")


def test_typographic_marks_change_nothing():
    plain, typeset = "I don't want to lose my job.", "I don’t want to lose my job."
    assert read_answer(plain).kind == read_answer(typeset).kind == "stake"
    assert read_answer(plain).start == read_answer(typeset).start


@given(st.text(max_size=300), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_a_reading_with_its_own_words(answer, question):
    reading = read_answer(answer, question)
    assert reading.kind in KINDS
    assert answer[reading.start : reading.end] == reading.words
    assert bool(reading.words) == (reading.kind != "unclear")


def test_a_pasted_document_is_read_only_at_its_beginning():
    tail = " We need a new CRM." * 20_000
    assert read_answer("The budget is fixed until June." + " " * 4000 + tail).kind == "constraint"


def test_a_row_leads_back_to_its_tokens():
    from ours.coach.rung import _signs

    tokens = _signs().lexicon.read("We can't use the landing page, no.")
    assert [(token.word, token.mark) for token in tokens] == [
        ("we", False),
        ("can", False),
        ("not", False),
        ("use", False),
        ("the", False),
        ("landing_page", False),
        (",", True),
        ("no", False),
        (".", True),
    ]
    row = Row(tokens)
    start = row.text.index("<landing_page")
    assert row.between(start, row.text.index("<,>")) == (5, 6)


def test_the_first_pass_over_all_signs_misses_none():
    from ours.coach.rung import _signs

    signs = _signs()
    for row in ROWS[::12]:
        line = Row(signs.lexicon.read(row["answer"])).text
        chosen = set(signs.any.Match(line) or ())
        assert chosen == {place for place, (_, pattern) in enumerate(signs.each) if pattern.search(line)}, row["answer"]
