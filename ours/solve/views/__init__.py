"""The pages of this room: ways out of one problem, one option, one constraint; what a client has, and its changes."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ours.people.models import Seat
from ours.people.request import SeatRequest
from ours.problem.access import readers_now
from ours.problem.fields import Deeds
from ours.problem.models import Problem
from ours.solve import reading, rules
from ours.solve.solving import Solving, solving

Sent = dict[str, forms.Form]  # the forms that came back, by their place on the page


class At:
    """What every page at one problem begins with: its rows, who is here, and the forms that came back."""

    def __init__(self, request: SeatRequest, problem: Problem, sent: Sent) -> None:
        self.seat, self.problem = request.seat, problem
        self.solving = solving(problem)
        self.people = readers_now(problem)
        self.seats = _signed_by(self.solving, self.people)
        self.deeds = Deeds(sent, [one.name for one in self.people if one.person_id is not None])

    @property
    def givers(self) -> list[Seat]:
        """Those at the table whose ideas this seat may write down."""
        return [one for one in self.people if one.pk != self.seat.pk and rules.may_give_for(self.seat, one)]

    def who(self, seat_id: int | None) -> Seat | None:
        """The seat that something is signed with."""
        return self.seats.get(seat_id or 0)

    def context(self, **more: Any) -> dict[str, Any]:
        """What the templates of this room share."""
        return {
            "problem": self.problem,
            "solving": self.solving,
            "who": self.who,
            "trouble": self.deeds.trouble,
            "people": self.deeds.readers,
            **more,
        }


def _signed_by(rows: Solving, people: list[Seat]) -> dict[int, Seat]:
    here = {one.pk: one for one in people}
    signed: set[int] = {row.by_id for name in _SIGNED for row in getattr(rows, name)}
    signed |= {row.given_by_id for row in rows.ideas} | {row.seat_id for row in rows.sponsorships}
    signed |= {row.lifted_by_id for row in rows.constraints if row.lifted_by_id}
    missing = signed - here.keys()
    return here | (reading.names_of(missing) if missing else {})


_SIGNED = (
    *("ideas", "ideas_asked", "fates", "constraints", "checks", "lessenings", "options", "held", "positions"),
    *("decisions", "attempts", "results", "lives"),
)


def still_here(notice: str, words: str) -> str:
    """A notice that nothing was taken in, with what was typed."""
    return f"{notice} " + _("This is what you wrote: “%(words)s”") % {"words": words}


def number_in(request: HttpRequest, name: str) -> int:
    """An id that a query or a form's hidden field carries; 0 where it holds none."""
    value = request.POST.get(name) if request.method == "POST" else request.GET.get(name)
    return int(value[:18]) if value and value.isdecimal() else 0
