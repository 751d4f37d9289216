"""Proposing a way out: early ones say why (O3, F4)."""

import pytest
from django.db import transaction

from ours.own import acts
from ours.own.models import Prescription
from ours.problem.history import record
from ours.problem.models import Event
from tests.cast import DAY
from tests.own.helping import address, told

WORDS, WHY = "Post three times a week until June.", "The summer bookings begin now."
MISSING = "Both have not yet said how it is and how it should be, so please say in a sentence why it should not wait."


def send(browser, problem, **fields):
    return browser.post(address(problem, "prescriptions/"), {"words": WORDS, "reason": WHY, "once": "k1"} | fields)


def name_states(problem, by, *kinds):
    with transaction.atomic():
        for kind in kinds:
            record(problem, kind, by=by, at=DAY, words="So it is.")


@pytest.mark.parametrize("who", ["tom", "bea"])
def test_before_both_states_are_named_it_says_why_and_is_marked(cast, browser, who):
    problem = cast.problem()
    seat = getattr(cast, who)

    answer = send(browser(seat), problem)

    proposed = Prescription.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#prescription-{proposed.pk}")
    assert (proposed.problem, proposed.words, proposed.reason, proposed.early, proposed.by) == (
        problem,
        WORDS,
        WHY,
        True,
        seat,
    )
    assert told(problem) == [
        f"{seat.name} proposed a way out before both states were named: “{WORDS}”; why: {WHY}",
    ]
    assert Event.objects.get(kind="prescribed_early").told["prescription"] == proposed.pk
    page = browser(cast.bea).get(address(problem)).content.decode()
    assert page.count("early: proposed before both states were named") == 1


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("tom", "this would be prescribing before the diagnosis. It is possible, is marked as early, and says why."),
        ("bea", "You can propose it now."),
    ],
)
def test_the_form_says_why_it_asks_and_keeps_the_words(cast, browser, who, words):
    problem = cast.problem()
    seat = getattr(cast, who)
    assert words in browser(seat).get(address(problem)).content.decode()
    answer = send(browser(seat), problem, reason="  ")
    page = answer.content.decode()
    assert (answer.status_code, MISSING in page, f">{WORDS}</textarea>" in page) == (422, True, True)
    assert not Prescription.objects.exists()


def test_one_state_alone_is_not_enough(cast, browser):
    problem = cast.problem()
    name_states(problem, cast.bea, "now_said", "now_said")
    assert send(browser(cast.tom), problem).status_code == 303
    assert Prescription.objects.get().early


def test_once_both_states_are_named_no_reason_is_asked(cast, browser):
    problem = cast.problem()
    name_states(problem, cast.bea, "now_said", "wanted_said")
    page = browser(cast.tom).get(address(problem)).content.decode()
    assert ('name="reason"' in page, "prescribing before the diagnosis" in page) == (False, False)

    assert send(browser(cast.tom), problem).status_code == 303

    proposed = Prescription.objects.get()
    assert (proposed.words, proposed.reason, proposed.early) == (WORDS, "", False)
    assert told(problem)[-1] == f"Tom Weiss proposed a way out: “{WORDS}”"
    assert "early: proposed" not in browser(cast.bea).get(address(problem)).content.decode()


def test_an_early_one_without_a_reason_is_a_mistake_in_the_code(cast):
    with pytest.raises(ValueError, match="says why"):
        acts.prescribe(cast.problem(), WORDS, "", early=True, by=cast.tom, at=DAY)
