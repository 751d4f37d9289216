"""The verbs of success: propose that it is solved, confirm it, say what is missing (P1, P5)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ours.people.models import Seat, Side
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.measures import Measure, fits, newest
from ours.problem.models import Parking, Problem
from ours.prove import lasting_acts, rules
from ours.prove.models import AskAgain, NotYet, Solved, SolvedProposal

Basis = SolvedProposal.Basis


class Overtaken(Exception):
    """Somebody else was quicker, or the measure is no longer where it is wanted. Nothing was written."""


@transaction.atomic
def propose_solved(
    problem: Problem, words: str, *, measure: Measure | None = None, again_on: date, by: Seat, at: datetime
) -> SolvedProposal:
    """Say that it is solved, for the client to confirm: its measure reached what was wanted, or it is good enough.

    `measure` is the one that reached it; without one it is good enough in `words`. `again_on` is the day on which it
    should be asked whether it lasted. Raises Overtaken if it is solved or let go, or the measure is not there.
    """
    proposal = _proposed(problem, words, measure, again_on, by, at)
    told: dict[str, Any] = {"until": again_on, "proposal": proposal.pk}
    if measure is None:
        record(problem, "solved_proposed_enough", by=by, at=at, words=headline_of(words), **told)
    else:
        record(problem, "solved_proposed", by=by, at=at, **_reached(proposal), **told)
    return proposal


@transaction.atomic
def say_solved(
    problem: Problem, words: str, *, measure: Measure | None = None, again_on: date, by: Seat, at: datetime
) -> Solved:
    """A person of the client's side says that it is solved: nobody else has to confirm that.

    As `propose_solved` and `confirm_solved` in one. The other side agrees to the day on which it is asked again.
    """
    _must_be_clients(by)
    solved = _solved(_proposed(problem, words, measure, again_on, by, at), words, by, at)
    _tell(solved)
    return solved


@transaction.atomic
def confirm_solved(
    proposal: SolvedProposal, words: str = "", *, again_on: date | None = None, by: Seat, at: datetime
) -> Solved:
    """A person of the client's side confirms that it is solved; opinions set aside until then come back (P5).

    `words` are needed where no measure says it: good enough is for the client to say. `again_on`, unless it is the
    day proposed, is one for the expert's side to agree to. Raises Overtaken unless this is the open proposal.
    """
    _must_be_clients(by)
    hold(proposal.problem)
    _must_be_open(proposal)
    if proposal.basis == Basis.ENOUGH and proposal.by.side == Side.EXPERT and not words:
        raise ValueError("That it is good enough is for the client to say in words.")
    day = lasting_acts.newest_day(proposal)
    solved = _solved(proposal, words, by, at)
    if again_on is not None and (day is None or day.on != again_on):
        AskAgain.objects.create(proposal=proposal, on=again_on, by=by, at=at)
    elif day is not None and day.by.side != by.side:
        lasting_acts.agree(solved, day, by=by, at=at)
    _tell(solved)
    return solved


@transaction.atomic
def not_yet(proposal: SolvedProposal, missing: str, *, by: Seat, at: datetime) -> NotYet:
    """A person of the client's side says that it is not solved yet, and what is missing.

    Raises Overtaken unless this is the open proposal.
    """
    _must_be_clients(by)
    hold(proposal.problem)
    _must_be_open(proposal)
    said = NotYet.objects.create(proposal=proposal, missing=missing, by=by, at=at)
    record(proposal.problem, "not_solved_yet", by=by, at=at, words=headline_of(missing), proposal=proposal.pk)
    return said


def _proposed(
    problem: Problem, words: str, measure: Measure | None, again_on: date, by: Seat, at: datetime
) -> SolvedProposal:
    hold(problem)
    if not rules.may_propose(problem):
        raise Overtaken("It is solved already, or let go.")
    reading = None
    if measure is not None:
        reading = newest(measure)
        if measure.ended_at is not None or reading is None or not fits(measure, reading.value):
            raise Overtaken("The measure is not where it is wanted.")
    proposal = SolvedProposal.objects.create(
        problem=problem,
        basis=Basis.ENOUGH if measure is None else Basis.REACHED,
        measure=measure,
        reading=reading,
        words=words,
        by=by,
        at=at,
    )
    AskAgain.objects.create(proposal=proposal, on=again_on, by=by, at=at)
    return proposal


def _solved(proposal: SolvedProposal, words: str, by: Seat, at: datetime) -> Solved:
    problem = proposal.problem
    solved = Solved.objects.create(problem=problem, proposal=proposal, words=words, by=by, at=at)
    # What was parked as a whole does not come back by itself: it is solved.
    whole = Parking.objects.filter(problem=problem, what=Parking.What.PROBLEM, returned_at__isnull=True)
    whole.update(returned_at=at)
    problem.solved_at, problem.care_due = at, None
    return solved


def _tell(solved: Solved) -> None:
    """Tell that it is solved, and let everything follow; comes last, when all of it is written."""
    problem, proposal, by, at = solved.problem, solved.proposal, solved.by, solved.at
    if proposal.basis == Basis.ENOUGH:
        said = headline_of(solved.words or proposal.words)
        record(problem, "solved_enough", by=by, at=at, words=said, proposal=proposal.pk)
    else:
        record(problem, "solved", by=by, at=at, **_reached(proposal), proposal=proposal.pk)


def _reached(proposal: SolvedProposal) -> dict[str, Any]:
    measure, reading = proposal.measure, proposal.reading
    assert measure is not None and reading is not None
    return {"name": measure.name, "value": (reading.value, measure.unit), "on": reading.on}


def _must_be_clients(by: Seat) -> None:
    if by.side != Side.CLIENT:
        raise ValueError("Only the client's side says whether it is solved.")


def _must_be_open(proposal: SolvedProposal) -> None:
    if not rules.is_open(proposal):
        raise Overtaken("There is a newer word on this.")
