"""Lasted: asked once on a day that both agreed on, by letter and at home; what came back was not solved (P1, S9)."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser

from ours.post.models import Letter, Notice, Pass
from ours.problem import acts as problems
from ours.problem.models import Chair, Problem, Stage
from ours.prove import lasting_acts, solving_acts
from ours.prove.models import AskAgain, AskAgainAgreement, Lasted, Solved
from ours.solve import attempt_acts
from ours.solve.models import NextLife
from tests.cast import DAY
from tests.prove.helping import address, in_days, kinds, proposed, reached, solved, told
from tests.solve.helping import ready

ASKED = datetime(2026, 6, 1, 9, tzinfo=UTC)  # 9:00 of the firm's day that both agreed on
LATER = DAY + timedelta(days=3)


def asked(cast) -> Solved:
    """A problem that was solved, on the day that it is asked whether it lasted."""
    done = solved(cast)
    assert lasting_acts.ask_due(ASKED) == 1
    done.refresh_from_db()
    return done


def link(letter: Letter) -> str:
    return re.search(r"http://\S+(/lasting/\S+/)", letter.text)[1]


def test_it_is_asked_once_on_the_day_both_agreed_on(cast):
    done = solved(cast)
    assert done.ask_at == ASKED
    assert [lasting_acts.ask_due(ASKED + timedelta(seconds=one)) for one in (-1, 0, 1, 86400)] == [0, 1, 0, 0]
    done.refresh_from_db()
    assert (done.ask_at, done.asked_at, done.asked) == (None, ASKED, cast.bea)
    letter = Letter.objects.get(kind="lasting")
    assert (letter.person, letter.subject) == (cast.bea.person, "Has it lasted?")
    problem = Problem.objects.get()
    assert (problem.stage, problem.step, problem.move) == (Stage.PROVEN, "say_lasts", "client")
    assert told(problem)[-1] == "It was asked whether it lasted since 6 March 2026."
    assert not Notice.objects.filter(kind="lasting_asked").exists()


def test_it_stands_on_the_clients_home_until_it_is_answered(cast, browser):
    done = solved(cast)
    waits = "say whether it lasted"
    assert waits not in browser(cast.bea).get("/").content.decode()
    lasting_acts.ask_due(ASKED)
    assert waits in browser(cast.bea).get("/").content.decode()
    lasting_acts.say_lasted(done, by=cast.bea, at=ASKED)
    assert waits not in browser(cast.bea).get("/").content.decode()


def test_whoever_cannot_see_it_any_more_is_not_asked(cast):
    done = solved(cast)
    problems.seat_at(done.problem, cast.front_desk, by=cast.tom, at=LATER)
    problems.seat_at(done.problem, cast.imani, by=cast.tom, at=LATER)
    Chair.objects.filter(seat=cast.bea).update(left_at=LATER)
    lasting_acts.ask_due(ASKED)
    assert [letter.person for letter in Letter.objects.filter(kind="lasting")] == [cast.imani.person]


def test_nobody_left_to_ask_is_no_reason_to_fail(cast):
    solved(cast)
    Chair.objects.update(left_at=LATER)
    assert lasting_acts.ask_due(ASKED) == 1
    assert (Letter.objects.count(), Solved.objects.get().asked) == (0, None)


@pytest.mark.parametrize(("words", "sentence"), [
    ("", "Bea Okafor said that it lasted."),
    ("Twelve of twelve.", "Bea Okafor said that it lasted: “Twelve of twelve.”"),
])  # fmt: skip
def test_lasted_from_the_letter_without_signing_in(cast, words, sentence):
    done = asked(cast)
    where = link(Letter.objects.get(kind="lasting"))
    visitor = Browser()
    for _ in range(2):  # looking changes nothing, however often
        page = visitor.get(where).content.decode()
        assert ("Has it lasted?" in page, "You answer as Bea Okafor." in page) == (True, True)
    assert not Lasted.objects.exists()
    answers = [visitor.post(where, {"lasted": "1", "words": words, "once": key}) for key in "abb"]
    assert [one.status_code for one in answers] == [303, 200, 200]
    assert [(one.words, one.by, one.solved) for one in Lasted.objects.all()] == [(words, cast.bea, done)]
    done.refresh_from_db()
    assert (done.lasted_at is not None, done.asked_at, done.ended_at) == (True, None, None)
    assert told(done.problem)[-1] == sentence
    assert "Your answer is kept." in visitor.get(where).content.decode()


def test_came_back_from_the_letter(cast):
    done = asked(cast)
    where = link(Letter.objects.get(kind="lasting"))
    answer = Browser().post(where, {"back": "1", "words": "", "once": "a"})
    assert (answer.status_code, "Say how you notice that it is back." in answer.content.decode()) == (422, True)
    assert Browser().post(where, {"back": "1", "words": "Empty again.", "once": "b"}).status_code == 303
    problem = Problem.objects.get()
    assert (problem.solved_at, problem.care_due is not None) == (None, True)
    assert told(problem)[-1] == "Bea Okafor said that it is back: “Empty again.”"
    done.refresh_from_db()
    assert (done.ended_at is not None, done.ended_by, done.asked_at) == (True, cast.bea, None)


def test_a_wrong_late_or_foreign_key_opens_nothing(cast):
    asked(cast)
    where = link(Letter.objects.get(kind="lasting"))
    assert Browser().get("/lasting/no-such-key/").status_code == 404
    assert Browser().get(where.replace("/lasting/", "/answer/")).status_code == 404
    Chair.objects.filter(seat=cast.bea).update(left_at=ASKED)
    answer = Browser().get(where)
    assert (answer.status_code, "We need someone" in answer.content.decode()) == (404, False)
    Chair.objects.update(left_at=None)
    assert Browser().get(where).status_code == 200
    Pass.objects.update(expires_at=DAY)
    assert Browser().get(where).status_code == 404


def test_coming_back_after_something_helped_is_the_next_life(cast):
    """The room of ways out counts it; the opinion of both rooms is the same."""
    done = solved(cast)
    problem = done.problem
    attempt = attempt_acts.begin(problem, "One course.", "Six.", option=ready(cast, problem), by=cast.tom, at=DAY)
    attempt_acts.note_result(attempt, "helped", "Eight.", "Ask early.", by=cast.tom, at=DAY)
    lasting_acts.say_back(done, "Empty again.", by=cast.tom, at=ASKED)
    assert NextLife.objects.get().number == 2
    problem.refresh_from_db()
    assert (problem.solved_at, problem.cared_at, Solved.objects.get().ended_by) == (None, ASKED, cast.tom)
    assert problem.care_due == ASKED + timedelta(days=7)
    assert kinds(problem).count("eased_and_back") == 1
    with pytest.raises(lasting_acts.Overtaken):
        lasting_acts.say_back(done, "Again.", by=cast.bea, at=ASKED)


def test_said_in_the_room_of_ways_out_it_is_no_longer_solved_either(cast):
    done = solved(cast)
    attempt = attempt_acts.begin(done.problem, "One course.", "Six.", by=cast.tom, at=DAY)
    attempt_acts.note_result(attempt, "helped", "Eight.", "Ask early.", by=cast.tom, at=DAY)
    attempt_acts.come_again(done.problem, "Empty again.", by=cast.bea, at=ASKED)
    done.refresh_from_db()
    assert (Problem.objects.get().solved_at, done.ended_at, done.ask_at) == (None, ASKED, None)
    assert lasting_acts.ask_due(ASKED + timedelta(days=1)) == 0


def test_it_can_be_solved_again(cast):
    done = solved(cast)
    lasting_acts.say_back(done, "Empty again.", by=cast.bea, at=ASKED)
    again = solving_acts.say_solved(
        done.problem, "Full.", again_on=date(2027, 1, 1), by=cast.bea, at=ASKED + timedelta(days=9)
    )
    assert [(one.pk, one.ended_at) for one in Solved.objects.order_by("at")] == [(done.pk, ASKED), (again.pk, None)]


def test_the_other_side_agrees_to_the_day(cast, browser):
    done = solving_acts.say_solved(cast.problem(), "Good enough.", again_on=date(2026, 6, 1), by=cast.bea, at=LATER)
    day = AskAgain.objects.get()
    where = address(done.problem, f"days/{day.pk}/agreement/")
    answer = browser(cast.bea).post(where, {"once": "a"})
    assert (answer.status_code, "your side proposed" in answer.content.decode()) == (403, True)
    assert [browser(cast.tom).post(where, {"once": "a"}).status_code for _ in range(2)] == [303, 303]
    assert (AskAgainAgreement.objects.get().by, Solved.objects.get().ask_at) == (cast.tom, ASKED)
    assert told(done.problem)[-1] == "Tom Weiss agreed to ask on 1 June 2026 whether it lasted."
    problem = Problem.objects.get()
    assert (problem.step, problem.move) == ("lasts", "both")


def test_another_day_has_to_be_agreed_anew_and_an_older_one_cannot(cast, browser):
    done = solved(cast)
    first = AskAgain.objects.get()
    answer = browser(cast.tom).post(address(done.problem, "days/"), {"on": "2026-03-01", "once": "a"})
    assert (answer.status_code, "Choose a day that lies ahead." in answer.content.decode()) == (422, True)
    sent = {"on": in_days(100).isoformat(), "once": "b"}
    assert browser(cast.tom).post(address(done.problem, "days/"), sent).status_code == 303
    assert told(done.problem)[-1] == "Tom Weiss proposed to ask on 18 June 2026 whether it lasted."
    page = browser(cast.bea).post(address(done.problem, f"days/{first.pk}/agreement/"), {"once": "c"})
    assert (page.status_code, "Somebody said something newer" in page.content.decode()) == (409, True)
    newer = AskAgain.objects.latest("pk")
    # Until it is agreed, the day that was agreed before holds.
    assert Solved.objects.get().ask_at == ASKED
    assert (
        browser(cast.bea).post(address(done.problem, f"days/{newer.pk}/agreement/"), {"once": "d"}).status_code == 303
    )
    assert Solved.objects.get().ask_at == datetime(2026, 6, 18, 9, tzinfo=UTC)


def test_only_the_clients_side_says_that_it_lasted(cast, browser):
    done = asked(cast)
    answer = browser(cast.tom).post(address(done.problem, "lasted/"), {"words": "", "once": "a"})
    assert (answer.status_code, "whether it lasted" in answer.content.decode()) == (403, True)
    with pytest.raises(ValueError, match="Only the client's side"):
        lasting_acts.say_lasted(done, by=cast.tom, at=ASKED)
    assert browser(cast.bea).post(address(done.problem, "lasted/"), {"words": "", "once": "b"}).status_code == 303
    assert Lasted.objects.get().by == cast.bea


def test_what_is_not_solved_neither_lasted_nor_came_back(cast, browser):
    problem = cast.problem()
    for rest, sent in (("lasted/", {"words": "Kept."}), ("back/", {"words": "Kept."}), ("days/", {"on": "2027-01-01"})):
        answer = browser(cast.bea).post(address(problem, rest), sent | {"once": rest})
        page = answer.content.decode()
        assert (answer.status_code, "It is not solved" in page) == (409, True), rest
        assert ("Kept." in page) == ("words" in sent), rest
    assert not Lasted.objects.exists()


def test_either_side_says_that_it_is_back(cast, browser):
    done = solved(cast)
    answer = browser(cast.tom).post(address(done.problem, "back/"), {"words": "Empty again.", "once": "a"})
    assert (answer.status_code, Problem.objects.get().solved_at) == (303, None)
    page = browser(cast.bea).get(address(done.problem)).content.decode()
    assert ("Solved before, and back" in page, "solved on 6 March, back on 10 March" in page) == (True, True)


def test_the_day_is_at_nine_of_the_firms_clock(cast):
    cast.neon.time_zone = "Pacific/Auckland"
    cast.neon.save()
    proposal = proposed(reached(cast), cast.tom)
    done = solving_acts.confirm_solved(proposal, by=cast.bea, at=LATER)
    done.refresh_from_db()
    assert done.ask_at == datetime(2026, 5, 31, 21, tzinfo=UTC)
