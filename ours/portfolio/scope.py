"""Whose problems are meant, within what a seat may see: of a client, an engagement, an expert; a kind; some months."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import Http404

from ours.people.access import crewed, seat_for, visible_clients
from ours.people.models import Client, Crew, Engagement, Seat
from ours.portfolio.figures import ALL, month_of
from ours.portfolio.models import Fact
from ours.problem.access import client_for
from ours.problem.models import Chair, Problem
from ours.templating import url
from ours.tend.access import shared_engagement_for

FIRST, LAST = 1970 * 12, 9999 * 12  # months
MOST_CLIENTS = 100  # to choose from in one list


@dataclass(frozen=True)
class Scope:
    """What is counted, and for whom."""

    seat: Seat
    client: Client | None = None
    engagement: Engagement | None = None
    expert: Seat | None = None
    kind: str = ALL  # a slice of `figures.slices`
    since: int | None = None  # months in which problems were put on the table, both included
    until: int | None = None

    @property
    def whole_firm(self) -> bool:
        """Whether these are all clients of the firm, so that the sums are those of the tallies."""
        narrowed = self.client or self.engagement or self.expert
        return self.seat.is_firm_owner and narrowed is None

    @property
    def months(self) -> tuple[int, int]:
        """The first and the last month that count."""
        return self.since or FIRST, self.until or LAST

    @property
    def ever(self) -> "Scope":
        """The same without months: what is counted now does not ask when it began."""
        return replace(self, since=None, until=None)

    @cached_property
    def rows_url(self) -> str:
        """The address of the rows behind its numbers, up to the code of the list."""
        return url("portfolio-rows", query={**self.query(), "show": ""})

    def rows_of_month(self, month: int) -> str:
        """The same for one month of it."""
        return replace(self, since=month, until=month).rows_url

    def query(self, **more: Any) -> dict[str, Any]:
        """What an address says of it."""
        said = {
            "client": self.client.pk if self.client else None,
            "engagement": self.engagement.pk if self.engagement else None,
            "expert": self.expert.pk if self.expert else None,
            "kind": self.kind if self.kind != ALL else None,
            "since": written(self.since) if self.since else None,
            "until": written(self.until) if self.until else None,
            **more,
        }
        return {key: value for key, value in said.items() if value}

    def facts(self) -> "QuerySet[Fact]":
        """The facts that count. What the seat may see is asked as `problem/access.py` asks it, of their own columns."""
        found = _of_place(Fact.objects.all(), self, problem="pk")
        if self.kind != ALL:
            name, _, value = self.kind.partition(":")
            found = found.filter(**{name: value == "yes" if name == "promised" else value})
        if self.since:
            found = found.filter(month__gte=self.since)
        if self.until:
            found = found.filter(month__lte=self.until)
        return found

    def problems(self, *, counted: bool = False) -> "QuerySet[Problem]":
        """The problems of these people and of this kind, whenever they were put on the table: for what is due now.

        Whoever counts them reads the facts of the kind first, along their index; whoever lists some of them goes along
        the index of the order, and looks the facts up one by one.
        """
        found = _of_place(Problem.objects.all(), self, problem="pk")
        if self.kind == ALL:
            return found
        name, _, value = self.kind.partition(":")
        if name == "promised":
            return found.filter(promised=value == "yes")
        if name == "seriousness":
            return found.filter(seriousness=value)
        if counted:
            facts = Fact.objects.filter(firm_id=self.seat.firm_id, **{name: value}).exclude(**{name: ""})
            # The sum keeps the planner from looking up every problem of the kind: the index of the clock holds enough.
            return found.alias(number=F("pk") + 0).filter(number__in=facts.values("problem_id"))
        return found.filter(**{f"fact__{name}": value})

    def engagements(self) -> "QuerySet[Engagement]":
        """The engagements that are meant, for what belongs to no problem."""
        if self.seat.client_id is not None:
            sits = Chair.objects.filter(problem__engagement=OuterRef("pk"), seat=self.seat, left_at__isnull=True)
            found = Engagement.objects.filter(Exists(sits), client_id=self.seat.client_id)
        else:
            found = Engagement.objects.filter(firm_id=self.seat.firm_id)
            if not self.seat.is_firm_owner:
                found = found.filter(pk__in=crewed(self.seat))
        if self.expert:
            found = found.filter(pk__in=crewed(self.expert))
        if self.engagement:
            return found.filter(pk=self.engagement.pk)
        return found.filter(client=self.client) if self.client else found


def _of_place(found: Any, scope: Scope, *, problem: str) -> Any:
    seat = scope.seat
    if seat.client_id is not None:
        chairs = Chair.objects.filter(problem=OuterRef(problem), seat=seat, left_at__isnull=True)
        found = found.filter(Exists(chairs), client_id=seat.client_id)
    elif scope.whole_firm:
        found = found.filter(firm_id=seat.firm_id)
    elif not seat.is_firm_owner:
        found = found.filter(engagement_id__in=crewed(seat))
    if scope.expert:
        found = found.filter(engagement_id__in=crewed(scope.expert))
    if scope.client:
        found = found.filter(client_id=scope.client.pk)
    return found.filter(engagement_id=scope.engagement.pk) if scope.engagement else found


def scope_for(seat: Seat, said: dict[str, Any], at: datetime) -> Scope:
    """The scope that somebody asks for, with `said` as cleaned by `forms.ScopeForm`.

    Http404 for a client, an engagement or an expert that the seat may not see.
    """
    of_firm = seat.client_id is None
    client = client_for(seat, said["client"]) if said.get("client") and of_firm else None
    engagement = shared_engagement_for(seat, said["engagement"]) if said.get("engagement") else None
    expert = seat_for(seat, said["expert"]) if said.get("expert") and of_firm else None
    if expert is not None and expert.client_id is not None:
        raise Http404
    since, until = said.get("since"), said.get("until")
    if said.get("last"):
        since, until = month_of(at) - int(said["last"]) + 1, None
    return Scope(seat, client, engagement, expert, said.get("kind") or ALL, since, until)


def experts_of(seat: Seat) -> list[Any]:
    """The (pk, name) of the people of the firm who are on an engagement that a seat may see."""
    crews = Crew.objects.filter(seat=OuterRef("pk"), ended_at__isnull=True)
    if not seat.is_firm_owner:
        crews = crews.filter(engagement__in=crewed(seat))
    found = Seat.objects.filter(Exists(crews), firm_id=seat.firm_id, client__isnull=True, left_at__isnull=True)
    return list(found.order_by("name", "pk").values_list("pk", "name", named=True)[:200])


def clients_of(seat: Seat) -> list[Any]:
    """The (pk, name) of clients to choose from, by name: at most MOST_CLIENTS and one more."""
    return list(visible_clients(seat).order_by("name", "pk").values_list("pk", "name", named=True)[: MOST_CLIENTS + 1])


def written(month: int) -> str:
    """A month as addresses and forms hold it: "2026-03"."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
