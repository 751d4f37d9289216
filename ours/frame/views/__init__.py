"""The pages of this room: the words, the blind drafts, where both differ, now and wanted."""

from django.http import HttpResponse

from ours.people.models import Seat
from ours.people.request import SeatRequest
from ours.problem.access import readers
from ours.problem.door import back
from ours.problem.models import Problem


def people_at(problem: Problem) -> list[Seat]:
    """The seats of everybody who reads this table now, the client's side first."""
    people = [seat for seat in readers(problem) if seat.person_id is not None]
    return sorted(people, key=lambda seat: seat.side)


def names(seats: list[Seat]) -> list[str]:
    """Their names, for the line that says who reads what is written here."""
    return [seat.name for seat in seats]


def home(request: SeatRequest, name: str, problem: Problem, anchor: str = "") -> HttpResponse:
    """Back to where the deed was begun: the Table when its form says so, else the named page of this room."""
    if request.POST.get("from") == "table":
        return back("table", problem)
    return back(name, problem, anchor)
