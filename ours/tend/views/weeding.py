"""Weeding: one problem after the other, each ending with a decision (T8)."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.addresses import url
from ours.people.door import experts_only
from ours.people.request import SeatRequest
from ours.problem.access import readers
from ours.problem.door import allow, at_the_table, back
from ours.problem.forms import ParkingForm
from ours.problem.models import Problem
from ours.problem.reading import timeline
from ours.tend import rules, weeding_acts, weeds
from ours.tend.forms import AskForm, DoForm, LetGoForm
from ours.tend.views.tending import page as tending_page
from ours.tend.weeds import Weed

LATEST = 3  # deeds shown of each problem


@require_safe
@experts_only
def weeding(request: SeatRequest) -> HttpResponse:
    later = _later(request.GET)
    found = weeds.weeds(request.seat, timezone.now())
    waiting = [weed for weed in found if weed.problem.pk not in later]
    return _page(request, waiting[0] if waiting else None, len(waiting), later)


def _later(sent: QueryDict) -> list[int]:
    """What was put off until the end of this walk."""
    return [int(one[:18]) for one in sent.get("later", "").split(",") if one.isdecimal()][:100]


def _page(
    request: SeatRequest, weed: Weed | None, left: int, later: list[int], status: int = 200, **typed: forms.Form
) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {"weed": weed, "left": left, "later": ",".join(map(str, later)), "put_off": len(later)}
    if weed is None:
        context |= {"decided": weeds.decided(request.seat, now), "gone": weeds.let_go_lately(request.seat)}
    else:
        people = list(readers(weed.problem))
        context |= {
            "latest": timeline(weed.problem, limit=LATEST),
            "constraints": weeds.constraints_of(weed.problem),
            "readers": [one.name for one in people if one.person_id],
            "next_later": ",".join(map(str, [*later, weed.problem.pk])),
            "typed": set(typed),
            "forms": {
                "do": DoForm(),
                "ask": AskForm(),
                "park": ParkingForm(problem=weed.problem, seat=request.seat, people=people),
                "let_go": LetGoForm(),
            }
            | typed,
        }
    return render(request, "tend/weeding.html", context, status=status)


def _again(request: SeatRequest, problem: Problem, **typed: forms.Form) -> HttpResponse:
    """The same problem with the form that could not be taken in."""
    found = weeds.weeds(request.seat, timezone.now())
    weed = next((one for one in found if one.problem.pk == problem.pk), Weed(problem))
    return _page(request, weed, max(len(found), 1), _later(request.POST), 422, **typed)


def _onwards(request: SeatRequest) -> HttpResponseRedirect:
    later = ",".join(map(str, _later(request.POST)))
    return HttpResponseRedirect(url("weeding", query={"later": later} if later else None), status=303)


def _allow(request: SeatRequest) -> None:
    allow(rules.may_weed(request.seat), _("The firm weeds; what it decides stands at the table."))


@require_POST
@at_the_table
def do(request: SeatRequest, problem: Problem) -> HttpResponse:
    _allow(request)
    form = DoForm(request.POST)
    if not form.is_valid():
        return _again(request, problem, do=form)
    weeding_acts.do(problem, **form.cleaned_data, by=request.seat, at=timezone.now())
    return _onwards(request)


@require_POST
@at_the_table
def ask(request: SeatRequest, problem: Problem) -> HttpResponse:
    _allow(request)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _again(request, problem, ask=form)
    weeding_acts.ask(problem, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return _onwards(request)


@require_POST
@at_the_table
def park(request: SeatRequest, problem: Problem) -> HttpResponse:
    _allow(request)
    sent = request.POST.copy()
    sent["what"], sent["back_when"] = "problem", ""
    form = ParkingForm(sent, problem=problem, seat=request.seat, people=readers(problem))
    if not form.is_valid():
        return _again(request, problem, park=form)
    said = form.cleaned_data
    if problem.care_due is not None:  # else somebody parked it, or let it go, meanwhile
        weeding_acts.park(
            problem, said["reason"], said["agreed_by"], said["back_on"], by=request.seat, at=timezone.now()
        )
    return _onwards(request)


@require_POST
@at_the_table
def let_go(request: SeatRequest, problem: Problem) -> HttpResponse:
    _allow(request)
    form = LetGoForm(request.POST)
    if not form.is_valid():
        return _again(request, problem, let_go=form)
    weeding_acts.let_go(problem, form.cleaned_data["reason"], by=request.seat, at=timezone.now())
    return _onwards(request)


@require_POST
@at_the_table
def taken_up(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Everybody at the table takes up again what was let go."""
    if not weeding_acts.take_up(problem, by=request.seat, at=timezone.now()):
        return tending_page(request, problem, 409, _("It is not let go, or somebody took it up again meanwhile."))
    return back("table", problem)
