"""The verbs of owning: own, commit, keep, miss, renegotiate, agree how to work, lay out the steps, prescribe.

Two people may end the same commitment or step at the same moment: the later one changes nothing and gets None.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ours.own.models import (
    Ability,
    Commitment,
    Outcome,
    Ownership,
    Prescription,
    Step,
    WayAgreement,
    WayOfWorking,
)
from ours.people.models import Seat, Side
from ours.problem import signs
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.models import BadSign, Problem


def organisation_of(problem: Problem, side: str) -> str:
    """The name of the organisation on one side of this table."""
    return problem.client.name if side == Side.CLIENT else problem.firm.name


@transaction.atomic
def own(problem: Problem, seat: Seat, *, by: Seat, at: datetime) -> Ownership:
    """`seat` owns the problem for its side from now on (O1).

    Where somebody owned it before, this is a hand-over, which burns until the new owner gives a sign of life
    (`own/signs.py`). Raises ValueError if `seat` owns it already.
    """
    side = seat.side
    before = Ownership.objects.filter(problem=problem, side=side, ended_at__isnull=True).select_related("seat").first()
    if before is not None:
        if before.seat_id == seat.pk:
            raise ValueError(f"{seat} owns it already.")
        _end_ownership(before, at)
    ownership = Ownership.objects.create(problem=problem, side=side, seat=seat, by=by, at=at)
    _set_owned(problem, side, True)
    told: dict[str, Any] = {
        "whom": seat.name,
        "organisation": organisation_of(problem, side),
        "seat": seat.pk,
        "side": side,
    }
    if before is None:
        record(problem, "owned", by=by, at=at, **told)
    else:
        signs.burn(problem, BadSign.Kind.HANDED_OVER, seat=seat, at=at, words=before.seat.name, ref=ownership.pk)
        record(problem, "handed_over", by=by, at=at, before=before.seat.name, **told)
    return ownership


@transaction.atomic
def put_down(ownership: Ownership, *, by: Seat, at: datetime) -> None:
    """An owner owns it no longer and nobody follows, as when they leave: the side's chair is empty, for both to see."""
    problem = ownership.problem
    _end_ownership(ownership, at)
    _set_owned(problem, ownership.side, False)
    record(
        problem,
        "put_down",
        by=by,
        at=at,
        whom=ownership.seat.name,
        organisation=organisation_of(problem, ownership.side),
        seat=ownership.seat_id,
        side=ownership.side,
    )


def _end_ownership(ownership: Ownership, at: datetime) -> None:
    ownership.ended_at = at
    ownership.save()
    signs.quench(ownership.problem, BadSign.Kind.HANDED_OVER, at=at, ref=ownership.pk)


def _set_owned(problem: Problem, side: str, owned: bool) -> None:
    if side == Side.CLIENT:
        problem.client_owned = owned
    else:
        problem.expert_owned = owned


@transaction.atomic
def commit(
    problem: Problem, words: str, due: date, *, by: Seat, at: datetime, renews: Commitment | None = None
) -> Commitment:
    """Promise something for oneself by a day (O1). `renews` is a missed commitment that is promised anew."""
    commitment = Commitment.objects.create(
        problem=problem, side=by.side, seat=by, words=words, due=due, at=at, renews=renews
    )
    if renews is not None:
        signs.quench(problem, BadSign.Kind.MISSED, at=at, ref=renews.pk)
    record(problem, "committed", by=by, at=at, words=headline_of(words), due=due, commitment=commitment.pk)
    return commitment


@transaction.atomic
def keep(commitment: Commitment, words: str, *, by: Seat, at: datetime) -> Outcome | None:
    """A commitment was kept, which also clears what its side had missed before. None if it had ended already."""
    outcome = _end(commitment, Outcome.Kind.KEPT, words, by=by, at=at)
    if outcome is None:
        return None
    problem = commitment.problem
    missed = BadSign.objects.filter(problem=problem, kind=BadSign.Kind.MISSED, cleared_at__isnull=True)
    missed.filter(seat__client__isnull=commitment.side == Side.EXPERT).update(cleared_at=at)
    record(problem, "commitment_kept", by=by, at=at, words=headline_of(commitment.words), commitment=commitment.pk)
    return outcome


@transaction.atomic
def miss(commitment: Commitment, words: str, *, by: Seat, at: datetime) -> Outcome | None:
    """A commitment was missed; that burns until it is promised anew or its side keeps another one.

    None if it had ended already.
    """
    outcome = _end(commitment, Outcome.Kind.MISSED, words, by=by, at=at)
    if outcome is None:
        return None
    problem, holder = commitment.problem, commitment.seat
    told = headline_of(commitment.words)
    signs.burn(problem, BadSign.Kind.MISSED, seat=holder, at=at, words=told, ref=commitment.pk)
    record(
        problem,
        "commitment_missed",
        by=by,
        at=at,
        whom=holder.name,
        words=told,
        commitment=commitment.pk,
        seat=holder.pk,
        side=holder.side,
    )
    return outcome


