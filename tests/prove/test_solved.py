"""Solved: proposed by either side, and true once a named person of the client's side says so (P1)."""

from datetime import date, timedelta

import pytest

from ours.problem import acts as problems
from ours.problem.models import Event, Parking, Problem, Stage
from ours.prove import reading, solving_acts
from ours.prove.models import AskAgain, AskAgainAgreement, NotYet, Solved, SolvedProposal
from ours.solve import attempt_acts
from ours.solve.solving import solving
from ours.table.course import _after_all
from ours.tend import weeding_acts
from tests.cast import DAY
from tests.prove.helping import address, in_days, kinds, opinion, proposed, reached, read, seats, solved, told
from tests.solve.helping import ready

LATER = DAY + timedelta(days=3)


def propose(browser, problem, basis, words="", again=None, once="p"):
    sent = {"basis": basis, "words": words, "again_on": (again or in_days(60)).isoformat(), "once": once}
    return browser.post(address(problem, "proposals/"), sent)


def confirm(browser, proposal, words="", again=None, once="c"):
    sent = {"words": words, "again_on": (again or in_days(60)).isoformat(), "once": once}
    return browser.post(address(proposal.problem, f"proposals/{proposal.pk}/confirmed/"), sent)


def test_the_expert_proposes_and_the_client_confirms(cast, browser, now):
    measure = reached(cast)
    problem = measure.problem

    answer = propose(browser(cast.tom), problem, str(measure.pk))

    assert (answer.status_code, answer["Location"]) == (303, address(problem) + "#solved")
    proposal = SolvedProposal.objects.get()
    assert (proposal.basis, proposal.measure, proposal.reading.value, proposal.by) == ("reached", measure, 71, cast.tom)
    problem.refresh_from_db()
    assert (problem.solved_at, problem.step, problem.move) == (None, "confirm_solved", "client")
    page = browser(cast.bea).get(address(problem)).content.decode()
    assert ("Yes, it is solved" in page, "Seats sold was 71\u202f% on 4 March" in page) == (True, True)

    assert [confirm(browser(cast.bea), proposal).status_code for _ in range(2)] == [303, 303]

    done = Solved.objects.get()
    assert (done.problem, done.proposal, done.by, done.at, done.ended_at) == (problem, proposal, cast.bea, now, None)
    problem.refresh_from_db()
    assert (problem.solved_at, problem.care_due, problem.stage) == (now, None, Stage.PROVEN)
    assert (problem.step, problem.move) == ("lasts", "both")
    assert told(problem)[-2:] == [
        "Tom Weiss proposed that it is solved: Seats sold was 71\u202f% on 4 March 2026; "
        "whether it lasted is to be asked on 9 May 2026.",
        "Bea Okafor confirmed that it is solved: Seats sold was 71\u202f% on 4 March 2026.",
    ]
    # The day that Tom proposed and Bea left as it was is agreed by both.
    assert AskAgainAgreement.objects.get().by == cast.bea
    assert reading.solved_now(problem) == done
    assert [row.pk for row in reading.solved_ever(problem)] == [done.pk]


def test_a_person_of_the_client_says_it_at_once_in_their_words(cast, browser):
    problem = cast.problem()
    answer = propose(browser(cast.bea), problem, "enough", "We can plan again.")
    assert answer.status_code == 303
    done = Solved.objects.get()
    assert (done.proposal.basis, done.words, done.by) == ("enough", "We can plan again.", cast.bea)
    assert told(problem) == ["Bea Okafor said that it is solved, good enough: “We can plan again.”"]
    problem.refresh_from_db()
    # Only the client named a day, so the expert's side has to agree to it.
    assert (problem.stage, problem.step, problem.move) == (Stage.PROVEN, "agree_day", "expert")
    assert not AskAgainAgreement.objects.exists()


def test_good_enough_needs_the_clients_own_words(cast, browser):
    problem = cast.problem()
    answer = propose(browser(cast.tom), problem, "enough")
    assert (answer.status_code, "Say in a sentence why it is good enough." in answer.content.decode()) == (422, True)
    assert propose(browser(cast.tom), problem, "enough", "They can plan again.", once="p2").status_code == 303
    proposal = SolvedProposal.objects.get()
    answer = confirm(browser(cast.bea), proposal)
    assert (answer.status_code, "Say in a sentence why it is good enough." in answer.content.decode()) == (422, True)
    with pytest.raises(ValueError, match="for the client to say in words"):
        solving_acts.confirm_solved(proposal, by=cast.bea, at=LATER)
    assert confirm(browser(cast.bea), proposal, "Yes, we do.", once="c2").status_code == 303
    assert told(problem)[-1] == "Bea Okafor said that it is solved, good enough: “Yes, we do.”"


