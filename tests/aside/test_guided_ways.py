"""Four ways a client can seem difficult: guided ways to a statement, for the firm alone (F7)."""

import pytest

from ours.aside import acts
from ours.aside.models import GuidedWay
from ours.aside.patterns import PATTERNS, STEPS
from ours.coach.forms import FORMS
from ours.post.models import Notice
from ours.problem.models import Event
from tests.cast import DAY

ANSWERS = {
    "seen": "The figures of May are missing since June.",
    "ours": "We never said what they are for.",
    "theirs": "They would have to ask the tax adviser.",
    "first": "We show our own hours.",
    "statement": "We do not tell each other about figures in time.",
}


def address(problem, rest=""):
    return f"/problems/{problem.pk}/aside/ways/{rest}"


def begun(cast, problem, pattern="withholding"):
    return acts.begin_way(problem, pattern, by=cast.tom, at=DAY)


def test_there_are_four_with_the_same_four_steps_and_forms_that_exist():
    assert [pattern.key for pattern in PATTERNS] == ["withholding", "undecided", "frozen", "arguing"]
    assert {tuple(step.key for step in pattern.steps) for pattern in PATTERNS} == {STEPS}
    assert {key for pattern in PATTERNS for key in pattern.forms} <= {form.key for form in FORMS}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.key)
def test_each_leads_from_its_questions_to_a_statement(cast, browser, pattern):
    problem, tom = cast.problem(), browser(cast.tom)
    page = tom.get(address(problem)).content.decode()
    assert page.count(str(pattern.looks)) == 1
    answers = [tom.post(address(problem, "begun/"), {"pattern": pattern.key, "once": "k1"}) for _ in range(2)]
    way = GuidedWay.objects.get()
    where = address(problem, f"{way.pk}/")
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, where)] * 2
    page = tom.get(where).content.decode()
    assert [page.count(str(step.asks)) for step in pattern.steps] == [1, 1, 1, 1]
    answer = tom.post(where + "gone/", ANSWERS | {"read": "", "once": "k2"})
    assert (answer.status_code, answer["Location"]) == (303, where)
    way.refresh_from_db()
    assert {name: getattr(way, name) for name in ANSWERS} == ANSWERS
    assert (way.by, way.changed_by) == (cast.tom, cast.tom)
    page = browser(cast.ana).get(where).content.decode()  # a colleague goes on
    assert [words in page for words in ANSWERS.values()] == [True] * 5
    assert f'href="/problems/{problem.pk}/words/"' in page


def test_a_client_never_sees_that_there_is_such_a_thing(cast, browser):
    problem = cast.problem()
    way = begun(cast, problem)
    acts.go_way(way, {name: f"Canary {name}" for name in ANSWERS}, by=cast.tom, at=DAY)
    bea = browser(cast.bea)
    for rest in ("", f"{way.pk}/"):
        assert bea.get(address(problem, rest)).status_code == 404
    for rest in ("begun/", f"{way.pk}/gone/", f"{way.pk}/ended/"):
        assert bea.post(address(problem, rest), {"pattern": "frozen"} | ANSWERS).status_code == 404
    pages = ["/", f"/problems/{problem.pk}/", f"/problems/{problem.pk}/aside/", f"/problems/{problem.pk}/history/"]
    words = [str(pattern.name) for pattern in PATTERNS] + ["Canary", "/aside/ways/", "When it seems difficult"]
    for page in [*pages, f"/problems/{problem.pk}/words/", "/search/?q=Canary"]:
        told = bea.get(page).content.decode().replace("q=Canary", "").replace('value="Canary"', "")
        assert [one for one in words if one in told and not page.startswith("/search/")] == [], page
        assert "Canary seen" not in told
    assert [event.kind for event in Event.objects.filter(problem=problem)] == ["opened"]
    assert not Notice.objects.exclude(kind="opened").exists()
    with pytest.raises(ValueError, match="the firm's"):
        acts.begin_way(problem, "frozen", by=cast.bea, at=DAY)


def test_others_find_nothing(cast, browser):
    problem, other = cast.problem(), cast.problem("Another.")
    way = begun(cast, problem)
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.tom_at_ferro):
        assert browser(seat).get(address(problem)).status_code == 404
        assert browser(seat).post(address(problem, f"{way.pk}/gone/"), ANSWERS).status_code == 404
    assert browser(cast.tom).get(address(other, f"{way.pk}/")).status_code == 404
    assert browser(cast.tom).post(address(problem, "begun/"), {"pattern": "lazy"}).status_code == 404


def test_a_colleagues_newer_answers_are_not_written_over(cast, browser):
    problem = cast.problem()
    way = begun(cast, problem)
    where = address(problem, f"{way.pk}/gone/")
    assert browser(cast.tom).post(where, ANSWERS | {"read": "", "once": "k1"}).status_code == 303
    mine = ANSWERS | {"seen": "Mine.", "read": "", "once": "k2"}
    answer = browser(cast.ana).post(where, mine)
    page = answer.content.decode()
    assert (answer.status_code, "Mine." in page, "Somebody changed this meanwhile." in page) == (409, True, True)
    way.refresh_from_db()
    assert way.seen == ANSWERS["seen"]
    read = page.split('name="read" value="', 1)[1].split('"', 1)[0].replace("&#43;", "+")
    assert browser(cast.ana).post(where, mine | {"read": read, "once": "k3"}).status_code == 303
    way.refresh_from_db()
    assert way.seen == "Mine."


def test_what_is_put_away_is_gone(cast, browser):
    problem = cast.problem()
    way = begun(cast, problem)
    acts.go_way(way, ANSWERS, by=cast.tom, at=DAY)
    answer = browser(cast.tom).post(address(problem, f"{way.pk}/ended/"), {"once": "k"})
    assert (answer.status_code, answer["Location"]) == (303, address(problem))
    way.refresh_from_db()
    assert {getattr(way, name) for name in ANSWERS} == {""}
    assert browser(cast.tom).get(address(problem, f"{way.pk}/")).status_code == 404


def test_the_statement_can_be_read_over_for_the_own_side(cast, browser):
    problem = cast.problem()
    way = begun(cast, problem)
    page = browser(cast.tom).get(address(problem, f"{way.pk}/")).content.decode()
    assert 'data-coach="statement"' in page
    assert "field=statement&amp;kind=statement" in page
    assert "&amp;aside=1" in page
