"""A new day for a commitment, with the reason; counted as renegotiated (O1, O4)."""

from ours.own import acts
from ours.own.models import Commitment, Outcome
from ours.own.reading import Figures, figures
from ours.problem.models import Event
from tests.cast import DAY
from tests.own.helping import address, in_days, told

WHY = "The list comes on Friday only."


def send(browser, made, **fields):
    fields = {"due": in_days(8).isoformat(), "reason": WHY, "once": "k1"} | fields
    return browser.post(address(made.problem, f"commitments/{made.pk}/new-day/"), fields)


def test_the_next_commitment_renews_this_one(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Draft the questions.", in_days(1), by=cast.tom, at=DAY)

    answer = send(browser(cast.tom), made)

    renewed = Commitment.objects.get(ended_at=None)
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#commitment-{renewed.pk}")
    assert (renewed.renews, renewed.side, renewed.seat, renewed.words, renewed.due) == (
        made,
        "expert",
        cast.tom,
        "Draft the questions.",
        in_days(8),
    )
    outcome = Outcome.objects.get()
    assert (outcome.commitment, outcome.kind, outcome.words, outcome.by) == (made, "renegotiated", WHY, cast.tom)
    event = Event.objects.get(kind="commitment_renegotiated")
    assert (event.told["due"], event.told["commitment"]) == ({"d": in_days(8).isoformat()}, renewed.pk)
    assert told(problem)[-1].startswith("Tom Weiss set a new day for “Draft the questions.”: ")
    assert told(problem)[-1].endswith(f". Why: “{WHY}”")
    assert figures(problem) == {"client": Figures(), "expert": Figures(renegotiated=1, open=1)}


def test_what_is_past_its_day_can_still_get_a_new_one(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Draft the questions.", in_days(-1), by=cast.bea, at=DAY)
    assert send(browser(cast.bea), made).status_code == 303
    assert figures(problem)["client"] == Figures(renegotiated=1, open=1)


def test_only_whoever_promised_sets_a_new_day(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Draft the questions.", in_days(1), by=cast.tom, at=DAY)
    for seat in (cast.ana, cast.bea):
        assert send(browser(seat), made).status_code == 403, seat
    assert not Outcome.objects.exists()


def test_it_takes_a_reason_and_a_day_ahead(cast, browser):
    problem = cast.problem()
    other = acts.commit(problem, "Something else.", in_days(1), by=cast.tom, at=DAY)
    made = acts.commit(problem, "Draft the questions.", in_days(1), by=cast.tom, at=DAY)
    for fields, sentence in (
        ({"reason": ""}, "Say in a sentence why the day changes. The other side reads it."),
        ({"due": ""}, "Choose the new day."),
        ({"due": in_days(-1).isoformat()}, "That day is over. Choose today or a later one."),
    ):
        answer = send(browser(cast.tom), made, **fields)
        page = answer.content.decode()
        assert (answer.status_code, page.count(sentence)) == (422, 1), sentence
        assert page.count(WHY) == (0 if "reason" in fields else 1)
        assert page.count('<details class="do" open>') == 1
        assert f'id="day-{other.pk}-due" name="due" type="date" value=""' in page
    assert not Outcome.objects.exists()
