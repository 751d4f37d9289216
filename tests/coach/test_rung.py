"""What an answer of the client names (L2, L3)."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ours.coach import runglearn, rungweights
from ours.coach.rung import KINDS, Reading, look, read_answer
from ours.coach.runggrams import pieces
from ours.coach.tags import Row

ANSWERS = Path(__file__).with_name("answers.jsonl")
ROWS = [json.loads(line) for line in ANSWERS.read_text(encoding="utf-8").splitlines()]


def share(rows):
    right = Counter(row["kind"] for row in rows if read_answer(row["answer"], row["question"]).kind == row["kind"])
    every = Counter(row["kind"] for row in rows)
    return right.total() / every.total(), {kind: right[kind] / every[kind] for kind in every}


def test_answers_kept_out_of_the_learning_are_read_right():
    # Their author also wrote answers that were learned from. For strangers see `runglearn … --check`.
    held = [row for row in ROWS if row["part"] == "held"]
    whole, each = share(held)
    assert len(held) == 390
    assert set(each) == set(KINDS)
    assert whole >= 0.9, whole
    assert min(each.values()) >= 0.85, each


def test_no_answer_is_both_learned_from_and_kept_out():
    learned, held = ({row["answer"].casefold() for row in ROWS if row["part"] == part} for part in ("learn", "held"))
    assert learned & held == set()
    assert {row["part"] for row in ROWS} == {"learn", "held"}
    assert {row["kind"] for row in ROWS} == set(KINDS)


def test_evidence_is_a_piece_of_its_answer():
    for row in ROWS:
        assert row.get("evidence", "") in row["answer"]
        assert row["kind"] != "unclear" or not row.get("evidence")


def test_the_weights_are_those_of_the_signs_words_and_answers():
    # After a change to one of them: python -m ours.coach.runglearn tests/coach/answers.jsonl
    assert runglearn.digest(runglearn.load(ANSWERS)) == rungweights.weights().digest


def test_learning_is_repeatable_and_learns(tmp_path):
    pytest.importorskip("sklearn")
    rows = runglearn.load(ANSWERS)[::40]
    first, second = runglearn.learn(rows), runglearn.learn(rows)
    rungweights.save(first, tmp_path / "weights.json")
    read = rungweights.load(tmp_path / "weights.json")
    for one in (second, read):
        assert (one.digest, one.step, one.bias) == (first.digest, first.step, first.bias)
        assert (one.names, one.packed) == (first.names, first.packed)
    measure, tactic = KINDS.index("measure"), KINDS.index("tactic")
    numbers = first.row("class NUM")
    assert numbers[measure] > 0 > numbers[tactic]


def test_a_word_that_was_never_met_speaks_through_its_family_and_its_pieces():
    seen = look("We need a sculptor.")[1]
    assert seen["word sculptor"] == (3, 4)
    assert {"~a", "~b", "~c", "~d"} == {name[:2] for name, at in seen.items() if at == (3, 4) and name[0] == "~"}
    learned = rungweights.weights()
    assert len(pieces("sculptor")) == 8 + 7 + 6
    assert any(learned.row("*sculptor"))
    assert learned.row("*sculptor") == learned.row("*sculptor")
    assert learned.row("word sculptor") is None


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


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("It’d make my old teacher proud, silly, isn’t it.", "It’d make my old teacher proud"),
        ("By moderating the retreat of our abbots, two days in Lent.", "By moderating the retreat of our abbots"),
        ("Independence from the bank, if I may put it like that.", "Independence from the bank"),
    ],
)
def test_the_words_shown_are_whole_clauses(answer, words):
    assert read_answer(answer).words == words


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
