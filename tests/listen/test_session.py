"""A talk in which nobody advises: begin, ask, answer, end (L5)."""

import re

from ours.listen import acts, session_acts
from ours.listen.models import ListeningSession, Question, Rung
from ours.problem.models import Problem
from tests.cast import DAY
from tests.listen.ladder import HOUR, listening, told


def begun(cast, problem, *, at=DAY, place="at the studio"):
    return session_acts.begin(problem, by=cast.tom, at=at, place=place)


def test_an_expert_begins_to_listen(cast, browser):
    problem = cast.problem()
    answer = browser(cast.tom).post(listening(problem, "sessions/"), {"place": "at the studio", "once": "k"})
    session = ListeningSession.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, "session/"))
    assert (session.problem, session.place, session.by, session.ended_at) == (problem, "at the studio", cast.tom, None)
    assert told(problem)[-1] == "Tom Weiss began to listen."
    assert "Tom Weiss is listening now." in browser(cast.bea).get(listening(problem)).content.decode()


def test_there_is_one_session_at_a_time(cast, browser):
    problem = cast.problem()
    for seat, key in ((cast.tom, "k1"), (cast.ana, "k2")):
        assert browser(seat).post(listening(problem, "sessions/"), {"place": "", "once": key}).status_code == 303
    assert ListeningSession.objects.get().by == cast.tom
    assert told(problem).count("Ana Ruiz began to listen.") == 0


def test_client_people_do_not_begin_and_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    assert browser(cast.bea).post(listening(problem, "sessions/"), {"once": "k"}).status_code == 403
    for seat in (cast.imani, cast.una, cast.maja, cast.luca):
        assert browser(seat).post(listening(problem, "sessions/"), {"once": "k"}).status_code == 404, seat
        assert browser(seat).get(listening(problem, "session/")).status_code == 404, seat
    assert ListeningSession.objects.count() == 0


def test_questions_and_answers_of_a_talk(cast, browser):
    problem = cast.problem()
    session = begun(cast, problem)
    tom = browser(cast.tom)
    first = tom.post(listening(problem, "session/questions/"), {"words": "What drives it?", "once": "k1"})
    question = Question.objects.get()
    assert (first.status_code, first["Location"]) == (303, listening(problem, "session/"))
    assert (question.session, question.about, question.sent) == (session, None, False)
    for seat in (cast.tom, cast.bea):
        assert "What drives it?" in browser(seat).get(listening(problem, "session/")).content.decode()

    answers = listening(problem, f"session/questions/{question.pk}/answers/")
    tom.post(answers, {"words": "A younger audience.", "said_by": cast.bea.pk, "once": "k2"})
    rung = Rung.objects.get()
    assert (rung.said_by, rung.by, rung.channel, rung.place) == (cast.bea, cast.tom, "meeting", "at the studio")

    # The next question asks on from the answer, and who spoke last is taken to go on.
    page = tom.get(listening(problem, "session/")).content.decode()
    assert f'name="about" value="{rung.pk}"' in page
    assert f'<option value="{cast.bea.pk}" selected>' in page
    assert '<q class="client">A younger audience.</q>' in page
    tom.post(
        listening(problem, "session/questions/"), {"words": "What would it change?", "about": rung.pk, "once": "k3"}
    )
    assert Question.objects.latest("at").about == rung


def test_the_client_answers_and_confirms_on_her_own_device(cast, browser):
    problem = cast.problem()
    session = begun(cast, problem)
    question = acts.ask(problem, "What drives it?", by=cast.tom, at=DAY, session=session)
    bea = browser(cast.bea)
    answers = listening(problem, f"session/questions/{question.pk}/answers/")
    assert bea.post(answers, {"words": "A younger audience.", "once": "k1"})["Location"] == listening(
        problem, "session/"
    )
    rung = Rung.objects.get()
    assert (rung.said_by, rung.by, rung.place) == (cast.bea, cast.bea, "at the studio")
    confirmed = bea.post(listening(problem, f"answers/{rung.pk}/confirmation/"), {"from": "session", "once": "k2"})
    assert confirmed["Location"] == listening(problem, f"session/#rung-{rung.pk}")
    assert "confirmed by Bea Okafor" in browser(cast.tom).get(listening(problem, "session/")).content.decode()


