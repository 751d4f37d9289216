"""Words, endings, sentences and passages, and word pieces as BERT reads them."""

import gzip

import pytest

from ours.meaning.encoder import PIECES
from ours.meaning.features import features, stem, words
from ours.meaning.passages import MOST, passages, sentences
from ours.meaning.wordpiece import WordPiece


@pytest.fixture(scope="module")
def pieces():
    return WordPiece(gzip.decompress(PIECES.read_bytes()).decode().splitlines())


def test_words_without_case_accents_and_what_stands_between():
    assert words("Don’t pay: Café_x, Ärger & ﬁne 3½!") == ["don't", "pay", "cafe", "x", "arger", "fine", "31", "2"]
    assert words("") == words(" --- ") == []


def test_endings_are_left_out_where_a_word_remains():
    assert [stem(one) for one in ("orders", "ordered", "ordering", "was", "is", "payment")] == [
        "order",
        "order",
        "order",
        "was",
        "is",
        "pay",
    ]


def test_forms_of_a_word_share_their_number_and_misspelt_ones_their_parts():
    (order,), parts = features(["order"])
    (orders,), _more = features(["orders"])
    (oder,), misspelt = features(["oder"])
    assert order == orders != oder
    assert len(parts) == 5
    assert len(set(parts) & set(misspelt)) == 2


def test_sentences_end_with_marks_and_lines():
    assert sentences("One. Two? “Three!” Four\n- five\n\nv. 3.5 is 6 %") == [
        "One.",
        "Two?",
        "“Three!",
        "Four",
        "- five",
        "v.",
        "3.5 is 6 %",
    ]


def test_a_passage_ends_with_the_sentence_that_fills_it():
    sentence = " ".join(["word"] * 19) + " end."
    assert passages("Title", f"{sentence} {sentence} Last.") == [f"Title. {sentence} {sentence}", "Last."]
    assert len(passages("", f"{sentence} " * 100)) == MOST


def test_a_title_that_is_the_beginning_of_the_text_is_not_read_twice():
    assert passages("My card is…", "My card is gone.") == ["My card is gone."]
    assert passages("", "My card.") == ["My card."]
    assert passages("A title", "") == ["A title."]
    assert passages("", "") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The card didn't arrive!", [101, 1996, 4003, 2134, 1005, 1056, 7180, 999, 102]),
        ("Ärger über Straße", [101, 12098, 4590, 19169, 2358, 27807, 102]),
        ("", [101, 102]),
        ("a\u200bb\x00 \u00a0c", [101, 11113, 1039, 102]),
        ("x" * 101, [101, 100, 102]),
    ],
)
def test_word_pieces_are_those_of_bert(pieces, text, numbers):
    assert pieces.numbers(text, 128) == numbers


def test_a_long_text_is_read_from_its_beginning(pieces):
    found = pieces.numbers("card " * 1000, 16)
    assert (len(found), found[0], set(found[1:-1]), found[-1]) == (16, 101, {4003}, 102)
