"""Writing down the client's answers, and putting them right (L2)."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from ours.listen.models import Rung
from ours.problem.acts import seat_at
from ours.problem.models import Event, Problem
from tests.cast import DAY
from tests.listen.ladder import HOUR, answered, asked, listening, told, two_rungs


def test_an_expert_writes_down_what_a_client_said(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    question = asked(problem, "And who would come?", by=cast.tom, about=first)
    seat_at(problem, cast.front_desk, by=cast.tom, at=DAY)

    answer = browser(cast.tom).post(
        listening(problem, f"questions/{question.pk}/answers/"),
        {
            "words": "Students ask at the desk.",
            "said_by": cast.front_desk.pk,
            "said_on": "2026-03-02",
            "channel": "call",
            "place": "the Monday call",
            "once": "k",
        },
    )

    rung = Rung.objects.latest("at")
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, f"#rung-{rung.pk}"))
    assert (rung.words, rung.question, rung.parent, rung.overturns) == (
        "Students ask at the desk.",
        question,
        first,
        None,
    )
    assert (rung.said_by, rung.said_at, rung.channel, rung.place, rung.by) == (
        cast.front_desk,
        datetime(2026, 3, 2, 12, tzinfo=UTC),
        "call",
        "the Monday call",
        cast.tom,
    )
    assert told(problem)[-1] == "Front desk answered: “Students ask at the desk.”"
    assert Event.objects.latest("pk").told == {
        "who": "Tom Weiss",
        "whom": "Front desk",
        "words": "Students ask at the desk.",
        "question": question.pk,
        "rung": rung.pk,
    }


def test_what_an_expert_writes_down_are_the_clients_words(cast):
    problem = cast.problem()
    question = asked(problem, "What drives it?", by=cast.tom, at=DAY)
    due = problem.care_due
    answered(question, "A younger audience.", said_by=cast.bea, by=cast.tom, at=DAY + timedelta(days=3))
    problem = Problem.objects.get(pk=problem.pk)
    assert (problem.spoke_last, problem.care_due) == ("client", due)
    assert (problem.step, problem.move) == ("confirm", "client")


def test_a_client_person_answers_for_herself_and_that_counts_as_said(cast, browser):
    problem = cast.problem()
    question = asked(problem, "What drives it?", by=cast.tom)
    page = browser(cast.bea).get(listening(problem)).content.decode()
    assert "Your answer" in page
    assert 'name="said_by"' not in page
    answer = browser(cast.bea).post(
        listening(problem, f"questions/{question.pk}/answers/"), {"words": "A younger audience.", "once": "k"}
    )
    rung = Rung.objects.get()
    assert answer["Location"] == listening(problem, f"#rung-{rung.pk}")
    assert (rung.said_by, rung.by, rung.channel, rung.parent) == (cast.bea, cast.bea, "form", None)
    assert timezone.now() - rung.said_at < timedelta(minutes=1)
    problem = Problem.objects.get(pk=problem.pk)
    assert (problem.step, problem.move) == ("name_need", "expert")


def test_a_client_person_cannot_speak_for_another(cast, browser):
    problem = cast.problem()
    seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    question = asked(problem, "What drives it?", by=cast.tom)
    browser(cast.bea).post(
        listening(problem, f"questions/{question.pk}/answers/"),
        {
            "words": "Imani thinks so.",
            "said_by": cast.imani.pk,
            "said_on": "2026-03-02",
            "channel": "call",
            "once": "k",
        },
    )
    assert Rung.objects.get().said_by == cast.bea


def test_experts_do_not_answer_and_strangers_are_no_choice(cast, browser):
    problem = cast.problem()
    question = asked(problem, "What drives it?", by=cast.tom)
    typed = {"words": "Growth.", "said_on": "2026-03-02", "channel": "call", "once": "k"}
    for seat in (cast.tom, cast.imani, cast.maja):
        page = browser(cast.tom).post(
            listening(problem, f"questions/{question.pk}/answers/"), typed | {"said_by": seat.pk}
        )
        assert page.status_code == 422, seat
        assert ">Growth.</textarea>" in page.content.decode()
    assert Rung.objects.count() == 0


def test_what_is_still_to_come_was_not_said(cast, browser):
    problem = cast.problem()
    question = asked(problem, "What drives it?", by=cast.tom)
    tomorrow = timezone.localdate() + timedelta(days=2)
    page = browser(cast.tom).post(
        listening(problem, f"questions/{question.pk}/answers/"),
        {"words": "Growth.", "said_by": cast.bea.pk, "said_on": tomorrow.isoformat(), "channel": "call", "once": "k"},
    )
    assert page.status_code == 422
    assert "That day is still to come; choose today or an earlier one." in page.content.decode()


def test_no_actually_keeps_both(cast, browser):
    problem = cast.problem()
    first, second = two_rungs(cast, problem)
    question = asked(problem, "Is it about more people?", by=cast.tom, at=DAY + 4 * HOUR, about=second)

    browser(cast.bea).post(
        listening(problem, f"questions/{question.pk}/answers/"),
        {"words": "No, actually it is about empty months.", "overturns": "on", "once": "k"},
    )

    rung = Rung.objects.latest("at")
    assert (rung.overturns, rung.parent, rung.question) == (second, first, question)
    assert told(problem)[-1] == "Bea Okafor put it differently: “No, actually it is about empty months.”"
    page = browser(cast.tom).get(listening(problem)).content.decode()
    assert "<s>More people would come to our workshops.</s>" in page
    assert "No, actually it is about empty months.</blockquote>" in page


def test_an_answer_is_put_differently_without_a_new_question(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    answer = browser(cast.bea).post(
        listening(problem, f"answers/{second.pk}/wordings/"), {"words": "Fuller workshops.", "once": "k"}
    )
    rung = Rung.objects.latest("at")
    assert answer["Location"] == listening(problem, f"#rung-{rung.pk}")
    assert (rung.overturns, rung.parent, rung.question) == (second, second.parent, second.question)


def test_words_put_differently_meanwhile_are_shown_beside_ones_own(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    answered(second.question, "Fuller workshops.", said_by=cast.bea, by=cast.bea, at=DAY + 4 * HOUR, overturns=second)
    page = browser(cast.bea).post(
        listening(problem, f"answers/{second.pk}/wordings/"), {"words": "Steady workshops.", "once": "k"}
    )
    text = page.content.decode()
    assert page.status_code == 409
    assert "Bea Okafor put this differently while you wrote." in text
    for words in ("More people would come to our workshops.", "Fuller workshops.", "Steady workshops.</textarea>"):
        assert words in text
    assert Rung.objects.count() == 3
    newest = Rung.objects.latest("at")
    assert f'action="{listening(problem, f"answers/{newest.pk}/wordings/")}"' in text


def test_outsiders_and_foreign_questions_find_nothing(cast, browser):
    problem, other = cast.problem(), cast.problem("Our website looks old.")
    question, foreign = asked(problem, "What drives it?", by=cast.tom), asked(other, "What drives it?", by=cast.tom)
    typed = {"words": "Growth.", "once": "k"}
    for seat in (cast.imani, cast.una, cast.maja, cast.kai, cast.luca):
        page = browser(seat).post(listening(problem, f"questions/{question.pk}/answers/"), typed)
        assert page.status_code == 404, seat
    assert browser(cast.bea).post(listening(problem, f"questions/{foreign.pk}/answers/"), typed).status_code == 404
    assert Rung.objects.count() == 0


def test_an_empty_answer_is_not_kept(cast, browser):
    problem = cast.problem()
    question = asked(problem, "What drives it?", by=cast.tom)
    page = browser(cast.bea).post(listening(problem, f"questions/{question.pk}/answers/"), {"words": "", "once": "k"})
    assert page.status_code == 422
    assert "Write the answer first; an empty one is not kept." in page.content.decode()


def test_sent_twice_it_is_kept_once(cast, browser):
    problem = cast.problem()
    question = asked(problem, "What drives it?", by=cast.tom)
    bea = browser(cast.bea)
    for _ in range(2):
        bea.post(listening(problem, f"questions/{question.pk}/answers/"), {"words": "Growth.", "once": "k"})
    assert Rung.objects.count() == 1
