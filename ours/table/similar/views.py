"""The pages on which similar cases stand: for any words, and for one problem. For people of the firm."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ours.people.request import SeatRequest
from ours.problem.door import at_the_table, experts_only
from ours.problem.models import Problem
from ours.table.similar.beside import found_for, row

LONGEST = 2000  # characters that may be asked for
LIMIT = 10


@require_safe
@experts_only
def similar(request: SeatRequest) -> HttpResponse:
    """The firm's cases that are similar to the words in `q`."""
    typed = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    return render(request, "table/similar.html", {"typed": typed, "longest": LONGEST, **_found(request, typed)})


@require_safe
@at_the_table
def similar_problem(request: SeatRequest, problem: Problem) -> HttpResponse:
    """The firm's cases that are similar to a problem."""
    if request.seat.client_id is not None:
        raise Http404
    found = found_for(problem, limit=LIMIT)
    rows = [row(one) for one in found.cases] if found else []
    told = {"rows": rows, "by": found.by if found else "", "told": _told(len(rows))}
    return render(request, "table/similar_problem.html", {"problem": problem, "nav": "", **told})


def _found(request: SeatRequest, typed: str) -> dict[str, Any]:
    if not typed.strip():
        return {"rows": [], "by": "", "told": "", "nav": "search"}
    from ours.table.similar.finding import find

    found = find(request.seat.firm_id, typed, limit=LIMIT)
    rows = [row(one) for one in found.cases]
    return {"rows": rows, "by": found.by, "told": _told(len(rows)), "nav": "search"}


def _told(number: int) -> str:
    return _("The nearest case comes first.") if number else _("No case of the firm is near this.")
