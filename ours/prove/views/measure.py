"""One measure: its picture, its readings as a table, typing one, putting one right, programs that send them."""

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ours.addresses import url
from ours.people.request import SeatRequest
from ours.problem import measure_acts
from ours.problem.door import at_the_table, back
from ours.problem.measures import Reading
from ours.problem.models import Problem
from ours.prove import inlet_acts
from ours.prove.forms import CorrectForm, InletForm, ReadingForm
from ours.prove.models import Inlet
from ours.prove.views import At, Sent, measure_of


@require_safe
@at_the_table
def measure(request: SeatRequest, problem: Problem, measure_id: int) -> HttpResponse:
    return page(request, problem, measure_id)


def page(
    request: SeatRequest,
    problem: Problem,
    measure_id: int,
    status: int = 200,
    notice: str = "",
    *,
    sent: Sent | None = None,
) -> HttpResponse:
    """The page; `sent` are the forms that came back, by place, `notice` a sentence above everything."""
    at = At(request, problem, sent or {})
    found = at.measured(measure_id)
    # A reading is chosen to be put right by the link beside it.
    chosen = request.GET.get("correct", "")
    reading = at.proof.reading(int(chosen[:18])) if chosen.isdecimal() else None
    correct = next((form for place, form in at.sent.items() if place.startswith("correct")), None)
    if correct is None and reading in found.readings and found.measure.ended_at is None:
        correct = CorrectForm(reading=reading)
    context = at.context(
        found=found,
        notice=notice,
        reading_form=at.form("reading", ReadingForm(initial={"on": timezone.localdate()})),
        correct_form=correct,
        correcting=getattr(correct, "reading", None),
    )
    return render(request, "prove/measure.html", context, status=status)


@require_POST
@at_the_table
def readings(request: SeatRequest, problem: Problem, measure_id: int) -> HttpResponse:
    found = measure_of(problem, measure_id)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return page(request, problem, measure_id, 422, sent={"reading": form})
    said = form.cleaned_data
    try:
        measure_acts.take_reading(found, said["value"], on=said["on"], by=request.seat, at=timezone.now())
    except measure_acts.Replaced:
        return page(request, problem, measure_id, 409, replaced_words(), sent={"reading": form})
    return back("measure", problem, "readings", measure_id=measure_id)


@require_POST
@at_the_table
def corrected(request: SeatRequest, problem: Problem, measure_id: int, reading_id: int) -> HttpResponse:
    found = measure_of(problem, measure_id)
    reading = get_object_or_404(Reading, measure=found, pk=reading_id)
    reading.measure = found
    form = CorrectForm(request.POST, reading=reading)
    if not form.is_valid():
        return page(request, problem, measure_id, 422, sent={"correct": form})
    said = form.cleaned_data
    try:
        measure_acts.correct(reading, said.pop("value"), **said, by=request.seat, at=timezone.now())
    except measure_acts.Replaced:
        return page(request, problem, measure_id, 409, replaced_words(), sent={"correct": form})
    except ValueError:
        notice = _("Somebody corrected this reading meanwhile. Nothing was changed; what you wrote is below.")
        return page(request, problem, measure_id, 409, notice, sent={"correct": form})
    return back("measure", problem, "readings", measure_id=measure_id)


def replaced_words() -> str:
    """The sentence where a measure was replaced while somebody wrote."""
    return _("This measure was replaced by another one. Nothing was noted; what you wrote is below.")


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_table
def inlets(request: SeatRequest, problem: Problem, measure_id: int) -> HttpResponse:
    """Let a program send readings: the page shows an address once, and its button makes it work."""
    found = measure_of(problem, measure_id)
    form = InletForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and found.ended_at is None:
        said = form.cleaned_data
        inlet_acts.open_inlet(found, said["name"], said["key"], by=request.seat, at=timezone.now())
        return back("measure", problem, "programs", measure_id=measure_id)
    return _inlet_page(request, problem, measure_id, form)


def _inlet_page(request: SeatRequest, problem: Problem, measure_id: int, form: forms.Form) -> HttpResponse:
    at = At(request, problem, {})
    key = inlet_acts.unseal(str(form["sealed"].value() or "")) or inlet_acts.new_key()
    context = at.context(
        found=at.measured(measure_id),
        form=form,
        sealed=inlet_acts.seal(key),
        address=settings.ADDRESS + url("readings-sent", key=key),
        most=inlet_acts.MOST_IN_HOUR,
        today=timezone.localdate(),
    )
    status = 200 if not form.is_bound else 422 if form.errors else 409
    return render(request, "prove/inlet.html", context, status=status)


@require_POST
@at_the_table
def inlet_closed(request: SeatRequest, problem: Problem, measure_id: int, inlet_id: int) -> HttpResponse:
    inlet = get_object_or_404(Inlet, measure=measure_of(problem, measure_id), pk=inlet_id)
    inlet.measure = measure_of(problem, measure_id)
    inlet_acts.close_inlet(inlet, by=request.seat, at=timezone.now())
    return back("measure", problem, "programs", measure_id=measure_id)
