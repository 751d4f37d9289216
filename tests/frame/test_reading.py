"""What the pages and the Table load, and how little it costs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.frame import acts, dispute_acts, reading, state_acts
from ours.frame.seen import Signature
from ours.problem import acts as spine
from tests.cast import DAY

# Each page with the statements it takes: three for session, seat and problem, the rest for what it shows.
PAGES = {"words/": 8, "words/?form=priorities": 9, "drafts/": 5, "disagreements/": 7, "state/": 9}


def fill(cast, times):
    """A problem with `times` of everything that this room keeps."""
    problem = cast.problem()
    spine.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    signers = [cast.bea, cast.imani, cast.ana, cast.tom]
    for number in range(1, times + 1):
        at = DAY + timedelta(days=number)
        statement = acts.word(problem, f"Words {number}.", based_on=number - 1, by=cast.tom, at=at)
        acts.ask_to_sign(problem, signers, by=cast.bea, at=at)
        for seat in (cast.bea, cast.tom)[: number + 1]:
            acts.agree(problem, statement, by=seat, at=at)
        for seat in (cast.bea, cast.tom):
            acts.lay_draft(problem, "How we see it.", "How they do.", number=number, by=seat, at=at)
        against = [
            dispute_acts.disagree(problem, where, common_ground="Ground.", words=f"No {number}.", by=cast.imani, at=at)
            for where in ("problem", "solution", "solution")
        ]
        dispute_acts.settle(against[1], "Talked.", by=cast.imani, at=at)
        dispute_acts.set_aside(against[2], "Later.", by=cast.imani, at=at, back_on=date(2026, 9, 1))
        for which in ("now", "wanted"):
            state_acts.say_state(problem, which, f"It is {which} {number}.", by=cast.bea, at=at)
        for name in ("Kept", "Replaced"):
            measure = state_acts.set_measure(
                problem, f"{name} {number}", now=Decimal(1), wanted=Decimal(9), wanted_by=date(2026, 9, 1),
                now_on=at.date(), by=cast.tom, at=at,
            )  # fmt: skip
            for value in range(times):
                state_acts.take_reading(measure, Decimal(value), on=at.date(), by=cast.bea, at=at)
        state_acts.set_measure(
            problem, f"New {number}", now=Decimal(1), wanted=Decimal(9), wanted_by=date(2026, 9, 1),
            now_on=at.date(), replaces=measure, by=cast.tom, at=at,
        )  # fmt: skip
        state_acts.open_up(problem, f"Doors {number}.", by=cast.tom, at=at)
        state_acts.share_fear(problem, f"Fear {number}.", by=cast.bea, at=at)
    return problem


@pytest.mark.parametrize("times", [1, 3])
def test_the_pages_cost_the_same_however_much_there_is(cast, browser, times):
    problem = fill(cast, times)
    tom = browser(cast.tom)
    cost = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert tom.get(f"/problems/{problem.pk}/{page}").status_code == 200
        cost[page] = len(queries)
    assert cost == PAGES


@pytest.mark.parametrize("times", [1, 3])
def test_the_table_loads_this_room_in_seven_statements(cast, times, django_assert_num_queries):
    problem = fill(cast, times)
    with django_assert_num_queries(7):
        view = reading.for_table(problem)
        # Everything a page says about them is loaded too.
        assert view.statement is not None
        assert (view.statement.version, view.statement.words, view.statement.by.name) == (
            times,
            f"Words {times}.",
            "Tom Weiss",
        )
        at = DAY + timedelta(days=times)
        assert view.signatures == [
            Signature(cast.bea, at, False),
            Signature(cast.imani, None, False),
            Signature(cast.ana, None, False),
            Signature(cast.tom, at, False),
        ]
        assert [(each.place, each.words, each.common_ground, each.by.name) for each in view.disagreements] == [
            ("problem", f"No {number}.", "Ground.", "Imani Reyes") for number in range(1, times + 1)
        ]
        assert view.now is not None and view.wanted is not None
        assert (view.now.words, view.now.by.name) == (f"It is now {times}.", "Bea Okafor")
        assert view.wanted.words == f"It is wanted {times}."
        assert {each.name for each in view.measures} == {
            f"{name} {number}" for name in ("Kept", "New") for number in range(1, times + 1)
        }
        kept = next(each for each in view.measures if each.name == "Kept 1")
        assert (len(kept.readings), kept.now, kept.baseline.value) == (times + 1, Decimal(times - 1), Decimal(1))
        assert (view.opens, view.opens_by, view.opens_at) == (f"Doors {times}.", "Tom Weiss", at)
        assert (view.rounds_opened, view.sealed_by, view.fears) == (times, "", times)
        assert [each.seat.side for each in view.signatures] == ["client", "client", "expert", "expert"]


def test_a_fresh_problem_shows_nothing_of_this_room(cast, django_assert_num_queries):
    problem = cast.problem()
    with django_assert_num_queries(6):  # no measure, no readings
        assert reading.for_table(problem) == reading.FrameView(
            statement=None,
            signatures=[],
            disagreements=[],
            now=None,
            wanted=None,
            measures=[],
            opens="",
            opens_by="",
            opens_at=None,
            rounds_opened=0,
            sealed_by="",
            fears=0,
        )


def test_the_pages_of_a_fresh_problem_say_what_can_be_done(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    for page, sentence in (
        ("words/", "Nobody has put it yet in a way that both sides could sign."),
        ("drafts/", "Two blind drafts"),
        ("disagreements/", "No disagreement is open at this table."),
        ("state/", "Nobody has said yet how it is now."),
    ):
        answer = bea.get(f"/problems/{problem.pk}/{page}")
        assert (answer.status_code, sentence in answer.content.decode()) == (200, True), page
