"""Reading back what was heard, and the client's "you heard me" or "not yet" (L5)."""

from ours.listen import acts, session_acts
from ours.listen.models import Hearing, Playback
from ours.problem.acts import seat_at
from ours.problem.models import BadSign, Event, Problem
from tests.cast import DAY
from tests.listen.ladder import HOUR, listening, told


def talked(cast, problem):
    """A session in which Bea said one thing and put it right."""
    session = session_acts.begin(problem, by=cast.tom, at=DAY, place="at the studio")
    question = acts.ask(problem, "What drives it?", by=cast.tom, at=DAY, session=session)
    said = acts.answer(question, "A younger audience.", said_by=cast.bea, by=cast.tom, at=DAY + HOUR)
    acts.answer(question, "No, steady months.", said_by=cast.bea, by=cast.bea, at=DAY + 2 * HOUR, overturns=said)
    return session


def burning(problem):
    return list(
        BadSign.objects.filter(problem=problem, kind="not_heard", cleared_at=None).values_list("seat__name", "words")
    )


def test_the_draft_holds_the_clients_words_that_count(cast, browser):
    problem = cast.problem()
    talked(cast, problem)
    page = browser(cast.tom).get(listening(problem, "session/?read-back=1")).content.decode()
    assert ">No, steady months.</textarea>" in page


def test_it_is_read_back_to_the_client(cast, browser):
    problem = cast.problem()
    session = talked(cast, problem)
    answer = browser(cast.tom).post(
        listening(problem, "session/playbacks/"), {"words": "No, steady months.\nNot a younger audience.", "once": "k"}
    )
    playback = Playback.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, "session/"))
    assert (playback.session, playback.problem, playback.by) == (session, problem, cast.tom)
    assert playback.words.splitlines() == ["No, steady months.", "Not a younger audience."]
    assert told(problem)[-1] == "Tom Weiss read back what was heard: “No, steady months. Not a younger audience.”"
    assert Event.objects.latest("pk").told == {
        "who": "Tom Weiss",
        "words": "No, steady months. Not a younger audience.",
        "playback": playback.pk,
        "session": session.pk,
    }
    problem = Problem.objects.get(pk=problem.pk)
    assert (problem.step, problem.move) == ("hear", "client")
    page = browser(cast.bea).get(listening(problem, "session/")).content.decode()
    assert "<li>No, steady months.</li><li>Not a younger audience.</li>" in page
    assert "You heard me" in page
    assert "You heard me" not in browser(cast.tom).get(listening(problem, "session/")).content.decode()


def test_you_heard_me(cast, browser):
    problem = cast.problem()
    playback = session_acts.play_back(talked(cast, problem), "Steady months.", by=cast.tom, at=DAY + 3 * HOUR)
    hearing = listening(problem, f"session/playbacks/{playback.pk}/hearing/")
    answer = browser(cast.bea).post(hearing, {"heard": "yes", "once": "k"})
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, "session/"))
    assert list(Hearing.objects.values_list("playback", "heard", "missing", "by")) == [
        (playback.pk, True, "", cast.bea.pk)
    ]
    assert told(problem)[-1] == "Bea Okafor said: you heard me."
    assert Event.objects.latest("pk").told == {"who": "Bea Okafor", "playback": playback.pk}
    assert "Bea Okafor: you heard me." in browser(cast.tom).get(listening(problem, "session/")).content.decode()
    assert Problem.objects.get(pk=problem.pk).step == "name_need"


def test_not_yet_burns_until_the_same_person_is_heard(cast, browser):
    problem = cast.problem()
    session = talked(cast, problem)
    playback = session_acts.play_back(session, "Steady months.", by=cast.tom, at=DAY + 3 * HOUR)
    hearing = listening(problem, f"session/playbacks/{playback.pk}/hearing/")
    bea = browser(cast.bea)
    bea.post(hearing, {"heard": "no", "missing": "What it does to the teachers.", "once": "k1"})
    assert told(problem)[-1] == "Bea Okafor said: not yet. Missing is “What it does to the teachers.”"
    assert Event.objects.latest("pk").told == {
        "who": "Bea Okafor",
        "words": "What it does to the teachers.",
        "playback": playback.pk,
    }
    assert burning(problem) == [("Bea Okafor", "What it does to the teachers.")]
    problem = Problem.objects.get(pk=problem.pk)
    assert (problem.step, problem.move) == ("ask", "expert")
    assert "What it does to the teachers." in browser(cast.tom).get(listening(problem)).content.decode()

    bea.post(hearing, {"heard": "yes", "once": "k2"})
    assert burning(problem) == []
    assert list(Hearing.objects.order_by("at", "pk").values_list("heard", flat=True)) == [False, True]


