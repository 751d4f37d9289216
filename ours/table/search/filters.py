"""What narrows a search down: client, person, state, days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from ours.people.access import visible_clients
from ours.people.models import Seat
from ours.problem.models import Chair, Event, Problem, Stage

LONGEST = 100  # characters of a name
FEW = 60  # clients or engagements that a statement names one by one
PARKED, LET_GO = "parked", "let_go"


@dataclass(frozen=True)
class Filters:
    """Names as they were typed, a state ("" for any) and days, both included. Nothing set lets everything through."""

    client: str = ""
    person: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.client or self.person or self.state or self.since or self.until)

    def narrow(self, problems: "QuerySet[Problem]", clients: tuple[int, ...] | None) -> "QuerySet[Problem]":
        """Of some problems those that pass; `clients` are the ids that the client's name stands for."""
        if clients is not None:
            # Of many clients the name is asked for again, as it costs less than a list of them.
            few = len(clients) <= FEW
            problems = (
                problems.filter(client_id__in=clients) if few else problems.filter(client__name__icontains=self.client)
            )
        if self.state == LET_GO:
            problems = problems.filter(let_go_at__isnull=False)
        elif self.state == PARKED:
            problems = problems.filter(let_go_at__isnull=True, care_due__isnull=True)
        elif self.state:
            problems = problems.filter(let_go_at__isnull=True, stage=self.state)
        if self.since:
            problems = problems.filter(opened_at__gte=_midnight(self.since))
        if self.until:
            problems = problems.filter(opened_at__lt=_midnight(self.until + timedelta(days=1)))
        if self.person:
            # Who did or said something at the table, or sits there: everybody who sees the table sees that too.
            did = Event.objects.filter(problem=OuterRef("pk"), seat__name__icontains=self.person)
            sits = Chair.objects.filter(problem=OuterRef("pk"), left_at__isnull=True, seat__name__icontains=self.person)
            problems = problems.filter(Exists(did) | Exists(sits))
        return problems

    def clients(self, seat: Seat) -> tuple[int, ...] | None:
        """Ids of the clients that the typed name stands for, of those the seat works for; None without a name."""
        if not self.client:
            return None
        return tuple(visible_clients(seat).filter(Q(name__icontains=self.client)).values_list("pk", flat=True))

    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        told = {"client": self.client, "person": self.person, "state": self.state}
        told |= {"since": self.since.isoformat() if self.since else ""}
        told |= {"until": self.until.isoformat() if self.until else ""}
        return {key: value for key, value in told.items() if value}


def states() -> list[tuple[str, str]]:
    """(key, words) of the states that can be asked for."""
    told = [(stage.value, str(stage.label)) for stage in Stage]
    return [*told, (PARKED, _("parked")), (LET_GO, _("let go"))]


def filters_from(asked: QueryDict) -> tuple[Filters, dict[str, str]]:
    """The filters in an address, and a sentence for each field that could not be read; that one is left out."""
    wrong: dict[str, str] = {}

    def day(field: str) -> date | None:
        typed = asked.get(field, "").strip()
        if not typed:
            return None
        try:
            return date.fromisoformat(typed)
        except ValueError:
            wrong[field] = _("Write the day as year, month and day, for example 2026-03-31.")
            return None

    state = asked.get("state", "")
    if state not in {key for key, _words in states()}:
        state = ""
    client, person = (
        " ".join(asked.get(field, "").replace("\0", "").split())[:LONGEST] for field in ("client", "person")
    )
    found = Filters(client, person, state, day("since"), day("until"))
    if found.since and found.until and found.since > found.until:
        wrong["until"] = _("This day lies before the first one.")
    return found, wrong


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())
