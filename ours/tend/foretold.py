"""How well each signal foretold bad events at a firm: counted by the worker from what is kept, read by its owner."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet

from ours.people.models import Firm, Seat
from ours.problem.models import BadSign, Event, Parking, Problem, Seriousness
from ours.problem.sentences import KINDS
from ours.tend.area import Area
from ours.tend.figures import EXPERT
from ours.tend.measuring import as_deed
from ours.tend.models import LetGo, SignalWorth
from ours.tend.worth import FEWEST, Deed, History, Signal, Worth, worth

# What is foretold. A hand-over burns too, but is what foretells: the firm decides on it itself.
BAD: Final = (
    BadSign.Kind.UNANSWERED,
    BadSign.Kind.MISSED,
    BadSign.Kind.DISAGREED,
    BadSign.Kind.NOT_HEARD,
    BadSign.Kind.RETURNED,
)
AGAIN: Final = timedelta(days=1)  # between two counts
MOST: Final = 5000  # problems that are counted, those opened last
BATCH: Final = 500


def count_due(at: datetime, *, most: int = 3) -> int:
    """Count for the firms that had a bad event since they were counted last, each at most once a day; how many."""
    newer = BadSign.objects.filter(firm=OuterRef("firm"), kind__in=BAD, at__gt=OuterRef("at"))
    again = (
        SignalWorth.objects.filter(Exists(newer), at__lte=at - AGAIN)
        .order_by("at", "pk")
        .values_list("firm", flat=True)
    )
    never = Firm.objects.filter(~Exists(SignalWorth.objects.filter(firm=OuterRef("pk"))))
    never = never.filter(Exists(BadSign.objects.filter(firm=OuterRef("pk"), kind__in=BAD)))
    firms = [*never.order_by("pk").values_list("pk", flat=True)[:most], *again[:most]][:most]
    for firm in firms:
        count(firm, at)
    return len(firms)


def count(firm: int, at: datetime) -> Worth:
    """Count for one firm, by its id, and keep what was found in the place of what was known before."""
    bad = BadSign.objects.filter(firm=firm, kind__in=BAD).count()
    found = worth(histories(firm), at) if bad >= FEWEST else Worth(bad)
    told = asdict(found)
    SignalWorth.objects.update_or_create(firm_id=firm, defaults={"at": at, "bad": told.pop("bad"), "found": told})
    return found


def read(seat: Seat) -> tuple[Worth, datetime | None]:
    """What is known for the firm of this seat, and when it was counted (None: not yet)."""
    kept = SignalWorth.objects.filter(firm=seat.firm_id).first()
    if kept is None:
        return Worth(0), None
    told = dict(kept.found)
    signals = [Signal(one["name"], one["more"], Area(**one["area"])) for one in told.pop("signals")]
    return Worth(kept.bad, signals=tuple(signals), **told), kept.at


def histories(firm: int) -> Iterator[History]:
    """What is kept of a firm's problems, those opened last, as signals see it. Five statements for 500 of them."""
    problems: QuerySet[Problem, Any] = Problem.objects.filter(firm=firm).order_by("-opened_at", "-pk")
    columns = problems.annotate(
        minor=F("engagement__care_minor"),
        moderate=F("engagement__care_moderate"),
        grave=F("engagement__care_serious"),
    ).values("pk", "opened_at", "seriousness", "minor", "moderate", "grave")
    rows = list(columns[:MOST])
    for start in range(0, len(rows), BATCH):
        yield from _together(rows[start : start + BATCH])


def _together(rows: Sequence[Any]) -> Iterator[History]:
    ids = [row["pk"] for row in rows]
    deeds: dict[int, list[Deed]] = defaultdict(list)
    serious: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    events = Event.objects.filter(problem__in=ids).order_by("pk")
    for problem, kind, side, at, told in events.values_list("problem", "kind", "side", "at", "told").iterator():
        seen = as_deed(kind, side, at)
        care_seen = seen.side == EXPERT and KINDS[kind].care
        deeds[problem].append(Deed(kind, seen.side, at, care_seen, seen.speaks, seen.asks))
        if kind == "seriousness_set":
            serious[problem].append((at, _LEVELS.get(told["seriousness"]["t"], Seriousness.MODERATE)))
    bad = _by_problem(BadSign.objects.filter(problem__in=ids, kind__in=BAD).values_list("problem", "at"))
    parkings = Parking.objects.filter(problem__in=ids, what=Parking.What.PROBLEM)
    closed = _by_problem(parkings.values_list("problem", "at", "returned_at"))
    gone = _by_problem(LetGo.objects.filter(problem__in=ids).values_list("problem", "at", "taken_up_at"))
    for row in rows:
        problem, opened_at = row["pk"], row["opened_at"]
        # Where somebody has said later how serious it is, it began as problems do.
        first = Seriousness.MODERATE if serious[problem] else row["seriousness"]
        yield History(
            problem=problem,
            opened_at=opened_at,
            serious=[(opened_at, first), *serious[problem]],
            promised={
                Seriousness.MINOR: timedelta(days=row["minor"]),
                Seriousness.MODERATE: timedelta(days=row["moderate"]),
                Seriousness.SERIOUS: timedelta(days=row["grave"]),
            },
            deeds=deeds[problem],
            bad=[at for (at,) in bad.get(problem, ())],
            closed=[*closed.get(problem, ()), *gone.get(problem, ())],
        )


def _by_problem(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for problem, *rest in rows:
        found[problem].append(tuple(rest))
    return found


# By the words that history keeps: those of the language the product is written in.
_LEVELS: Final = {"minor": Seriousness.MINOR, "moderate": Seriousness.MODERATE, "serious": Seriousness.SERIOUS}
