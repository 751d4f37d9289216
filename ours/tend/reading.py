"""What the pages of tending show: what was sold, what spreads. Named problems are only those that the seat may see."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Prefetch, Q, QuerySet

from ours.people.models import Engagement, Role, Seat
from ours.problem import care
from ours.problem.access import readers, visible_problems
from ours.problem.models import Problem
from ours.tend.graph import Picture, draw
from ours.tend.models import Help, Link, PromisedOutcome, Stuck, Touch
from ours.tend.rules import may_ask

MOST_OTHERS = 200  # problems to choose from when linking
MOST_STUCK = 20
MOST_ASKED = 200
MOST_LINKS = 400  # in one picture


def outcomes(engagement: Engagement) -> "QuerySet[PromisedOutcome]":
    """What was sold in an engagement: the open ones by day, then what has ended, the last first."""
    found = PromisedOutcome.objects.filter(engagement=engagement).select_related("answers", "by", "ended_by")
    return found.order_by(F("ended_at").desc(nulls_first=True), "due", "pk")


def open_outcomes(engagement: Engagement) -> list[PromisedOutcome]:
    """What was sold and has not ended, by day."""
    return [one for one in outcomes(engagement) if one.ended_at is None]


def touches(problem: Problem) -> list[Touch]:
    """The promised outcomes that a problem touches now, by their day."""
    found = Touch.objects.filter(problem=problem, ended_at__isnull=True)
    return list(found.select_related("outcome__answers", "by").order_by("outcome__due", "pk"))


def crew_and_owners(engagement: Engagement) -> list[Seat]:
    """The people of the firm who see an engagement, by name."""
    on_it = Q(crews__engagement=engagement, crews__ended_at__isnull=True)
    seats = Seat.objects.taken().filter(on_it | Q(role=Role.OWNER), firm_id=engagement.firm_id, client__isnull=True)
    return list(seats.distinct().order_by("name", "pk"))


def links_at(problem: Problem, seat: Seat) -> tuple[list[Link], list[Link]]:
    """(causes, effects) of a problem, only with problems that the seat may see."""
    found = list(_visible_links(seat).filter(Q(cause=problem) | Q(effect=problem)))
    causes = [link for link in found if link.effect_id == problem.pk]
    return causes, [link for link in found if link.cause_id == problem.pk]


def links_of(seat: Seat) -> tuple[list[Link], bool]:
    """The links between problems that a seat may see, what runs out first in front, and whether there are more."""
    found = list(_visible_links(seat)[: MOST_LINKS + 1])
    return found[:MOST_LINKS], len(found) > MOST_LINKS


def _visible_links(seat: Seat) -> "QuerySet[Link]":
    seen = visible_problems(seat).values("pk")
    links = Link.objects.filter(ended_at__isnull=True, cause__in=seen, effect__in=seen)
    joined = links.select_related("cause__client", "cause__engagement", "effect__client", "effect__engagement", "by")
    return joined.order_by("cause__care_due", "cause_id", "effect__care_due", "effect_id")


def linkable(problem: Problem, seat: Seat, words: str = "") -> list[Problem]:
    """Problems that the seat may link with this one: those of the client first, found by `words` in their headline."""
    others = visible_problems(seat).exclude(pk=problem.pk).filter(firm_id=problem.firm_id, let_go_at__isnull=True)
    if words:
        others = others.filter(headline__icontains=words)
    own = list(others.filter(client_id=problem.client_id).order_by("headline", "pk")[:MOST_OTHERS])
    if words and len(own) < MOST_OTHERS:
        own += others.exclude(client_id=problem.client_id).order_by("headline", "pk")[: MOST_OTHERS - len(own)]
    return own


def may_link_with(problem: Problem, seat: Seat, other: int) -> Problem | None:
    """The other problem, if the seat may see it and it belongs to the same firm."""
    found = visible_problems(seat).filter(pk=other, firm_id=problem.firm_id).exclude(pk=problem.pk)
    return found.select_related("engagement", "client", "firm").first()


def picture(links: Iterable[Link]) -> tuple[list[Problem], Picture]:
    """The problems of some links, what runs out first in front, and their picture."""
    links = list(links)
    problems = {link.cause_id: link.cause for link in links} | {link.effect_id: link.effect for link in links}
    ordered = sorted(problems.values(), key=lambda one: (one.care_due is None, one.care_due or one.opened_at, one.pk))
    return ordered, draw([one.pk for one in ordered], [(link.cause_id, link.effect_id) for link in links])


def state(problem: Problem, at: datetime) -> str:
    """How a problem stands, as its box in the picture shows it."""
    if problem.care_due is None:
        return "parked"
    size = care.size(problem.cared_at, problem.care_due, at)
    return "overgrown" if size >= 1 else "growing" if size >= 0.5 else "seedling"


def touching(seat: Seat, engagement: Engagement) -> dict[int, list[Problem]]:
    """By promised outcome, the problems that touch it and that the seat may see."""
    found = Touch.objects.filter(
        outcome__engagement=engagement, ended_at__isnull=True, problem__in=visible_problems(seat).values("pk")
    )
    by_outcome: dict[int, list[Problem]] = {}
    for one in found.select_related("problem").order_by("problem__care_due", "pk"):
        by_outcome.setdefault(one.outcome_id, []).append(one.problem)
    return by_outcome


def stuck_at(problem: Problem) -> list[Stuck]:
    """Where a problem is stuck, and was: the open ones first, each with whom was asked and what was said. 3 queries."""
    found = Stuck.objects.filter(problem=problem).select_related("by", "ended_by")
    helps = Prefetch("helps", Help.objects.select_related("by").order_by("at", "pk"))
    asked = Prefetch("asked", Seat.objects.order_by("name", "pk"))
    return list(found.prefetch_related(helps, asked).order_by(F("ended_at").desc(nulls_first=True), "-at")[:MOST_STUCK])


def to_ask(problem: Problem, seat: Seat) -> tuple[list[Seat], set[int]]:
    """(whom a seat may ask for help, the ids of those who read the table already); at most MOST_ASKED people."""
    reading = {one.pk: one for one in readers(problem)}
    known = Seat.objects.taken().filter(firm_id=problem.firm_id)
    sides = Q(client_id=problem.client_id)
    if seat.client_id is None:
        sides |= Q(client__isnull=True)
    found = {one.pk: one for one in known.filter(sides).order_by("client_id", "name", "pk")[:MOST_ASKED]}
    found |= {pk: one for pk, one in reading.items() if one.person_id is not None and pk != seat.pk}
    people = [one for pk, one in found.items() if pk != seat.pk and (pk in reading or may_ask(seat, one))]
    return people, set(reading)
