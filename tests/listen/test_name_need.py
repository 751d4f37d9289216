"""Naming the need from an answer, with the verdict on the request (L4)."""

from ours.listen.models import Need
from ours.problem.models import Event, Problem
from tests.cast import DAY
from tests.listen.ladder import HOUR, answered, asked, listening, told, two_rungs


def test_the_need_is_named_with_verdict_and_rounds(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    # "No, actually": a third round that puts the second right. Both were asked on the way.
    question = asked(problem, "Is it about more people?", by=cast.tom, at=DAY + 4 * HOUR, about=second)
    third = answered(question, "Steady income.", said_by=cast.bea, by=cast.bea, at=DAY + 5 * HOUR, overturns=second)
    typed = {"words": "An income that does not swing.", "verdict": "redirected", "once": "k"}

    answer = browser(cast.tom).post(listening(problem, f"answers/{third.pk}/need/"), typed)

    need = Need.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, "#need"))
    assert (need.rung, need.words, need.verdict, need.rounds, need.by) == (
        third,
        "An income that does not swing.",
        "redirected",
        3,
        cast.tom,
    )
    assert told(problem)[-1] == "Tom Weiss named the need: “An income that does not swing.”"
    assert Event.objects.latest("pk").told == {
        "who": "Tom Weiss",
        "words": "An income that does not swing.",
        "verdict": {"t": "redirected"},
        "rounds": 3,
        "need": need.pk,
    }
    problem = Problem.objects.get(pk=problem.pk)
    assert (problem.stage, problem.step) == ("framing", "draft")
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(listening(problem)).content.decode()
        assert '<p class="said">An income that does not swing.</p>' in page
        assert "<b>redirected</b>" in page
        assert "3 rounds of questions" in page


def test_a_branch_that_leads_elsewhere_is_no_round_on_the_way(cast, browser):
    problem = cast.problem()
    first, second = two_rungs(cast, problem)
    answered(
        asked(problem, "And who would come?", by=cast.tom, about=first), "Students.", said_by=cast.bea, by=cast.tom
    )
    browser(cast.tom).post(
        listening(problem, f"answers/{second.pk}/need/"), {"words": "Fuller rooms.", "verdict": "narrowed", "once": "k"}
    )
    assert Need.objects.get().rounds == 2


def test_the_form_suggests_the_words_and_a_verdict_with_its_reason(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    page = browser(cast.tom).get(listening(problem), {"need": second.pk}).content.decode()
    assert ">More people would come to our workshops.</textarea>" in page
    assert page.count('name="verdict"') == 4
    assert page.count(" checked") == 1
    assert '<p class="hint">' in page


def test_named_anew_the_newest_counts_and_the_older_stays(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    tom = browser(cast.tom)
    for number, words in enumerate(("Fuller rooms.", "Steady months.")):
        tom.post(
            listening(problem, f"answers/{second.pk}/need/"),
            {"words": words, "verdict": "narrowed", "once": f"k{number}"},
        )
    page = browser(cast.bea).get(listening(problem)).content.decode()
    assert '<p class="said">Steady months.</p>' in page
    assert '<span class="what">Fuller rooms.</span>' in page


def test_an_answer_put_right_meanwhile_is_shown_first(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    answered(second.question, "Steady months.", said_by=cast.bea, by=cast.bea, at=DAY + 5 * HOUR, overturns=second)
    page = browser(cast.tom).post(
        listening(problem, f"answers/{second.pk}/need/"), {"words": "Fuller rooms.", "verdict": "narrowed", "once": "k"}
    )
    text = page.content.decode()
    assert page.status_code == 409
    assert "Bea Okafor put this differently while you wrote." in text
    assert ">Fuller rooms.</textarea>" in text
    assert Need.objects.count() == 0


def test_a_need_whose_answer_was_put_right_says_so(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    browser(cast.tom).post(
        listening(problem, f"answers/{second.pk}/need/"), {"words": "Fuller rooms.", "verdict": "narrowed", "once": "k"}
    )
    note = "the answer it was named from was put right since"
    assert note not in browser(cast.tom).get(listening(problem)).content.decode()
    answered(second.question, "Steady months.", said_by=cast.bea, by=cast.bea, at=DAY + 5 * HOUR, overturns=second)
    assert note in browser(cast.tom).get(listening(problem)).content.decode()


def test_it_is_named_by_experts_and_needs_words_and_verdict(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    address = listening(problem, f"answers/{first.pk}/need/")
    typed = {"words": "Fuller rooms.", "verdict": "narrowed", "once": "k"}
    assert browser(cast.bea).post(address, typed).status_code == 403
    assert browser(cast.imani).post(address, typed).status_code == 404
    page = browser(cast.tom).post(address, {"words": "Fuller rooms.", "once": "k"})
    assert page.status_code == 422
    assert "Choose how far off the request was." in page.content.decode()
    assert ">Fuller rooms.</textarea>" in page.content.decode()
    assert Need.objects.count() == 0
