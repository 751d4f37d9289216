"""Who finds what: matches that the seat may see, a page at a time, newest problem first."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ours.people.models import Crew, Seat
from ours.problem.access import visible_problems
from ours.table.search.index import BEGIN, END, Among, index
from ours.table.search.query import Query

ROWS = 25
FEW = 60  # engagements; on more of them an expert's matches are looked for in the whole firm
STEPS = (60, 250, 1000, 2000)  # matches that are looked at in turn until a page is full


@dataclass
class Found:
    """A page of what was found: rows with pk, headline, stage, client__name; the words around by id."""

    rows: list[Any] = field(default_factory=list)
    words: dict[int, SafeString] = field(default_factory=dict)
    older: int | None = None  # go on before this problem; None: that was all


def find(seat: Seat, query: Query, *, before: int | None = None) -> Found:
    """What a seat finds, older than the problem `before`. Nothing that it may not see is shown or counted."""
    if not query:
        return Found()
    among = _among(seat)
    rows: list[Any] = []
    last, more = before, bool(among.ids)
    for step in STEPS:
        if not more or len(rows) > ROWS:
            break
        ids = index().matches(query, among, before=last, limit=step)
        more = len(ids) == step
        if ids:
            last = ids[-1]
            seen = visible_problems(seat).filter(pk__in=ids).order_by("-pk")
            rows += seen.values_list("pk", "headline", "stage", "client__name", named=True)
    older = None
    if len(rows) > ROWS:
        rows = rows[:ROWS]
        older = rows[-1].pk
    elif more:
        older = last  # what a page may cost is spent; the next one goes on from there
    excerpts = index().excerpts(query, [row.pk for row in rows]) if rows else {}
    return Found(rows, {problem: _marked(words) for problem, words in excerpts.items()}, older)


def _among(seat: Seat) -> Among:
    if seat.client_id is not None:
        return Among("client", (seat.client_id,))
    if not seat.is_firm_owner:
        crews = Crew.objects.filter(seat=seat, ended_at__isnull=True)
        engagements = tuple(crews.values_list("engagement_id", flat=True)[: FEW + 1])
        if len(engagements) <= FEW:
            return Among("engagement", engagements)
    return Among("firm", (seat.firm_id,))


def _marked(words: str) -> SafeString:
    text = escape(words).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(text)  # noqa: S308 - escaped before the marks were put in
