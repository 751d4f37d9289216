"""How far off a request was (L4)."""

import pytest

from ours.coach.questions import Ladder, RungState
from ours.coach.verdict import VERDICTS, distance, kept_words, suggest_verdict, telling_words


@pytest.mark.parametrize(
    ("request_", "need", "verdict"),
    [
        ("A ramp at the side entrance.", "We need the ramp at the side entrance.", "confirmed"),
        ("Shorter waiting times at the counter.", "The waiting time at the counter is shorter.", "confirmed"),
        ("A website with booking, a shop and a blog.", "A website with booking.", "narrowed"),
        (
            "Instagram posts.",
            "Instagram posts that bring twenty people under thirty into each workshop.",
            "narrowed",
        ),
        ("We need a new website.", "A second receptionist.", "redirected"),
        (
            "More visitors on the website, in the shop and at the stand.",
            "The shop earns from visitors who come back every month.",
            "redirected",
        ),
        (
            "We need someone to make Instagram posts.",
            "An income that does not swing, so that we can plan staff and keep them.",
            "reframed",
        ),
        ("A chatbot.", "Callers reach a person within two minutes.", "reframed"),
    ],
)
def test_the_verdict_follows_from_both_wordings(request_, need, verdict):
    suggestion = suggest_verdict(request_, need)
    assert suggestion.verdict == verdict
    assert suggestion.verdict in VERDICTS
    assert suggestion.reason.endswith(".")


def test_a_verdict_can_be_taken_apart():
    verdict, reason = suggest_verdict("A ramp.", "A ramp.")
    assert (verdict, reason) == ("confirmed", "The need says what the request said.")


def test_an_answer_taken_back_speaks_against_confirmed():
    turned = Ladder("A ramp.", (RungState(1, None, "q", "Stairs.", "tactic", overturned=True),))
    straight = Ladder("A ramp.", (RungState(1, None, "q", "A ramp.", "tactic"),))
    assert suggest_verdict("A ramp.", "A ramp.", straight).verdict == "confirmed"
    assert suggest_verdict("A ramp.", "A ramp.", turned).verdict == "narrowed"


def test_the_distance_grows_with_new_words_and_with_rounds():
    request, need = "Posts for the workshops", "Posts that fill the workshops steadily"
    assert telling_words(need) == {"post", "fil", "workshop", "steadi"}
    assert [distance(request, need, rounds) for rounds in (0, 1, 2)] == [0.0, 0.25, 0.375]
    assert distance(request, request, 5) == 0.0
    assert distance(request, "", 5) == 0.0
    assert distance(request, "Income without swings", 1) == 0.5
    assert distance(request, "Income without swings", -3) == 0.0


def test_kept_words_are_counted():
    assert kept_words("Posts for the workshops", "The workshop fills") == (1, 2)
    assert kept_words("", "x") == (0, 0)