def test_a_colleague_does_not_quench_it_but_a_later_playback_heard_does(cast, browser):
    problem = cast.problem()
    session = talked(cast, problem)
    seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    first = session_acts.play_back(session, "Steady months.", by=cast.tom, at=DAY + 3 * HOUR)
    session_acts.hear(first, heard=False, missing="The teachers.", by=cast.bea, at=DAY + 4 * HOUR)
    session_acts.hear(first, heard=True, by=cast.imani, at=DAY + 5 * HOUR)
    assert burning(problem) == [("Bea Okafor", "The teachers.")]
    second = session_acts.play_back(session, "Steady months, for the teachers.", by=cast.tom, at=DAY + 6 * HOUR)
    session_acts.hear(second, heard=True, by=cast.imani, at=DAY + 7 * HOUR)
    assert burning(problem) == []


def test_not_yet_says_what_is_missing(cast, browser):
    problem = cast.problem()
    playback = session_acts.play_back(talked(cast, problem), "Steady months.", by=cast.tom, at=DAY + 3 * HOUR)
    page = browser(cast.bea).post(
        listening(problem, f"session/playbacks/{playback.pk}/hearing/"), {"heard": "no", "missing": " ", "once": "k"}
    )
    assert page.status_code == 422
    assert "Say in a few words what is missing, so that it can be asked." in page.content.decode()
    assert Hearing.objects.count() == 0


def test_it_counts_once_for_each_person(cast, browser):
    problem = cast.problem()
    playback = session_acts.play_back(talked(cast, problem), "Steady months.", by=cast.tom, at=DAY + 3 * HOUR)
    bea = browser(cast.bea)
    for key in ("k1", "k1", "k2"):
        bea.post(listening(problem, f"session/playbacks/{playback.pk}/hearing/"), {"heard": "yes", "once": key})
    assert Hearing.objects.count() == 1
    assert told(problem).count("Bea Okafor said: you heard me.") == 1


def test_only_what_was_read_back_last_is_answered(cast, browser):
    problem = cast.problem()
    session = talked(cast, problem)
    older = session_acts.play_back(session, "Steady months.", by=cast.tom, at=DAY + 3 * HOUR)
    session_acts.play_back(session, "Steady months, for the teachers.", by=cast.tom, at=DAY + 4 * HOUR)
    page = browser(cast.bea).post(
        listening(problem, f"session/playbacks/{older.pk}/hearing/"), {"heard": "yes", "once": "k"}
    )
    assert page.status_code == 409
    assert "Something newer was read back meanwhile." in page.content.decode()
    assert "<li>Steady months, for the teachers.</li>" in page.content.decode()
    assert Hearing.objects.count() == 0


def test_it_can_be_answered_after_the_talk_and_read_back_anew(cast, browser):
    problem = cast.problem()
    session = talked(cast, problem)
    playback = session_acts.play_back(session, "Steady months.", by=cast.tom, at=DAY + 3 * HOUR)
    session_acts.end(session, by=cast.tom, at=DAY + 4 * HOUR)
    assert (
        "Tom Weiss read back what was heard. Did they hear you?"
        in browser(cast.bea).get(listening(problem)).content.decode()
    )
    browser(cast.bea).post(
        listening(problem, f"session/playbacks/{playback.pk}/hearing/"),
        {"heard": "no", "missing": "The teachers.", "once": "k"},
    )
    tom = browser(cast.tom)
    assert "Read it back anew" in tom.get(listening(problem, "session/")).content.decode()
    tom.post(listening(problem, "session/playbacks/"), {"words": "Steady months, for the teachers.", "once": "k"})
    assert Playback.objects.latest("at").session == session


def test_seats_and_outsiders(cast, browser):
    problem = cast.problem()
    playback = session_acts.play_back(talked(cast, problem), "Steady months.", by=cast.tom, at=DAY + 3 * HOUR)
    hearing = listening(problem, f"session/playbacks/{playback.pk}/hearing/")
    assert browser(cast.tom).post(hearing, {"heard": "yes", "once": "k"}).status_code == 403
    playbacks = listening(problem, "session/playbacks/")
    assert browser(cast.bea).post(playbacks, {"words": "Growth.", "once": "k"}).status_code == 403
    for seat in (cast.imani, cast.una, cast.maja, cast.luca):
        assert browser(seat).post(hearing, {"heard": "yes", "once": "k"}).status_code == 404, seat
        assert browser(seat).post(playbacks, {"words": "Growth.", "once": "k"}).status_code == 404, seat
    other = cast.problem("Our website looks old.")
    foreign = listening(other, f"session/playbacks/{playback.pk}/hearing/")
    assert browser(cast.bea).post(foreign, {"heard": "yes", "once": "k"}).status_code == 404
    empty = browser(cast.tom).post(playbacks, {"words": "", "once": "k"})
    assert empty.status_code == 422
    assert "there is nothing to read back yet." in empty.content.decode()
    assert (Hearing.objects.count(), Playback.objects.count()) == (0, 1)
