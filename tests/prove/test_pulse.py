"""The pulse: one short question at a rhythm both agreed, answered with one tap, stopped with one (P6)."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from ours.people.models import Engagement, Person, Seat
from ours.post.models import Letter
from ours.problem import acts as problems
from ours.problem.models import Receipt
from ours.prove import pulse_acts, pulse_reading, pulse_rhythm_acts
from ours.prove.models import Pulse, PulseAgreement, PulseAnswer, PulseQuestion, PulseRhythm
from tests.cast import DAY

DAYS = timedelta(days=1)


def where(engagement, rest=""):
    return f"/engagements/{engagement.pk}/pulse/{rest}"


def agreed(cast, days=30, at=DAY, engagement=None):
    """A rhythm that Tom proposed and Bea agreed to."""
    rhythm = pulse_rhythm_acts.propose_pulse(engagement or cast.growth, days, by=cast.tom, at=at)
    pulse_rhythm_acts.agree_pulse(rhythm, by=cast.bea, at=at)
    return rhythm


def go_on(at):
    """A round of the worker."""
    pulse_acts.begin_for_everybody(at)
    return pulse_acts.ask_due(at)


def letters():
    return Letter.objects.filter(kind="pulse").order_by("pk")


def link(letter, what="pulse/"):
    return re.search(rf"http://\S+?(/{what}[^/\s]+/)\s", letter.text + "\n")[1]


def test_one_side_proposes_the_other_agrees_and_only_then_is_anybody_asked(cast, browser, now):
    answers = [browser(cast.tom).post(where(cast.growth, "rhythms/"), {"days": "30", "once": "a"}) for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(303, where(cast.growth))] * 2
    rhythm = PulseRhythm.objects.get()
    assert go_on(now + 60 * DAYS) == 0
    agreement = where(cast.growth, f"rhythms/{rhythm.pk}/agreement/")
    assert browser(cast.ana).post(agreement, {"once": "b"}).status_code == 403
    assert [browser(cast.bea).post(agreement, {"once": "c"}).status_code for _ in range(2)] == [303, 303]
    assert (PulseAgreement.objects.get().by, pulse_acts.running(cast.growth)) == (cast.bea, rhythm)
    assert list(Letter.objects.order_by("pk").values_list("kind", "person__name", "subject")) == [
        ("pulse_rhythm", "Bea Okafor", "Tom Weiss proposes to ask now and then how it goes"),
        ("pulse_rhythm", "Tom Weiss", "Bea Okafor agreed to being asked how it goes"),
    ]


def test_days_are_days_and_at_most_weekly(cast, browser):
    for days, words in (("", "Say how many days."), ("6", "At least seven days."), ("x", "digits"), ("366", "At most")):
        answer = browser(cast.bea).post(where(cast.growth, "rhythms/"), {"days": days, "once": "a"})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), days
    assert not PulseRhythm.objects.exists()


def test_an_older_proposal_cannot_be_agreed_to(cast, browser):
    older = pulse_rhythm_acts.propose_pulse(cast.growth, 30, by=cast.tom, at=DAY)
    pulse_rhythm_acts.propose_pulse(cast.growth, 90, by=cast.tom, at=DAY)
    answer = browser(cast.bea).post(where(cast.growth, f"rhythms/{older.pk}/agreement/"), {"once": "a"})
    assert (answer.status_code, "There is a newer word on this." in answer.content.decode()) == (409, True)
    assert not PulseAgreement.objects.exists()


def test_never_more_often_than_agreed_and_the_questions_take_turns(cast):
    agreed(cast, days=30)
    asked = [day for day in range(1, 121) if go_on(DAY + day * DAYS)]
    assert asked == [2, 32, 62, 92]
    assert list(PulseQuestion.objects.order_by("at").values_list("kind", flat=True)) == [
        "hoped", "recommend", "heard", "hoped",
    ]  # fmt: skip
    # Imani has no chair and is neither sponsor nor contact; nobody of the firm and of no other client is asked.
    assert set(letters().values_list("person__name", flat=True)) == {"Bea Okafor"}
    assert [letter.subject for letter in letters()] == [
        "Are you getting what you hoped for?",
        "Would you recommend us?",
        "Do you feel heard?",
        "Are you getting what you hoped for?",
    ]


def test_whoever_sits_at_a_table_is_asked_and_no_longer_once_they_left_it(cast):
    agreed(cast)
    problem = cast.problem()
    chair = problems.seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    problems.seat_at(problem, cast.front_desk, by=cast.tom, at=DAY)
    go_on(DAY + 1 * DAYS)
    go_on(DAY + 3 * DAYS)
    assert set(letters().values_list("person__name", flat=True)) == {"Bea Okafor", "Imani Reyes"}
    problems.leave_chair(chair, by=cast.tom, at=DAY + 4 * DAYS)
    go_on(DAY + 40 * DAYS)
    assert [one.person.name for one in letters()[2:]] == ["Bea Okafor"]


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: Seat.objects.filter(pk=cast.bea.pk).update(left_at=DAY),
        lambda cast: Person.objects.filter(pk=cast.bea.person_id).update(deactivated_at=DAY),
        lambda cast: Person.objects.filter(pk=cast.bea.person_id).update(letters_per_day=0),
        lambda cast: Engagement.objects.filter(pk=cast.growth.pk).update(ended_at=DAY),
        lambda cast: pulse_rhythm_acts.end_pulse(PulseRhythm.objects.get(), by=cast.tom, at=DAY),
    ],
    ids=["left", "deactivated", "wants no letters", "ended", "pulse ended"],
)
def test_rights_are_asked_when_a_letter_is_written(cast, change):
    agreed(cast)
    assert pulse_acts.begin_for_everybody(DAY) == 1
    change(cast)
    assert [go_on(DAY + day * DAYS) for day in (3, 40)] == [0, 0]
    assert not letters().exists()


def test_one_person_in_two_engagements_gets_one_question_a_week(cast):
    second = Engagement.objects.create(firm=cast.neon, client=cast.yoga, name="Second", began_at=DAY)
    agreed(cast, days=7)
    agreed(cast, days=7, engagement=second)
    asked = [day for day in range(1, 40) for _ in range(go_on(DAY + day * DAYS))]
    assert all(later - earlier >= 7 for earlier, later in zip(asked, asked[1:], strict=False)), asked
    assert {one.pulse.engagement_id for one in PulseQuestion.objects.all()} == {cast.growth.pk, second.pk}


def test_a_new_rhythm_counts_from_the_last_question(cast):
    agreed(cast, days=30)
    go_on(DAY)
    go_on(DAY + 2 * DAYS)
    newer = agreed(cast, days=14, at=DAY + 5 * DAYS)
    assert pulse_acts.running(cast.growth) == newer
    assert [day for day in range(6, 40) if go_on(DAY + day * DAYS)] == [16, 30]


def test_a_clock_put_back_asks_nobody_twice(cast):
    agreed(cast)
    go_on(DAY)
    assert [go_on(DAY + hours * timedelta(hours=1)) for hours in (48, 47, 48, 49)] == [1, 0, 0, 0]


def asked_once(cast):
    agreed(cast)
    go_on(DAY + 5 * DAYS)
    go_on(DAY + 6 * DAYS)
    return letters().get()


def test_one_tap_answers_without_signing_in(cast):
    letter = asked_once(cast)
    visitor = Browser()
    for _ in range(3):  # scanners open links: looking answers nothing
        page = visitor.get(link(letter))
        assert (page.status_code, "Neon asks Bea" in page.content.decode()) == (200, True)
    assert not PulseAnswer.objects.exists()
    answers = [visitor.post(link(letter), {"answer": "yes", "words": "", "once": "a"}) for _ in range(2)]
    assert [(one.status_code, one["Location"]) for one in answers] == [(303, "?")] * 2
    assert [(one.answer, one.words, one.question) for one in PulseAnswer.objects.all()] == [
        ("yes", "", PulseQuestion.objects.get())
    ]
    assert "Thank you. You answered: yes." in visitor.get(link(letter)).content.decode()


def test_words_can_follow_and_the_last_answer_counts(cast, browser):
    letter = asked_once(cast)
    for once, answer, words in (("a", "yes", ""), ("b", "partly", "Fewer meetings.")):
        Browser().post(link(letter), {"answer": answer, "words": words, "once": once})
    assert PulseAnswer.objects.count() == 2
    page = browser(cast.bea).get(where(cast.growth)).content.decode()
    assert ("<b>partly</b>" in page, "Fewer meetings." in page, "<b>yes</b>" in page) == (True, True, False)


def test_only_one_of_three_is_an_answer_and_words_stay(cast):
    letter = asked_once(cast)
    answer = Browser().post(link(letter), {"answer": "perhaps", "words": "Kept.", "once": "a"})
    page = answer.content.decode()
    assert (answer.status_code, "Choose one of the three." in page, "Kept." in page) == (422, True, True)
    assert not PulseAnswer.objects.exists()


def test_there_is_an_end_to_answers(cast):
    letter = asked_once(cast)
    answers = [Browser().post(link(letter), {"answer": "yes", "once": str(number)}) for number in range(21)]
    assert [one.status_code for one in answers] == [303] * 20 + [422]


def test_a_wrong_late_or_left_key_opens_nothing(cast):
    letter = asked_once(cast)
    assert Browser().get("/pulse/no-such-key/").status_code == 404
    Seat.objects.filter(pk=cast.bea.pk).update(left_at=DAY)
    assert Browser().get(link(letter)).status_code == 404
    Seat.objects.update(left_at=None)
    assert Browser().get(link(letter)).status_code == 200
    PulseQuestion.objects.update(expires_at=DAY)
    assert [Browser().get(link(letter)).status_code, Browser().post(link(letter), {"answer": "no"}).status_code] == [
        404,
        404,
    ]
    assert not PulseAnswer.objects.exists()


def test_only_the_hash_of_a_key_is_kept(cast):
    letter = asked_once(cast)
    key = link(letter).split("/")[2]
    assert key not in str([vars(one) for one in PulseQuestion.objects.all()])
    Browser().post(link(letter), {"answer": "yes", "once": "a"})
    assert key not in str([vars(one) for one in Receipt.objects.all()])


def test_it_is_stopped_with_one_click_from_the_letter(cast):
    letter = asked_once(cast)
    stop = link(letter, "pulse/stop/")
    visitor = Browser()
    assert "Stop them" in visitor.get(stop).content.decode()
    assert Pulse.objects.get().stopped_at is None
    assert [visitor.post(stop).status_code, visitor.get(stop).status_code] == [303, 200]
    assert Pulse.objects.get().stopped_at is not None
    agreed(cast, days=7, at=DAY + 8 * DAYS)
    assert [go_on(DAY + day * DAYS) for day in range(9, 60)] == [0] * 51
    assert visitor.get("/pulse/stop/1:wrong/").status_code == 404


def test_stopped_and_wanted_again_on_ones_own_page(cast, browser, now):
    asked_once(cast)
    bea = browser(cast.bea)
    assert bea.post(where(cast.growth, "mine/"), {"once": "a"}).status_code == 303
    assert (
        Pulse.objects.get().next_at,
        "Have the questions again" in bea.get(where(cast.growth)).content.decode(),
    ) == (
        None,
        True,
    )
    bea.post(where(cast.growth, "mine/"), {"again": "1", "once": "b"})
    pulse = Pulse.objects.get()
    assert (pulse.stopped_at, pulse.next_at) == (None, pulse.last_at + 30 * DAYS)


def test_either_side_ends_it_at_once(cast, browser):
    rhythm = agreed(cast)
    end = where(cast.growth, f"rhythms/{rhythm.pk}/ended/")
    assert browser(cast.bea).post(end, {"once": "a"}).status_code == 303
    assert pulse_acts.running(cast.growth) is None
    answer = browser(cast.tom).post(end, {"once": "b"})
    assert (answer.status_code, "It had been ended already." in answer.content.decode()) == (409, True)


def test_colleagues_do_not_read_each_others_answers(cast, browser):
    letter = asked_once(cast)
    Browser().post(link(letter), {"answer": "no", "words": "Imani is overworked.", "once": "a"})
    problems.seat_at(cast.problem(), cast.imani, by=cast.tom, at=DAY)
    for seat in (cast.imani, cast.tom):
        page = browser(seat).get(where(cast.growth)).content.decode()
        assert "overworked" not in page, seat
    assert pulse_reading.own_answers(cast.growth, cast.imani) == []
    for seat in (cast.maja, cast.una, cast.kai):
        assert browser(seat).get(where(cast.growth)).status_code == 404, seat


def test_many_at_once_ask_once(cast):
    """The row is read again under its lock: a second worker finds nothing due."""
    agreed(cast)
    go_on(DAY)
    pulse = Pulse.objects.get()
    assert [pulse_acts._ask_one(pulse.pk, DAY + 2 * DAYS) for _ in range(2)] == [True, False]
