"""What the pages of this room show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from ours.people.access import visible_clients, visible_engagements
from ours.people.entrance import mark_of
from ours.people.models import Client, Crew, Engagement, Firm, Person, Role, Seat, Session
from ours.people.sessions import UNUSED

MOST_CLIENTS = 100


@dataclass
class Device:
    """A signed-in browser."""

    mark: str
    name: str
    began_at: datetime
    seen_at: datetime
    here: bool


@dataclass
class Node:
    """A seat on the people map with the seats that report to it."""

    seat: Seat
    reports: "list[Node]" = field(default_factory=list)


def seats_of(person_id: int) -> "QuerySet[Seat]":
    """The seats that a person can act from, by organisation."""
    return Seat.objects.taken().filter(person=person_id).select_related("firm", "client").order_by("firm__name", "pk")


def devices_of(person: Person, session_key: str | None, at: datetime) -> list[Device]:
    """The browsers that a person is signed in with, the one with `session_key` first, then the last used."""
    rows = Session.objects.filter(person=person, expire_date__gt=at, seen_at__gt=at - UNUSED).order_by("-seen_at")
    devices = [
        Device(mark_of(row.session_key), row.device, row.began_at, row.seen_at, row.session_key == session_key)
        for row in rows
    ]
    return sorted(devices, key=lambda device: not device.here)


def clients_for(seat: Seat, words: str = "") -> tuple[list[Client], bool]:
    """Up to 100 clients that a firm's seat works for, whose names hold `words`, and whether there are more.

    Each with `engagements`, those that the seat may see.
    """
    found = visible_clients(seat).filter(name__icontains=words) if words else visible_clients(seat)
    engagements = Prefetch("engagements", visible_engagements(seat).order_by("began_at", "pk"))
    clients = list(found.prefetch_related(engagements).order_by("name", "pk")[: MOST_CLIENTS + 1])
    return clients[:MOST_CLIENTS], len(clients) > MOST_CLIENTS


def people_of(client: Client) -> list[Seat]:
    """All seats there ever were at a client, top level first."""
    return list(Seat.objects.filter(client=client).select_related("person").order_by("level", "name", "pk"))


def people_map(seats: Iterable[Seat]) -> list[Node]:
    """The seats that are not left as a tree of who reports to whom.

    Who reported to somebody that left moves up to that one's boss. Nobody is lost: whoever is not below anybody at
    the top stands at the top.
    """
    known = {seat.pk: seat for seat in seats}
    nodes = {pk: Node(seat) for pk, seat in known.items() if seat.left_at is None}
    roots: list[Node] = []
    for pk, node in nodes.items():
        boss = _boss(known, node.seat)
        (nodes[boss.pk].reports if boss and not _below(known, boss, pk) else roots).append(node)
    return roots


def _boss(known: dict[int, Seat], seat: Seat) -> Seat | None:
    """The nearest one above who is still there."""
    met = {seat.pk}
    above = known.get(seat.reports_to_id or 0)
    while above is not None and above.left_at is not None and above.pk not in met:
        met.add(above.pk)
        above = known.get(above.reports_to_id or 0)
    return above if above is not None and above.left_at is None and above.pk not in met else None


def _below(known: dict[int, Seat], seat: Seat, pk: int) -> bool:
    """Whether `seat` reports, over however many, to the seat `pk`: a circle, which the map cuts."""
    met: set[int] = set()
    above = _boss(known, seat)
    while above is not None and above.pk not in met:
        if above.pk == pk:
            return True
        met.add(above.pk)
        above = _boss(known, above)
    return False


def below(seats: Iterable[Seat], seat: Seat) -> set[int]:
    """The ids of a seat and of everybody who reports to it, over however many: nobody whom it could report to."""
    known = {one.pk: one for one in seats}
    return {seat.pk} | {pk for pk, one in known.items() if _below(known, one, seat.pk)}


def engagements_of(client: Client, seat: Seat) -> list[Engagement]:
    """The client's engagements that a firm's seat may see, oldest first, each with its present `crews`."""
    return list(
        visible_engagements(seat).filter(client=client).prefetch_related(_present_crews()).order_by("began_at", "pk")
    )


def crew_of(engagement: Engagement) -> list[Crew]:
    """Who works on an engagement now."""
    now = Crew.objects.filter(engagement=engagement, ended_at__isnull=True, seat__left_at__isnull=True)
    return list(now.select_related("seat").order_by("seat__name", "pk"))


def colleagues_of(firm: Firm) -> list[Seat]:
    """All seats there ever were on a firm's own side, owners first."""
    seats = Seat.objects.filter(firm=firm, client__isnull=True).select_related("person").order_by("name", "pk")
    return sorted(seats, key=lambda seat: seat.role != Role.OWNER)


def is_last_owner(seat: Seat) -> bool:
    """Whether the firm would have no owner without this seat."""
    if not seat.is_firm_owner or seat.left_at is not None:
        return False
    owners = Seat.objects.taken().filter(firm_id=seat.firm_id, client__isnull=True, role=Role.OWNER)
    return not owners.exclude(pk=seat.pk).exists()


def seats_at_firm(person: Person, firm: Firm) -> "QuerySet[Seat]":
    """Everything that a person has, or had, with a firm and its clients."""
    return Seat.objects.filter(person=person, firm=firm).select_related("firm", "client").order_by("made_at", "pk")


def _present_crews() -> "Prefetch[str, QuerySet[Crew], str]":
    now = Crew.objects.filter(ended_at__isnull=True, seat__left_at__isnull=True)
    return Prefetch("crews", now.select_related("seat").order_by("seat__name", "pk"))
