"""Readings from a list: what was understood is shown before anything is taken, with the lines that were not."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from ours.people.request import SeatRequest
from ours.problem import measure_acts
from ours.problem.door import at_the_table, back
from ours.problem.measures import Measure, ReadingList
from ours.problem.models import Problem
from ours.prove import lists
from ours.prove.forms import ListForm
from ours.prove.lists import Found, Ways, Why
from ours.prove.views import At, measure_of
from ours.prove.views.measure import replaced_words


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_table
def readings_list(request: SeatRequest, problem: Problem, measure_id: int) -> HttpResponse:
    """Paste a list or choose a file, look at what was understood, and take it."""
    measure = measure_of(problem, measure_id)
    if request.method != "POST":
        return _page(request, problem, measure, ListForm())
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, problem, measure, form, status=422)
    said = form.cleaned_data
    filename = said.get("filename") or request.POST.get("filename", "")[:200]
    try:
        found = lists.read(said["words"], _ways(said), today=timezone.localdate(), unit=measure.unit)
    except ValueError:
        form.add_error("words", _("That are more than 5,000 lines. Bring them in parts."))
        return _page(request, problem, measure, form, status=422)
    new = measure_acts.unknown(measure, [(line.on, line.value) for line in found.lines])
    # A page that was looked at, and that nobody changed since, is what the button takes.
    looked = request.POST.get("looked", "") == _mark(said)
    if "take" not in request.POST or not looked or not new:
        return _page(request, problem, measure, form, found=found, new=new, filename=filename)
    try:
        measure_acts.take_list(
            measure,
            new,
            words=said["words"],
            left=len(found.left),
            filename=filename,
            by=request.seat,
            at=timezone.now(),
        )
    except measure_acts.Replaced:
        return _page(request, problem, measure, form, found=found, new=new, notice=replaced_words(), status=409)
    return back("measure", problem, "readings", measure_id=measure_id)


def _page(
    request: SeatRequest,
    problem: Problem,
    measure: Measure,
    form: ListForm,
    *,
    found: Found | None = None,
    new: Iterable[Any] = (),
    filename: str = "",
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    context = At(request, problem, {}).context(
        measure=measure, form=form, found=found, new=set(new), filename=filename, notice=notice, why=_why_words()
    )
    if found is not None:
        said = form.cleaned_data
        context |= {"words": said["words"], "looked": _mark(said)}
    return render(request, "prove/list.html", context, status=status)


def _mark(said: dict[str, Any]) -> str:
    """What a look at a list was at, so that the button takes nothing that was not looked at."""
    return sha256(f"{said['days']}.{said['point']}.{said['words']}".encode()).hexdigest()[:20]


def _ways(said: dict[str, Any]) -> Ways:
    return Ways(
        months=_months(),
        point=said["point"],
        day_first={"day": True, "month": False}.get(said["days"]),
        else_point=get_format("DECIMAL_SEPARATOR"),
    )


@cache
def _months() -> dict[str, int]:
    """The months' names, whole and short, in every language of this installation."""
    known: dict[str, int] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            for names in (MONTHS, MONTHS_3, MONTHS_AP):
                known |= {str(name).lower().rstrip("."): month for month, name in names.items()}
    return known


def _why_words() -> dict[Why, str]:
    return {
        Why.NO_DAY: _("There is no day in it."),
        Why.NO_NUMBER: _("There is no number in it."),
        Why.TWO_DAYS: _("There are two days in it."),
        Why.TWO_NUMBERS: _("There are several numbers in it; leave one in."),
        Why.AHEAD: _("That day has not come yet."),
        Why.LONG_AGO: _("That is more than twenty years ago."),
        Why.TOO_LARGE: _("That number has too many digits."),
    }


@require_safe
@at_the_table
def kept_list(request: SeatRequest, problem: Problem, measure_id: int, list_id: int) -> HttpResponse:
    """A list of readings as it came."""
    measure = measure_of(problem, measure_id)
    kept = get_object_or_404(ReadingList.objects.select_related("by__client"), measure=measure, pk=list_id)
    return render(request, "prove/list_kept.html", {"problem": problem, "measure": measure, "kept": kept})
