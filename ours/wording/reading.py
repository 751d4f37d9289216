"""Which rules of the coach a firm's people take up and which they dismiss; without texts, people or tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from ours.people.models import Firm, Side
from ours.wording.models import Pointed

PERIOD = timedelta(days=90)


@dataclass(frozen=True)
class Rate:
    """How one rule fared on the expert side within PERIOD."""

    rule: str
    flag: str
    pointed: int
    taken: int
    dismissed: int
    reasons: dict[str, int]

    @property
    def share(self) -> int:
        """Dismissed among those pointed out, in percent."""
        return round(100 * self.dismissed / self.pointed)


def rates(firm: Firm, *, now: datetime) -> list[Rate]:
    """One row for each rule that found something, the most dismissed first. What client people write counts nowhere."""
    counts = {reason: Count("id", filter=Q(reason=reason)) for reason in Pointed.Reason.values}
    rows: Iterable[Any] = (
        Pointed.objects.filter(firm=firm, side=Side.EXPERT, at__gte=now - PERIOD)
        .values("rule", "flag")
        .annotate(
            pointed=Count("id"),
            taken=Count("id", filter=Q(taken_at__isnull=False)),
            dismissed=Count("id", filter=Q(dismissed_at__isnull=False)),
            **counts,
        )
    )
    found = [
        Rate(
            row["rule"],
            row["flag"],
            row["pointed"],
            row["taken"],
            row["dismissed"],
            {reason: row[reason] for reason in counts},
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.share, -one.pointed, one.rule))
