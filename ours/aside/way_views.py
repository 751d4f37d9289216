"""The guided ways of the firm's side. For a client's seat these pages do not exist."""

from functools import wraps

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.addresses import url
from ours.aside import acts, reading
from ours.aside.forms import WayForm
from ours.aside.models import GuidedWay
from ours.aside.patterns import BY_KEY, PATTERNS, STEPS
from ours.coach.engine import read
from ours.coach.forms import FORMS
from ours.people.door import View
from ours.people.request import SeatRequest
from ours.problem.door import at_the_table, back
from ours.problem.models import Problem
from ours.wording.offering import coached


def firm_only(view: View) -> View:
    """At the table, for the firm's side alone: nothing says to a client that there is such a page."""

    @at_the_table
    @wraps(view)
    def run(request: SeatRequest, problem: Problem, **kwargs: object) -> HttpResponse:
        if request.seat.client_id is not None:
            raise Http404
        return view(request, problem, **kwargs)

    return run


@require_safe
@firm_only
def ways(request: SeatRequest, problem: Problem) -> HttpResponse:
    """The four, and what was begun here."""
    context = {
        "problem": problem,
        "patterns": PATTERNS,
        "begun": [(way, BY_KEY[way.pattern]) for way in reading.ways_for(request.seat, problem)],
        "readers": reading.readers_of_aside(request.seat, problem),
    }
    return render(request, "aside/ways.html", context)


@require_POST
@firm_only
def ways_begun(request: SeatRequest, problem: Problem) -> HttpResponse:
    if request.POST.get("pattern") not in BY_KEY:
        raise Http404
    way = acts.begin_way(problem, request.POST["pattern"], by=request.seat, at=timezone.now())
    return _to(problem, way)


@require_safe
@firm_only
def way(request: SeatRequest, problem: Problem, guided_id: int) -> HttpResponse:
    return _way_page(request, problem, _way(request, problem, guided_id))


@require_POST
@firm_only
def way_gone(request: SeatRequest, problem: Problem, guided_id: int) -> HttpResponse:
    """Keep the answers. Somebody's newer ones are not written over."""
    found = _way(request, problem, guided_id)
    form = WayForm(request.POST)
    if not form.is_valid():
        return _way_page(request, problem, found, form, status=422)
    if form.cleaned_data["read"] != _mark(found):
        notice = _("Somebody changed this meanwhile. Below is what you wrote; send it again if it should count.")
        sent = request.POST.copy()
        sent["read"] = _mark(found)
        form.data = sent
        return _way_page(request, problem, found, form, notice, status=409)
    acts.go_way(found, form.cleaned_data, by=request.seat, at=timezone.now())
    return _to(problem, found)


@require_POST
@firm_only
def way_ended(request: SeatRequest, problem: Problem, guided_id: int) -> HttpResponse:
    acts.end_way(_way(request, problem, guided_id), by=request.seat, at=timezone.now())
    return back("aside-ways", problem)


def _way(request: SeatRequest, problem: Problem, guided_id: int) -> GuidedWay:
    return get_object_or_404(reading.ways_for(request.seat, problem), pk=guided_id)


def _mark(found: GuidedWay) -> str:
    return found.changed_at.isoformat() if found.changed_at else ""


def _way_page(
    request: SeatRequest,
    problem: Problem,
    found: GuidedWay,
    form: WayForm | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    pattern = BY_KEY[found.pattern]
    said = {name: getattr(found, name) for name in (*STEPS, "statement")}
    form = form or WayForm(initial={**said, "read": _mark(found)})
    words = str(form["statement"].value() or "")
    forms = {one.key: one for one in FORMS}
    to = url("aside-way-gone", problem_id=problem.pk, guided_id=found.pk)
    context = {
        "problem": problem,
        "way": found,
        "pattern": pattern,
        "steps": [(step, form[step.key]) for step in pattern.steps],
        "form": form,
        "offered": [forms[key] for key in pattern.forms if key in forms],
        "remarks": read(words, "statement", (problem.client.name, problem.firm.name)).findings if words else [],
        "words": words,
        "coach": coached(problem, "statement", to, field="statement", aside=True),
        "readers": reading.readers_of_aside(request.seat, problem),
        "notice": notice,
    }
    return render(request, "aside/way.html", context, status=status)


def _to(problem: Problem, way: GuidedWay) -> HttpResponse:
    return HttpResponseRedirect(url("aside-way", problem_id=problem.pk, guided_id=way.pk), status=303)