@transaction.atomic
def renegotiate(commitment: Commitment, due: date, reason: str, *, by: Seat, at: datetime) -> Commitment | None:
    """A new day for something that is still open: the next commitment, held by `by`. None if it had ended already."""
    if _end(commitment, Outcome.Kind.RENEGOTIATED, reason, by=by, at=at) is None:
        return None
    renewed = Commitment.objects.create(
        problem=commitment.problem,
        side=commitment.side,
        seat=by,
        words=commitment.words,
        due=due,
        at=at,
        renews=commitment,
    )
    record(
        commitment.problem,
        "commitment_renegotiated",
        by=by,
        at=at,
        words=headline_of(commitment.words),
        due=due,
        reason=headline_of(reason),
        commitment=renewed.pk,
    )
    return renewed


def _end(commitment: Commitment, kind: str, words: str, *, by: Seat, at: datetime) -> Outcome | None:
    if not Commitment.objects.filter(pk=commitment.pk, ended_at__isnull=True).update(ended_at=at):
        return None
    commitment.ended_at = at
    return Outcome.objects.create(commitment=commitment, kind=kind, words=words, by=by, at=at)


@transaction.atomic
def propose_way(problem: Problem, way: str, words: str, *, by: Seat, at: datetime) -> WayOfWorking:
    """Propose how to work on it (O2); the newest proposal is the one that the other side can agree to."""
    proposed = WayOfWorking.objects.create(problem=problem, way=way, words=words, by=by, at=at)
    label = WayOfWorking.Way(way).label
    record(problem, "way_proposed", by=by, at=at, way=label, words=headline_of(words), proposal=proposed.pk)
    return proposed


@transaction.atomic
def agree_way(way: WayOfWorking, *, by: Seat, at: datetime) -> WayAgreement:
    """The other side agrees to a way of working (O2)."""
    agreement = WayAgreement.objects.create(way=way, by=by, at=at)
    label = WayOfWorking.Way(way.way).label
    record(way.problem, "way_agreed", by=by, at=at, way=label, proposal=way.pk)
    return agreement


@transaction.atomic
def lay_steps(problem: Problem, lines: Iterable[str], *, by: Seat, at: datetime) -> list[Step]:
    """Lay out the steps ahead (O3), one for each line. Earlier ones that are open end; the done ones stay in front."""
    laid = Step.objects.filter(problem=problem, ended_at__isnull=True)
    laid.filter(done_at__isnull=True).update(ended_at=at)
    last = laid.aggregate(last=Max("place"))["last"] or 0
    steps = Step.objects.bulk_create(
        Step(problem=problem, place=place, words=words, by=by, at=at) for place, words in enumerate(lines, last + 1)
    )
    record(problem, "steps_laid", by=by, at=at, steps=len(steps))
    return steps


@transaction.atomic
def finish(step: Step, *, by: Seat, at: datetime) -> bool:
    """A step is done; either side may say so. False if it was done, or replaced, already."""
    still_open = Step.objects.filter(pk=step.pk, done_at__isnull=True, ended_at__isnull=True)
    if not still_open.update(done_at=at, done_by=by):
        return False
    record(step.problem, "step_done", by=by, at=at, words=step.words, step=step.pk)
    return True


@transaction.atomic
def prescribe(problem: Problem, words: str, reason: str, *, early: bool, by: Seat, at: datetime) -> Prescription:
    """Propose a way out; `early` while not both states are named, which takes a reason (O3, F4).

    Raises ValueError for an early one without a reason.
    """
    if early and not reason:
        raise ValueError("A way out proposed before both states are named says why.")
    prescription = Prescription.objects.create(problem=problem, words=words, reason=reason, early=early, by=by, at=at)
    told: dict[str, Any] = {"words": headline_of(words), "prescription": prescription.pk}
    if early:
        record(problem, "prescribed_early", by=by, at=at, reason=headline_of(reason), **told)
    else:
        record(problem, "prescribed", by=by, at=at, **told)
    return prescription


@transaction.atomic
def note_ability(problem: Problem, words: str, *, by: Seat, at: datetime) -> Ability:
    """Write down what the client can now do without help (O2)."""
    ability = Ability.objects.create(problem=problem, words=words, by=by, at=at)
    record(problem, "able", by=by, at=at, words=headline_of(words), ability=ability.pk)
    return ability
