"""The verbs of spread: link a cause with its effect, part them, and set the clocks that follow (T2)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ours.people.models import Engagement, Seat
from ours.problem import care
from ours.problem.history import record
from ours.problem.holding import hold_all, hold_spreading
from ours.problem.models import Event, Problem
from ours.tend.models import Link
from ours.tend.spread import Clock, settle

_LINKED = {"cause_linked", "cause_parted"}  # at the effect's table


@transaction.atomic
def link(cause: Problem, effect: Problem, words: str, *, by: Seat, at: datetime) -> Link | None:
    """Say that one problem is a cause of another. Both tables are told of it without the other one being named.

    Whoever calls this has asked whether the seat may see both. None if they are linked so already. Raises ValueError
    for a problem as its own cause or for problems of two firms.
    """
    if cause.pk == effect.pk or cause.firm_id != effect.firm_id:
        raise ValueError("Two problems of one firm are linked.")
    _hold_both(cause, effect)
    made, fresh = Link.objects.get_or_create(
        cause=cause, effect=effect, ended_at=None, defaults={"words": words, "by": by, "at": at}
    )
    if not fresh:
        return None
    cause.spreads = True
    record(cause, "effect_linked", by=by, at=at)
    record(effect, "cause_linked", by=by, at=at)
    return made


@transaction.atomic
def part(made: Link, *, by: Seat, at: datetime) -> bool:
    """Say that one is no longer a cause of the other. False if that was said already."""
    cause, effect = made.cause, made.effect
    _hold_both(cause, effect)
    if not Link.objects.filter(pk=made.pk, ended_at__isnull=True).update(ended_by=by, ended_at=at):
        return False
    cause.spreads = Link.objects.filter(cause=cause, ended_at__isnull=True).exists()
    record(cause, "effect_parted", by=by, at=at)
    record(effect, "cause_parted", by=by, at=at)
    return True


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: where this problem is a cause, the clocks of its effects follow.

    Costs nothing elsewhere: an effect alone carries what it needs to know of its causes.
    """
    if problem.spreads or event.kind in _LINKED:
        follow([problem.pk], deed=problem)


def on_promises(engagement: Engagement, at: datetime) -> None:
    """Follower of an engagement's promises: the clocks of its linked problems, and of what they spread to, follow."""
    linked = Problem.objects.filter(Q(spreads=True) | Q(cause_due__isnull=False), engagement=engagement)
    if ids := list(linked.values_list("pk", flat=True)):
        follow(ids)


def follow(ids: Iterable[int], *, deed: Problem | None = None) -> None:
    """Set the clocks of these problems and of everything they spread to. Called inside a deed's transaction.

    `deed` is the instance that the deed at hand is working on and will save: it is set, not written.
    """
    if deed is not None:
        hold_spreading(deed.firm_id)
    reached = _spread_to(ids)
    rows = Problem.objects.select_for_update(of=("self",), no_key=True).select_related("engagement").order_by("pk")
    problems = {row.pk: row for row in rows.filter(pk__in=reached - ({deed.pk} if deed else set()))}
    if deed is not None:
        problems[deed.pk] = deed
    links = list(Link.objects.filter(effect__in=reached, ended_at__isnull=True).values_list("cause", "effect"))
    outside = dict(
        Problem.objects.filter(pk__in={cause for cause, _effect in links} - reached, care_due__isnull=False)
        .order_by("pk")
        .values_list("pk", "care_due")
    )
    from_outside: dict[int, datetime] = {}
    for cause, effect in links:
        if (due := outside.get(cause)) is not None:
            from_outside[effect] = min(due, from_outside.get(effect, due))
    # A parked effect has no clock; its first cause is kept all the same, for when it comes back.
    clocks = {
        one: Clock(problem.cared_at, _length(problem), from_outside.get(one))
        for one, problem in problems.items()
        if problem.care_due is not None
    }
    found = settle(clocks, links)
    for one, problem in problems.items():
        if one in found:
            due, first = found[one]
        else:
            causes = [found[cause][0] for cause, effect in links if effect == one and cause in found]
            causes += [from_outside[one]] if one in from_outside else []
            due, first = None, min(causes, default=None)
        if (problem.care_due, problem.cause_due) == (due, first):
            continue
        problem.care_due, problem.cause_due = due, first
        if problem is not deed:
            Problem.objects.filter(pk=one).update(care_due=due, cause_due=first)


def _length(problem: Problem) -> timedelta:
    return care.promise(problem.engagement, problem.seriousness, problem.promised)


def _spread_to(ids: Iterable[int]) -> set[int]:
    """These problems and everything they lead to, over however many links."""
    reached = set(ids)
    edge = set(reached)
    while edge:
        further = Link.objects.filter(cause__in=edge, ended_at__isnull=True).values_list("effect", flat=True)
        edge = set(further) - reached
        reached |= edge
    return reached


def _hold_both(cause: Problem, effect: Problem) -> None:
    hold_spreading(cause.firm_id)
    hold_all((cause, effect))
