"""Tending at one table: what was sold that it touches, what it spreads to, silences, where it is stuck."""

from functools import wraps

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.door import View
from ours.people.request import SeatRequest
from ours.problem.access import names_of_others, problem_for
from ours.problem.door import at_the_table, back
from ours.problem.holding import hold_spreading
from ours.problem.models import Problem
from ours.tend import measuring, promised_acts, reading, spread_acts, stuck_acts
from ours.tend.forms import GoOnForm, HelpForm, LinkForm, StuckForm, TouchForm
from ours.tend.models import Link


def page(
    request: SeatRequest,
    problem: Problem,
    status: int = 200,
    notice: str = "",
    at: int | None = None,
    **typed: forms.Form,
) -> HttpResponse:
    """The page; `typed` are the forms that came back, with their words, each open at its place.

    `at` is the id of what is stuck, where such a form belongs to it.
    """
    seat, now = request.seat, timezone.now()
    touched = reading.touches(problem)
    touched_ids = {one.outcome_id for one in touched}
    untouched = [one for one in reading.open_outcomes(problem.engagement) if one.pk not in touched_ids]
    causes, effects = reading.links_at(problem, seat)
    words = request.GET.get("q", "").strip()[:200]
    others = reading.linkable(problem, seat, words)
    people, reading_now = reading.to_ask(problem, seat)
    empty: dict[str, forms.Form] = {
        "touch": TouchForm(outcomes=untouched),
        "link": LinkForm(others=others),
        "stuck": StuckForm(people=people, reading=reading_now),
        "help": HelpForm(),
        "go_on": GoOnForm(),
    }
    context = {
        "problem": problem,
        "now": now,
        "touched": touched,
        "untouched": untouched,
        "causes": causes,
        "effects": effects,
        "others": others,
        "q": words,
        "state": reading.state,
        "table": measuring.at_table(problem, now),
        "readers": names_of_others(problem, seat),
        "stuck": reading.stuck_at(problem),
        "may_be_asked": people,
        "fresh": empty,
        "at": at,
        "forms": empty | typed,
        "typed": set(typed),
        "notice": notice,
    }
    return render(request, "tend/tending.html", context, status=status)


@require_safe
@at_the_table
def tending(request: SeatRequest, problem: Problem) -> HttpResponse:
    return page(request, problem)


@require_POST
@at_the_table
def touches(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Mark that this problem touches something that was sold."""
    form = TouchForm(request.POST, outcomes=reading.open_outcomes(problem.engagement))
    if not form.is_valid():
        return page(request, problem, 422, touch=form)
    outcome = form.outcomes[form.cleaned_data["outcome"]]
    if promised_acts.touch(problem, outcome, by=request.seat, at=timezone.now()) is None:
        return page(request, problem, 409, _("That was marked meanwhile, or it has ended. Nothing was changed."))
    return back("tending", problem, "sold")


@require_POST
@at_the_table
def touch_ended(request: SeatRequest, problem: Problem, touch_id: int) -> HttpResponse:
    made = get_object_or_404(problem.touches.select_related("outcome"), pk=touch_id)
    made.problem = problem
    if not promised_acts.untouch(made, by=request.seat, at=timezone.now()):
        return page(request, problem, 409, _("Somebody took this mark off meanwhile."))
    return back("tending", problem, "sold")


def first_of_all(view: View) -> View:
    """For deeds at two tables: others of their kind wait before the first of the two is held (`holding.py`)."""

    @wraps(view)
    def run(request: SeatRequest, problem_id: int, **ids: int) -> HttpResponse:
        if request.seat is not None:
            hold_spreading(request.seat.firm_id)
        return view(request, problem_id=problem_id, **ids)

    return run


@require_POST
@first_of_all
@at_the_table
def links(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Say that this problem is a cause, or an effect, of another one that the seat may see."""
    chosen = request.POST.get("other", "")
    other = reading.may_link_with(problem, request.seat, int(chosen[:18])) if chosen.isdecimal() else None
    form = LinkForm(request.POST, others=[other] if other else [])
    if not form.is_valid() or other is None:
        # Typed words stay; the list to choose from is the whole one again.
        form.fields["other"].choices = LinkForm(others=reading.linkable(problem, request.seat)).fields["other"].choices  # type: ignore[attr-defined]
        return page(request, problem, 422, link=form)
    ways = {"effect": (problem, other), "cause": (other, problem)}
    cause, effect = ways[form.cleaned_data["way"]]
    if spread_acts.link(cause, effect, form.cleaned_data["words"], by=request.seat, at=timezone.now()) is None:
        return page(request, problem, 409, _("These two are linked so already."))
    return back("tending", problem, "spread")


@require_POST
@first_of_all
@at_the_table
def link_ended(request: SeatRequest, problem: Problem, link_id: int) -> HttpResponse:
    made = get_object_or_404(Link, Q(cause=problem) | Q(effect=problem), pk=link_id)
    # Who may see only one of the two does not know of the link.
    made.cause, made.effect = (problem_for(request.seat, one) for one in (made.cause_id, made.effect_id))
    if not spread_acts.part(made, by=request.seat, at=timezone.now()):
        return page(request, problem, 409, _("Somebody parted these two meanwhile."))
    return back("tending", problem, "spread")


@require_POST
@at_the_table
def stuck(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Say that it is stuck, and ask for help."""
    people, reading_now = reading.to_ask(problem, request.seat)
    form = StuckForm(request.POST, people=people, reading=reading_now)
    if not form.is_valid():
        return page(request, problem, 422, stuck=form)
    made = stuck_acts.stumble(problem, **form.cleaned_data, by=request.seat, at=timezone.now())
    return back("tending", problem, f"stuck-{made.pk}")


@require_POST
@at_the_table
def helps(request: SeatRequest, problem: Problem, stuck_id: int) -> HttpResponse:
    made = get_object_or_404(problem.stuck, pk=stuck_id)
    form = HelpForm(request.POST)
    if not form.is_valid():
        return page(request, problem, 422, at=stuck_id, help=form)
    made.problem = problem
    stuck_acts.help_with(made, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return back("tending", problem, f"stuck-{stuck_id}")


@require_POST
@at_the_table
def gone_on(request: SeatRequest, problem: Problem, stuck_id: int) -> HttpResponse:
    made = get_object_or_404(problem.stuck, pk=stuck_id)
    form = GoOnForm(request.POST)
    if made.ended_at is None and not form.is_valid():
        return page(request, problem, 422, at=stuck_id, go_on=form)
    made.problem = problem
    words = form.cleaned_data["words"] if made.ended_at is None else ""
    if made.ended_at is not None or not stuck_acts.go_on(made, words, by=request.seat, at=timezone.now()):
        return page(request, problem, 409, _("Somebody said meanwhile how it goes on. Nothing was changed."))
    return back("tending", problem, f"stuck-{stuck_id}")
