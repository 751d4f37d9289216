"""Sharing a fear of one's own at the table (F6)."""

from ours.frame import reading, state_acts
from ours.frame.models import Fear
from tests.cast import DAY
from tests.frame import told


def send(browser, problem, words, once="k1"):
    return browser.post(f"/problems/{problem.pk}/state/fears/", {"words": words, "once": once})


def test_it_is_signed_by_the_one_who_has_it(cast, browser):
    problem = cast.problem()

    answer = send(browser(cast.bea), problem, "That Imani leaves.")

    fear = Fear.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/state/#fear-{fear.pk}")
    assert (fear.problem, fear.words, fear.by) == (problem, "That Imani leaves.", cast.bea)
    assert told(problem) == ["Bea Okafor shared a fear: “That Imani leaves.”"]
    assert reading.for_table(problem).fears == 1


def test_the_page_says_plainly_who_reads_it_and_whom_it_is_about(cast, browser):
    problem = cast.problem()
    page = browser(cast.bea).get(f"/problems/{problem.pk}/state/").content.decode()
    form = page[page.index("Write a fear of your own") :]
    assert "What are you yourself afraid of losing, or of not getting?" in form
    assert "Read by Bea Okafor, Ana Ruiz and Tom Weiss at this table." in form
    assert "Only about oneself: other people's fears are theirs to share." in page


def test_a_wording_can_begin_from_it(cast, browser):
    problem, elsewhere = cast.problem(), cast.problem("Something else.")
    fear = state_acts.share_fear(problem, "That Imani leaves.", by=cast.bea, at=DAY)
    page = browser(cast.tom).get(f"/problems/{problem.pk}/words/?fear={fear.pk}").content.decode()
    assert "Bea Okafor is afraid of this: That Imani leaves.\n\nOur problem is that we [" in page
    for query in (f"{elsewhere.pk}", "0", "x", "9" * 40):
        other = browser(cast.tom).get(f"/problems/{elsewhere.pk}/words/?fear={query}")
        assert (other.status_code, "That Imani leaves." in other.content.decode()) == (200, False)
    stranger = browser(cast.tom).get(f"/problems/{elsewhere.pk}/words/?fear={fear.pk}").content.decode()
    assert "That Imani leaves." not in stranger


def test_empty_words_are_refused(cast, browser):
    problem = cast.problem()
    answer = send(browser(cast.bea), problem, " ")
    assert answer.status_code == 422
    assert "Write it first, or leave this closed." in answer.content.decode()
    assert not Fear.objects.exists()


def test_a_double_click_shares_it_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    assert [send(bea, problem, "That Imani leaves.").status_code for _ in range(2)] == [303, 303]
    assert Fear.objects.count() == 1


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert send(browser(seat), problem, "Mine.").status_code == 404, seat
    assert not Fear.objects.exists()
