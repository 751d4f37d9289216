"""Advice that slipped into a question (L5)."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ours.coach.advice import Span, advice_in

ROWS = [
    json.loads(line) for line in Path(__file__).with_name("questions.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_advice_is_found_where_it_stands_and_open_questions_are_clean(row):
    assert [span.words for span in advice_in(row["text"])] == row["spans"]


def test_there_are_enough_examples_of_both():
    steering = sum(bool(row["spans"]) for row in ROWS)
    assert (steering >= 60, len(ROWS) - steering >= 60) == (True, True)


def test_a_span_has_its_place_and_its_reason():
    question = "So… what happened? Have you tried closing on Mondays?"
    assert advice_in(question) == [
        Span(19, 41, "Have you tried closing", "It names a way out that the other has not named.")
    ]
    assert question[19:41] == "Have you tried closing"


def test_words_of_others_in_quotation_marks_are_not_read():
    assert advice_in("When you say “why don't you just hire someone”, what do you see?") == []
    assert advice_in('Who said "you should close"?') == []


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_spans_are_in_order_inside_the_text_and_do_not_overlap(question):
    end = 0
    for span in advice_in(question):
        assert span.start >= end
        assert span.words == question[span.start : span.end] != ""
        end = span.end
