"""Saying how it is now and how it should be (F4)."""

import pytest

from ours.frame import acts, state_acts
from ours.frame.models import State
from ours.records import KeptError
from tests.cast import DAY
from tests.frame import FIRST, told


def send(browser, problem, which, words, once="k1"):
    return browser.post(f"/problems/{problem.pk}/state/said/", {"which": which, "words": words, "once": once})


def test_both_sides_say_both(cast, browser):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    for seat in (cast.bea, cast.tom):
        acts.agree(problem, first, by=seat, at=DAY)
    assert problem.step == "say_states"

    answer = send(browser(cast.bea), problem, "now", "Hours change every month.")
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/state/#now")
    assert send(browser(cast.tom), problem, "wanted", "Hours fixed for a season.").status_code == 303

    assert list(State.objects.order_by("at").values_list("which", "words", "by")) == [
        ("now", "Hours change every month.", cast.bea.pk),
        ("wanted", "Hours fixed for a season.", cast.tom.pk),
    ]
    assert told(problem)[-2:] == [
        "Bea Okafor said how it is now: “Hours change every month.”",
        "Tom Weiss said how it should be: “Hours fixed for a season.”",
    ]
    problem.refresh_from_db()
    assert (problem.stage, problem.step) == ("owning", "own")


def test_new_words_stand_beside_the_older_ones(cast, browser):
    problem = cast.problem()
    state_acts.say_state(problem, "now", "Older words.", by=cast.bea, at=DAY)
    assert send(browser(cast.tom), problem, "now", "Newer words.").status_code == 303
    page = browser(cast.bea).get(f"/problems/{problem.pk}/state/").content.decode()
    assert "<blockquote>Newer words.</blockquote>" in page
    assert "1 earlier wording" in page
    assert "Older words." in page
    with pytest.raises(KeptError):
        State.objects.get(words="Older words.").save()


def test_empty_words_and_other_states_are_refused(cast, browser):
    problem = cast.problem()
    answer = send(browser(cast.bea), problem, "wanted", " ")
    assert answer.status_code == 422
    assert "Write it in a sentence first." in answer.content.decode()
    assert send(browser(cast.bea), problem, "later", "Words that stay.").status_code == 422
    assert not State.objects.exists()


def test_a_double_click_says_it_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    assert [send(bea, problem, "now", "So.").status_code for _ in range(2)] == [303, 303]
    assert State.objects.count() == 1


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert browser(seat).get(f"/problems/{problem.pk}/state/").status_code == 404, seat
        assert send(browser(seat), problem, "now", "So.").status_code == 404, seat
    assert not State.objects.exists()
