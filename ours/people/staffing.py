"""Engagements that nobody of the firm is on: kept beside them, so that an owner finds them without counting crews."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef

from ours.people.models import Crew, Engagement


def hold(engagements: Iterable[int]) -> list[int]:
    """Hold these engagements until the end of the transaction: one at a time says who is on them. Their ids again."""
    held = sorted(set(engagements))
    if held and connection.features.has_select_for_update:
        rows = Engagement.objects.select_for_update(no_key=True).filter(pk__in=held).order_by("pk")
        list(rows.values_list("pk"))
    return held


def follow(engagements: list[int], at: datetime) -> None:
    """Note of these engagements, held before, whether somebody is on them; `at` begins the time that nobody is."""
    on_it = Crew.objects.filter(engagement=OuterRef("pk"), ended_at__isnull=True)
    found = Engagement.objects.filter(pk__in=engagements)
    found.filter(Exists(on_it), left_alone_at__isnull=False).update(left_alone_at=None)
    found.filter(~Exists(on_it), left_alone_at__isnull=True).update(left_alone_at=at)
