"""Saying that a commitment was kept (O1, O4)."""

from ours.own import acts
from ours.own.models import Commitment, Outcome
from ours.problem.models import BadSign
from tests.cast import DAY
from tests.own.helping import address, in_days, told


def test_whoever_promised_says_that_it_was_kept(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Send the figures.", in_days(2), by=cast.bea, at=DAY)

    answer = browser(cast.bea).post(
        address(problem, f"commitments/{made.pk}/kept/"), {"words": "By mail.", "once": "k"}
    )

    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#commitment-{made.pk}")
    outcome = Outcome.objects.get()
    assert (outcome.commitment, outcome.kind, outcome.words, outcome.by) == (made, "kept", "By mail.", cast.bea)
    made.refresh_from_db()
    assert made.ended_at == outcome.at
    assert told(problem)[-1] == "Bea Okafor kept a commitment: “Send the figures.”"


def test_nobody_else_says_so(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Read the newsletters.", in_days(2), by=cast.tom, at=DAY)
    for seat in (cast.ana, cast.bea):
        answer = browser(seat).post(address(problem, f"commitments/{made.pk}/kept/"), {"words": ""})
        assert answer.status_code == 403, seat
    assert not Outcome.objects.exists()


def test_after_somebody_left_a_colleague_speaks_for_them(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Read the newsletters.", in_days(2), by=cast.tom, at=DAY)
    cast.tom.left_at = DAY
    cast.tom.save()
    there = address(problem, f"commitments/{made.pk}/kept/")
    assert browser(cast.bea).post(there, {"words": ""}).status_code == 403
    assert browser(cast.ana).post(there, {"words": ""}).status_code == 303
    assert Outcome.objects.get().by == cast.ana


def test_keeping_clears_what_the_same_side_had_missed(cast):
    problem = cast.problem()
    for seat in (cast.tom, cast.bea):
        acts.miss(acts.commit(problem, "Once.", in_days(-2), by=seat, at=DAY), "", by=seat, at=DAY)
    acts.keep(acts.commit(problem, "Twice.", in_days(2), by=cast.ana, at=DAY), "", by=cast.ana, at=DAY)
    assert list(BadSign.objects.filter(cleared_at=None).values_list("kind", "seat")) == [("missed", cast.bea.pk)]


def test_what_has_ended_stays_as_it_ended(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Send the figures.", in_days(2), by=cast.bea, at=DAY)
    stale = Commitment.objects.select_related("problem__engagement", "seat").get(pk=made.pk)
    acts.keep(made, "", by=cast.bea, at=DAY)

    answer = browser(cast.bea).post(address(problem, f"commitments/{made.pk}/kept/"), {"words": "Again."})

    assert answer.status_code == 409
    assert "Bea Okafor said meanwhile: kept. Nothing was changed." in answer.content.decode()
    assert acts.keep(stale, "", by=cast.bea, at=DAY) is None
    assert acts.miss(stale, "", by=cast.bea, at=DAY) is None
    assert acts.renegotiate(stale, in_days(9), "Later.", by=cast.bea, at=DAY) is None
    assert Outcome.objects.count() == Commitment.objects.count() == 1


def test_another_problems_commitment_is_not_found(cast, browser):
    problem, other = cast.problem(), cast.problem("The front desk cannot see who paid.")
    made = acts.commit(other, "Send the figures.", in_days(2), by=cast.bea, at=DAY)
    assert browser(cast.bea).post(address(problem, f"commitments/{made.pk}/kept/"), {"words": ""}).status_code == 404
