"""Who finds what: matches that the seat may see, a page at a time, newest problem first."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ours.people.models import Crew, Seat
from ours.problem.access import visible_problems
from ours.table.search.filters import FEW, Filters
from ours.table.search.index import BEGIN, END, Among, Where, index
from ours.table.search.query import Query

ROWS = 25
STEPS = (60, 60, 250, 1000, 2000)  # matches that are looked at in turn until a page is full


@dataclass(frozen=True)
class Place:
    """Where a page of results goes on: before a problem, None for the newest; in what comes `later` or at once."""

    before: int | None = None
    later: bool = False


@dataclass
class Found:
    """A page of what was found: rows with pk, headline, stage, client__name; the words around by id."""

    rows: list[Any] = field(default_factory=list)
    words: dict[int, SafeString] = field(default_factory=dict)
    older: Place | None = None  # where to go on; None: that was all


BEGINNING, EVERYTHING = Place(), Filters()


def find(
    seat: Seat,
    query: Query,
    *,
    place: Place = BEGINNING,
    filters: Filters = EVERYTHING,
    newest_first: bool = False,
) -> Found:
    """What a seat finds, from a place on. Nothing that it may not see is shown or counted.

    First the problems whose headline has all that is looked for, then those that have it elsewhere on the table, the
    newest of each first; or all of them with the newest first.
    """
    if not query:
        return Found()
    clients = filters.clients(seat)
    among = _among(seat, clients)
    visible = filters.narrow(visible_problems(seat), clients)
    tiers = [Where.ANYWHERE] if newest_first else [Where.HEADLINE, Where.ELSEWHERE][place.later :]
    rows: list[Any] = []
    origin: list[bool] = []  # of each row, whether it stands among those that come later
    last, older = place.before, None
    steps = list(STEPS)
    for tier in tiers:
        later, more = tier is Where.ELSEWHERE, bool(among.ids)
        while more and len(rows) <= ROWS:
            if not steps:
                older = Place(last, later)  # what a page may cost is spent; the next one goes on from there
                break
            step = steps.pop(0)
            ids = index().matches(query, among, tier, before=last, limit=step)
            more = len(ids) == step
            if ids:
                last = ids[-1]
                seen = visible.filter(pk__in=ids).order_by("-pk")
                rows += seen.values_list("pk", "headline", "stage", "client__name", named=True)
                origin += [later] * (len(rows) - len(origin))
        if older or len(rows) > ROWS:
            break
        last = None
    if len(rows) > ROWS:
        rows = rows[:ROWS]
        older = Place(rows[-1].pk, origin[ROWS - 1])
    excerpts = index().excerpts(query, among, [row.pk for row in rows]) if rows else {}
    return Found(rows, {problem: _marked(words) for problem, words in excerpts.items()}, older)


def _among(seat: Seat, clients: tuple[int, ...] | None) -> Among:
    if clients is not None and len(clients) <= FEW:
        return Among("client", clients)
    if seat.client_id is not None:
        return Among("client", (seat.client_id,))
    if not seat.is_firm_owner:
        # On more of them, matches are looked for in the whole firm.
        crews = Crew.objects.filter(seat=seat, ended_at__isnull=True)
        engagements = tuple(crews.values_list("engagement_id", flat=True)[: FEW + 1])
        if len(engagements) <= FEW:
            return Among("engagement", engagements)
    return Among("firm", (seat.firm_id,))


def _marked(words: str) -> SafeString:
    text = escape(words).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(text)  # noqa: S308 - escaped before the marks were put in
