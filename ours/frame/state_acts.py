"""The verbs of now and wanted: say a state, set a measure, say what it opens up, share a fear."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ours.frame.holding import hold
from ours.frame.models import Fear, Measure, Opportunity, Reading, State
from ours.people.models import Seat
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.measure_acts import take_reading as take_reading
from ours.problem.measures import wants_from
from ours.problem.models import Problem


@transaction.atomic
def say_state(problem: Problem, which: str, words: str, *, by: Seat, at: datetime) -> State:
    """Say how it is now, or how it should be; what was said before stays beside it (F4)."""
    hold(problem)
    state = State.objects.create(problem=problem, which=which, words=words, by=by, at=at)
    kind = "now_said" if which == State.Which.NOW else "wanted_said"
    record(problem, kind, by=by, at=at, words=headline_of(words), state=state.pk)
    return state


@transaction.atomic
def set_measure(
    problem: Problem,
    name: str,
    *,
    unit: str = "",
    now: Decimal,
    wanted: Decimal,
    wanted_by: date,
    now_on: date,
    wants: str = "",
    wanted_to: Decimal | None = None,
    how: str = "",
    replaces: Measure | None = None,
    by: Seat,
    at: datetime,
) -> Measure:
    """Set a number that tells how things are: what it is (its first reading, of the day `now_on`) and what is wanted
    by when (F4).

    `wants` is one of Measure.Wants; where nobody says it, the wanted number lies ahead of the present one. `wanted_to`
    is where a range ends, `how` how it is measured. `replaces` is a measure that this one takes the place of; it ends,
    with its readings kept. Raises ValueError when that has been replaced before.
    """
    hold(problem)
    if replaces is not None:
        if not Measure.objects.filter(pk=replaces.pk, ended_at__isnull=True).update(ended_at=at):
            raise ValueError("This measure was replaced before.")
        replaces.ended_at = at
    measure = Measure.objects.create(
        problem=problem,
        name=name,
        unit=unit,
        how=how,
        wants=wants or wants_from(now, wanted),
        wanted=wanted,
        wanted_to=wanted_to,
        wanted_by=wanted_by,
        replaces=replaces,
        by=by,
        at=at,
    )
    Reading.objects.create(measure=measure, value=now, on=now_on, by=by, at=at)
    told: dict[str, Any] = {
        "name": name,
        "now": (now, unit),
        "wanted": (wanted, unit) if wanted_to is None else (wanted, wanted_to, unit),
        "until": wanted_by,
        "measure": measure.pk,
    }
    if replaces is None:
        record(problem, "measure_set", by=by, at=at, **told)
    else:
        record(problem, "measure_replaced", by=by, at=at, before=replaces.name, **told)
    return measure


@transaction.atomic
def open_up(problem: Problem, words: str, *, by: Seat, at: datetime) -> Opportunity:
    """Say what solving it would open up; the newest counts (F8)."""
    hold(problem)
    opportunity = Opportunity.objects.create(problem=problem, words=words, by=by, at=at)
    record(problem, "opens_up", by=by, at=at, words=headline_of(words), opportunity=opportunity.pk)
    return opportunity


@transaction.atomic
def share_fear(problem: Problem, words: str, *, by: Seat, at: datetime) -> Fear:
    """Share at the table what one is oneself afraid of losing, or of not getting (F6)."""
    hold(problem)
    fear = Fear.objects.create(problem=problem, words=words, by=by, at=at)
    record(problem, "fear_shared", by=by, at=at, words=headline_of(words), fear=fear.pk)
    return fear
