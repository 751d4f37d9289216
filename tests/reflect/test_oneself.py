"""Looking at oneself in a minute, and over time (R2)."""

from datetime import timedelta

from ours.reflect import acts, reading
from ours.reflect.diagnosis import QUESTIONS, THEMES
from ours.reflect.kinds import Diagnosis
from tests.cast import DAY
from tests.reflect.helping import room_of, words_of


def test_four_themes_of_three_questions():
    assert [(theme.key, len(theme.questions)) for theme in THEMES] == [
        ("outcome", 3),
        ("ego", 3),
        ("curiosity", 3),
        ("fear", 3),
    ]
    assert len(QUESTIONS) == 12


def test_a_theme_is_the_mean_of_its_answers_and_turned_ones_count_the_other_way_round():
    outcome = THEMES[0]
    assert outcome.level({"outcome-fault": 3, "outcome-get": 1, "outcome-same": 3}) == 4 / 3
    assert outcome.level({"outcome-same": 0}) == 3
    assert outcome.level({"ego-right": 3}) is None
    assert outcome.asks_on({"outcome-fault": 2}) and not outcome.asks_on({"outcome-fault": 1})
    curiosity = THEMES[2]
    assert curiosity.asks_on({"curious-stake": 1}) and not curiosity.asks_on({"curious-stake": 2})


def test_what_was_answered_is_kept_and_asked_on(cast, browser):
    tom = browser(cast.tom)
    answer = tom.post("/reflect/oneself/answered/", {"fear-lose": "3", "curious-stake": "3", "words": "It passes."})
    assert (answer.status_code, answer["Location"]) == (303, "/reflect/oneself/#over-time")
    (kept,) = room_of(cast.tom).all(Diagnosis)
    assert (kept.answers, kept.words) == ({"fear-lose": 3, "curious-stake": 3}, "It passes.")
    said = words_of(tom.get("/reflect/oneself/"))
    assert "What exactly would happen then" in said and "What would you ask them if" not in said
    assert "It passes." in said
    assert "It passes." not in words_of(browser(cast.ana).get("/reflect/oneself/"))


def test_over_time(cast, browser):
    room = room_of(cast.tom)
    for day, level in ((0, 3), (7, 2), (14, 0)):
        acts.note(room, Diagnosis(answers={"fear-lose": level}, at=DAY + timedelta(days=day)))
    found = room_of(cast.tom).all(Diagnosis)
    lines = {one.theme.key: [level for _at, level in one.points] for one in reading.lines(found)}
    assert lines == {"outcome": [], "ego": [], "curiosity": [], "fear": [3.0, 2.0, 0.0]}
    page = browser(cast.tom).get("/reflect/oneself/").content.decode()
    assert page.count('<svg class="reflect-line"') == 1
    assert "My own fears: 3.0 at first, 0.0 now, between 0 and 3." in page


def test_not_one_answer_is_said_so(cast, browser):
    answer = browser(cast.tom).post("/reflect/oneself/answered/", {"words": "Nothing."})
    assert answer.status_code == 422
    assert "Answer at least one of the questions." in words_of(answer) and "Nothing." in answer.content.decode()
