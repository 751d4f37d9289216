"""Two blind drafts, sealed until both are in and opened together (F1)."""

import json

import pytest

from ours.frame import acts, reading
from ours.frame.holding import Overtaken
from ours.frame.models import BlindDraft
from ours.post.models import Letter, Notice
from ours.problem import acts as spine
from ours.problem.models import Event, Problem
from tests.cast import DAY
from tests.frame import FIRST, told

CANARY = "kanarienvogel"


def send(browser, problem, own="We see posts.", their="They see reach.", number="1", **more):
    fields = {"own_view": own, "their_view": their, "round": number, "once": "k1"} | more
    return browser.post(f"/problems/{problem.pk}/drafts/laid/", fields)


def test_the_second_draft_opens_both(cast, browser):
    problem = cast.problem()

    answer = send(browser(cast.bea), problem, "We need to be seen.", "They think we want posts.")

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/drafts/#round-1")
    assert list(BlindDraft.objects.values_list("round", "side", "own_view", "their_view", "by")) == [
        (1, "client", "We need to be seen.", "They think we want posts.", cast.bea.pk)
    ]
    assert told(problem) == ["Bea Okafor laid down a blind draft for Yoga House."]

    assert send(browser(cast.tom), problem, "Income swings.", "They want posts.").status_code == 303

    assert told(problem)[1:] == ["Tom Weiss laid down a blind draft for Neon.", "Both blind drafts were opened."]
    everything = ["We need to be seen.", "They think we want posts.", "Income swings.", "They want posts."]
    for seat in (cast.bea, cast.tom, cast.ana):
        page = browser(seat).get(f"/problems/{problem.pk}/drafts/").content.decode()
        assert [words in page for words in everything] == [True] * 4, seat


@pytest.mark.parametrize("first, second", [("bea", "tom"), ("tom", "bea")])
def test_sealed_words_reach_nobody_of_the_other_side(cast, browser, first, second):
    problem = cast.problem()
    spine.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    author, other = getattr(cast, first), getattr(cast, second)
    own_side = [cast.bea, cast.imani] if first == "bea" else [cast.tom, cast.ana]
    other_side = [cast.tom, cast.ana] if first == "bea" else [cast.bea, cast.imani]
    acts.lay_draft(problem, f"{CANARY} eins", f"{CANARY} zwei", number=1, by=author, at=DAY)

    pages = ["drafts/", "words/", "words/?drafts=1", "disagreements/", "state/"]
    for seat in other_side:
        for page in pages:
            assert CANARY not in browser(seat).get(f"/problems/{problem.pk}/{page}").content.decode(), (seat, page)
        bad = send(browser(seat), problem, own="").content.decode()
        assert CANARY not in bad
        assert [(each.sides_in, each.drafts) for each in reading.rounds_for(seat, problem)] == [({author.side}, {})]
    for seat in own_side:
        page = browser(seat).get(f"/problems/{problem.pk}/drafts/").content.decode()
        assert (f"{CANARY} eins" in page, f"{CANARY} zwei" in page) == (True, True), seat
        assert CANARY not in browser(seat).get(f"/problems/{problem.pk}/words/?drafts=1").content.decode()
    assert CANARY not in json.dumps(list(Event.objects.values_list("told", flat=True)))
    assert CANARY not in str(list(Notice.objects.values())) + str(list(Letter.objects.values()))
    assert CANARY not in str(list(Problem.objects.values()))
    assert CANARY not in repr(reading.for_table(problem))

    acts.lay_draft(problem, "Ours.", "Theirs.", number=1, by=other, at=DAY)
    assert f"{CANARY} eins" in browser(other).get(f"/problems/{problem.pk}/drafts/").content.decode()


