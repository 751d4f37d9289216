"""Which people and which levels of a client have been heard on one problem, and which have not (L6).

Heard is whoever asked for it, answered a question, said something at the table, or answered a playback: they spoke, and
their words are kept. A chair alone is not being heard.
"""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from ours.listen.models import Hearing, Message, Request, Rung
from ours.people.models import Seat
from ours.problem.models import Chair, Problem


@dataclass
class Level:
    """One level of the client's organisation, as far as it is known; 1 is the top.

    `heard` spoke, whether they sit here now or not; `unheard` sit here and have not spoken; `others` have no chair and
    did not speak. All are seats that are not left, by name.
    """

    number: int
    heard: list[Seat] = field(default_factory=list)
    unheard: list[Seat] = field(default_factory=list)
    others: list[Seat] = field(default_factory=list)
    seated: set[int] = field(default_factory=set)  # ids of those with a chair at this table now

    @property
    def everybody(self) -> list[Seat]:
        """All of this level."""
        return [*self.heard, *self.unheard, *self.others]

    @property
    def is_heard(self) -> bool:
        """Whether anybody of this level has been heard."""
        return bool(self.heard)


def heard_seats(problem: Problem) -> set[int]:
    """Ids of the client's seats that were heard on this problem, also of people who left since. One query."""
    spoke = [
        Request.objects.filter(problem=problem).values_list("asked_by_id"),
        Rung.objects.filter(problem=problem).values_list("said_by_id"),
        Message.objects.filter(problem=problem, by__client__isnull=False).values_list("by_id"),
        Hearing.objects.filter(playback__problem=problem).values_list("by_id"),
    ]
    return {seat_id for (seat_id,) in spoke[0].union(*spoke[1:])}


def levels(problem: Problem) -> list[Level]:
    """Every level of the client from 1 to the deepest known, with who of it was heard. Two queries."""
    heard = heard_seats(problem)
    chairs = Chair.objects.filter(problem=problem, seat=OuterRef("pk"), left_at__isnull=True)
    seats = (
        Seat.objects.filter(client_id=problem.client_id, left_at__isnull=True)
        .annotate(seated=Exists(chairs))
        .order_by("level", "name", "pk")
    )
    found: dict[int, Level] = {}
    for seat in seats:
        level = found.setdefault(seat.level, Level(seat.level))
        group = level.heard if seat.pk in heard else level.unheard if seat.seated else level.others
        group.append(seat)
        if seat.seated:
            level.seated.add(seat.pk)
    return [found.get(number, Level(number)) for number in range(1, max(found, default=0) + 1)]
