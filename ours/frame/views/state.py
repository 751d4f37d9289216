"""How it is now and how it should be: in words, in numbers, what it opens up, and what somebody is afraid of."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.frame import reading, state_acts
from ours.frame.fields import shown, trouble
from ours.frame.forms import FearForm, MeasureForm, OpportunityForm, ReadingForm, StateForm
from ours.frame.models import Measure, State
from ours.frame.seen import MeasureSeen
from ours.frame.views import home, names, people_at
from ours.people.request import SeatRequest
from ours.problem.door import at_the_table
from ours.problem.models import Problem


@require_safe
@at_the_table
def state(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def said(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = StateForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, sent={form["which"].value(): form}, status=422)
    which = form.cleaned_data["which"]
    state_acts.say_state(problem, which, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return home(request, "state", problem, which)


@require_POST
@at_the_table
def measures(request: SeatRequest, problem: Problem) -> HttpResponse:
    taken = Measure.objects.filter(problem=problem, ended_at__isnull=True).values_list("name", flat=True)
    form = MeasureForm(request.POST, taken=taken)
    if not form.is_valid():
        return _page(request, problem, sent={"measure": form}, status=422)
    measure = _set(request, problem, form)
    return home(request, "state", problem, f"measure-{measure.pk}")


@require_POST
@at_the_table
def replaced(request: SeatRequest, problem: Problem, measure_id: int) -> HttpResponse:
    old = get_object_or_404(Measure, problem=problem, pk=measure_id)
    others = Measure.objects.filter(problem=problem, ended_at__isnull=True).exclude(pk=old.pk)
    form = MeasureForm(request.POST, taken=others.values_list("name", flat=True))
    if not form.is_valid() or old.ended_at is not None:
        return _page(
            request, problem, sent={f"replace-{old.pk}": form}, overtaken=old, status=422 if form.errors else 409
        )
    measure = _set(request, problem, form, replaces=old)
    return home(request, "state", problem, f"measure-{measure.pk}")


def _set(request: SeatRequest, problem: Problem, form: MeasureForm, *, replaces: Measure | None = None) -> Measure:
    at = timezone.now()
    today = timezone.localdate(at)
    return state_acts.set_measure(problem, **form.cleaned_data, now_on=today, replaces=replaces, by=request.seat, at=at)


@require_POST
@at_the_table
def readings(request: SeatRequest, problem: Problem, measure_id: int) -> HttpResponse:
    measure = get_object_or_404(Measure, problem=problem, pk=measure_id)
    measure.problem = problem
    form = ReadingForm(request.POST)
    if not form.is_valid() or measure.ended_at is not None:
        return _page(
            request,
            problem,
            sent={f"reading-{measure.pk}": form},
            overtaken=measure,
            status=422 if form.errors else 409,
        )
    state_acts.take_reading(
        measure, form.cleaned_data["value"], on=form.cleaned_data["on"], by=request.seat, at=timezone.now()
    )
    return home(request, "state", problem, f"measure-{measure.pk}")


@require_POST
@at_the_table
def opportunities(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = OpportunityForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, sent={"opens": form}, status=422)
    state_acts.open_up(problem, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return home(request, "state", problem, "opens")


@require_POST
@at_the_table
def fears(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = FearForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, sent={"fear": form}, status=422)
    fear = state_acts.share_fear(problem, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return home(request, "state", problem, f"fear-{fear.pk}")


def _page(
    request: SeatRequest,
    problem: Problem,
    *,
    sent: dict[str, forms.Form] | None = None,
    overtaken: Measure | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page. `sent`: what came in and is not complete, by the place of its form; `overtaken`: a replaced measure."""
    sent = sent or {}
    people = names(people_at(problem))
    found = reading.states(problem)
    all_measures = reading.measures(problem, replaced_too=True)

    def deed(place: str, label: str, button: str, address: str, fresh: forms.Form) -> dict[str, Any]:
        form = sent.get(place, fresh)
        action = address if address.startswith("/") else reverse(address, args=[problem.pk])
        return {
            "label": label,
            "open": place in sent,
            "form": shown(form, action=action, button=button, readers=people, key=place, plain=True),
        }

    def of(which: str) -> dict[str, Any]:
        said_so_far = [each for each in found if each.which == which]
        label = _("Put it anew") if said_so_far else _("Say it")
        return {
            "which": which,
            "title": _("Now") if which == State.Which.NOW else _("Wanted"),
            "newest": said_so_far[0] if said_so_far else None,
            "older": said_so_far[1:],
            "deed": deed(which, label, label, "state-said", StateForm(initial={"which": which})),
        }

    def measured(each: MeasureSeen) -> dict[str, Any]:
        measure = each.measure
        start = {
            "name": each.name,
            "unit": each.unit,
            "now": each.now,
            "wanted": each.wanted,
            "wanted_to": each.wanted_to,
            "wants": each.measure.wants,
            "how": each.measure.how,
            "wanted_by": each.by,
        }
        address = reverse("readings", args=[problem.pk, measure.pk])
        return {
            "seen": each,
            "reached": each.reached,
            "read": deed(
                f"reading-{measure.pk}",
                _("New reading"),
                _("Note it"),
                address,
                ReadingForm(initial={"on": timezone.localdate()}),
            ),
            "replace": deed(
                f"replace-{measure.pk}",
                _("Replace this measure"),
                _("Replace it"),
                reverse("measure-replaced", args=[problem.pk, measure.pk]),
                MeasureForm(initial=start, taken=()),
            ),
        }

    if overtaken is not None and overtaken.ended_at is None:
        overtaken = None
    context = {
        "problem": problem,
        "seat": request.seat,
        "states": [of(State.Which.NOW), of(State.Which.WANTED)],
        "measures": [measured(each) for each in all_measures if each.measure.ended_at is None],
        "ended": [each for each in all_measures if each.measure.ended_at is not None],
        "add": deed("measure", _("Add a measure"), _("Set this measure"), "measures", MeasureForm(taken=())),
        "opens": reading.opportunities(problem),
        "open_up": deed(
            "opens", _("Say what it opens up"), _("Lay it on the table"), "opportunities", OpportunityForm()
        ),
        "fears": reading.fears(problem),
        "share": deed("fear", _("Write a fear of your own"), _("Share it at this table"), "fears", FearForm()),
        "trouble": next((trouble(form, place) for place, form in sent.items()), ""),
        "overtaken": overtaken,
        "kept": [bound for form in sent.values() for bound in form if not bound.is_hidden] if overtaken else [],
    }
    return render(request, "frame/state.html", context, status=status)
