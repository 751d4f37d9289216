"""Owners and commitments carry a problem from owning to trying (O3)."""

from ours.frame.models import Agreement, Signer, State, Statement
from ours.own import acts
from ours.problem.models import Problem
from tests.cast import DAY
from tests.own.helping import in_days


def signed_problem(cast) -> Problem:
    """A problem whose words both signed and whose states are said."""
    problem = cast.problem()
    words = Statement.objects.create(problem=problem, version=1, words="Our income swings.", by=cast.tom, at=DAY)
    for seat in (cast.bea, cast.tom):
        Signer.objects.create(problem=problem, seat=seat, by=cast.tom, at=DAY)
        Agreement.objects.create(statement=words, by=seat, at=DAY)
    for which in State.Which.values:
        State.objects.create(problem=problem, which=which, words="So.", by=cast.bea, at=DAY)
    return problem


def where(problem: Problem) -> tuple[str, str, str]:
    problem.refresh_from_db()
    return problem.stage, problem.step, problem.move


def test_from_the_first_owner_to_what_was_promised(cast):
    problem = signed_problem(cast)
    acts.own(problem, cast.tom, by=cast.tom, at=DAY)
    assert where(problem) == ("owning", "own", "client")
    acts.own(problem, cast.bea, by=cast.bea, at=DAY)
    assert where(problem) == ("owning", "commit", "both")
    figures = acts.commit(problem, "Send the figures.", in_days(3), by=cast.bea, at=DAY)
    assert where(problem) == ("owning", "commit", "expert")
    questions = acts.commit(problem, "Draft the questions.", in_days(5), by=cast.tom, at=DAY)
    assert where(problem) == ("trying", "keep", "client")
    renewed = acts.renegotiate(figures, in_days(9), "The export is late.", by=cast.bea, at=DAY)
    assert where(problem) == ("trying", "keep", "expert")
    acts.keep(questions, "", by=cast.tom, at=DAY)
    assert where(problem) == ("trying", "keep", "client")
    acts.miss(renewed, "", by=cast.tom, at=DAY)
    assert where(problem) == ("trying", "commit", "both")
    acts.put_down(problem.ownerships.get(side="client"), by=cast.bea, at=DAY)
    assert where(problem) == ("owning", "own", "client")
