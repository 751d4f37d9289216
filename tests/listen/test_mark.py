"""Marking what an answer names, against what its text reads as (L2)."""

from ours.coach.rung import read_answer
from ours.listen.models import RungMark
from ours.problem.models import Event, Problem
from tests.listen.ladder import listening, told, two_rungs


def test_an_expert_marks_and_the_suggestion_is_kept_beside(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    suggested = read_answer(first.words, first.question.words).kind
    due = Problem.objects.get(pk=problem.pk).care_due

    answer = browser(cast.tom).post(listening(problem, f"answers/{first.pk}/mark/"), {"kind": "stake", "once": "k"})

    mark = RungMark.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, f"#rung-{first.pk}"))
    assert (mark.rung, mark.kind, mark.suggested, mark.by) == (first, "stake", suggested, cast.tom)
    assert told(problem)[-1] == (
        "Tom Weiss took “We want to be seen by a younger audience.” to be what is at stake for a person."
    )
    assert Event.objects.latest("pk").told == {
        "who": "Tom Weiss",
        "words": "We want to be seen by a younger audience.",
        "what": {"t": "what is at stake for a person"},
        "rung": first.pk,
    }
    # Nobody at the client sees a sign of life in it.
    assert Problem.objects.get(pk=problem.pk).care_due == due


def test_both_sides_read_the_mark_and_only_experts_the_suggestion(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    browser(cast.tom).post(listening(problem, f"answers/{first.pk}/mark/"), {"kind": "tactic", "once": "k"})
    for seat, suggestions in ((cast.tom, 1), (cast.bea, 0)):
        page = browser(seat).get(listening(problem)).content.decode()
        assert page.count('<span class="tag">a tactic</span> <small>marked by Tom Weiss</small>') == 1
        assert page.count("Mark it so") == suggestions


def test_the_newest_mark_counts_and_the_same_again_is_none(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    tom = browser(cast.tom)
    for number, kind in enumerate(("tactic", "outcome", "outcome")):
        tom.post(listening(problem, f"answers/{first.pk}/mark/"), {"kind": kind, "once": f"k{number}"})
    assert list(RungMark.objects.order_by("at", "pk").values_list("kind", flat=True)) == ["tactic", "outcome"]
    assert '<span class="tag">an outcome</span>' in tom.get(listening(problem)).content.decode()


def test_client_people_do_not_mark(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    address = listening(problem, f"answers/{first.pk}/mark/")
    assert browser(cast.bea).post(address, {"kind": "tactic", "once": "k"}).status_code == 403
    assert browser(cast.una).post(address, {"kind": "tactic", "once": "k"}).status_code == 404
    other = cast.problem("Our website looks old.")
    foreign = listening(other, f"answers/{first.pk}/mark/")
    assert browser(cast.tom).post(foreign, {"kind": "tactic", "once": "k"}).status_code == 404
    assert RungMark.objects.count() == 0


def test_only_the_six_kinds_are_marks(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    page = browser(cast.tom).post(listening(problem, f"answers/{first.pk}/mark/"), {"kind": "great", "once": "k"})
    assert page.status_code == 422
    assert RungMark.objects.count() == 0
