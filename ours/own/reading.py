"""What the Table and the page of owning show. Days are the reader's: `today` defaults to the active time zone's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from ours.own.acts import organisation_of
from ours.own.models import Ability, Commitment, Outcome, Ownership, Prescription, Step, WayOfWorking
from ours.people.models import Engagement, Seat, Side
from ours.problem.access import readers
from ours.problem.models import Problem

MOST_ENDED = 100  # commitments shown on the page; the figures count all
MOST_PRESCRIPTIONS = 30
MOST_ABILITIES = 100


@dataclass(frozen=True)
class Figures:
    """What became of the commitments of one side, counted in the same way for both (O4)."""

    kept: int = 0
    missed: int = 0
    renegotiated: int = 0
    open: int = 0
    overdue: int = 0  # of the open ones

    @property
    def made(self) -> int:
        """Those that came to kept or missed; a renegotiated one goes on as the next."""
        return self.kept + self.missed

    @property
    def any(self) -> bool:
        """Whether this side has ever committed to anything."""
        return bool(self.made + self.renegotiated + self.open)


@dataclass(frozen=True)
class OwnView:
    """Owning at one problem, as both sides see it."""

    problem: Problem
    people: list[Seat]  # everybody who reads this table
    owners: dict[str, Seat | None]  # by side
    figures: dict[str, Figures]  # by side
    commitments: list[Commitment]  # open, by day
    ended: list[Commitment]  # latest first; empty unless asked for
    way: WayOfWorking | None  # the newest proposal, with its agreement if there is one
    agreed_way: WayOfWorking | None  # the last one that was agreed
    steps: list[Step]  # in order, the done ones included
    abilities: int
    prescriptions: list[Prescription]  # latest first
    today: date

    @property
    def next_step(self) -> Step | None:
        """The first step that is not done: where both are."""
        return next((step for step in self.steps if step.done_at is None), None)

    def of(self, side: str) -> list[Commitment]:
        """The open commitments of one side, by day."""
        return [commitment for commitment in self.commitments if commitment.side == side]

    def empty_chair(self, side: str) -> str:
        """One sentence if a side has no owner or has promised nothing, as both read it (O1); else empty."""
        owner, organisation = self.owners[side], organisation_of(self.problem, side)
        if owner is None and not self.figures[side].any:
            return _(
                "Nobody at %(organisation)s owns it yet and nothing is promised from there: "
                "so far it has only been thrown on the table."
            ) % {"organisation": organisation}
        if owner is None:
            return _("Nobody at %(organisation)s owns it yet.") % {"organisation": organisation}
        if not self.figures[side].any:
            return _("%(owner)s owns it. Nothing is promised from %(organisation)s yet.") % {
                "owner": owner.name,
                "organisation": organisation,
            }
        return ""


def figures(problem: Problem, today: date | None = None) -> dict[str, Figures]:
    """What became of the commitments at a problem, by side. One query."""
    return _count(Problem.objects.filter(pk=problem.pk), today or timezone.localdate())[0]


def figures_for_engagement(engagement: Engagement, today: date | None = None) -> dict[str, Figures]:
    """What became of the commitments in an engagement, by side. One query."""
    return _count(Problem.objects.filter(engagement=engagement), today or timezone.localdate())[0]


def people(problem: Problem) -> list[Seat]:
    """Everybody who reads this table, each with `.ownership`: the id of theirs, or None. One query."""
    owned = Ownership.objects.filter(problem=problem, seat=OuterRef("pk"), ended_at__isnull=True)
    return list(readers(problem).annotate(ownership=Subquery(owned.values("pk")[:1])))


def for_table(problem: Problem, today: date | None = None) -> OwnView:
    """Owning at a problem, for its Table: six queries, however much there is."""
    return _view(problem, today or timezone.localdate(), whole=False)


def for_page(problem: Problem) -> OwnView:
    """The same with the ended commitments, for the page of owning: six queries."""
    return _view(problem, timezone.localdate(), whole=True)


def abilities(problem: Problem) -> "QuerySet[Ability]":
    """What the client can now do without help, latest first."""
    return Ability.objects.filter(problem=problem).select_related("by").order_by("-at", "-pk")


def way_now(problem: Problem) -> WayOfWorking | None:
    """The newest way of working that was proposed, with its agreement if there is one."""
    return _ways(problem).first()


def steps(problem: Problem) -> "QuerySet[Step]":
    """The steps as they are laid now, in order: what is done, and what lies ahead."""
    laid = Step.objects.filter(problem=problem, ended_at__isnull=True)
    return laid.select_related("by", "done_by").order_by("place", "pk")


def laying(laid: list[Step]) -> str:
    """A mark of how the way is laid out, to notice that somebody laid it anew meanwhile."""
    return str(max((step.pk for step in laid), default=""))


def _view(problem: Problem, today: date, *, whole: bool) -> OwnView:
    everybody = people(problem)
    counted, able = _count(Problem.objects.filter(pk=problem.pk), today)
    ways = list(_ways(problem).filter(Q(agreement__isnull=False) | Q(pk=_newest_way(problem)))[:2])
    promised = problem.commitments.select_related("seat", "renews", "renewed_by", "outcome__by")
    if whole:
        promised = promised.order_by(F("ended_at").desc(nulls_first=True), "due", "pk")[:MOST_ENDED]
    else:
        promised = promised.filter(ended_at__isnull=True).order_by("due", "pk")
    found = list(promised)
    prescribed = Prescription.objects.filter(problem=problem).select_related("by").order_by("-at", "-pk")
    return OwnView(
        problem=problem,
        people=everybody,
        owners={side: _owner(everybody, side) for side in Side.values},
        figures=counted,
        commitments=[commitment for commitment in found if commitment.ended_at is None],
        ended=[commitment for commitment in found if commitment.ended_at is not None],
        way=ways[0] if ways else None,
        agreed_way=next((way for way in ways if hasattr(way, "agreement")), None),
        steps=list(steps(problem)),
        abilities=able,
        prescriptions=list(prescribed[:MOST_PRESCRIPTIONS]),
        today=today,
    )


def _owner(everybody: list[Seat], side: str) -> Seat | None:
    return next((seat for seat in everybody if seat.side == side and seat.ownership), None)  # type: ignore[attr-defined]


def _ways(problem: Problem) -> "QuerySet[WayOfWorking]":
    ways = WayOfWorking.objects.filter(problem=problem)
    return ways.select_related("by", "agreement__by").order_by("-at", "-pk")


def _newest_way(problem: Problem) -> Subquery:
    return Subquery(WayOfWorking.objects.filter(problem=problem).order_by("-at", "-pk").values("pk")[:1])


def _count(problems: "QuerySet[Problem]", today: date) -> tuple[dict[str, Figures], int]:
    """(figures by side, number of abilities) over some problems.

    Counted from the problems outwards, so that there is a row to carry the abilities even without commitments.
    """
    able = Ability.objects.filter(problem__in=problems).order_by().values(one=Value(1)).annotate(n=Count("pk"))
    is_open = Q(commitments__isnull=False, commitments__ended_at__isnull=True)
    rows = (
        problems.order_by()
        .values("commitments__side", able=Coalesce(Subquery(able.values("n")), 0))
        .annotate(
            kept=Count("commitments", filter=Q(commitments__outcome__kind=Outcome.Kind.KEPT)),
            missed=Count("commitments", filter=Q(commitments__outcome__kind=Outcome.Kind.MISSED)),
            renegotiated=Count("commitments", filter=Q(commitments__outcome__kind=Outcome.Kind.RENEGOTIATED)),
            open=Count("commitments", filter=is_open),
            overdue=Count("commitments", filter=is_open & Q(commitments__due__lt=today)),
        )
    )
    counted = {side: Figures() for side in Side.values}
    number = 0
    for row in rows:
        number = row["able"]
        if row["commitments__side"] is not None:
            figure = {name: row[name] for name in ("kept", "missed", "renegotiated", "open", "overdue")}
            counted[row["commitments__side"]] = Figures(**figure)
    return counted, number
