"""The pages where the rooms meet: home, the Table, its wall, print and history."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from ours.people.models import Side
from ours.people.request import SeatRequest, person_in
from ours.prepared import Rows
from ours.problem.door import at_the_table, signed_in
from ours.problem.models import Event, Problem
from ours.problem.queue import Place
from ours.problem.reading import mark_seen, newest_events, seen_until
from ours.table import garden as gardens
from ours.table import home as homes
from ours.table.page import EVENTS, page, told

HISTORY = 50
_newest_event = Rows((), lambda: Event.objects.order_by("-pk").values("pk")[:1])


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For machines: 200 while pages are served and the database answers."""
    _newest_event.first()
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@signed_in
def home(request: SeatRequest) -> HttpResponse:
    now = timezone.now()
    if request.seat.side == Side.CLIENT:
        return render(request, "table/home.html", {"page": homes.home(request.seat, now), "nav": "home"})
    chosen = request.GET.get("show", "all")
    chosen = chosen if chosen in gardens.FILTERS else "all"
    found = gardens.garden(request.seat, now, chosen=chosen, after=_place(request))
    return render(request, "table/garden.html", {"page": found, "nav": "home"})


def _place(request: SeatRequest) -> Place | None:
    try:
        due, problem_id = parse_datetime(request.GET.get("due", "")), int(request.GET.get("id", ""))
    except ValueError:
        return None
    return Place(due, problem_id) if due is not None and timezone.is_aware(due) else None


@require_safe
@at_the_table
def table(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _table(request, problem, timezone.now())


@require_safe
@at_the_table
def wall(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _table(request, problem, timezone.now(), wall=True)


@require_safe
@at_the_table
def printed(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _table(request, problem, timezone.now(), qr=True)


def _table(
    request: SeatRequest, problem: Problem, now: datetime, *, wall: bool = False, qr: bool = False
) -> HttpResponse:
    events = newest_events(problem, EVENTS + 1)
    seen = seen_until(person_in(request.seat), problem)
    shown = page(problem, request.seat, now, events, seen=seen, wall=wall, qr=qr)
    response = render(request, "table/table.html", {"page": shown})
    if events and events[0].id > seen and request.method == "GET":
        mark_seen(person_in(request.seat), problem, events[0].id, now)
    return response


@require_safe
@at_the_table
def history(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Everything that happened at this table, a page at a time."""
    events = Event.objects.filter(problem=problem).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal():
        events = events.filter(pk__lt=int(before[:18]))
    found = list(events[: HISTORY + 1])
    context = {
        "problem": problem,
        "happened": [told(event, None, seen=found[0].pk) for event in found[:HISTORY]],
        "older": f"?before={found[HISTORY - 1].pk}" if len(found) > HISTORY else "",
        "newer": "?" if before else "",
    }
    return render(request, "table/history.html", context)


@require_safe
@signed_in
def care(request: SeatRequest) -> HttpResponse:
    """How care is counted, in words."""
    return render(request, "table/care.html", {})
