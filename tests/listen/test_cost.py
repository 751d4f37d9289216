"""What the pages cost: as many statements for three of everything as for one."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ours.listen import acts, session_acts
from ours.listen.models import Request
from ours.post import passes
from ours.problem.acts import seat_at
from tests.cast import DAY
from tests.listen.ladder import HOUR, listening


def fill(cast, problem, number):
    """One more of everything on a problem."""
    at = DAY + number * 10 * HOUR
    Request.objects.create(
        problem=problem, words="Posts.", channel="mail", asked_by=cast.bea, asked_at=at, by=cast.tom, at=at
    )
    session = session_acts.begin(problem, by=cast.tom, at=at)
    question = acts.ask(problem, "What drives it?", by=cast.tom, at=at, session=session)
    rung = acts.answer(question, "An audience.", said_by=cast.bea, by=cast.tom, at=at)
    right = acts.answer(question, "Steady months.", said_by=cast.bea, by=cast.tom, at=at + HOUR, overturns=rung)
    acts.ask(problem, "And by when?", by=cast.tom, at=at + HOUR, about=right)
    acts.mark(right, "outcome", suggested="outcome", by=cast.tom, at=at)
    acts.confirm(right, by=cast.bea, at=at)
    acts.name_need(right, "Steady months.", verdict="redirected", by=cast.tom, at=at)
    acts.say_aim(problem, "urgent", "June.", by=cast.bea, at=at)
    acts.say_aim(problem, "ahead", "Hours.", by=cast.bea, at=at)
    playback = session_acts.play_back(session, "Steady months.", by=cast.tom, at=at + HOUR)
    session_acts.hear(playback, heard=False, missing="Hours.", by=cast.imani, at=at + HOUR)
    session_acts.hear(playback, heard=True, by=cast.imani, at=at + 2 * HOUR)


@pytest.mark.slow
@pytest.mark.parametrize(("page", "most"), [("", 12), ("session/", 12)])
@pytest.mark.parametrize("who", ["tom", "bea"])
def test_three_of_everything_cost_as_much_as_one(cast, browser, page, most, who):
    counts = []
    for much in (1, 3):
        problem = cast.problem()
        seat_at(problem, cast.imani, by=cast.tom, at=DAY)
        for number in range(much):
            fill(cast, problem, number)
        reader = browser(getattr(cast, who))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert reader.get(listening(problem, page)).status_code == 200
        counts.append(len(queries))
    assert counts == [most, most]


def test_the_page_of_a_letter(cast, browser):
    problem = cast.problem()
    seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    fill(cast, problem, 0)
    question = problem.questions.latest("at")
    key = passes.issue(cast.bea, problem, question.pk, at=timezone.now())
    with CaptureQueriesContext(connection) as queries:
        assert Browser().get(f"/answer/{key}/").status_code == 200
    assert len(queries) == 8
