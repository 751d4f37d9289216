"""What the page of the portfolio shows, section by section."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import Exists, OuterRef
from markupsafe import Markup

from ours.people.models import Engagement, Role
from ours.portfolio import charts, success
from ours.portfolio.adding import Numbers, numbers
from ours.portfolio.figures import ALL, FEWEST, NEEDS, SIDES, SORTS, TIMES, Quarters, Share
from ours.portfolio.models import Fact
from ours.portfolio.rows import Page, page
from ours.portfolio.scope import Scope, clients_of, experts_of
from ours.portfolio.words import FATES, NEED, SORTED, TIMED, VERDICTS, Words
from ours.problem.models import Chair

OPENING: Final = 3  # opportunities that are told in full
ENGAGEMENTS: Final = 50
REWARDING: Final = ("relief", "lasting")


@dataclass(frozen=True)
class Row:
    """A number with its words, where it leads, and its share of a whole in per cent."""

    key: str
    words: Words
    number: int
    url: str
    share: Any = None


@dataclass(frozen=True)
class Took:
    """How long something took."""

    words: Words
    url: str
    quarters: Quarters | None
    stretch: charts.Stretch | None


@dataclass(frozen=True)
class Verdict:
    """One verdict on requests: how often, and in how many rounds of questions."""

    row: Row
    rounds: Quarters | None


@dataclass(frozen=True)
class Sort:
    """Reliefs, or lasting ways out: what became of them."""

    words: Words
    laid: Row
    chosen: Row
    helped: Row
    failed: Row
    back: Row


@dataclass(frozen=True)
class Side:
    """What became of the commitments of one side."""

    side: str
    name: str
    ends: list[Row]
    bar: list[charts.Part]

    @property
    def made(self) -> int:
        """Those that came to kept or missed; one with a new day goes on as the next."""
        return self.ends[0].number + self.ends[1].number


@dataclass(frozen=True)
class Worked:
    """One sort of way out with one kind of need."""

    kind: str  # the need's, one of NEEDS
    need: Words
    sort: Words
    url: str
    share: Share
    reach: charts.Reach | None  # none with too few cases


@dataclass
class Portfolio:
    """The page's context; `templates/portfolio/portfolio.html` says what it does with each."""

    scope: Scope
    numbers: Numbers
    now: success.Now
    open_now: int  # whenever they were put on the table
    fates: list[Row]
    columns: list[charts.Column]
    verdicts: list[Verdict]
    verdict_bar: list[charts.Part]
    took: list[Took]
    took_end: int  # days at the right end
    sorts: list[Sort]
    sides: list[Side]
    all_tables: list[Side]  # of a client's people: over all tables of their organisation, as the firm reads it
    worked: list[Worked]  # by what the way out is
    origins: list[Worked]  # by where it came from
    too_few: list[Worked]
    opening: Page
    seen: success.Seen | None
    revenue: dict[str, Decimal] | None
    experts: list[Any]  # (pk, name)
    clients: list[Any]
    engagements: list[Engagement]
    fewest: int = FEWEST

    @property
    def drawing(self) -> Markup:
        """The plot of the months."""
        return charts.drawn(self.columns)

    def rows(self, code: str) -> str:
        """The address of the rows behind a number."""
        return _link(self.scope)(code)


def portfolio(scope: Scope, at: datetime, today: date) -> Portfolio:
    """The whole page. Ten statements at most, whatever there is."""
    found, link = numbers(scope), _link(scope)
    dated = scope.since is not None or scope.until is not None
    firm, placed = scope.seat.client_id is None, scope.client is not None or scope.engagement is not None
    took = {time: found.took(time) for time in TIMES}
    stretched, end = charts.stretches(took)
    verdicts = _verdicts(found, link)
    worked = _worked(found, link)
    return Portfolio(
        scope=scope,
        numbers=found,
        now=success.now(scope, at, today),
        open_now=numbers(scope.ever).open if dated else found.open,
        fates=[
            Row(key, words, found.fates[key], link(f"fate-{key}"), charts.per_cent(found.fates[key], found.all))
            for key, words in FATES.items()
        ],
        columns=charts.columns(found.months),
        verdicts=verdicts,
        verdict_bar=charts.bar([(one.row.key, one.row.number) for one in verdicts]),
        took=[Took(TIMED[time], link(time), took[time], stretched.get(time)) for time in TIMES],
        took_end=end,
        sorts=[_sort(found, link, sort) for sort in REWARDING],
        sides=_sides(found, scope, link),
        all_tables=[] if firm else _all_tables(scope),
        worked=[one for one in worked["what"] if one.share.enough],
        origins=[one for one in worked["where"] if one.share.enough],
        too_few=[one for some in worked.values() for one in some if not one.share.enough],
        opening=page(scope, "opens", at, limit=OPENING),
        seen=success.seen(scope, at) if firm and scope.kind == ALL else None,
        revenue=_revenue(scope) if firm else None,
        experts=experts_of(scope.seat) if firm and not placed else [],
        clients=clients_of(scope.seat) if firm and not placed else [],
        engagements=_engagements(scope) if scope.engagement is None else [],
    )


