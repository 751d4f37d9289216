"""The verbs of options: propose, hold against, pair, take a position, decide, look again (S5, S6, S8)."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from ours.people.models import Seat
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.models import Problem
from ours.solve import idea_acts, rules
from ours.solve.models import (
    Decision,
    Fate,
    Held,
    Idea,
    InventoryItem,
    Lessening,
    Option,
    Pairing,
    Position,
)
from ours.solve.solving import SETTLED, solving


@transaction.atomic
def propose(
    problem: Problem,
    kind: str,
    words: str,
    *,
    early: bool,
    reason: str = "",
    idea: Idea | None = None,
    why: str = "",
    lessening: Lessening | None = None,
    relief: Option | None = None,
    by: Seat,
    at: datetime,
) -> Option:
    """Lay a way out on the table, as a relief or a lasting one.

    `early` while not both states are named; then `reason` says why it should not wait (F4). `idea` is what it takes up,
    `why` what its giver reads about that; `lessening` the way to make a constraint matter less that led to it;
    `relief` the relief whose lasting partner it is. Raises ValueError for an early one without a reason, an idea taken
    up without a why, and a partner that is not lasting.
    """
    if early and not reason:
        raise ValueError("A way out proposed before both states are named says why.")
    if idea is not None and not why:
        raise ValueError("Whoever gave the idea hears why it was taken up.")
    hold(problem)
    option = Option.objects.create(
        problem=problem,
        kind=kind,
        words=words,
        early=early,
        reason=reason,
        idea=idea,
        lessening=lessening,
        by=by,
        at=at,
    )
    told: dict[str, Any] = {"sort": Option.Kind(kind).label, "option": option.pk}
    if early:
        told |= {"reason": headline_of(reason)}
        record(problem, "option_early", by=by, at=at, words=headline_of(words), **told)
    elif idea is None:
        record(problem, "option_proposed", by=by, at=at, words=headline_of(words), **told)
    if idea is not None:
        idea_acts.become(idea, Fate.Kind.TAKEN_UP, why, option=option, by=by, at=at)
        told |= {"reason": headline_of(why), "way_out": headline_of(words), **idea_acts.facts(idea)}
        record(problem, "idea_taken_up", by=by, at=at, **told)
    if relief is not None:
        pair(relief, option, by=by, at=at)
    return option


@transaction.atomic
def hold_against(
    option: Option, against: str, amount: str, words: str, *, item: InventoryItem | None = None, by: Seat, at: datetime
) -> Held:
    """Hold an option against the gap, what the client has, or what it can do itself (S6).

    `amount` is how much of the gap it closes, or how much of what it would bring is there already. `item` is the
    thing of the client's inventory that this speaks of.
    """
    problem = option.problem
    hold(problem)
    held = Held.objects.create(
        problem=problem, option=option, against=against, amount=amount, words=words, item=item, by=by, at=at
    )
    record(
        problem,
        "option_held",
        by=by,
        at=at,
        words=headline_of(option.words),
        against=Held.Against(against).label,
        amount=Held.Amount(amount).label,
        said=headline_of(words),
        option=option.pk,
    )
    return held


@transaction.atomic
def pair(relief: Option, lasting: Option, *, by: Seat, at: datetime) -> Pairing:
    """Name the lasting partner of a relief (S5); an earlier one is replaced.

    Raises ValueError unless it is a relief and a lasting way out of one problem.
    """
    if (relief.kind, lasting.kind) != (Option.Kind.RELIEF, Option.Kind.LASTING):
        raise ValueError("A relief has a lasting way out for its partner.")
    if relief.problem_id != lasting.problem_id:
        raise ValueError("Both belong to the same problem.")
    problem = relief.problem
    hold(problem)
    now = Pairing.objects.filter(relief=relief, ended_at__isnull=True).first()
    if now is not None and now.lasting_id == lasting.pk:
        return now
    Pairing.objects.filter(relief=relief, ended_at__isnull=True).update(ended_at=at)
    pairing = Pairing.objects.create(problem=problem, relief=relief, lasting=lasting, by=by, at=at)
    record(
        problem,
        "option_paired",
        by=by,
        at=at,
        words=headline_of(relief.words),
        partner=headline_of(lasting.words),
        option=relief.pk,
    )
    return pairing


@transaction.atomic
def take_position(option: Option, stand: str, words: str, *, by: Seat, at: datetime) -> Position:
    """Say where one stands to an option, in words; what one said before stays beside it (S8)."""
    problem = option.problem
    hold(problem)
    position = Position.objects.create(
        problem=problem, option=option, side=by.side, stand=stand, words=words, by=by, at=at
    )
    record(
        problem,
        "position_taken",
        by=by,
        at=at,
        words=headline_of(option.words),
        stand=Position.Stand(stand).label,
        said=headline_of(words),
        option=option.pk,
    )
    return position


_DECIDED = {
    Decision.Kind.CHOSEN: "option_chosen",
    Decision.Kind.TURNED_DOWN: "option_turned_down",
    Decision.Kind.LATER: "option_later",
}


@transaction.atomic
def decide(option: Option, kind: str, reason: str, *, again_on: date, by: Seat, at: datetime) -> Decision:
    """Keep what was decided about an option, why, and the day on which it is looked at again (S8).

    Raises ValueError for a choice of which something is missing (`rules.missing_to_choose`).
    """
    problem = option.problem
    hold(problem)
    if kind == Decision.Kind.CHOSEN and (missing := rules.missing_to_choose(solving(problem), option.pk)):
        raise ValueError(f"Before it is chosen there is missing: {', '.join(missing)}.")
    Decision.objects.filter(option=option, looked_at__isnull=True).update(looked_at=at)
    decision = Decision.objects.create(
        problem=problem,
        option=option,
        kind=kind,
        reason=reason,
        again_on=again_on,
        again_at=datetime.combine(again_on, time(9), ZoneInfo(problem.firm.time_zone)),
        by=by,
        at=at,
    )
    record(
        problem,
        _DECIDED[Decision.Kind(kind)],
        by=by,
        at=at,
        words=headline_of(option.words),
        reason=headline_of(reason),
        again=again_on,
        option=option.pk,
    )
    return decision


def bring_back(problem: Problem, options: list[int], *, by: Seat, at: datetime) -> None:
    """What was put off or turned down is on the table again, because a relief did not hold (S5).

    Called inside the deed that says so. Only lasting ways out come back by this.
    """
    waiting = Decision.objects.filter(
        problem=problem, option__in=options, option__kind=Option.Kind.LASTING, kind__in=SETTLED, looked_at__isnull=True
    )
    for decision in waiting.select_related("option").order_by("option__at", "option_id"):
        decision.looked_at = at
        decision.save()
        words = headline_of(decision.option.words)
        record(problem, "option_back", by=by, at=at, words=words, option=decision.option_id)


def look_again_due(at: datetime, *, most: int = 100) -> int:
    """Bring up every decision whose day to look again has come; one index scan. Returns how many there were."""
    due = Decision.objects.filter(looked_at__isnull=True, again_at__lte=at)
    due = due.select_related("problem", "option", "by").order_by("again_at", "pk")
    return sum(_look_again(decision, at) for decision in due[:most])


@transaction.atomic
def _look_again(decision: Decision, at: datetime) -> bool:
    """What was chosen is still chosen; what was put off or turned down waits for a decision anew."""
    problem = decision.problem
    hold(problem)  # it was read before this transaction
    if not Decision.objects.filter(pk=decision.pk, looked_at__isnull=True).update(looked_at=at):
        return False
    kind = "look_again" if decision.kind == Decision.Kind.CHOSEN else "option_again"
    record(problem, kind, by=decision.by, at=at, words=headline_of(decision.option.words), option=decision.option_id)
    return True
