"""What both get to later, and how serious it is."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ours.people.request import SeatRequest
from ours.problem import acts, reading, rules
from ours.problem.access import readers
from ours.problem.care import promise
from ours.problem.door import at_the_table, back
from ours.problem.forms import ParkingForm, SeriousnessForm
from ours.problem.models import Parking, Problem, Seriousness


def _page(
    request: SeatRequest, problem: Problem, form: ParkingForm | None = None, status: int = 200, notice: str = ""
) -> HttpResponse:
    parked = list(reading.parked(problem))
    people = list(readers(problem))
    whole = next((parking for parking in parked if parking.what == Parking.What.PROBLEM), None)
    initial = {"what": Parking.What.TOPIC if whole else Parking.What.PROBLEM}
    context = {
        "problem": problem,
        "parked": parked,
        "came_back": list(reading.came_back(problem)),
        "whole": whole,
        "people": people,
        "form": form or ParkingForm(problem=problem, seat=request.seat, people=people, initial=initial),
        "notice": notice,
    }
    return render(request, "problem/parking.html", context, status=status)


@require_safe
@at_the_table
def parking(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def parkings(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = ParkingForm(request.POST, problem=problem, seat=request.seat, people=readers(problem))
    if not form.is_valid():
        return _page(request, problem, form, 422)
    told = dict(form.cleaned_data)
    if told["what"] == Parking.What.PROBLEM:
        if reading.parked(problem).filter(what=Parking.What.PROBLEM).exists():
            return _page(request, problem, form, 409, _("The problem is parked already; below is until when."))
        told["words"] = told["words"] or problem.headline
    put_aside = acts.park(problem, **told, by=request.seat, at=timezone.now())
    return back("parking", problem, f"parking-{put_aside.pk}")


@require_POST
@at_the_table
def returned(request: SeatRequest, problem: Problem, parking_id: int) -> HttpResponse:
    parking = get_object_or_404(problem.parkings, pk=parking_id)
    if not rules.may_bring_back(parking):
        return _page(request, problem, status=409, notice=_("This came back already."))
    acts.come_back(parking, by=request.seat, at=timezone.now())
    return back("parking", problem, f"parking-{parking.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_table
def seriousness(request: SeatRequest, problem: Problem) -> HttpResponse:
    if request.method == "POST":
        form = SeriousnessForm(request.POST)
        if form.is_valid():
            chosen = form.cleaned_data["seriousness"]
            if chosen != problem.seriousness:
                acts.call_serious(problem, chosen, by=request.seat, at=timezone.now())
            return back("table", problem)
    else:
        form = SeriousnessForm(initial={"seriousness": problem.seriousness})
    context = {
        "problem": problem,
        "form": form,
        "promises": [(level.label, promise(problem.engagement, level, problem.promised)) for level in Seriousness],
        "people": readers(problem),
        "now": timezone.now(),
    }
    return render(request, "problem/seriousness.html", context, status=422 if form.errors else 200)
