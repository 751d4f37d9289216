"""What the pages of this room show beside the rows of the problem: people, what the client has, changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from ours.people.models import Client, Role, Seat
from ours.problem.access import visible_problems
from ours.problem.models import Event, Problem
from ours.problem.plot import Attempt as Tried
from ours.solve.models import (
    Attempt,
    Check,
    Constraint,
    Dissolving,
    Initiative,
    InitiativeStep,
    InventoryItem,
    Sponsorship,
)

MOST_ITEMS = 200
MOST_ABILITIES = 20
MOST_PROBLEMS = 100
MOST_ASKED = 200


@dataclass(frozen=True)
class Ability:
    """What the client can do without help, as it was noted at one of its tables that the reader may see (O2)."""

    words: str
    at: Any


def in_the_way() -> "QuerySet[Constraint]":
    """What stands in the way anywhere: neither lifted nor found, when it was looked at last, to be not so."""
    newest = Check.objects.filter(constraint=OuterRef("pk")).order_by("-at", "-pk").values("found")[:1]
    named = Constraint.objects.filter(lifted_at__isnull=True).annotate(found=Subquery(newest))
    return named.filter(Q(found__isnull=True) | ~Q(found=Check.Found.NOT_SO))


def names_of(ids: set[int]) -> dict[int, Seat]:
    """The seats with these ids, also of people who have left. One query."""
    return {seat.pk: seat for seat in Seat.objects.filter(pk__in=ids)}


def inventory(client_id: int) -> list[InventoryItem]:
    """What a client has now, by kind and name. One query."""
    there = InventoryItem.objects.filter(client=client_id, ended_at__isnull=True)
    return list(there.select_related("by").order_by("kind", "name", "pk")[:MOST_ITEMS])


def abilities(seat: Seat, client_id: int) -> list[Ability]:
    """What the client can do without help, from the tables that `seat` may see, latest first. One query."""
    tables = visible_problems(seat).filter(client=client_id).values("pk")
    noted = Event.objects.filter(problem__in=tables, kind="able").order_by("-pk").values_list("told", "at")
    return [Ability(told["words"], at) for told, at in noted[:MOST_ABILITIES]]


def initiatives(client_id: int) -> "QuerySet[Initiative]":
    """The changes of a client, those that go on first, latest first."""
    found = Initiative.objects.filter(client=client_id).select_related("by", "ended_by")
    return found.order_by(F("ended_at").desc(nulls_first=True), "-at", "-pk")


def with_steps(found: "QuerySet[Initiative]") -> list[Any]:
    """Changes with `laid` and `done`: how many steps there are, and how many of them are done."""
    return list(found.annotate(**_steps()))


def _steps() -> dict[str, Count]:
    steps = Q(steps__ended_at__isnull=True)
    return {
        "laid": Count("steps", filter=steps),
        "done": Count("steps", filter=steps & Q(steps__done_at__isnull=False)),
    }


def sponsors(found: Sequence[Initiative]) -> dict[int, Seat]:
    """Who stands behind each of these changes."""
    now = Sponsorship.objects.filter(initiative__in=found, ended_at__isnull=True).select_related("seat")
    return {one.initiative_id: one.seat for one in now}


def steps_of(initiative: Initiative) -> list[InitiativeStep]:
    """The steps of a change as they are laid out now, in order."""
    laid = InitiativeStep.objects.filter(initiative=initiative, ended_at__isnull=True)
    return list(laid.select_related("done_by").order_by("place", "pk"))


def laying(steps: Sequence[InitiativeStep]) -> str:
    """A mark of how the steps are laid out, to notice that somebody laid them anew meanwhile."""
    return str(max((step.pk for step in steps), default=""))


def dissolved_by(initiative: Initiative, seat: Seat) -> "QuerySet[Dissolving]":
    """The problems that a change would dissolve, those that `seat` may see; of the others it learns nothing (S4)."""
    found = Dissolving.objects.filter(
        initiative=initiative, ended_at__isnull=True, problem__in=visible_problems(seat).values("pk")
    )
    return found.select_related("problem__engagement", "problem__client", "problem__firm", "constraint").order_by(
        "at", "pk"
    )


def not_dissolved_yet(initiative: Initiative, seat: Seat) -> list[Problem]:
    """The client's other problems that `seat` may see, newest first."""
    counted = Dissolving.objects.filter(initiative=initiative, ended_at__isnull=True).values("problem_id")
    others = visible_problems(seat).filter(client=initiative.client_id).exclude(pk__in=counted)
    return list(others.order_by("-pk")[:MOST_PROBLEMS])


def could_sponsor(client: Client, seat: Seat) -> list[Seat]:
    """Who of `seat`'s own side could stand behind a change here: the client's people, or the firm's who work for it."""
    there = Seat.objects.taken().filter(firm_id=client.firm_id)
    if seat.client_id is not None:
        there = there.filter(client=client)
    else:
        on_it = Q(crews__engagement__client=client, crews__ended_at__isnull=True)
        there = there.filter(on_it | Q(role=Role.OWNER), client__isnull=True).distinct()
    return list(there.order_by("level", "name", "pk"))


def readers_of(client: Client) -> list[str]:
    """Who reads what lies with a client, by name: its people and the firm's who work for it. One query."""
    on_it = Q(crews__engagement__client=client, crews__ended_at__isnull=True)
    firm = Q(client__isnull=True, firm_id=client.firm_id) & (on_it | Q(role=Role.OWNER))
    seats = Seat.objects.taken().filter(Q(client=client) | firm).distinct()
    return list(
        seats.order_by(F("client_id").asc(nulls_first=True), "level", "name", "pk").values_list("name", flat=True)
    )


def could_give(problem: Problem, seat: Seat, people: Sequence[Seat]) -> list[tuple[Seat, bool]]:
    """Whom a seat may ask for ideas, and whether each gets a chair by it: everybody else at the table, `people`, and
    those of the client who do not sit here yet, whatever their level. Only who can be written to. One query."""
    here = [one for one in people if one.person_id is not None and one.pk != seat.pk]
    others = Seat.objects.taken().filter(firm_id=problem.firm_id, client_id=problem.client_id)
    others = others.filter(person__deactivated_at__isnull=True).exclude(pk__in=[one.pk for one in people])
    return [(one, False) for one in here] + [(one, True) for one in others.order_by("level", "name", "pk")[:MOST_ASKED]]


def tried(problem: Problem) -> list[Tried]:
    """What was tried at a problem, by day, for pictures of its measures. One query."""
    attempts = Attempt.objects.filter(problem=problem).order_by("at", "pk").values_list("at", "words")
    return [Tried(timezone.localdate(at), words) for at, words in attempts]
