"""What the pages of the private room show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ours.coach.engine import read
from ours.people.access import visible_clients, visible_seats
from ours.people.models import Crew, Seat
from ours.problem.access import visible_problems
from ours.problem.fields import shorten
from ours.problem.models import Problem
from ours.reflect.diagnosis import THEMES, Theme
from ours.reflect.kinds import Diagnosis, Entry, Lesson, Mending, Placing
from ours.reflect.lessons import Back, Place, come_back
from ours.reflect.room import Room

MOST_NAMED = 60  # of each kind that can be named in a form
NEAR = 12  # problems that a joint statement can be begun at


def clients_named(seat: Seat) -> list[tuple[str, str]]:
    """The clients one can name: reference and name."""
    found = visible_clients(seat).order_by("name")[:MOST_NAMED]
    return [(f"client:{one.pk}", one.name) for one in found]


def people_named(seat: Seat) -> list[tuple[str, str]]:
    """The people one can name. For a client's seat those of the firm that it sits with are among them."""
    seats = visible_seats(seat).filter(person__isnull=False, left_at__isnull=True)
    if seat.client_id is not None:
        crew = Crew.objects.filter(engagement__client=seat.client_id, ended_at__isnull=True).values("seat")
        seats = Seat.objects.taken().filter(Q(client=seat.client_id) | Q(pk__in=crew))
    found = seats.exclude(pk=seat.pk).select_related("client", "firm").order_by("name", "pk")[:MOST_NAMED]
    return [(f"person:{one.pk}", f"{one.name}, {one.organisation}") for one in found]


def problems_named(seat: Seat) -> list[tuple[str, str]]:
    """The newest problems one can name."""
    found = visible_problems(seat).order_by("-pk").values_list("pk", "headline")[:MOST_NAMED]
    return [(f"problem:{number}", shorten(headline)) for number, headline in found]


def named(seat: Seat) -> list[tuple[str, str]]:
    """Everything that something can be about, clients first. Three statements."""
    return [*clients_named(seat), *people_named(seat), *problems_named(seat)]


def begin_at(seat: Seat, about: str) -> list[Problem]:
    """The tables at which something about this could be said together: the problem itself, its client's, the newest."""
    kind, _colon, told = about.partition(":")
    number = int(told or 0)
    problems = visible_problems(seat).filter(solved_at__isnull=True).order_by("-pk")
    if kind == "problem":
        return list(visible_problems(seat).filter(pk=number))
    if kind == "client":
        problems = problems.filter(client=number)
    if kind == "person":
        problems = problems.filter(chairs__seat=number, chairs__left_at__isnull=True)
    return list(problems[:NEAR])


@dataclass(frozen=True)
class Asked:
    """What the coach asks about a place in one's own words."""

    words: str
    asks: str
    more: list[str]


def asked_about(words: str, names: Iterable[str]) -> tuple[list[Asked], bool]:
    """The coach's questions on a private text, each once, and whether it could read it. Nothing of it is kept.

    Those that it asks about every note stand with the first place only.
    """
    report = read(words, "note", parties=names)
    found: dict[str, Asked] = {}
    for one in report.findings:
        asks = one.ask
        if asks not in found:
            more = [] if found else [further for further in one.suggestions[:2] if further != asks]
            found[asks] = Asked(words[one.start : one.end], asks, more)
    return list(found.values()), report.language == "en"


def lessons_for(room: Room, seat: Seat, places: Sequence[Place]) -> list[Back]:
    """The lessons that come back at these places."""
    return come_back(room.all(Lesson), places)


def tables_now(seat: Seat) -> list[Place]:
    """The newest tables that one sits at, as places where a lesson could come back."""
    found = visible_problems(seat).filter(solved_at__isnull=True).select_related("client").order_by("-pk")[:MOST_NAMED]
    return [
        Place(f"problem:{one.pk}", shorten(one.headline), frozenset({f"client:{one.client_id}"}), one.headline)
        for one in found
    ]


@dataclass(frozen=True)
class Line:
    """One theme over time: the days with its level, and what it asks after the last answers."""

    theme: Theme
    points: list[tuple[datetime, float]]

    @property
    def last(self) -> float | None:
        return self.points[-1][1] if self.points else None


def lines(found: Sequence[Diagnosis]) -> list[Line]:
    """The four themes over time; `found` with the newest first."""
    told = []
    for theme in THEMES:
        levels = [(one.at, theme.level(one.answers)) for one in reversed(found)]
        told.append(Line(theme, [(at, level) for at, level in levels if level is not None]))
    return told


def newest_placings(found: Iterable[Placing]) -> dict[str, Placing]:
    """The newest self-placement with each client, and overall under ""; `found` with the newest first."""
    told: dict[str, Placing] = {}
    for one in found:
        told.setdefault(one.about, one)
    return told


def next_day(mending: Mending, today: date) -> date | None:
    """The next day to look again, today included."""
    return next((one for one in mending.days if one >= today), None)


def due(mendings: Iterable[Mending], today: date) -> list[Mending]:
    """Those with a day to look again that has come since they were last touched, and that are not mended."""
    return [one for one in mendings if one.mended_at is None and any(_touched(one) < day <= today for day in one.days)]


def _touched(entry: Entry) -> date:
    return (entry.changed_at or entry.at).date()


def exported(room: Room) -> dict[str, Any]:
    """Everything in the room, for its author: one object with a list of entries, the earliest first."""
    entries = [one.said() for one in reversed(room.entries())]
    return {"what": _("Everything in your private room"), "entries": entries}
