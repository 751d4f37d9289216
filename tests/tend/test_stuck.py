"""Stumped is no reason for silence (T9)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.people.models import Crew
from ours.post.models import Notice
from ours.problem.models import Chair, Problem
from ours.tend import stuck_acts as acts
from ours.tend.models import Help, Stuck
from tests.cast import DAY
from tests.tend.helping import address, told

WORDS = "Nobody knows why people do not come back."


def ask(browser, problem, asked, once="k1", **fields):
    facts = {"words": WORDS, "tried": "We asked ten of them.", "asked": [seat.pk for seat in asked], "once": once}
    return browser.post(address(problem, "stuck/"), facts | fields)


def test_it_asks_colleagues_and_the_clients_own_people(cast, browser, now):
    problem = cast.problem()
    answers = [ask(browser(cast.tom), problem, [cast.una, cast.imani, cast.bea]) for _ in range(2)]
    stuck = Stuck.objects.get()
    where = address(problem) + f"#stuck-{stuck.pk}"
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, where)] * 2
    assert (stuck.words, stuck.tried, stuck.by) == (WORDS, "We asked ten of them.", cast.tom)
    assert set(stuck.asked.all()) == {cast.una, cast.imani, cast.bea}
    assert Crew.objects.filter(seat=cast.una, engagement=cast.growth, ended_at=None).count() == 1
    assert Chair.objects.filter(seat=cast.imani, problem=problem, left_at=None).count() == 1
    assert told(problem) == [
        "Tom Weiss gave Imani Reyes a seat at this table.",
        f"Tom Weiss is stuck and asks Una Holt, Imani Reyes, Bea Okafor for help: “{WORDS}”",
    ]
    heard = Notice.objects.filter(kind="stuck").values_list("seat__name", flat=True)
    assert sorted(heard) == ["Ana Ruiz", "Bea Okafor", "Imani Reyes", "Una Holt"]
    assert Problem.objects.get().cared_at == now  # saying so is a sign of life


def test_the_client_sees_that_work_goes_on(cast, browser):
    problem = cast.problem()
    stuck = acts.stumble(problem, WORDS, "", [cast.ana], by=cast.tom, at=DAY)
    for seat in (cast.bea, cast.tom):
        page = browser(seat).get(f"/problems/{problem.pk}/").content.decode()
        assert page.count("Stuck, and work goes on") == 1
        assert "help was asked for on 3 March; 0 answers so far" in page
    answer = browser(cast.ana).post(
        address(problem, f"stuck/{stuck.pk}/helps/"), {"words": "Ask who left.", "once": "k"}
    )
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#stuck-{stuck.pk}")
    for seat in (cast.bea, cast.tom):
        assert "1 answer so far" in browser(seat).get(f"/problems/{problem.pk}/").content.decode()
        page = browser(seat).get(address(problem)).content.decode()
        assert ("Tom Weiss asked Ana Ruiz on 3 March" in page, "Ask who left." in page) == (True, True)
    assert told(problem)[-1] == "Ana Ruiz helps where it is stuck: “Ask who left.”"


def test_it_goes_on(cast, browser):
    problem = cast.problem()
    stuck = acts.stumble(problem, WORDS, "", [cast.ana], by=cast.tom, at=DAY)
    where = address(problem, f"stuck/{stuck.pk}/ended/")
    answer = browser(cast.bea).post(where, {"words": "", "once": "k0"})
    assert (answer.status_code, "Say in a sentence how it goes on." in answer.content.decode()) == (422, True)
    codes = [
        browser(cast.bea).post(where, {"words": "We ask who left.", "once": once}).status_code
        for once in ("k1", "k1", "k2")
    ]
    assert codes == [303, 303, 409]
    stuck.refresh_from_db()
    assert (stuck.ended_by, stuck.ended_words) == (cast.bea, "We ask who left.")
    assert told(problem)[-1] == "Bea Okafor said how it goes on: “We ask who left.”"
    assert "Stuck, and work goes on" not in browser(cast.tom).get(f"/problems/{problem.pk}/").content.decode()


def test_a_client_asks_the_own_people_and_who_sits_there_but_no_other_experts(cast, browser):
    problem = cast.problem()
    page = browser(cast.bea).get(address(problem)).content.decode()
    names = ("Ana Ruiz", "Tom Weiss", "Imani Reyes, who gets a seat at this table", "Una Holt", "Maja", "Front desk")
    assert [f"<span>{name}" in page for name in names] == [True, True, True, False, False, False]
    for nobody in (cast.una, cast.maja, cast.front_desk, cast.bea, cast.luca):
        answer = ask(browser(cast.bea), problem, [nobody])
        page = answer.content.decode()
        assert (answer.status_code, "Choose people from the list." in page, WORDS in page) == (422, True, True)
    assert not Stuck.objects.exists()
    assert ask(browser(cast.bea), problem, [cast.imani, cast.tom]).status_code == 303
    assert Problem.objects.get().unanswered == 1  # the client waits for a word


def test_an_expert_is_offered_colleagues_and_the_clients_people(cast, browser):
    page = browser(cast.tom).get(address(cast.problem())).content.decode()
    names = (
        "Ana Ruiz<",
        "Bea Okafor<",
        "Imani Reyes, who gets",
        "Una Holt, who will work on it",
        "Kai",
        "Tom",
    )
    assert [f"<span>{name}" in page for name in names] == [True, True, True, True, False, False]


def test_words_are_kept_when_nobody_is_asked(cast, browser):
    answer = ask(browser(cast.tom), cast.problem(), [])
    page = answer.content.decode()
    assert (answer.status_code, "Choose at least one person to ask." in page, WORDS in page) == (422, True, True)


def test_somebody_else_finds_nothing(cast, browser):
    problem = cast.problem()
    stuck = acts.stumble(problem, WORDS, "", [cast.ana], by=cast.tom, at=DAY)
    for seat in (cast.una, cast.imani, cast.maja, cast.kai):
        for rest in ("stuck/", f"stuck/{stuck.pk}/helps/", f"stuck/{stuck.pk}/ended/"):
            assert browser(seat).post(address(problem, rest), {"words": "No."}).status_code == 404
    assert not Help.objects.exists()


@pytest.mark.parametrize("much", [1, 3])
def test_the_page_asks_as_often_with_one_as_with_three(cast, browser, much):
    problem = cast.problem()
    for _ in range(much):
        stuck = acts.stumble(problem, WORDS, "", [cast.ana, cast.bea], by=cast.tom, at=DAY)
        for seat in (cast.ana, cast.bea):
            acts.help_with(stuck, "So.", by=seat, at=DAY)
    reader = browser(cast.bea)
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(address(problem)).status_code == 200
    assert len(queries) == 14