def _link(scope: Scope) -> Callable[[str], str]:
    return scope.rows_url.__add__


def _verdicts(found: Numbers, link: Callable[[str], str]) -> list[Verdict]:
    rounds = {key: found.rounds(key) for key in VERDICTS}
    named = sum(one.number for one in rounds.values() if one)
    verdicts = []
    for key, words in VERDICTS.items():
        took = rounds[key]
        number = took.number if took else 0
        row = Row(key, words, number, link(f"verdict-{key}"), charts.per_cent(number, named))
        verdicts.append(Verdict(row, took))
    return verdicts


def _sort(found: Numbers, link: Callable[[str], str], sort: str) -> Sort:
    def row(name: str, column: str, code: str) -> Row:
        return Row(name, "", found[column], link(code))

    return Sort(
        words=SORTED[sort],
        laid=row("options", f"{sort}_options", f"options-{sort}"),
        chosen=row("chosen", f"{sort}_chosen", f"chosen-{sort}"),
        helped=row("helped", f"{sort}_helped", f"helped-{sort}"),
        failed=row("failed", f"{sort}_failed", f"failed-{sort}"),
        back=row("back", f"back_{sort}", f"back-{sort}"),
    )


def _sides(found: Numbers, scope: Scope, link: Callable[[str], str] | None) -> list[Side]:
    counted = found.commitments()
    most = max((sum(ends.values()) for ends in counted.values()), default=0)
    sides = []
    for side in SIDES:
        ends = counted[side]
        rows = [Row(end, "", number, link(f"{end}-{side}") if link else "") for end, number in ends.items()]
        sides.append(Side(side, _name(scope, side), rows, charts.bar(list(ends.items()), of=most)))
    return sides


def _name(scope: Scope, side: str) -> str:
    """Who is on a side, by name where it is one; empty for the clients of a whole firm."""
    if side == "expert":
        return scope.seat.firm.name
    client = scope.client or scope.seat.client or (scope.engagement.client if scope.engagement else None)
    return client.name if client else ""


def _all_tables(scope: Scope) -> list[Side]:
    """What both sides read alike (O4): counted over all tables of the engagements that somebody takes part in."""
    seat = scope.seat
    mine = Engagement.objects.filter(client=seat.client_id)
    if scope.engagement:
        mine = mine.filter(pk=scope.engagement.pk)
    if seat.role not in (Role.SPONSOR, Role.CONTACT):
        sits = Chair.objects.filter(problem__engagement=OuterRef("pk"), seat=seat, left_at__isnull=True)
        mine = mine.filter(Exists(sits))
    found = Fact.objects.filter(client=seat.client_id, engagement__in=mine)
    if scope.since:
        found = found.filter(month__gte=scope.since)
    if scope.until:
        found = found.filter(month__lte=scope.until)
    columns = [f"{end}_{side}" for side in SIDES for end in ("kept", "missed", "moved")]
    totals = [sum(column) for column in zip(*found.values_list(*columns), strict=True)] or [0] * len(columns)
    return _sides(Numbers(Counter(dict(zip(columns, totals, strict=True)))), scope, None)


def _worked(found: Numbers, link: Callable[[str], str]) -> dict[str, list[Worked]]:
    """What was tried with which kind of need, by what it is and by where it came from; in the order of the needs and
    never by how well it went."""
    rows: dict[str, list[Worked]] = {"what": [], "where": []}
    for need in (*NEEDS, "none"):
        for sort in SORTS:
            one = found.worked(need, sort)
            if one.cases:
                where = charts.reach(one) if one.enough else None
                some = rows["what" if sort in REWARDING else "where"]
                some.append(Worked(need, NEED[need], SORTED[sort], link(f"tried-{need}-{sort}"), one, where))
    return rows


def _revenue(scope: Scope) -> dict[str, Decimal] | None:
    """What belongs to a client is not told of an engagement, an expert or a kind of problem."""
    narrowed = scope.engagement or scope.expert or scope.kind != ALL
    return None if narrowed else success.revenue(scope)


def _engagements(scope: Scope) -> list[Engagement]:
    """The engagements to choose from, once it is one client's."""
    if scope.client is None and scope.seat.client_id is None:
        return []
    return list(scope.engagements().order_by("began_at", "pk")[:ENGAGEMENTS])
