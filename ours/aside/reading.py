"""What an aside's page shows."""

from django.db.models import QuerySet

from ours.aside.models import AsideNote, GuidedWay
from ours.people.models import Seat
from ours.problem.access import readers
from ours.problem.models import Problem


def notes_for(seat: Seat, problem: Problem) -> "QuerySet[AsideNote]":
    """The notes of the seat's own side at this problem, oldest first. The only query for notes there is."""
    return AsideNote.objects.filter(problem=problem, side=seat.side).select_related("by").order_by("at")


def readers_of_aside(seat: Seat, problem: Problem) -> list[Seat]:
    """Who reads this aside: the people of the seat's own side at this table."""
    return [reader for reader in readers(problem) if reader.side == seat.side and reader.person_id is not None]


def ways_for(seat: Seat, problem: Problem) -> "QuerySet[GuidedWay]":
    """The guided ways of the firm at this problem, the newest first; none for a client's seat."""
    if seat.client_id is not None:
        return GuidedWay.objects.none()
    ways = GuidedWay.objects.filter(problem=problem, ended_at__isnull=True)
    return ways.select_related("by", "changed_by").order_by("-at", "-pk")