def test_no_actually_in_a_talk(cast, browser):
    problem = cast.problem()
    session = begun(cast, problem)
    first = acts.ask(problem, "What drives it?", by=cast.tom, at=DAY, session=session)
    rung = acts.answer(first, "A younger audience.", said_by=cast.bea, by=cast.tom, at=DAY + HOUR)
    second = acts.ask(problem, "Is it age?", by=cast.tom, at=DAY + 2 * HOUR, session=session, about=rung)
    browser(cast.tom).post(
        listening(problem, f"session/questions/{second.pk}/answers/"),
        {"words": "No, actually it is numbers.", "said_by": cast.bea.pk, "overturns": "on", "once": "k"},
    )
    assert Rung.objects.latest("at").overturns == rung
    assert "<s>A younger audience.</s>" in browser(cast.bea).get(listening(problem, "session/")).content.decode()


def test_nothing_on_the_page_lets_anybody_suggest(cast, browser):
    """Every form there asks, answers, confirms, reads back, hears or ends; there is no other."""
    problem = cast.problem()
    session = begun(cast, problem)
    question = acts.ask(problem, "What drives it?", by=cast.tom, at=DAY, session=session)
    acts.answer(question, "A younger audience.", said_by=cast.bea, by=cast.tom, at=DAY + HOUR)
    session_acts.play_back(session, "A younger audience.", by=cast.tom, at=DAY + 2 * HOUR)
    sent_to = set()
    for seat in (cast.tom, cast.bea):
        for more in ("session/", "session/?read-back=1"):
            page = browser(seat).get(listening(problem, more)).content.decode()
            sent_to |= set(re.findall(r'\saction="([^"]+)"', page.split("<main")[1]))
            read_over = re.findall(r'formaction="([^"?]+)', page.split("<main")[1])
            assert set(read_over) <= {f"/problems/{problem.pk}/wording/"}  # reads words, keeps none
    assert {re.sub(r"\d{6,}", "N", address) for address in sent_to} == {
        "/problems/N/listening/session/questions/",
        "/problems/N/listening/session/questions/N/answers/",
        "/problems/N/listening/answers/N/confirmation/",
        "/problems/N/listening/session/playbacks/",
        "/problems/N/listening/session/playbacks/N/hearing/",
        "/problems/N/listening/session/end/",
    }


def test_advice_in_a_question_is_pointed_out_and_the_question_kept(cast, browser):
    problem = cast.problem()
    begun(cast, problem)
    tom = browser(cast.tom)
    typed = {"words": "Have you tried running ads for the workshops?", "once": "k1"}
    page = tom.post(listening(problem, "session/questions/"), typed)
    assert page.status_code == 422
    text = page.content.decode()
    assert ">Have you tried running ads for the workshops?</textarea>" in text
    assert "Your question is kept. Reword it above, or ask it anyway." in text
    assert Question.objects.count() == 0
    tom.post(listening(problem, "session/questions/"), typed | {"anyway": "1", "once": "k2"})
    assert Question.objects.get().words == typed["words"]


def test_a_question_after_the_end_is_kept_for_the_ladder(cast, browser):
    problem = cast.problem()
    session_acts.end(begun(cast, problem), by=cast.tom, at=DAY + HOUR)
    page = browser(cast.tom).post(listening(problem, "session/questions/"), {"words": "What drives it?", "once": "k"})
    assert page.status_code == 409
    assert "This talk was ended meanwhile. Your question is kept: “What drives it?”" in page.content.decode()
    assert Question.objects.count() == 0


def test_a_talk_ends_with_the_playback(cast, browser):
    problem = cast.problem()
    session = begun(cast, problem)
    acts.ask(problem, "What drives it?", by=cast.tom, at=DAY, session=session)
    tom = browser(cast.tom)
    too_early = tom.post(listening(problem, "session/end/"), {"once": "k1"})
    assert too_early.status_code == 403
    assert "Read it back first." in too_early.content.decode()
    session_acts.play_back(session, "Nothing yet.", by=cast.tom, at=DAY + HOUR)
    assert browser(cast.bea).post(listening(problem, "session/end/"), {"once": "k"}).status_code == 403
    assert tom.post(listening(problem, "session/end/"), {"once": "k2"})["Location"] == listening(problem, "session/")
    assert told(problem)[-1] == "Tom Weiss ended the listening session."
    ended = ListeningSession.objects.get().ended_at
    assert ended is not None
    tom.post(listening(problem, "session/end/"), {"once": "k3"})
    assert ListeningSession.objects.get().ended_at == ended
    assert told(problem).count("Tom Weiss ended the listening session.") == 1


def test_a_talk_in_which_nothing_was_asked_may_just_end(cast, browser):
    problem = cast.problem()
    begun(cast, problem)
    assert browser(cast.tom).post(listening(problem, "session/end/"), {"once": "k"}).status_code == 303
    assert ListeningSession.objects.get().ended_at is not None
    assert Problem.objects.get(pk=problem.pk).step == "ask"
