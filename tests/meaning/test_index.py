"""What is near: by words, by meaning where it is known, from memory and from files."""

import numpy as np
import pytest

from ours.meaning import index as index_module
from ours.meaning.index import NAMES, Index, Text, asked
from ours.meaning.vectors import SIZE, pack, signs, unpack

TEXTS = (
    "My card has not arrived yet.",
    "How do I top up with a cheque?",
    "The card was stolen in the street.",
    "Orders swing from day to day.",
)


def meanings(*seeds):
    """Made-up meanings of length 1, the same for the same seed."""
    found = np.array([np.random.default_rng(seed).normal(size=SIZE) for seed in seeds], np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@pytest.fixture
def built():
    return Index.build(Text(number * 10, number, words) for number, words in enumerate(TEXTS, 1))


def keys(found):
    return [one.key for one in found]


def test_by_words_and_forms_of_them(built):
    assert keys(built.nearest(asked("cards, arriving"), 1)) == [10]
    assert keys(built.nearest(asked("Stollen cards"), 1)) == [30]  # misspelt
    found = built.nearest(asked("an order swings"), 1)[0]
    assert (found.key, found.number, found.meaning, found.passage) == (40, 4, None, None)


def test_what_has_nothing_in_common_is_not_near(built):
    assert built.nearest(asked("xyzzy"), 5) == built.nearest(asked(""), 5) == []
    assert Index.build([]).nearest(asked("card"), 5) == []
    assert Index.build([Text(1, 1, "")]).nearest(asked("card"), 5) == []


def test_all_of_a_short_text_counts_about_one(built):
    assert 0.8 < built.nearest(asked(TEXTS[0]), 1)[0].words < 1.5


def test_by_meaning_without_a_word_in_common():
    first, second, question = meanings(1, 2, 3)
    near = second + 0.3 * question
    found = Index.build([Text(1, 1, "alpha", pack(first[None])), Text(2, 2, "beta", pack(near[None]))])
    best = found.nearest(asked("gamma", second), 2)
    assert keys(best) == [2, 1]
    assert best[0].meaning == pytest.approx(float(near @ second), abs=0.01)
    assert best[0].passage == 0


def test_the_nearest_of_several_passages_counts_and_is_told():
    first, second, other = meanings(1, 2, 3)
    texts = [Text(1, 1, "a", pack(np.array([first, second]))), Text(2, 2, "b"), Text(3, 3, "c", pack(other[None]))]
    found = Index.build(texts)
    best = found.nearest(asked("z", second), 3)
    assert [(one.key, one.passage) for one in best] == [(1, 1), (3, 0)]
    assert found.has_meanings and not Index.build(texts[1:2]).has_meanings


def test_words_and_meaning_decide_together():
    same, words = meanings(1), meanings(2)
    found = Index.build([Text(1, 1, "card lost", pack(same)), Text(2, 2, "card stolen", pack(same)), *_others(words)])
    assert keys(found.nearest(asked("stolen card", same[0]), 2)) == [2, 1]


def _others(meaning):
    return [Text(number, number, "something else", pack(meaning)) for number in range(10, 20)]


def test_of_equally_near_ones_the_newest_comes_first():
    found = Index.build([Text(1, 5, "card"), Text(2, 9, "card"), Text(3, 7, "card")])
    assert keys(found.nearest(asked("card"), 3)) == [2, 3, 1]


def test_files_give_the_same_as_memory(built, tmp_path):
    built.save(tmp_path)
    opened = Index.open(tmp_path)
    assert opened.nearest(asked("card street"), 3) == built.nearest(asked("card street"), 3)
    assert len(opened) == 4
    assert {one.stem for one in tmp_path.glob("*.npy")} == set(NAMES)


def test_files_of_another_layout_are_refused(built, tmp_path, monkeypatch):
    built.save(tmp_path)
    monkeypatch.setattr(index_module, "LAYOUT", index_module.LAYOUT + 1)
    with pytest.raises(ValueError, match="The layout is 1, and 2 was expected."):
        Index.open(tmp_path)


def test_what_is_common_is_kept_in_columns_and_counts_the_same(monkeypatch):
    texts = [Text(number, number, f"card {'street' if number % 3 else 'lost'} {number}") for number in range(60)]
    lists = Index.build(texts)
    monkeypatch.setattr(index_module, "FEW", 10)
    columns = Index.build(texts)
    assert len(lists.arrays["common"]) == 0 < len(columns.arrays["common"])
    one, other = (found.nearest(asked("lost card 7"), 60) for found in (lists, columns))
    assert {each.key: each.score for each in one} == pytest.approx({each.key: each.score for each in other}, abs=0.01)


def test_later_texts_are_weighed_as_those_of_the_files(built):
    later = Index.build([Text(50, 9, "My card has not arrived yet.")], like=built)
    assert later.nearest(asked(TEXTS[0]), 1)[0].score == pytest.approx(built.nearest(asked(TEXTS[0]), 1)[0].score)


def test_packed_meanings_are_nearly_what_they_were():
    exact = meanings(1, 2, 3)
    packed = pack(exact)
    kept = unpack(packed)
    told = kept["numbers"].astype(np.float32) * kept["scale"][:, None]
    assert len(packed) == 3 * 388
    assert np.abs(exact @ exact.T - told @ exact.T).max() < 0.01
    assert len(unpack(b"")) == 0
    assert signs(kept["numbers"]).shape == (3, 6)
