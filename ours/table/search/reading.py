"""Who finds what: matches that the seat may see, a page at a time, newest problem first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ours.people.access import crewed
from ours.people.models import Role, Seat
from ours.prepared import Rows
from ours.problem.access import visible_problems
from ours.table.search.filters import FEW, Filters
from ours.table.search.index import BEGIN, END, Among, Batch, Where, index
from ours.table.search.query import Query

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ours.problem.models import Problem

ROWS = 25
STEP = 60
STEPS = (STEP, STEP, 250, 1000, 2000)  # matches that are looked at in turn until a page is full
WORTHWHILE = 5  # matches of a glance, with which the next one is cheaper than the index
ENOUGH = FEW + 1  # engagements of an expert that are asked for
COLUMNS = ("pk", "headline", "stage", "client__name")


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
    visible = filters.narrow(visible_problems(seat), clients) if filters else None
    tiers = [Where.ANYWHERE] if newest_first else [Where.HEADLINE, Where.ELSEWHERE][place.later :]
    rows: list[Any] = []
    origin: list[bool] = []  # of each row, whether it stands among those that come later
    last, older = place.before, None
    steps = list(STEPS)
    for tier in tiers if among.ids else ():
        later = tier is Where.ELSEWHERE
        for batch in _batches(query, among, tier, last, steps, most=STEP if visible is None else None):
            if batch.ids:
                rows += _seen(seat, batch.ids) if visible is None else _named(visible, batch.ids)
                origin += [later] * (len(rows) - len(origin))
            last = batch.last
            if last is None or len(rows) > ROWS:
                break
        else:
            older = Place(last, later)  # what a page may cost is spent; the next one goes on from there
        if older or len(rows) > ROWS:
            break
    if len(rows) > ROWS:
        rows = rows[:ROWS]
        older = Place(rows[-1].pk, origin[ROWS - 1])
    excerpts = index().excerpts(query, among, [row.pk for row in rows]) if rows else {}
    return Found(rows, {problem: _marked(words) for problem, words in excerpts.items()}, older)


def _batches(
    query: Query, among: Among, where: Where, before: int | None, steps: list[int], *, most: int | None
) -> Iterator[Batch]:
    """What matches, the newest first, until nothing is left or `steps`, which get fewer, are used up.

    Where the whole firm is looked at, some of the newest are looked at first, which give `most` matches at once.
    """
    for many in index().glances if among.column == "firm" else ():
        batch = index().glance(query, among, where, before=before, of=many)
        if most and len(batch.ids) > most:
            batch = Batch(batch.ids[:most], batch.ids[most - 1])
        yield batch
        before = batch.last
        if len(batch.ids) < WORTHWHILE:
            break
    while steps:
        step = steps.pop(0)
        ids = index().matches(query, among, where, before=before, limit=step)
        before = ids[-1] if len(ids) == step else None
        yield Batch(ids, before)


def _named(problems: "QuerySet[Problem]", ids: Sequence[int]) -> list[Any]:
    return list(problems.filter(pk__in=ids).order_by("-pk").values_list(*COLUMNS, named=True))


def _seen(seat: Seat, ids: Sequence[int]) -> list[Any]:
    """Of these problems the rows of those that the seat may see, the newest first."""
    if len(ids) > STEP:
        return _named(visible_problems(seat), ids)
    same = [*ids, *[ids[-1]] * (STEP - len(ids))]  # one statement for any number of them
    if seat.client_id is not None:
        return _by_kind("client")(seat.pk, seat.client_id, *same)
    if seat.is_firm_owner:
        return _by_kind("owner")(seat.firm_id, *same)
    return _by_kind("expert")(seat.pk, seat.firm_id, *same)


@cache
def _by_kind(kind: str) -> Rows:
    """The statement that gives a kind of reader those of `STEP` problems that it may see."""

    def build(*values: int) -> "QuerySet[Problem, Any]":
        own, ids = values[:-STEP], values[-STEP:]
        if kind == "client":
            seat = Seat(id=own[0], client_id=own[1])
        elif kind == "owner":
            seat = Seat(id=0, firm_id=own[0], role=Role.OWNER)
        else:
            seat = Seat(id=own[0], firm_id=own[1])
        return visible_problems(seat).filter(pk__in=ids).order_by("-pk").values(*COLUMNS)

    return Rows((int,) * ((1 if kind == "owner" else 2) + STEP), build)


_engagements = Rows((int,), lambda seat: crewed(Seat(id=seat)).order_by("engagement_id")[:ENOUGH])


def _among(seat: Seat, clients: tuple[int, ...] | None) -> Among:
    if clients is not None and len(clients) <= FEW:
        return Among("client", clients)
    if seat.client_id is not None:
        return Among("client", (seat.client_id,))
    if not seat.is_firm_owner:
        # On more of them, matches are looked for in the whole firm.
        engagements = tuple(row.engagement_id for row in _engagements(seat.pk))
        if len(engagements) <= FEW:
            return Among("engagement", engagements)
    return Among("firm", (seat.firm_id,))


def _marked(words: str) -> SafeString:
    text = escape(words).replace(BEGIN, "<mark>").replace(END, "</mark>")
    return mark_safe(text)  # noqa: S308 - escaped before the marks were put in
