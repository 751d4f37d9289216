"""One constraint: whether it is a fact, whom else it holds, and both branches: make it matter less, or remove it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.request import SeatRequest
from ours.problem.door import at_the_table
from ours.problem.models import Problem
from ours.solve import constraint_acts, initiative_acts, reading
from ours.solve.forms import ChangeForm, CheckForm, JoinForm, LesseningForm, LiftForm, today
from ours.solve.models import Constraint, Initiative, Lessening
from ours.solve.views import At, Sent, still_here


@require_safe
@at_the_table
def constraint(request: SeatRequest, problem: Problem, constraint_id: int) -> HttpResponse:
    return _page(request, _constraint(problem, constraint_id))


@require_POST
@at_the_table
def checks(request: SeatRequest, problem: Problem, constraint_id: int) -> HttpResponse:
    named = _constraint(problem, constraint_id)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _page(request, named, 422, sent={"check": form})
    said = form.cleaned_data
    constraint_acts.check(named, said["found"], said["how"], on=said["on"], by=request.seat, at=timezone.now())
    return _home(named, "checks")


@require_POST
@at_the_table
def lessenings(request: SeatRequest, problem: Problem, constraint_id: int) -> HttpResponse:
    named = _constraint(problem, constraint_id)
    form = LesseningForm(request.POST)
    if not form.is_valid():
        way = form["way"].value()
        return _page(request, named, 422, sent={str(way if way in Lessening.Way.values else "easier"): form})
    said = form.cleaned_data
    constraint_acts.lessen(named, said["way"], said["words"], found=said["found"], by=request.seat, at=timezone.now())
    return _home(named, said["way"])


@require_POST
@at_the_table
def changes(request: SeatRequest, problem: Problem, constraint_id: int) -> HttpResponse:
    """Begin a change that would remove it."""
    named = _constraint(problem, constraint_id)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _page(request, named, 422, sent={"change": form})
    said = form.cleaned_data
    initiative_acts.begin_change(named, said["name"], said["case"], by=request.seat, at=timezone.now())
    return _home(named, "changes")


@require_POST
@at_the_table
def joined(request: SeatRequest, problem: Problem, constraint_id: int) -> HttpResponse:
    """A change that was begun before would remove it too."""
    named = _constraint(problem, constraint_id)
    form = JoinForm(request.POST, initiatives=_going_on(problem))
    if not form.is_valid():
        return _page(request, named, 422, sent={"join": form})
    initiative = Initiative.objects.get(pk=form.cleaned_data["initiative"])
    try:
        initiative_acts.join(initiative, problem, constraint=named, by=request.seat, at=timezone.now())
    except initiative_acts.Ended:
        return _page(request, named, 409, _("This change has ended meanwhile. Nothing was changed."))
    return _home(named, "changes")


@require_POST
@at_the_table
def lifted(request: SeatRequest, problem: Problem, constraint_id: int) -> HttpResponse:
    named = _constraint(problem, constraint_id)
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _page(request, named, 422, sent={"lift": form})
    if not constraint_acts.lift(named, form.cleaned_data["how"], by=request.seat, at=timezone.now()):
        notice = _("Somebody said meanwhile that it no longer stands in the way. Nothing was changed.")
        notice = still_here(notice, form.cleaned_data["how"])
        return _page(request, _constraint(problem, constraint_id), 409, notice)
    return _home(named, "lifted")


def _constraint(problem: Problem, constraint_id: int) -> Constraint:
    found = get_object_or_404(Constraint, problem=problem, pk=constraint_id)
    found.problem = problem
    return found


def _home(named: Constraint, anchor: str) -> HttpResponse:
    address = reverse("constraint", kwargs={"problem_id": named.problem_id, "constraint_id": named.pk})
    return HttpResponseRedirect(f"{address}#{anchor}", status=303)


def _going_on(problem: Problem) -> list[Initiative]:
    return list(reading.initiatives(problem.client_id).filter(ended_at__isnull=True))


def _page(
    request: SeatRequest, named: Constraint, status: int = 200, notice: str = "", sent: Sent | None = None
) -> HttpResponse:
    problem = named.problem
    at = At(request, problem, sent or {})
    known, ids = at.solving, {"problem_id": problem.pk, "constraint_id": named.pk}
    row = next(one for one in known.constraints if one.id == named.pk)
    removing = known.changes_for(named.pk)
    others = [one for one in _going_on(problem) if one.pk not in {change.id for change in removing}]
    context = at.context(
        constraint=row,
        taken_for=known.taken_for(row),
        whose=Constraint.Whose(row.whose).label,
        checks=[one for one in reversed(known.checks) if one.constraint_id == named.pk],
        ways=[_way(at, way, ids) for way in Lessening.Way],
        led_to=known.led_to(named.pk),
        changes=removing,
        check=at.deeds(
            "check",
            _("Say how you looked"),
            _("Keep the check"),
            "constraint-checks",
            CheckForm(initial=today()),
            ids=ids,
        ),
        change=at.deeds(
            "change", _("Begin a change"), _("Begin it"), "constraint-changes", ChangeForm(), tells=False, ids=ids
        ),
        join=at.deeds(
            "join",
            _("Choose one that was begun before"),
            _("It would remove this too"),
            "constraint-joined",
            JoinForm(initiatives=others),
            ids=ids,
        )
        if others
        else None,
        lift=at.deeds(
            "lift", _("It no longer stands in the way"), _("Say so"), "constraint-lifted", LiftForm(), ids=ids
        )
        if row.lifted_at is None
        else None,
        with_client=reading.readers_of(problem.client),
        notice=notice,
    )
    return render(request, "solve/constraint.html", context, status=status)


def _way(at: At, way: Lessening.Way, ids: dict[str, int]) -> dict[str, Any]:
    """One of the three questions of making it matter less, with what was found and what it led to."""
    asked = {
        Lessening.Way.EASIER: _("Could it be easier to live with?"),
        Lessening.Way.CHEAPER: _("Could it be cheaper to live with?"),
        Lessening.Way.SMALLER: _("Could what it spoils be smaller?"),
    }
    found = at.solving.lessened(ids["constraint_id"])[way]
    led = {row.lessening_id: row for row in at.solving.options if row.lessening_id}
    return {
        "way": way.value,
        "asked": asked[way],
        "found": [{"row": row, "option": led.get(row.id)} for row in found],
        "deed": at.deeds(
            way.value,
            _("Add another answer") if found else _("Answer it"),
            _("Keep the answer"),
            "constraint-lessenings",
            LesseningForm(initial={"way": way}),
            ids=ids,
        ),
    }
