"""The records that facts are reckoned from: which columns of which, and how they are found from their problems."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model, Q

from ours.frame.models import Opportunity
from ours.listen.models import Need, RungMark
from ours.own.models import Ability, Commitment, Outcome, WayOfWorking
from ours.people.models import Seat
from ours.problem.models import Event, Problem
from ours.prove.models import Solved
from ours.solve.models import Attempt, Decision, Idea, NextLife, Option, Pairing, Result


@dataclass(frozen=True)
class Source:
    """One kind of record: which columns, in which order, and how it is found from its problem."""

    model: type[Model]
    columns: tuple[str, ...]
    where: str = "t.problem_id = {p}"  # as in `gather`
    path: str = "problem"  # the same for the ORM
    only: Q | None = None
    order: tuple[str, ...] = ()


_IN_TURN: Final = ("at", "id")
SOURCES: Final[dict[str, Source]] = {
    "needs": Source(Need, ("problem_id", "id", "rung_id", "verdict", "rounds", "at"), order=_IN_TURN),
    "marks": Source(
        RungMark,
        ("rung_id", "kind", "id", "at"),
        "t.rung_id IN (SELECT rung_id FROM ours_need WHERE problem_id = {p})",
        "rung__problem",
        order=_IN_TURN,
    ),
    "ways": Source(
        WayOfWorking,
        ("problem_id", "way", "id", "at"),
        "t.problem_id = {p} AND EXISTS (SELECT 1 FROM ours_wayagreement a WHERE a.way_id = t.id)",
        only=Q(agreement__isnull=False),
        order=_IN_TURN,
    ),
    "commitments": Source(
        Commitment,
        ("problem_id", "id", "side"),
        "t.problem_id = {p} AND t.ended_at IS NOT NULL",
        only=Q(ended_at__isnull=False),
    ),
    "outcomes": Source(
        Outcome,
        ("commitment_id", "kind"),
        "t.commitment_id IN (SELECT id FROM ours_commitment WHERE problem_id = {p})",
        "commitment__problem",
    ),
    "abilities": Source(Ability, ("problem_id",)),
    "opens": Source(Opportunity, ("problem_id",)),
    "signed": Source(
        Event,
        ("problem_id", "at", "id"),
        "t.problem_id = {p} AND t.kind = 'all_agreed'",
        only=Q(kind="all_agreed"),
        order=("id",),
    ),
    "options": Source(Option, ("problem_id", "id", "kind", "idea_id", "lessening_id")),
    "ideas": Source(Idea, ("problem_id", "id", "given_by_id")),
    "givers": Source(
        Seat,
        ("id", "client_id"),
        "t.id IN (SELECT given_by_id FROM ours_idea WHERE problem_id = {p})",
    ),
    "decisions": Source(Decision, ("problem_id", "option_id", "kind", "id", "at"), order=_IN_TURN),
    "pairings": Source(
        Pairing,
        ("problem_id", "relief_id"),
        "t.problem_id = {p} AND t.ended_at IS NULL",
        only=Q(ended_at__isnull=True),
    ),
    "attempts": Source(Attempt, ("problem_id", "id", "option_id")),
    "results": Source(Result, ("problem_id", "attempt_id", "mark", "id", "at"), order=_IN_TURN),
    "returns": Source(NextLife, ("problem_id", "after_id")),
    "others_back": Source(
        Event, ("problem_id", "id"), "t.problem_id = {p} AND t.kind = 'came_back'", only=Q(kind="came_back")
    ),
    "solved": Source(
        Solved,
        ("problem_id", "at", "lasted_at"),
        "t.problem_id = {p} AND t.ended_at IS NULL",
        only=Q(ended_at__isnull=True),
    ),
}


class Records:
    """Records of one problem or of several, by what they belong to."""

    def __init__(self, rows: Mapping[str, Sequence[Any]]) -> None:
        self._of: dict[str, dict[int, list[Any]]] = {}
        for key, some in rows.items():
            if "problem_id" in SOURCES[key].columns:
                grouped = self._of[key] = defaultdict(list)
                for row in some:
                    grouped[row.problem_id].append(row)
        self.mark = {row.rung_id: row.kind for row in rows.get("marks", ())}  # the newest
        self.outcome = {row.commitment_id: row.kind for row in rows.get("outcomes", ())}
        self.client_of = {row.id: row.client_id for row in rows.get("givers", ())}

    def of(self, key: str, problem: Problem) -> list[Any]:
        """The records of one kind at one problem, in order."""
        return self._of[key].get(problem.pk, [])


def loaded(source: Source, first: int, last: int) -> list[Any]:
    """The records of the problems with these ids and of all between; what belongs to others is not asked for."""
    if source.model is Seat:
        givers = Idea.objects.filter(problem__gte=first, problem__lte=last).values("given_by")
        found: Any = Seat.objects.filter(pk__in=givers)
    else:
        of = source.path
        found = source.model._default_manager.filter(**{f"{of}__gte": first, f"{of}__lte": last})
    if source.only is not None:
        found = found.filter(source.only)
    return list(found.order_by(*source.order).values_list(*source.columns, named=True))
