"""Saying that a commitment was missed (O1, O4), and promising it anew."""

import pytest

from ours.own import acts
from ours.own.models import Commitment, Outcome
from ours.problem import acts as problem_acts
from ours.problem.models import BadSign
from tests.cast import DAY
from tests.own.helping import address, in_days, told


@pytest.mark.parametrize("teller", ["bea", "tom", "ana"])
def test_the_other_side_or_whoever_promised_says_so(cast, browser, teller):
    problem = cast.problem()
    made = acts.commit(problem, "Send the figures.", in_days(-1), by=cast.bea, at=DAY)
    seat = getattr(cast, teller)

    answer = browser(seat).post(
        address(problem, f"commitments/{made.pk}/missed/"), {"words": "No export.", "once": "k"}
    )

    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#commitment-{made.pk}")
    outcome = Outcome.objects.get()
    assert (outcome.commitment, outcome.kind, outcome.words, outcome.by) == (made, "missed", "No export.", seat)
    assert told(problem)[-1] == "Bea Okafor missed a commitment: “Send the figures.”"
    sign = BadSign.objects.get()
    assert (sign.kind, sign.seat, sign.ref, sign.words, sign.cleared_at) == (
        "missed",
        cast.bea,
        made.pk,
        "Send the figures.",
        None,
    )


def test_a_colleague_does_not_say_so(cast, browser):
    problem = cast.problem()
    problem_acts.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    made = acts.commit(problem, "Send the figures.", in_days(-1), by=cast.bea, at=DAY)
    assert browser(cast.imani).post(address(problem, f"commitments/{made.pk}/missed/"), {}).status_code == 403
    assert not Outcome.objects.exists()


def test_not_before_its_day_is_over(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Send the figures.", in_days(0), by=cast.bea, at=DAY)
    answer = browser(cast.tom).post(address(problem, f"commitments/{made.pk}/missed/"), {})
    assert answer.status_code == 403
    assert not Outcome.objects.exists()
    assert not BadSign.objects.exists()


def test_it_is_promised_anew_once(cast, browser):
    problem = cast.problem()
    missed = acts.commit(problem, "Send the figures.", in_days(-1), by=cast.bea, at=DAY)
    acts.miss(missed, "", by=cast.tom, at=DAY)
    there = address(problem, f"commitments/{missed.pk}/again/")
    assert browser(cast.tom).post(there, {"due": in_days(3).isoformat()}).status_code == 403
    wrong = browser(cast.bea).post(there, {"due": in_days(-3).isoformat()})
    assert (wrong.status_code, "That day is over. Choose today or a later one." in wrong.content.decode()) == (
        422,
        True,
    )

    answer = browser(cast.bea).post(there, {"due": in_days(3).isoformat(), "once": "k1"})

    made = Commitment.objects.get(ended_at=None)
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#commitment-{made.pk}")
    assert (made.renews, made.words, made.due, made.seat) == (missed, "Send the figures.", in_days(3), cast.bea)
    assert Outcome.objects.get().kind == "missed"
    assert not BadSign.objects.filter(cleared_at=None).exists()
    assert browser(cast.bea).post(there, {"due": in_days(4).isoformat()}).status_code == 409
    assert Commitment.objects.count() == 2


def test_only_what_was_missed_is_promised_anew(cast, browser):
    problem = cast.problem()
    still_open = acts.commit(problem, "One.", in_days(1), by=cast.bea, at=DAY)
    kept = acts.commit(problem, "Two.", in_days(1), by=cast.bea, at=DAY)
    acts.keep(kept, "", by=cast.bea, at=DAY)
    for made in (still_open, kept):
        there = address(problem, f"commitments/{made.pk}/again/")
        assert browser(cast.bea).post(there, {"due": in_days(3).isoformat()}).status_code == 403