def test_not_yet_says_what_is_missing_and_it_can_be_proposed_again(cast, browser):
    proposal = proposed(reached(cast), cast.tom)
    problem = proposal.problem
    where = address(problem, f"proposals/{proposal.pk}/not-yet/")
    answer = browser(cast.bea).post(where, {"missing": "", "once": "n"})
    assert (answer.status_code, "Say what is missing." in answer.content.decode()) == (422, True)
    assert browser(cast.bea).post(where, {"missing": "A second month.", "once": "n"}).status_code == 303
    assert (NotYet.objects.get().missing, NotYet.objects.get().by) == ("A second month.", cast.bea)
    assert told(problem)[-1] == "Bea Okafor said: not solved yet. Missing is “A second month.”"
    problem.refresh_from_db()
    assert (problem.solved_at, problem.step == "confirm_solved", problem.unanswered) == (None, False, 1)
    assert "A second month." in browser(cast.tom).get(address(problem)).content.decode()
    # What was answered cannot be confirmed any more; a newer proposal can.
    answer = confirm(browser(cast.bea), proposal)
    assert (answer.status_code, "Somebody said something newer" in answer.content.decode()) == (409, True)
    again = solving_acts.propose_solved(
        problem, "", measure=proposal.measure, again_on=date(2026, 7, 1), by=cast.tom, at=LATER
    )
    assert confirm(browser(cast.bea), again, once="c2").status_code == 303


def test_only_the_clients_side_says_whether_it_is(cast, browser):
    proposal = proposed(reached(cast), cast.tom)
    for rest, sent in (("confirmed/", {"again_on": in_days(9).isoformat()}), ("not-yet/", {"missing": "All."})):
        answer = browser(cast.ana).post(address(proposal.problem, f"proposals/{proposal.pk}/{rest}"), sent)
        assert (answer.status_code, "says whether it is solved" in answer.content.decode()) == (403, True)
    for act in (solving_acts.confirm_solved, lambda one, **more: solving_acts.not_yet(one, "All.", **more)):
        with pytest.raises(ValueError, match="Only the client's side"):
            act(proposal, by=cast.ana, at=LATER)
    assert (Solved.objects.count(), NotYet.objects.count()) == (0, 0)


