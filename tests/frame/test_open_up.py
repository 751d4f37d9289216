"""Saying what solving it would open up (F8)."""

from ours.frame import reading, state_acts
from ours.frame.models import Opportunity
from tests.cast import DAY
from tests.frame import told


def send(browser, problem, words, once="k1"):
    return browser.post(f"/problems/{problem.pk}/state/opportunities/", {"words": words, "once": once})


def test_the_newest_counts_and_the_older_stays(cast, browser):
    problem = cast.problem()
    state_acts.open_up(problem, "A second room.", by=cast.tom, at=DAY)

    answer = send(browser(cast.bea), problem, "Fixed hours for six teachers.")

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/state/#opens")
    assert list(Opportunity.objects.order_by("at").values_list("words", "by")) == [
        ("A second room.", cast.tom.pk),
        ("Fixed hours for six teachers.", cast.bea.pk),
    ]
    assert told(problem)[-1] == "Bea Okafor said what it opens up: “Fixed hours for six teachers.”"
    view = reading.for_table(problem)
    assert (view.opens, view.opens_by) == ("Fixed hours for six teachers.", "Bea Okafor")
    page = browser(cast.tom).get(f"/problems/{problem.pk}/state/").content.decode()
    assert page.index("Fixed hours for six teachers.") < page.index("A second room.")


def test_empty_words_are_refused(cast, browser):
    problem = cast.problem()
    answer = send(browser(cast.bea), problem, "")
    assert answer.status_code == 422
    assert "Write what it would open up." in answer.content.decode()
    assert not Opportunity.objects.exists()


def test_a_double_click_says_it_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    assert [send(bea, problem, "A second room.").status_code for _ in range(2)] == [303, 303]
    assert Opportunity.objects.count() == 1


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert send(browser(seat), problem, "A second room.").status_code == 404, seat
    assert not Opportunity.objects.exists()
