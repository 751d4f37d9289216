"""Probing: a question of the expert, about the request or about an answer (L2, L3)."""

from html import escape

from ours.listen.coaching import suggested
from ours.listen.models import Question
from ours.listen.reading import ladder_of
from ours.problem.acts import seat_at
from ours.problem.models import Event, Problem
from tests.cast import DAY
from tests.listen.ladder import listening, told, two_rungs


def test_a_question_about_an_answer_is_kept_and_told(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)

    answer = browser(cast.ana).post(
        listening(problem, "questions/"),
        {
            "words": "How many people, and by when?",
            "about": second.pk,
            "asked_of": cast.bea.pk,
            "send": "on",
            "once": "k",
        },
    )

    question = Question.objects.latest("at")
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, f"#question-{question.pk}"))
    assert (question.words, question.about, question.asked_of, question.sent, question.session, question.by) == (
        "How many people, and by when?",
        second,
        cast.bea,
        True,
        None,
        cast.ana,
    )
    assert told(problem)[-1] == "Ana Ruiz asked: “How many people, and by when?”"
    assert Event.objects.latest("pk").told == {
        "who": "Ana Ruiz",
        "words": "How many people, and by when?",
        "question": question.pk,
        "sent": True,
        "seat": cast.bea.pk,
    }


def test_the_move_goes_to_the_client_and_care_is_renewed(cast, browser):
    problem = cast.problem()
    before = problem.care_due
    assert (problem.step, problem.move) == ("ask", "expert")
    browser(cast.tom).post(listening(problem, "questions/"), {"words": "What drives it?", "once": "k"})
    problem = Problem.objects.get(pk=problem.pk)
    assert (problem.stage, problem.step, problem.move, problem.spoke_last) == (
        "listening",
        "answer",
        "client",
        "expert",
    )
    assert problem.care_due > before


def test_client_people_do_not_probe_and_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    typed = {"words": "What drives it?", "once": "k"}
    assert browser(cast.bea).post(listening(problem, "questions/"), typed).status_code == 403
    for seat in (cast.imani, cast.una, cast.maja, cast.kai, cast.luca):
        assert browser(seat).post(listening(problem, "questions/"), typed).status_code == 404, seat
        assert browser(seat).get(listening(problem)).status_code == 404, seat
    assert Question.objects.count() == 0


def test_a_letter_needs_somebody_to_get_it(cast, browser):
    problem = cast.problem()
    seat_at(problem, cast.front_desk, by=cast.tom, at=DAY)
    tom = browser(cast.tom)
    typed = {"words": "What drives it?", "send": "on", "once": "k"}
    page = tom.post(listening(problem, "questions/"), typed)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Choose the one person who gets the letter, or leave the letter out." in text
    assert ">What drives it?</textarea>" in text
    # A placeholder has no address to write to.
    placeholder = tom.post(listening(problem, "questions/"), typed | {"asked_of": cast.front_desk.pk})
    outsider = tom.post(listening(problem, "questions/"), typed | {"asked_of": cast.imani.pk})
    assert (placeholder.status_code, outsider.status_code) == (422, 422)
    assert Question.objects.count() == 0


def test_an_empty_question_is_not_asked(cast, browser):
    problem = cast.problem()
    page = browser(cast.tom).post(listening(problem, "questions/"), {"words": "  ", "once": "k"})
    assert page.status_code == 422
    assert "Write the question first; an empty one is not asked." in page.content.decode()


def test_advice_is_pointed_out_once_and_can_be_asked_anyway(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    typed = {"words": "Have you tried running ads for the workshops?", "once": "k1"}
    page = tom.post(listening(problem, "questions/"), typed)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Your question is kept. Reword it above, or ask it anyway." in text
    assert ">Have you tried running ads for the workshops?</textarea>" in text
    assert Question.objects.count() == 0
    anyway = tom.post(listening(problem, "questions/"), typed | {"anyway": "1", "once": "k2"})
    assert anyway.status_code == 303
    assert Question.objects.get().words == "Have you tried running ads for the workshops?"


def test_asked_twice_by_a_double_click_it_is_asked_once(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    pages = [tom.post(listening(problem, "questions/"), {"words": "What drives it?", "once": "k"}) for _ in range(2)]
    assert [page["Location"] for page in pages] == [listening(problem, f"#question-{Question.objects.get().pk}")] * 2


def test_only_the_experts_see_what_to_ask_next_and_one_tap_takes_it(cast, browser):
    problem = cast.problem()
    two_rungs(cast, problem)
    proposals = suggested(ladder_of(problem))
    assert len(proposals) >= 2
    experts, clients = (browser(seat).get(listening(problem)).content.decode() for seat in (cast.tom, cast.bea))
    for proposal in proposals:
        for words in (proposal.text, proposal.reason):
            assert escape(words) in experts.replace("&#39;", "&#x27;"), words
            assert escape(words) not in clients.replace("&#39;", "&#x27;"), words
    taken = browser(cast.tom).get(listening(problem), {"question": "What's lost then?"}).content.decode()
    assert "What&#39;s lost then?</textarea>" in taken
