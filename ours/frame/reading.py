"""What the pages of this room and the Table show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ours.frame.models import (
    Agreement,
    BlindDraft,
    Disagreement,
    Fear,
    Measure,
    Opportunity,
    Reading,
    Signer,
    State,
    Statement,
)
from ours.frame.seen import MeasureSeen, Round, Signature
from ours.people.models import Seat, Side
from ours.problem.models import Parking, Problem


@dataclass(frozen=True)
class FrameView:
    """All that the Table shows of this room."""

    statement: Statement | None  # the newest words
    signatures: list[Signature]  # of everybody who is asked to sign them
    disagreements: list[Disagreement]  # the open ones, oldest first
    now: State | None
    wanted: State | None
    measures: list[MeasureSeen]
    opens: str  # what solving it would open up, or empty
    opens_by: str
    opens_at: datetime | None
    rounds_opened: int  # how many pairs of blind drafts lie open
    sealed_by: str  # the side whose draft waits for the other's: "client", "expert" or empty
    fears: int  # how many were shared


def for_table(problem: Problem) -> FrameView:
    """Everything of this room for the Table, in seven queries however much there is."""
    statement = newest_statement(problem)
    states = {state.which: state for state in _newest_states(problem)}
    head = _head(problem)
    return FrameView(
        statement=statement,
        signatures=signatures(problem, statement),
        disagreements=list(open_disagreements(problem)),
        now=states.get(State.Which.NOW),
        wanted=states.get(State.Which.WANTED),
        measures=measures(problem),
        opens=head["opens"] or "",
        opens_by=head["opens_by"] or "",
        opens_at=head["opens_at"],
        rounds_opened=min(head["client_drafts"], head["expert_drafts"]),
        sealed_by=_ahead(head["client_drafts"], head["expert_drafts"]),
        fears=head["fear_count"],
    )


def _ahead(client: int, expert: int) -> str:
    if client == expert:
        return ""
    return Side.CLIENT.value if client > expert else Side.EXPERT.value


def newest_statement(problem: Problem) -> Statement | None:
    """The words that count now, or None."""
    return Statement.objects.filter(problem=problem).select_related("by").order_by("-version").first()


def statements(problem: Problem) -> list[Statement]:
    """All versions, newest first."""
    return list(Statement.objects.filter(problem=problem).select_related("by").order_by("-version"))


def agreements(problem: Problem) -> "QuerySet[Agreement]":
    """Who agreed to which version and when, in the order it happened."""
    return Agreement.objects.filter(statement__problem=problem).select_related("by").order_by("at", "pk")


def signatures(problem: Problem, statement: Statement | None) -> list[Signature]:
    """Everybody who is asked to sign, and how they stand to this wording; by side, level and name."""
    mine = {"statement": statement, "by": OuterRef("seat")}
    agreed = Agreement.objects.filter(**mine).values("at")[:1]
    against = Disagreement.objects.filter(
        **mine,
        place=Disagreement.Place.WORDS,
        settled_at__isnull=True,
        set_aside_at__isnull=True,
        at__gte=OuterRef("agreed_at"),
    )
    asked = Signer.objects.filter(problem=problem, ended_at__isnull=True).select_related("seat__client", "seat__firm")
    if statement is not None:
        asked = asked.annotate(agreed_at=Subquery(agreed)).annotate(withdrawn=Exists(against))
    return [
        Signature(signer.seat, getattr(signer, "agreed_at", None), getattr(signer, "withdrawn", False))
        for signer in asked.order_by(F("seat__client").desc(nulls_last=True), "seat__level", "seat__name")
    ]


def disagreements(problem: Problem) -> "QuerySet[Disagreement]":
    """Every disagreement at this table, oldest first."""
    found = Disagreement.objects.filter(problem=problem).select_related("by", "settled_by", "statement")
    return found.order_by("at", "pk")


def open_disagreements(problem: Problem) -> "QuerySet[Disagreement]":
    """Those that are neither settled nor set aside."""
    return disagreements(problem).filter(settled_at__isnull=True, set_aside_at__isnull=True)


def set_aside_until(problem: Problem) -> dict[int, Parking]:
    """For each opinion that is set aside: until when, by the id of its disagreement."""
    waiting = Parking.objects.filter(
        problem=problem, what=Parking.What.OPINION, returned_at__isnull=True, disagreement__isnull=False
    )
    return {parking.disagreement: parking for parking in waiting if parking.disagreement is not None}


def rounds_for(seat: Seat, problem: Problem) -> list[Round]:
    """The rounds of blind drafts as the seat's side may read them, oldest first. The only query for drafts there is.

    A draft is read by its own side, and by the other one only when both are in.
    """
    found: dict[int, list[BlindDraft]] = {}
    for draft in BlindDraft.objects.filter(problem=problem).select_related("by").order_by("round", "at"):
        found.setdefault(draft.round, []).append(draft)
    return [
        Round(
            number=number,
            sides_in=frozenset(draft.side for draft in drafts),
            drafts={draft.side: draft for draft in drafts if len(drafts) == 2 or draft.side == seat.side},
        )
        for number, drafts in found.items()
    ]


def states(problem: Problem) -> list[State]:
    """What was said about now and about what is wanted, newest first."""
    return list(State.objects.filter(problem=problem).select_related("by").order_by("-at", "-pk"))


def measures(problem: Problem, *, replaced_too: bool = False) -> list[MeasureSeen]:
    """The measures that count, and on demand those that were replaced; each with its readings by day."""
    by_day = Prefetch("readings", Reading.objects.select_related("by").order_by("on", "at", "pk"))
    found = Measure.objects.filter(problem=problem).order_by("at", "pk")
    if not replaced_too:
        found = found.filter(ended_at__isnull=True)
    found = found.select_related("by").prefetch_related(by_day)
    return [MeasureSeen(measure, list(measure.readings.all())) for measure in found]


def opportunities(problem: Problem) -> list[Opportunity]:
    """What solving it would open up, newest first."""
    return list(Opportunity.objects.filter(problem=problem).select_related("by").order_by("-at", "-pk"))


def fears(problem: Problem) -> list[Fear]:
    """Fears that were shared at this table, oldest first."""
    return list(Fear.objects.filter(problem=problem).select_related("by").order_by("at", "pk"))


def _newest_states(problem: Problem) -> "QuerySet[State]":
    own = State.objects.filter(problem=problem).order_by("-at", "-pk").values("pk")
    newest = [Q(pk=Subquery(own.filter(which=which)[:1])) for which in State.Which]
    return State.objects.filter(newest[0] | newest[1]).select_related("by")


def _head(problem: Problem) -> dict[str, Any]:
    """The single facts of the Table in one query: what it opens up, how many drafts and fears there are."""
    newest = Opportunity.objects.filter(problem=OuterRef("pk")).order_by("-at", "-pk")

    def number(rows: QuerySet) -> Coalesce:
        counted = rows.filter(problem=OuterRef("pk")).order_by().values("problem").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0)

    facts = Problem.objects.filter(pk=problem.pk).values(
        opens=Subquery(newest.values("words")[:1]),
        opens_by=Subquery(newest.values("by__name")[:1]),
        opens_at=Subquery(newest.values("at")[:1]),
        client_drafts=number(BlindDraft.objects.filter(side=Side.CLIENT)),
        expert_drafts=number(BlindDraft.objects.filter(side=Side.EXPERT)),
        fear_count=number(Fear.objects.all()),
    )
    return dict(facts[0])
