"""The people map of one problem's page: who of the client has been heard, who sits here, who could (L6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ours.listen.heard import Level, levels
from ours.people.models import Seat
from ours.problem.models import Problem


@dataclass(frozen=True)
class People:
    """The client's people around one problem. All lists go from the top down, then by name."""

    levels: list[Level]
    seated: list[Seat]  # with a chair at this table now
    others: list[Seat]  # known at the client, no chair here
    heard: set[int]  # ids of the seats that spoke

    @property
    def everybody(self) -> list[Seat]:
        """All known seats of the client."""
        return [seat for level in self.levels for seat in level.everybody]

    def sits(self, seat: Seat) -> bool:
        """Whether a seat has a chair at this table now."""
        return any(seat.pk in level.seated for level in self.levels)

    def keeps_somebody(self, leaving: Seat) -> bool:
        """Whether somebody who can read is left at the table on the client's side when this seat goes."""
        return any(seat.person_id is not None and seat.pk != leaving.pk for seat in self.seated)


def people_of(problem: Problem) -> People:
    """Everybody of the client around this problem. Two queries."""
    known = levels(problem)
    return People(
        levels=known,
        seated=[seat for level in known for seat in level.everybody if seat.pk in level.seated],
        others=[seat for level in known for seat in level.everybody if seat.pk not in level.seated],
        heard={seat.pk for level in known for seat in level.heard},
    )


def map_of(problem: Problem, people: People) -> list[dict[str, Any]]:
    """The map as `people_map()` in parts/people.html draws it: who sits here or was heard, and whom they report to."""
    known = {seat.pk: seat for seat in people.everybody}
    shown: dict[int, Seat] = {}
    for seat in known.values():
        if not (people.sits(seat) or seat.pk in people.heard):
            continue
        above: Seat | None = seat
        while above is not None and above.pk not in shown:
            shown[above.pk] = above
            above = known.get(above.reports_to_id) if above.reports_to_id else None
    page = reverse("heard", kwargs={"problem_id": problem.pk})
    return _branch(None, shown.values(), shown, people, page)


def _branch(
    boss: int | None, seats: Iterable[Seat], shown: dict[int, Seat], people: People, page: str
) -> list[dict[str, Any]]:
    below = [seat for seat in seats if (seat.reports_to_id if seat.reports_to_id in shown else None) == boss]
    return [
        {
            "name": seat.name,
            "title": seat.title,
            "level": seat.level,
            "heard": seat.pk in people.heard,
            "placeholder": seat.person_id is None,
            "invite_url": _way_in(seat, people, page),
            "reports": _branch(seat.pk, seats, shown, people, page),
        }
        for seat in sorted(below, key=lambda one: (one.level, one.name, one.pk))
    ]


def _way_in(seat: Seat, people: People, page: str) -> str:
    """Where on the page somebody unheard is invited."""
    if not people.sits(seat):
        return f"{page}#bring"
    return f"{page}#known" if seat.person_id is None else ""
