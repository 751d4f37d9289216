"""How the answers hang together: lines, branches, wordings, the way to the need."""

from django.utils import timezone

from ours.listen import acts
from ours.listen.models import Request
from ours.listen.reading import began, ladder_of, stair
from ours.problem.acts import seat_at
from tests.cast import DAY
from tests.listen.ladder import HOUR, answered, asked, two_rungs


def drawn(line):
    """A line as nested lists of words: each step its wordings, then its branches."""
    return [([one.rung.words for one in step.wordings], [drawn(branch) for branch in step.branches]) for step in line]


def test_a_ladder_with_a_branch_and_an_answer_put_right(cast):
    problem = cast.problem()
    first, second = two_rungs(cast, problem)
    right = acts.answer(
        second.question, "Steady months.", said_by=cast.bea, by=cast.bea, at=DAY + 4 * HOUR, overturns=second
    )
    branch = answered(
        asked(problem, "And who?", by=cast.tom, about=first),
        "Students.",
        said_by=cast.bea,
        by=cast.tom,
        at=DAY + 5 * HOUR,
    )
    # It stands on the wording that was put right, and so on the same step.
    top = answered(
        asked(problem, "So that?", by=cast.tom, about=second),
        "Hours.",
        said_by=cast.bea,
        by=cast.tom,
        at=DAY + 6 * HOUR,
    )
    elsewhere = answered(
        asked(problem, "What else?", by=cast.tom), "A website.", said_by=cast.bea, by=cast.tom, at=DAY + 2 * HOUR
    )
    ladder = ladder_of(problem)
    assert drawn(ladder.line) == [
        ([first.words], [[(["Students."], [])]]),
        ([second.words, "Steady months."], []),
        (["Hours."], []),
    ]
    assert [drawn(line) for line in ladder.branches] == [[(["A website."], [])]]
    assert ladder.top.rung == top
    assert ladder.current(ladder.wordings[second.pk]).rung == right
    assert {one.rung.pk for one in ladder.unconfirmed} == {first.pk, branch.pk, top.pk, elsewhere.pk}


def test_the_line_leads_to_the_need_even_if_something_else_was_said_later(cast):
    problem = cast.problem()
    first, second = two_rungs(cast, problem)
    answered(
        asked(problem, "And who?", by=cast.tom, about=first),
        "Students.",
        said_by=cast.bea,
        by=cast.tom,
        at=DAY + 5 * HOUR,
    )
    assert drawn(ladder_of(problem).line)[-1] == (["Students."], [])
    acts.name_need(second, "Fuller rooms.", verdict="narrowed", by=cast.tom, at=DAY + 6 * HOUR)
    ladder = ladder_of(problem)
    assert drawn(ladder.line) == [([first.words], [[(["Students."], [])]]), ([second.words], [])]
    assert [ladder.is_need(step) for step in ladder.line] == [False, True]


def test_the_stair_of_the_table(cast):
    problem = cast.problem()
    first, second = two_rungs(cast, problem)
    acts.mark(first, "tactic", suggested="outcome", by=cast.tom, at=DAY)
    acts.confirm(first, by=cast.bea, at=DAY + 30 * HOUR)
    acts.name_need(second, "Fuller rooms.", verdict="narrowed", by=cast.tom, at=DAY + 40 * HOUR)
    ladder = ladder_of(problem)
    lowest, top = stair(ladder)
    year = "" if DAY.year == timezone.localdate().year else f" {DAY.year}"
    assert lowest == {
        "words": first.words,
        "kind": "a tactic",
        "confirmed": f"Bea Okafor, 4 March{year}",
        "said": "said by Bea Okafor",
        "overturned": "",
        "need": False,
        "branches": [],
    }
    assert (top["words"], top["kind"], top["confirmed"], top["need"]) == (second.words, "", "", True)


def test_how_it_began(cast):
    problem = cast.problem("We need posts.")
    assert began(ladder_of(problem))["words"] == "We need posts."
    Request.objects.create(
        problem=problem,
        words="We need posts.\nThree a week.",
        channel="mail",
        asked_by=cast.bea,
        asked_at=DAY,
        by=cast.tom,
        at=DAY,
    )
    told = began(ladder_of(problem))
    assert told["words"] == "We need posts.\nThree a week."
    year = "" if DAY.year == timezone.localdate().year else f" {DAY.year}"
    assert told["how"] == f"It began on 3 March{year}, by mail, from Bea Okafor"


def test_who_has_not_been_heard_yet(cast):
    problem = cast.problem()
    seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    seat_at(problem, cast.front_desk, by=cast.tom, at=DAY)
    assert ladder_of(problem).unheard == [cast.imani, cast.front_desk]
    answered(asked(problem, "Why?", by=cast.tom), "Students.", said_by=cast.front_desk, by=cast.tom)
    assert ladder_of(problem).unheard == [cast.imani]


def test_a_ladder_of_a_thousand_rounds_is_read(cast):
    """Deep ladders are walked, not climbed by recursion."""
    from ours.listen.models import Question, Rung

    problem = cast.problem()
    about = None
    for number in range(1000):
        question = Question.objects.create(problem=problem, words="So that?", about=about, by=cast.tom, at=DAY)
        about = Rung.objects.create(
            problem=problem, question=question, parent=about, words=f"{number}", said_by=cast.bea, said_at=DAY,
            channel="call", by=cast.tom, at=DAY,
        )  # fmt: skip
    assert len(ladder_of(problem).line) == 1000
