"""What the pulse tells: to everybody their own answers, to the firm the trend of each person and client (P6)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from ours.people.access import visible_engagements
from ours.people.models import Client, Engagement, Seat
from ours.problem.access import visible_problems
from ours.prove.models import Pulse, PulseAnswer, PulseQuestion, PulseRhythm, Revenue, Solved

YEAR = timedelta(days=365)
MOST = 600  # answers that one page reads
OWN = 30
KINDS = list(PulseQuestion.Kind)


@dataclass(frozen=True)
class Rhythm:
    """How often is asked: what counts, and what was proposed last where that is something else."""

    agreed: PulseRhythm | None
    proposed: PulseRhythm | None


def rhythm(engagement: Engagement) -> Rhythm:
    """The rhythm of an engagement's pulse. One query."""
    open_ = PulseRhythm.objects.filter(engagement=engagement, ended_at__isnull=True)
    known = list(open_.select_related("by__client", "agreement__by").order_by("-pk")[:20])
    agreed = next((one for one in known if hasattr(one, "agreement")), None)
    return Rhythm(agreed, known[0] if known else None)


def turn(engagement: Engagement, seat: Seat) -> Pulse | None:
    """Somebody's own turn in an engagement, or None."""
    return Pulse.objects.filter(engagement=engagement, seat=seat).first()


def own_answers(engagement: Engagement, seat: Seat) -> list[PulseAnswer]:
    """What somebody answered in an engagement, newest first; of each question what counts."""
    return list(_answers().filter(question__pulse__engagement=engagement, question__pulse__seat=seat)[:OWN])


def _answers() -> Any:
    """The answers that count, newest first, with question, turn and seat."""
    later = PulseAnswer.objects.filter(question=OuterRef("question"), pk__gt=OuterRef("pk"))
    counting = PulseAnswer.objects.filter(~Exists(later))
    return counting.select_related("question__pulse__seat").order_by("-at", "-pk")


@dataclass
class Trend:
    """The answers to one kind of question, by person or together, oldest first."""

    kind: PulseQuestion.Kind
    answers: list[PulseAnswer] = field(default_factory=list)

    @property
    def last(self) -> PulseAnswer | None:
        """The newest answer."""
        return self.answers[-1] if self.answers else None

    @property
    def counts(self) -> dict[str, int]:
        """How many of each answer, "yes", "partly" and "no"."""
        found = Counter(one.answer for one in self.answers)
        return {key: found[key] for key in PulseAnswer.Answer.values}


@dataclass
class PersonsPulse:
    """What one person of a client answered."""

    seat: Seat
    trends: list[Trend]

    @property
    def advocate(self) -> bool:
        """Whether they would recommend us, by their newest answer to that."""
        last = next(one for one in self.trends if one.kind == PulseQuestion.Kind.RECOMMEND).last
        return last is not None and last.answer == PulseAnswer.Answer.YES


@dataclass(frozen=True)
class Month:
    """What a client brought in a month, as it was noted last."""

    month: date
    amount: Decimal
    currency: str
    by: str


@dataclass(frozen=True)
class Success:
    """How a client sees it, and after that what it brings the firm."""

    solved: int  # problems that are solved now
    lasted: int  # of these said to have lasted
    came_back: int  # that were solved once and are not now
    open: int
    trends: list[Trend]  # of each question over all people, within a year
    people: list[PersonsPulse]
    asked: int  # questions within a year
    answered: int
    revenue: list[Month]  # newest first

    @property
    def advocates(self) -> list[Seat]:
        """Who would recommend us."""
        return [one.seat for one in self.people if one.advocate]

    @property
    def paid(self) -> dict[str, Decimal]:
        """What was brought in altogether, by currency."""
        sums: dict[str, Decimal] = {}
        for one in self.revenue:
            sums[one.currency] = sums.get(one.currency, Decimal()) + one.amount
        return sums


def success(seat: Seat, client: Client, at: datetime) -> Success:
    """How a client sees what the seat of the firm may see of it. Six queries, whatever there is."""
    seen = visible_engagements(seat).filter(client=client)
    since = at - YEAR
    answers: Sequence[PulseAnswer] = list(
        _answers().filter(question__pulse__engagement__in=seen, at__gte=since)[:MOST]
    )[::-1]
    questions = PulseQuestion.objects.filter(pulse__engagement__in=seen, at__gte=since)
    problems = visible_problems(seat).filter(client=client, let_go_at__isnull=True)
    now = Solved.objects.filter(problem=OuterRef("pk"), ended_at__isnull=True)
    ever = Solved.objects.filter(problem=OuterRef("pk"))
    known = problems.annotate(lasted=Subquery(now.values("lasted_at")[:1]), once=Exists(ever))
    counted = known.aggregate(
        solved=Count("pk", filter=Q(solved_at__isnull=False)),
        lasting=Count("pk", filter=Q(solved_at__isnull=False, lasted__isnull=False)),
        back=Count("pk", filter=Q(once=True, solved_at__isnull=True)),
        left=Count("pk", filter=Q(solved_at__isnull=True)),
    )
    return Success(
        solved=counted["solved"],
        lasted=counted["lasting"],
        came_back=counted["back"],
        open=counted["left"],
        trends=_trends(answers),
        people=_by_person(answers),
        asked=questions.count(),
        answered=questions.filter(answers__isnull=False).distinct().count(),
        revenue=_revenue(client),
    )


def _trends(answers: Sequence[PulseAnswer]) -> list[Trend]:
    return [Trend(kind, [one for one in answers if one.question.kind == kind]) for kind in KINDS]


def _by_person(answers: Sequence[PulseAnswer]) -> list[PersonsPulse]:
    theirs: dict[int, list[PulseAnswer]] = {}
    for one in answers:
        theirs.setdefault(one.question.pulse.seat_id, []).append(one)
    people = [PersonsPulse(own[0].question.pulse.seat, _trends(own)) for own in theirs.values()]
    return sorted(people, key=lambda one: (one.seat.level, one.seat.name, one.seat.pk))


def _revenue(client: Client) -> list[Month]:
    newest: dict[tuple[date, str], Month] = {}
    noted = Revenue.objects.filter(client=client).select_related("by").order_by("at", "pk")
    for row in noted:
        newest[row.month, row.currency] = Month(row.month, row.amount, row.currency, row.by.name)
    return sorted(newest.values(), key=lambda one: (one.month, one.currency), reverse=True)
