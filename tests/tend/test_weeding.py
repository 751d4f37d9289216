"""Weeding: the small ignored, the held up, those without an owner and those that came back; each is decided (T8)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.listen import intake_acts as talk
from ours.listen.models import Question
from ours.own import acts as own
from ours.own.models import Commitment
from ours.people import acts as people
from ours.problem import acts as problems
from ours.problem.models import Parking, Problem
from ours.solve import constraint_acts as solve
from ours.tend import weeding_acts as acts
from ours.tend import weeds
from ours.tend.models import LetGo, Weeded
from tests.cast import DAY
from tests.tend.helping import address, in_days, told

DAYS = timedelta(days=1)


def owned(cast, words, **changed):
    """A problem with an owner on both sides, cared for a moment ago: nothing to weed."""
    problem = cast.problem(words, at=DAY + 7 * DAYS, **changed)
    for seat in (cast.tom, cast.bea):
        own.own(problem, seat, by=seat, at=DAY + 7 * DAYS)
    return problem


def reasons(seat, now):
    return {weed.problem.headline: weed.reasons for weed in weeds.weeds(seat, now)}


def test_what_wants_weeding_and_why(cast, now):
    owned(cast, "Nothing to weed.")
    held = owned(cast, "Held up.")
    solve.name_constraint(held, "The hall is let.", whose="client", blocks="More rooms.", by=cast.bea, at=DAY)
    lifted = owned(cast, "Free again.")
    gone = solve.name_constraint(lifted, "No budget.", whose="client", blocks="All.", by=cast.bea, at=DAY)
    solve.lift(gone, "There is one now.", by=cast.bea, at=DAY)
    back = owned(cast, "Came back.")
    parking = problems.park(
        back, what="problem", words="It.", reason="So.", agreed_by=[], by=cast.tom, at=DAY, back_on=in_days(1)
    )
    problems.come_back(parking, at=now - DAYS)
    forgotten = owned(cast, "Forgotten.")
    problems.park(
        forgotten,
        what="problem",
        words="It.",
        reason="So.",
        agreed_by=[],
        by=cast.tom,
        at=now - 31 * DAYS,
        back_when="all_agreed",
    )
    small = owned(cast, "Small.")
    problems.call_serious(small, 1, by=cast.tom, at=DAY)
    Problem.objects.filter(pk=small.pk).update(cared_at=now - 8 * DAYS)
    half = cast.problem("Half owned.", at=now)
    own.own(half, cast.tom, by=cast.tom, at=now)
    assert reasons(cast.tom, now) == {
        "Came back.": ["It was parked and has come back."],
        "Forgotten.": ["It is parked until something happens, and has waited for over a month."],
        "Small.": ["It is small, and the client has seen nothing for 8 days."],
        "Half owned.": ["Nobody at Yoga House owns it."],
        "Held up.": ["A constraint holds it up."],
    }
    assert list(reasons(cast.tom, now)) == ["Came back.", "Forgotten.", "Small.", "Half owned.", "Held up."]
    assert reasons(cast.ana, now) == reasons(cast.tom, now)
    assert reasons(cast.una, now) == reasons(cast.kai, now) == {}


def test_the_walk_goes_from_one_to_the_next(cast, browser):
    first, second = cast.problem("First.", at=DAY), cast.problem("Second.", at=DAY + DAYS)
    tom = browser(cast.tom)
    assert tom.get("/").content.decode().count('href="/weeding/"') == 1
    page = tom.get("/weeding/").content.decode()
    assert ("2 problems want a decision" in page, "First.</a></h1>" in page) == (True, True)
    assert "Nobody owns it on either side." in page
    page = tom.get(f"/weeding/?later={first.pk}").content.decode()
    assert ("1 problem wants a decision" in page, "Second.</a></h1>" in page) == (True, True)
    answer = tom.post(
        address(second, "weeding/ask/".replace("ask", "asked")),
        {"words": "Is it still so?", "later": str(first.pk), "once": "k"},
    )
    assert (answer.status_code, answer["Location"]) == (303, f"/weeding/?later={first.pk}")
    page = tom.get(answer["Location"]).content.decode()
    assert ("1 problem was put off." in page, "the client was asked, 10 March" in page) == (True, True)
    assert "First.</a></h1>" in tom.get("/weeding/").content.decode()


def test_do_is_a_commitment(cast, browser):
    problem = cast.problem()
    fields = {"words": "Call Bea.", "due": in_days(3).isoformat(), "once": "k"}
    codes = [browser(cast.tom).post(address(problem, "weeding/do/"), fields).status_code for _ in range(2)]
    made = Commitment.objects.get()
    assert (codes, made.words, made.due, made.seat) == ([303, 303], "Call Bea.", in_days(3), cast.tom)
    assert list(Weeded.objects.values_list("kind", "by")) == [("do", cast.tom.pk)]
    assert told(problem) == ["Tom Weiss committed: “Call Bea.”, by 13 March 2026."]


def test_ask_is_a_question(cast, browser):
    problem = cast.problem()
    browser(cast.tom).post(address(problem, "weeding/asked/"), {"words": "Is it still so?", "once": "k"})
    assert (Question.objects.get().words, Weeded.objects.get().kind) == ("Is it still so?", "ask")
    assert told(problem) == ["Tom Weiss asked: “Is it still so?”"]


def test_parking_takes_both_sides_and_a_day(cast, browser):
    problem = cast.problem()
    fields = {"reason": "After the summer.", "back_on": in_days(30).isoformat(), "once": "k"}
    answer = browser(cast.tom).post(address(problem, "weeding/parked/"), fields)
    page = answer.content.decode()
    assert (answer.status_code, "Choose who at Yoga House agreed." in page) == (422, True)
    assert "After the summer." in page
    answer = browser(cast.tom).post(address(problem, "weeding/parked/"), fields | {"agreed_by": [cast.bea.pk]})
    assert (answer.status_code, answer["Location"]) == (303, "/weeding/")
    parking = Parking.objects.get()
    assert (parking.what, parking.back_on, set(parking.agreed_by.all())) == (
        "problem",
        in_days(30),
        {cast.tom, cast.bea},
    )
    assert (Problem.objects.get().care_due, Weeded.objects.get().kind) == (None, "park")


def test_what_is_let_go_says_why_and_anybody_takes_it_up_again(cast, browser, now):
    problem = cast.problem()
    where = address(problem, "weeding/let-go/")
    answer = browser(cast.tom).post(where, {"reason": ""})
    assert (answer.status_code, "Say why. The client reads it." in answer.content.decode()) == (422, True)
    assert browser(cast.tom).post(where, {"reason": "It solved itself.", "once": "k"}).status_code == 303
    gone = Problem.objects.get()
    assert (gone.care_due, gone.let_go_at, LetGo.objects.get().reason) == (None, now, "It solved itself.")
    assert told(problem) == ["Tom Weiss let it go. Why: “It solved itself.”"]
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(f"/problems/{problem.pk}/").content.decode()
        assert "let go on 10 March; everybody here can take it up again" in page
        assert page.count(f'action="/problems/{problem.pk}/tending/taken-up/"') == 1
    assert problem.headline not in browser(cast.tom).get("/?show=parked").content.decode()
    assert problem.headline not in browser(cast.bea).get("/").content.decode()
    assert "It solved itself." in browser(cast.tom).get("/weeding/").content.decode()
    assert "It solved itself." in browser(cast.bea).get(f"/engagements/{cast.growth.pk}/care/").content.decode()
    take_up = address(problem, "taken-up/")
    codes = [browser(cast.bea).post(take_up, {"once": once}).status_code for once in ("k1", "k1", "k2")]
    assert codes == [303, 303, 409]
    again = Problem.objects.get()
    assert (again.let_go_at, again.cared_at, again.care_due) == (None, now, now + 7 * DAYS)
    assert told(problem)[-1] == "Bea Okafor took it up again."
    assert LetGo.objects.get().taken_up_by == cast.bea


def test_what_is_let_go_stays_without_a_clock(cast, now):
    problem = cast.problem()
    parking = problems.park(
        problem, what="problem", words="It.", reason="So.", agreed_by=[], by=cast.tom, at=DAY, back_on=in_days(1)
    )
    acts.let_go(problem, "It solved itself.", by=cast.tom, at=DAY)
    assert acts.let_go(problem, "Again.", by=cast.tom, at=DAY) is None
    assert problems.come_back_due(now + 9 * DAYS) == 0
    assert not problems.come_back(parking, at=now)
    talk.say(problem, "Thanks.", by=cast.bea, at=now)
    people.promise(cast.growth, minor=3, moderate=2, serious=1, by=cast.tom, at=now)
    assert Problem.objects.get().care_due is None


def test_what_was_decided_is_left_out_for_a_week(cast, now):
    problem = cast.problem()
    acts.ask(problem, "Is it still so?", by=cast.tom, at=now)
    assert reasons(cast.ana, now + 6.9 * DAYS) == {}
    assert list(reasons(cast.ana, now + 7.1 * DAYS)) == [problem.headline]


def test_the_firm_weeds(cast, browser):
    problem = cast.problem()
    assert browser(cast.bea).get("/weeding/").status_code == 404
    for deed in ("do", "asked", "parked", "let-go"):
        assert browser(cast.bea).post(address(problem, f"weeding/{deed}/")).status_code == 403
        assert browser(cast.una).post(address(problem, f"weeding/{deed}/")).status_code == 404
    assert not Weeded.objects.exists()


@pytest.mark.parametrize("much", [1, 3])
def test_the_walk_asks_as_often_with_three_as_with_one(cast, browser, much):
    for number in range(much):
        cast.problem(f"Problem {number}.")
    reader = browser(cast.tom)
    with CaptureQueriesContext(connection) as queries:
        assert reader.get("/weeding/").status_code == 200
    assert len(queries) == 10


def test_what_was_found_to_be_not_so_holds_nothing_up(cast, now):
    problem = owned(cast, "Our income swings.")
    named = solve.name_constraint(problem, "The room is taken.", whose="client", blocks="Courses.", by=cast.tom, at=DAY)
    held = "A constraint holds it up."
    assert held in dict(reasons(cast.tom, now)).get(problem.headline, [])
    solve.check(named, "not_so", "Asked.", on=DAY.date(), by=cast.tom, at=DAY)
    assert held not in dict(reasons(cast.tom, now)).get(problem.headline, [])
    assert weeds.constraints_of(problem) == []
    solve.check(named, "fact", "Looked again.", on=DAY.date(), by=cast.tom, at=DAY + timedelta(hours=1))
    assert held in dict(reasons(cast.tom, now)).get(problem.headline, [])
    assert weeds.constraints_of(problem) == ["The room is taken."]
