"""What belongs to no single problem: what was sold, how the clients see it, and after that what they bring the firm."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connections
from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q, QuerySet

from ours.people.access import visible_clients
from ours.portfolio.rows import by_clock, lists
from ours.portfolio.scope import Scope
from ours.portfolio.words import first_day
from ours.problem.models import Problem
from ours.prove.models import PulseAnswer, PulseQuestion, Revenue
from ours.tend.models import PromisedOutcome

YEAR: Final = timedelta(days=365)
MOST: Final = 2000  # answers that are read


@dataclass(frozen=True)
class Now:
    """What is due now, and what became of what was sold."""

    overgrown: int
    soon: int
    sold_overgrown: int
    promises: int  # outcomes that were sold and have not ended
    late: int  # of these whose day is over
    reached: int
    missed: int
    withdrawn: int


def now(scope: Scope, at: datetime, today: date) -> Now:
    """What is due now. Two statements; what has run out is counted along the index of when it does."""
    # Few touch what was sold: these are looked up one by one.
    clocks = [lists()[code] for code in ("overgrown", "soon", "sold-overgrown")]
    row = _counts([by_clock(scope, one, at, counted=not one.sold) for one in clocks])
    sold = PromisedOutcome.objects.order_by().values_list("ending")
    if scope.whole_firm:
        sold = sold.filter(engagement__firm=scope.seat.firm_id)
    else:
        sold = sold.filter(engagement__in=scope.engagements())
    late = CountOf("pk", filter=Q(due__lt=today))
    ended = {ending: (number, over) for ending, number, over in sold.annotate(number=CountOf("pk"), late=late)}
    ending = PromisedOutcome.Ending
    endings = [ended.get(one.value, (0, 0))[0] for one in (ending.REACHED, ending.MISSED, ending.WITHDRAWN)]
    counts: list[int] = [*row, *ended.get("", (0, 0)), *endings]
    return Now(*counts)


def _counts(found: "Sequence[QuerySet[Problem]]") -> list[int]:
    """How many each of these holds, in one statement. Put together here: Django takes longer to than the database."""
    parts: list[str] = []
    values: list[Any] = []
    for number, one in enumerate(found):
        sql, params = one.order_by().values_list("pk").query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS of_{number})")
        values += params
    with connections["default"].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


@dataclass(frozen=True)
class Seen:
    """How the clients see it, by their newest answers within a year."""

    answers: dict[str, dict[str, int]] = field(default_factory=dict)  # by question: how many of each answer
    advocates: int = 0  # people who would recommend the firm
    asked: int = 0  # people who have answered that

    @property
    def any(self) -> bool:
        """Whether anybody answered anything."""
        return any(self.answers.values())


def seen(scope: Scope, at: datetime) -> Seen:
    """What the clients' people answered to the pulse: of each person and question the newest answer. One statement."""
    known = PulseAnswer.objects.filter(question__pulse__engagement__in=scope.engagements(), at__gte=at - YEAR)
    columns = ("question__kind", "question__pulse__seat", "answer")
    newest: dict[tuple[str, int], str] = {}
    for kind, seat, answer in known.order_by("-at", "-pk").values_list(*columns)[:MOST]:
        newest.setdefault((kind, seat), answer)
    answers: dict[str, Counter[str]] = {}
    for (kind, _seat), answer in newest.items():
        answers.setdefault(kind, Counter())[answer] += 1
    recommend = answers.get(PulseQuestion.Kind.RECOMMEND, Counter())
    told = {
        kind: {one: answers[kind][one] for one in PulseAnswer.Answer.values}
        for kind in PulseQuestion.Kind.values
        if kind in answers
    }
    return Seen(told, recommend[PulseAnswer.Answer.YES], recommend.total())


def revenue(scope: Scope) -> dict[str, Decimal]:
    """What the clients brought the firm in these months, by currency; of each month the newest word. One statement."""
    later = Revenue.objects.filter(
        client=OuterRef("client"), month=OuterRef("month"), currency=OuterRef("currency"), pk__gt=OuterRef("pk")
    )
    noted = Revenue.objects.filter(~Exists(later), client__in=visible_clients(scope.seat))
    if scope.client:
        noted = noted.filter(client=scope.client)
    if scope.since:
        noted = noted.filter(month__gte=first_day(scope.since))
    if scope.until:
        noted = noted.filter(month__lte=first_day(scope.until))
    sums: dict[str, Decimal] = {}
    for currency, amount in noted.order_by("currency").values_list("currency", "amount"):
        sums[currency] = sums.get(currency, Decimal()) + amount
    return sums
