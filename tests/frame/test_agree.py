"""Agreeing to the same words (F3)."""

from datetime import timedelta

import pytest

from ours.frame import acts, dispute_acts
from ours.frame.holding import Overtaken
from ours.frame.models import Agreement
from ours.problem.models import Event, Stage
from ours.records import KeptError
from tests.cast import DAY
from tests.frame import FIRST, SECOND, told


def send(browser, problem, version, once="k1", **more):
    return browser.post(f"/problems/{problem.pk}/agreement/", {"version": str(version), "once": once, **more})


def test_both_sides_sign_the_same_words(cast, browser):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)

    answer = send(browser(cast.bea), problem, 1)

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/words/#signatures")
    assert list(Agreement.objects.values_list("statement", "by")) == [(first.pk, cast.bea.pk)]
    problem.refresh_from_db()
    assert (problem.stage, problem.step, problem.move) == (Stage.FRAMING, "sign", "expert")

    assert send(browser(cast.tom), problem, 1).status_code == 303

    assert set(Agreement.objects.values_list("statement", "by")) == {
        (first.pk, cast.bea.pk),
        (first.pk, cast.tom.pk),
    }
    assert told(problem)[2:] == [
        "Bea Okafor signed version 1.",
        "Tom Weiss signed version 1.",
        "Everybody who was asked has signed the same words, version 1.",
    ]
    problem.refresh_from_db()
    assert (problem.stage, problem.step) == (Stage.OWNING, "say_states")


def test_a_new_version_asks_everybody_again_and_the_old_signatures_stay(cast, browser):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.agree(problem, first, by=cast.bea, at=DAY)
    acts.agree(problem, first, by=cast.tom, at=DAY)
    acts.word(problem, SECOND, based_on=1, by=cast.tom, at=DAY)
    assert (problem.stage, problem.step, problem.move) == (Stage.FRAMING, "sign", "both")
    page = browser(cast.bea).get(f"/problems/{problem.pk}/words/").content.decode()
    assert page.count("awaiting Bea Okafor") == 1
    assert page.count("awaiting Tom Weiss") == 1
    assert page.count("signed on") == 2  # in the list of versions
    assert "Sign these words" in page
    with pytest.raises(KeptError):
        Agreement.objects.first().delete()


def test_signing_a_version_that_was_overtaken_is_refused_with_both_shown(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.word(problem, SECOND, based_on=1, by=cast.ana, at=DAY)

    answer = send(browser(cast.bea), problem, 1)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The words have changed while you were reading them. Nothing was signed." in page
    assert f"<blockquote>{FIRST}</blockquote>" in page
    assert f"<h1>{SECOND}</h1>" in page
    form = page[page.index(f'action="/problems/{problem.pk}/agreement/"') :]
    form = form[: form.index("</form>")]
    assert ('name="version" value="2"' in form, "Sign these words" in form) == (True, True)
    assert not Agreement.objects.exists()


def test_a_version_that_never_was_signs_nothing(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    for version in ("2", "0", "-1", "", "x"):
        assert send(browser(cast.bea), problem, version).status_code == 409, version
    assert not Agreement.objects.exists()


def test_only_who_is_asked_can_sign(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    answer = send(browser(cast.ana), problem, 1)
    assert answer.status_code == 403
    assert not Agreement.objects.exists()
    assert "Sign these words" not in browser(cast.ana).get(f"/problems/{problem.pk}/words/").content.decode()
    acts.ask_to_sign(problem, [cast.bea, cast.tom, cast.ana], by=cast.bea, at=DAY)
    assert send(browser(cast.ana), problem, 1).status_code == 303
    assert Agreement.objects.get().by == cast.ana


def test_the_act_itself_refuses_older_words(cast):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    second = acts.word(problem, SECOND, based_on=1, by=cast.tom, at=DAY)
    with pytest.raises(Overtaken) as refusal:
        acts.agree(problem, first, by=cast.bea, at=DAY)
    assert refusal.value.newest == second
    assert not Agreement.objects.exists()


def test_signing_twice_is_signing_once(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    bea = browser(cast.bea)
    for once in ("k1", "k1", "k2"):
        assert send(bea, problem, 1, once).status_code == 303
    assert Agreement.objects.count() == 1
    assert told(problem).count("Bea Okafor signed version 1.") == 1


def test_disagreeing_with_the_words_takes_the_signature_back_until_it_is_settled(cast, browser):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.agree(problem, first, by=cast.bea, at=DAY)
    later = DAY + timedelta(hours=1)
    against = dispute_acts.disagree(
        problem, "words", common_ground="Hours matter.", words="“Swings” is too big.", statement=first,
        by=cast.bea, at=later,
    )  # fmt: skip
    acts.agree(problem, first, by=cast.tom, at=later)
    assert not Event.objects.filter(kind="all_agreed").exists()
    assert Agreement.objects.filter(by=cast.bea).exists()
    page = browser(cast.tom).get(f"/problems/{problem.pk}/words/").content.decode()
    assert "Bea Okafor signed and has disagreed with these words since." in page
    assert page.count("awaiting Bea Okafor") == 1

    dispute_acts.settle(against, "We looked at the numbers together.", by=cast.bea, at=later)

    assert told(problem)[-2:] == [
        "Bea Okafor settled a disagreement: “We looked at the numbers together.”",
        "Everybody who was asked has signed the same words, version 1.",
    ]
    page = browser(cast.tom).get(f"/problems/{problem.pk}/words/").content.decode()
    assert "awaiting" not in page


def test_signing_the_words_that_one_disputes_counts_from_then_on(cast):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    dispute_acts.disagree(
        problem, "words", common_ground="Hours.", words="Too big.", statement=first, by=cast.bea, at=DAY
    )
    acts.agree(problem, first, by=cast.tom, at=DAY)
    acts.agree(problem, first, by=cast.bea, at=DAY + timedelta(hours=1))
    assert told(problem)[-1] == "Everybody who was asked has signed the same words, version 1."


def test_that_all_have_signed_is_told_when_it_happens_and_not_again(cast):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    people = [cast.bea, cast.tom, cast.ana]
    acts.ask_to_sign(problem, people, by=cast.tom, at=DAY)
    for seat in people:
        acts.agree(problem, first, by=seat, at=DAY)
    acts.ask_to_sign(problem, people[:2], by=cast.tom, at=DAY)
    it = dispute_acts.disagree(problem, "solution", common_ground="Hours.", words="No.", by=cast.bea, at=DAY)
    dispute_acts.settle(it, "Talked.", by=cast.bea, at=DAY)
    it = dispute_acts.disagree(problem, "solution", common_ground="Hours.", words="No.", by=cast.bea, at=DAY)
    dispute_acts.set_aside(it, "Later.", by=cast.bea, at=DAY, back_when="all_agreed")
    assert told(problem).count("Everybody who was asked has signed the same words, version 1.") == 1


def test_a_signature_from_the_table_goes_back_to_the_table(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    answer = send(browser(cast.bea), problem, 1, **{"from": "table"})
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/")


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert send(browser(seat), problem, 1).status_code == 404, seat
    assert not Agreement.objects.exists()
