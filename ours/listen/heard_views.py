"""Who of the client sits at one table, which levels have been heard, and inviting the unheard (L6)."""

import secrets

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.listen import heard_acts, heard_reading
from ours.listen.heard_forms import ChairForm, NameForm, SomebodyForm
from ours.listen.intake_forms import sheet
from ours.listen.intake_rules import may_bring_people, may_free_chair
from ours.people.acts import SeatTaken
from ours.people.models import Seat
from ours.people.request import SeatRequest
from ours.problem.acts import seat_at
from ours.problem.door import allow, at_the_table, back
from ours.problem.models import Problem

_EMAIL = {"email": "email", "level": "number"}


@require_safe
@at_the_table
def heard(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def chairs(request: SeatRequest, problem: Problem) -> HttpResponse:
    _may_bring(request, problem)
    people = heard_reading.people_of(problem)
    form = ChairForm(request.POST, seats=people.others)
    if not form.is_valid():
        return _page(request, problem, chair=form, people=people, status=422)
    seat_at(problem, form.cleaned_data["seat"], by=request.seat, at=timezone.now())
    return back("heard", problem)


@require_POST
@at_the_table
def newcomers(request: SeatRequest, problem: Problem) -> HttpResponse:
    _may_bring(request, problem)
    people = heard_reading.people_of(problem)
    form = SomebodyForm(request.POST, client=problem.client, seats=people.everybody)
    if not form.is_valid():
        return _page(request, problem, somebody=form, people=people, status=422)
    heard_acts.introduce(problem, form.somebody, by=request.seat, at=timezone.now())
    return back("heard", problem)


@require_POST
@at_the_table
def known(request: SeatRequest, problem: Problem, seat_id: int) -> HttpResponse:
    _may_bring(request, problem)
    people = heard_reading.people_of(problem)
    placeholder = next((seat for seat in people.seated if seat.pk == seat_id), None)
    if placeholder is None:
        raise Http404
    allow(placeholder.person_id is None, _("Somebody said already who that is."))
    form = NameForm(request.POST, client=problem.client)
    if not form.is_valid():
        return _page(request, problem, name=form, named=seat_id, people=people, status=422)
    try:
        heard_acts.make_known(problem, placeholder, by=request.seat, at=timezone.now(), **form.cleaned_data)
    except SeatTaken:
        form.add_error("name", _("Somebody said meanwhile who that is. Open the page again to see it."))
        return _page(request, problem, name=form, named=seat_id, people=people, status=422)
    return back("heard", problem)


@require_POST
@at_the_table
def left(request: SeatRequest, problem: Problem, seat_id: int) -> HttpResponse:
    people = heard_reading.people_of(problem)
    seat = next((one for one in people.seated if one.pk == seat_id), None)
    if seat is None:
        if seat_id not in problem.chairs.values_list("seat", flat=True):
            raise Http404
        return back("heard", problem)  # somebody was faster
    allow(
        may_free_chair(request.seat, seat, problem), _("A chair is freed by whoever sits on it, or brings people here.")
    )
    allow(
        people.keeps_somebody(seat), _("Somebody of the client stays at the table: give a chair to another one first.")
    )
    heard_acts.free_chair(problem, seat, by=request.seat, at=timezone.now())
    if seat.pk == request.seat.pk:
        return HttpResponseRedirect(reverse("home"), status=303)
    return back("heard", problem)


def _may_bring(request: SeatRequest, problem: Problem) -> None:
    otherwise = _("Chairs are given by the experts here, and on your side by sponsors and contacts: ask one of them.")
    allow(may_bring_people(request.seat, problem), otherwise)


def _page(
    request: SeatRequest,
    problem: Problem,
    *,
    people: heard_reading.People | None = None,
    chair: ChairForm | None = None,
    somebody: SomebodyForm | None = None,
    name: NameForm | None = None,
    named: int | None = None,
    status: int = 200,
) -> HttpResponse:
    people = people or heard_reading.people_of(problem)
    here = {"problem_id": problem.pk}
    context = {
        "problem": problem,
        "levels": people.levels,
        "map": heard_reading.map_of(problem, people),
        "rows": [_row(request, problem, people, seat, name if seat.pk == named else None) for seat in people.seated],
        "may_bring": may_bring_people(request.seat, problem),
    }
    if context["may_bring"]:
        if people.others:
            context["chair"] = sheet(
                chair or ChairForm(seats=people.others),
                action=reverse("chairs", kwargs=here),
                button=_("Give a chair"),
                key="chair",
                plain=True,
            )
        context["somebody"] = sheet(
            somebody or SomebodyForm(client=problem.client, seats=people.everybody),
            action=reverse("newcomers", kwargs=here),
            button=_("Bring them to the table"),
            key="somebody",
            plain=True,
            kinds=_EMAIL,
        )
        context["somebody_open"] = somebody is not None or not people.others
    return render(request, "listen/heard.html", context, status=status)


def _row(
    request: SeatRequest, problem: Problem, people: heard_reading.People, seat: Seat, name: NameForm | None
) -> dict[str, object]:
    """One chair at this table, with what can be done about it."""
    here = {"problem_id": problem.pk, "seat_id": seat.pk}
    row: dict[str, object] = {"seat": seat, "heard": seat.pk in people.heard, "deeds": []}
    deeds: list[dict[str, object]] = row["deeds"]  # type: ignore[assignment]
    if seat.person_id is None and may_bring_people(request.seat, problem):
        form = sheet(
            name or NameForm(client=problem.client),
            action=reverse("known", kwargs=here),
            button=_("Invite them"),
            key=f"known-{seat.pk}",
            plain=True,
            kinds=_EMAIL,
        )
        deeds.append({"label": _("Say who it is"), "form": form, "open": name is not None})
    if may_free_chair(request.seat, seat, problem) and people.keeps_somebody(seat):
        own = seat.pk == request.seat.pk
        deeds.append(
            {
                "label": _("Leave this table") if own else _("Free this chair"),
                "url": reverse("chair-left", kwargs=here),
                "post": True,
                "once": secrets.token_urlsafe(12),
            }
        )
    return row