def test_that_a_draft_waits_is_known_and_the_page_says_who_reads_it(cast, browser):
    problem = cast.problem()
    acts.lay_draft(problem, "We see posts.", "They see reach.", number=1, by=cast.bea, at=DAY)
    page = browser(cast.tom).get(f"/problems/{problem.pk}/drafts/").content.decode()
    assert "Yoga House has laid down its draft" in page
    assert (
        "Read by Ana Ruiz and Tom Weiss on your side, and by nobody else until both drafts are in. "
        "Then by everybody at this table: Bea Okafor, Ana Ruiz and Tom Weiss."
    ) in page
    assert reading.for_table(problem).sealed_by == "client"


def test_a_side_lays_one_draft_a_round_and_no_word_is_lost(cast, browser):
    problem = cast.problem()
    acts.lay_draft(problem, "Ana sees it so.", "They see posts.", number=1, by=cast.ana, at=DAY)
    assert "<form" not in browser(cast.tom).get(f"/problems/{problem.pk}/drafts/").content.decode().split("<h1>")[1]

    answer = send(browser(cast.tom), problem, "Tom sees it otherwise.", "They see hours.")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "<blockquote>Tom sees it otherwise.</blockquote>" in page
    assert "<blockquote>They see hours.</blockquote>" in page
    assert BlindDraft.objects.get().by == cast.ana
    with pytest.raises(Overtaken):
        acts.lay_draft(problem, "Again.", "And again.", number=1, by=cast.tom, at=DAY)


def test_a_form_of_a_round_that_has_been_opened_begins_no_new_round(cast, browser):
    problem = cast.problem()
    for seat in (cast.bea, cast.ana):
        acts.lay_draft(problem, "One.", "Two.", number=1, by=seat, at=DAY)
    answer = send(browser(cast.tom), problem, "Late words.", "Late guess.")
    assert answer.status_code == 409
    assert "<blockquote>Late words.</blockquote>" in answer.content.decode()
    assert BlindDraft.objects.count() == 2


def test_a_further_round_begins_after_opening_and_is_sealed_again(cast, browser):
    problem = cast.problem()
    for seat in (cast.bea, cast.tom):
        acts.lay_draft(problem, "One.", "Two.", number=1, by=seat, at=DAY)
    answer = send(browser(cast.tom), problem, f"{CANARY} drei", "They see hours.", number="2")
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/drafts/#round-2")
    page = browser(cast.bea).get(f"/problems/{problem.pk}/drafts/").content.decode()
    assert (CANARY in page, "Neon has laid down its draft" in page, "One." in page) == (False, True, True)
    for number in ("3", "0", "99"):
        assert send(browser(cast.bea), problem, number=number, once=number).status_code == 409
    with pytest.raises(ValueError, match="Round 3 cannot begin yet."):
        acts.lay_draft(problem, "One.", "Two.", number=3, by=cast.bea, at=DAY)


def test_both_halves_are_needed_and_kept(cast, browser):
    problem = cast.problem()
    answer = send(browser(cast.bea), problem, "We need hours.", " ")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write how you believe the other side sees it; a guess is enough." in page
    assert "We need hours.</textarea>" in page
    assert not BlindDraft.objects.exists()


def test_common_words_begin_from_an_opened_pair(cast, browser):
    problem = cast.problem()
    acts.lay_draft(problem, "We need hours.", "They sell posts.", number=1, by=cast.bea, at=DAY)
    acts.lay_draft(problem, "Income swings.", "They want posts.", number=1, by=cast.tom, at=DAY)
    page = browser(cast.bea).get(f"/problems/{problem.pk}/words/?drafts=1").content.decode()
    assert (
        "Yoga House sees it like this: We need hours.\n\nNeon sees it like this: Income swings.\n\n"
        "Our problem is that we [what both of these say together].</textarea>"
    ) in page


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert browser(seat).get(f"/problems/{problem.pk}/drafts/").status_code == 404, seat
        assert send(browser(seat), problem).status_code == 404, seat
    assert not BlindDraft.objects.exists()


def test_a_double_click_lays_it_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    assert [send(bea, problem).status_code for _ in range(2)] == [303, 303]
    assert BlindDraft.objects.count() == 1