def test_a_measure_that_is_not_there_is_not_offered(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    answer = propose(browser(cast.tom), measure.problem, str(measure.pk))
    assert (answer.status_code, "Choose by what one sees" in answer.content.decode()) == (422, True)
    with pytest.raises(solving_acts.Overtaken):
        proposed(measure, cast.tom)
    assert not SolvedProposal.objects.exists()


def test_of_two_proposals_the_newer_one_counts(cast):
    older = proposed(reached(cast), cast.tom)
    newer = proposed(older.measure, cast.ana)
    with pytest.raises(solving_acts.Overtaken):
        solving_acts.confirm_solved(older, by=cast.bea, at=LATER)
    assert solving_acts.confirm_solved(newer, by=cast.bea, at=LATER).proposal == newer


def test_what_is_solved_or_let_go_is_not_proposed(cast, browser):
    done = solved(cast)
    answer = propose(browser(cast.tom), done.problem, "enough", "So.")
    assert (answer.status_code, "Nothing was changed." in answer.content.decode()) == (409, True)
    gone = cast.problem("Something else.")
    weeding_acts.let_go(gone, "Nobody needs it.", by=cast.tom, at=DAY)
    answer = propose(browser(cast.bea), gone, "enough", "Kept words.", once="p2")
    assert (answer.status_code, "Kept words." in answer.content.decode()) == (409, True)
    assert Solved.objects.count() == 1


def test_another_day_named_by_the_client_waits_for_the_expert(cast):
    proposal = proposed(reached(cast), cast.tom)
    done = solving_acts.confirm_solved(proposal, again_on=date(2026, 9, 1), by=cast.bea, at=LATER)
    assert [(row.on, row.by) for row in AskAgain.objects.order_by("pk")] == [
        (date(2026, 6, 1), cast.tom),
        (date(2026, 9, 1), cast.bea),
    ]
    assert (AskAgainAgreement.objects.exists(), done.ask_at) == (False, None)


def test_success_brings_opinions_back_with_who_held_them(cast):
    """P5, in the transaction of the confirmation; those that waited for a measure as well."""
    measure = reached(cast)
    problem = measure.problem
    until_solved = opinion(problem, cast)
    until_reached = opinion(problem, cast, until="measure_reached", words="The price is too high.")
    until_signed = opinion(problem, cast, until="all_agreed", words="It says too little.")
    proposal = proposed(measure, cast.tom)
    assert kinds(problem)[-1] == "solved_proposed"

    solving_acts.confirm_solved(proposal, by=cast.bea, at=LATER)

    for one in (until_solved, until_reached, until_signed):
        one.refresh_from_db()
    assert [one.set_aside_at is None for one in (until_solved, until_reached, until_signed)] == [True, True, False]
    assert told(problem)[-3:] == [
        "Bea Okafor confirmed that it is solved: Seats sold was 71\u202f% on 4 March 2026.",
        "Back on the table is the opinion of Bea Okafor: “Courses will not sell.”",
        "Back on the table is the opinion of Bea Okafor: “The price is too high.”",
    ]
    assert set(Event.objects.filter(kind="opinion_back").values_list("at", flat=True)) == {LATER}
    problem.refresh_from_db()
    assert (problem.stage, problem.step) == (Stage.PROVEN, "settle")


def test_not_yet_brings_nothing_back(cast):
    proposal = proposed(reached(cast), cast.tom)
    waiting = opinion(proposal.problem, cast)
    solving_acts.not_yet(proposal, "A month.", by=cast.bea, at=LATER)
    waiting.refresh_from_db()
    assert waiting.set_aside_at is not None


def test_what_is_solved_has_no_clock_and_is_neither_parked_nor_wild(cast, browser, now):
    measure = reached(cast)
    problem = measure.problem
    problems.park(
        problem, what="problem", words="It.", reason="Later.", agreed_by=[cast.bea], back_on=in_days(30),
        by=cast.tom, at=DAY,
    )  # fmt: skip
    proposal = proposed(measure, cast.tom)
    solving_acts.confirm_solved(proposal, by=cast.bea, at=LATER)
    assert not Parking.objects.filter(returned_at__isnull=True).exists()
    problems.come_back_due(now + timedelta(days=60))
    fresh = Problem.objects.get()
    assert (fresh.care_due, fresh.solved_at) == (None, LATER)
    for show in ("all", "parked"):
        assert fresh.headline not in browser(cast.ana).get(f"/?show={show}").content.decode()


def test_a_problem_is_not_parked_until_it_is_solved(cast, browser):
    problem = cast.problem()
    sent = {"what": "problem", "reason": "Later.", "agreed_by": [cast.tom.pk], "back_when": "solved", "once": "a"}
    answer = browser(cast.bea).post(f"/problems/{problem.pk}/parkings/", sent)
    assert (answer.status_code, "What is put off is not solved meanwhile." in answer.content.decode()) == (422, True)
    topic = sent | {"what": "topic", "words": "The posts.", "once": "b"}
    assert browser(cast.bea).post(f"/problems/{problem.pk}/parkings/", topic).status_code == 303
    solving_acts.say_solved(problem, "Good.", again_on=in_days(90), by=cast.bea, at=LATER)
    assert told(problem)[-1] == "What was parked came back: “The posts.”"


def test_the_table_shows_it_to_both(cast, browser):
    proposal = proposed(reached(cast), cast.tom)
    where = f"/problems/{proposal.problem_id}/"
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(where).content.decode()
        assert ("Is it solved?" in page, "Two courses are full." in page) == (True, True)
    solving_acts.confirm_solved(proposal, by=cast.bea, at=LATER)
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(where).content.decode()
        assert ("Is it solved?" in page, "solved on 6 March, as Yoga House says" in page) == (False, True)
        assert "Proving" in page


def test_the_clients_home_asks_and_lists_what_was_solved(cast, browser):
    proposal = proposed(reached(cast), cast.tom)
    page = browser(cast.bea).get("/").content.decode()
    assert ("say whether it is solved" in page, address(proposal.problem) in page) == (True, True)
    solving_acts.confirm_solved(proposal, again_on=date(2026, 6, 1), by=cast.bea, at=LATER)
    page = browser(cast.bea).get("/").content.decode()
    assert ("say whether it is solved" in page, 'id="solved-title"' in page, address(proposal.problem) in page) == (
        False,
        True,
        True,
    )


def test_the_course_asks_for_it_once_a_measure_is_there(cast):
    problem = cast.problem()
    measure = seats(problem, cast.tom)
    option = ready(cast, problem)
    attempt = attempt_acts.begin(problem, "One course.", "Six seats.", option=option, by=cast.tom, at=DAY)
    attempt_acts.note_result(attempt, "helped", "Eight.", "Ask early.", by=cast.tom, at=DAY)
    assert _after_all(problem, solving(problem))[0] == "lasts"
    read(measure, "70", cast.bea)
    assert _after_all(problem, solving(problem)) == ("say_solved", "both")
