"""What changed between two wordings (F1, F3)."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ours.coach.worddiff import word_diff

WORDS = st.lists(st.sampled_from(["we", "plan", "staff", "cannot", ",", ".", " ", "\n", "  ", "so", "’", "é"])).map(
    " ".join
)


def joined(changes, *ops):
    return "".join(text for op, text in changes if op in ops)


@given(st.one_of(WORDS, st.text(max_size=60)), st.one_of(WORDS, st.text(max_size=60)))
@example("", "")
@example("a", "")
@example(" a", "a ")
@example("a\n", "a")
@settings(max_examples=120, deadline=None)
def test_the_pieces_join_to_both_wordings(old, new):
    changes = word_diff(old, new)
    assert joined(changes, "same", "gone") == old
    assert joined(changes, "same", "new") == new
    assert all(text for _, text in changes)
    assert all(left[0] != right[0] for left, right in zip(changes, changes[1:], strict=False))
    assert {op for op, _ in changes} <= {"same", "gone", "new"}
    if old == new:
        assert changes == ([("same", old)] if old else [])


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("Our income swings.", "Our income swings.", [("same", "Our income swings.")]),
        (
            "Our income swings so much.",
            "Our income swings.",
            [("same", "Our income swings"), ("gone", " so much"), ("same", ".")],
        ),
        (
            "We cannot plan staff.",
            "We cannot plan our staff well.",
            [("same", "We cannot plan"), ("new", " our"), ("same", " staff"), ("new", " well"), ("same", ".")],
        ),
        # Words are compared, not letters.
        ("unplanned", "unplannable", [("gone", "unplanned"), ("new", "unplannable")]),
        # A small word between two replacements does not hold them apart.
        (
            "You always deliver late and in parts to everybody here.",
            "We see it arrive in pieces to everybody here.",
            [
                ("gone", "You always deliver late and in parts"),
                ("new", "We see it arrive in pieces"),
                ("same", " to everybody here."),
            ],
        ),
        ("", "New.", [("new", "New.")]),
    ],
)
def test_a_change_reads_as_one_would_tell_it(old, new, changes):
    assert word_diff(old, new) == changes


def test_two_thousand_words_are_compared_at_once():
    old = " ".join(f"word{number % 311} of the {number % 97}" for number in range(500))
    new = old.replace("word7 ", "another ").replace("of the 5 ", "of 5 ")
    start = time.process_time()
    changes = word_diff(old, new)
    assert time.process_time() - start < 1
    assert (joined(changes, "same", "gone"), joined(changes, "same", "new")) == (old, new)
    assert len(changes) > 10


def test_a_text_of_one_word_does_not_hold_up_anybody():
    old, new = "a " * 4000, "b a " * 3000 + "\nend"
    start = time.process_time()
    changes = word_diff(old, new)
    assert time.process_time() - start < 1
    assert changes == [("gone", old), ("new", new)]


def test_very_repetitive_texts_are_compared_by_lines():
    line = "no " * 300 + "\n"
    old, new = line * 5, line * 4 + "yes\n" + line
    assert word_diff(old, new) == [("same", line * 4), ("new", "yes\n"), ("same", line)]
