"""The pages of this room: measured and solved, one measure, lists and programs, the pulse, a client's success."""

from typing import Any

from django import forms
from django.http import Http404

from ours.people.models import Seat
from ours.people.request import SeatRequest
from ours.problem.access import readers_now
from ours.problem.measures import Measure
from ours.problem.models import Problem
from ours.problem.tried import tried_at
from ours.prove.reading import Measured, Proof

Sent = dict[str, forms.Form]  # the forms that came back, by their place on the page


class At:
    """What every page at one problem begins with: its rows, who is here, and the forms that came back."""

    def __init__(self, request: SeatRequest, problem: Problem, sent: Sent) -> None:
        self.seat, self.problem, self.sent = request.seat, problem, sent
        self.proof = Proof(problem)
        self.people = readers_now(problem)
        self._seats = {one.pk: one for one in self.people}
        missing = self._signed() - self._seats.keys()
        if missing:
            self._seats |= {one.pk: one for one in Seat.objects.filter(pk__in=missing)}

    def _signed(self) -> set[int]:
        rows = self.proof.rows.values()
        return {row.by_id for part in rows for row in part if hasattr(row, "by_id")}

    def who(self, seat_id: int | None) -> Seat | None:
        """The seat that something is signed with."""
        return self._seats.get(seat_id or 0)

    @property
    def readers(self) -> list[str]:
        """Who reads what is written here."""
        return [one.name for one in self.people if one.person_id is not None]

    def form(self, place: str, fresh: forms.Form) -> forms.Form:
        """The form at a place: as it came back, else the fresh one."""
        return self.sent.get(place, fresh)

    def measured(self, measure_id: int) -> Measured:
        """The measure with this id at this problem; Http404 without."""
        found = self.proof.measured(measure_id)
        if found is None:
            raise Http404
        return found

    def context(self, **more: Any) -> dict[str, Any]:
        """What the templates of this room share."""
        return {
            "problem": self.problem,
            "proof": self.proof,
            "who": self.who,
            "readers": self.readers,
            "attempts": tried_at(self.problem),
            "open": set(self.sent),
            # What was written is shown once more where its form may be gone: overtaken, nothing is lost.
            "kept": [one for form in self.sent.values() if not form.errors for one in form if one.value()],
            "trouble": next((f"{place}-{name}-note" for place, form in self.sent.items() for name in form.errors), ""),
            **more,
        }


def measure_of(problem: Problem, measure_id: int) -> Measure:
    """The measure with this id at this problem, bound to the one instance of it; Http404 without."""
    found = Measure.objects.filter(problem=problem, pk=measure_id).first()
    if found is None:
        raise Http404
    found.problem = problem
    return found
