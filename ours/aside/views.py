"""The aside of one side at one problem."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.aside import acts, reading, rules
from ours.aside.forms import NoteForm
from ours.people.request import SeatRequest
from ours.problem.door import allow, at_the_table, back
from ours.problem.models import Problem


def _page(request: SeatRequest, problem: Problem, form: NoteForm, status: int = 200) -> HttpResponse:
    context = {
        "problem": problem,
        "notes": reading.notes_for(request.seat, problem),
        "readers": reading.readers_of_aside(request.seat, problem),
        "form": form,
    }
    return render(request, "aside/aside.html", context, status=status)


@require_safe
@at_the_table
def aside(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem, NoteForm())


@require_POST
@at_the_table
def notes(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, form, status=422)
    written = acts.note(problem, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return back("aside", problem, f"note-{written.pk}")


@require_POST
@at_the_table
def taken_back(request: SeatRequest, problem: Problem, note_id: int) -> HttpResponse:
    note = get_object_or_404(reading.notes_for(request.seat, problem), pk=note_id)
    allow(rules.may_take_back(request.seat, note), _("A note can be taken back by whoever wrote it, once."))
    acts.take_back(note, by=request.seat, at=timezone.now())
    return back("aside", problem)
