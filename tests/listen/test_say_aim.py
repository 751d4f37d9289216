"""Urgent is not the same as ahead (L7)."""

import pytest

from ours.listen.models import Aim
from ours.problem.models import Event
from tests.listen.ladder import listening, told


def test_both_are_visible_from_the_first_minute(cast, browser):
    problem = cast.problem()
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(listening(problem)).content.decode()
        assert "Nobody has said yet what should be better soon." in page
        assert "Nobody has said yet what all this is for." in page
        assert page.count("?aim=urgent#write") == page.count("?aim=ahead#write") == 1


@pytest.mark.parametrize(
    ("horizon", "history"),
    [
        ("urgent", "Bea Okafor said what is wanted now: “June must not be empty.”"),
        ("ahead", "Bea Okafor said what it should serve: “June must not be empty.”"),
    ],
)
def test_either_is_said_in_ones_own_words(cast, browser, horizon, history):
    problem = cast.problem()
    answer = browser(cast.bea).post(
        listening(problem, f"aims/{horizon}/"), {"words": "June must not be empty.", "once": "k"}
    )
    aim = Aim.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, f"#{horizon}"))
    assert (aim.horizon, aim.words, aim.by) == (horizon, "June must not be empty.", cast.bea)
    assert told(problem)[-1] == history
    assert Event.objects.latest("pk").told == {"who": "Bea Okafor", "words": "June must not be empty.", "aim": aim.pk}


def test_new_words_stand_beside_the_old(cast, browser):
    problem = cast.problem()
    for number, (seat, words) in enumerate(((cast.bea, "June must not be empty."), (cast.tom, "Fill June and July."))):
        browser(seat).post(listening(problem, "aims/urgent/"), {"words": words, "once": f"k{number}"})
    page = browser(cast.bea).get(listening(problem)).content.decode()
    assert '<p class="words">Fill June and July.</p>' in page
    assert '<span class="what">June must not be empty.</span>' in page


def test_an_empty_aim_outsiders_and_other_horizons(cast, browser):
    problem = cast.problem()
    page = browser(cast.bea).post(listening(problem, "aims/ahead/"), {"words": "", "once": "k"})
    assert page.status_code == 422
    assert "Write the words first; an empty aim is not kept." in page.content.decode()
    typed = {"words": "Growth.", "once": "k"}
    for seat in (cast.imani, cast.una, cast.luca):
        assert browser(seat).post(listening(problem, "aims/ahead/"), typed).status_code == 404, seat
    assert browser(cast.bea).post(listening(problem, "aims/someday/"), typed).status_code == 404
    assert Aim.objects.count() == 0
