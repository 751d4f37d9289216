"""One person's place in an organisation: how they sit there, who a placeholder turns out to be, moving, leaving."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ours.people import acts, reading, rules, witness
from ours.people.access import seat_for, visible_clients
from ours.people.door import allow, signed_in
from ours.people.forms import FillForm, MoveForm, PlaceholderForm, SeatForm
from ours.people.models import Client, Role, Seat
from ours.people.request import SeatRequest
from ours.people.showing import shown
from ours.people.views.shared import not_seated


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def seat(request: SeatRequest, seat_id: int) -> HttpResponse:
    found = seat_for(request.seat, seat_id)
    if request.method != "POST":
        return _page(request, found)
    allow(rules.may_edit(request.seat, found), _("Ask whoever invites people there to change this."))
    form = _seat_form(found, request.POST)
    if not form.is_valid():
        return _page(request, found, place=form)
    place = form.place()
    _allow_without(found, staying=place["role"] == Role.OWNER)
    acts.edit_seat(found, **place, name=form.cleaned_data.get("name", ""), by=request.seat, at=timezone.now())
    witness.done(request, "Seat %s is now: %s.", found.pk, place["role"])
    return HttpResponseRedirect(_home_of(found), status=303)


@require_POST
@signed_in
def seat_person(request: SeatRequest, seat_id: int) -> HttpResponse:
    """A placeholder becomes somebody."""
    found = seat_for(request.seat, seat_id)
    allow(rules.may_fill(request.seat, found), _("This seat is somebody's already, or not yours to give."))
    form = FillForm(request.POST)
    if form.is_valid() and not_seated(form, Seat.objects.filter(client=found.client_id)):
        said = form.cleaned_data
        acts.fill(found, name=said["name"], email=said["email"], by=request.seat, at=timezone.now())
        witness.done(request, "Seat %s was given to person %s.", found.pk, found.person_id)
        return HttpResponseRedirect(_home_of(found), status=303)
    return _page(request, found, fill=form)


@require_POST
@signed_in
def seat_move(request: SeatRequest, seat_id: int) -> HttpResponse:
    """Somebody goes to another organisation."""
    found = seat_for(request.seat, seat_id)
    allow(rules.may_move(request.seat, found), _("Only the firm moves people of clients from one to another."))
    form = MoveForm(request.POST, clients=_others(request.seat, found))
    if form.is_valid():
        to = form.clients[form.cleaned_data["client"]]
        sitting = Seat.objects.filter(client=to, person=found.person_id, left_at__isnull=True)
        if not sitting.exists():
            title = form.cleaned_data["title"]
            moved = acts.move(
                found, to, title=title, role=Role.MEMBER, level=found.level, by=request.seat, at=timezone.now()
            )
            witness.done(request, "Seat %s was left, and seat %s given to the same person.", found.pk, moved.pk)
            return HttpResponseRedirect(_home_of(moved), status=303)
        form.add_error("client", _("%(name)s sits there already.") % {"name": found.name})
    return _page(request, found, move=form)


@require_POST
@signed_in
def seat_leaving(request: SeatRequest, seat_id: int) -> HttpResponse:
    """Leave a seat, or end somebody's."""
    found = seat_for(request.seat, seat_id)
    allow(rules.may_end(request.seat, found), _("This seat is not yours to end."))
    _allow_without(found)
    acts.leave(found, by=request.seat, at=timezone.now())
    witness.done(request, "Seat %s was left.", found.pk)
    own = found.pk == request.seat.pk
    return HttpResponseRedirect(reverse("seats") if own else _home_of(found), status=303)


@require_POST
@signed_in
def deactivation(request: SeatRequest, seat_id: int) -> HttpResponse:
    """End everything that a person has at the firm."""
    found = seat_for(request.seat, seat_id)
    allow(rules.may_deactivate(request.seat, found), _("Only the firm's owner does this, and for somebody else."))
    assert found.person is not None  # the rule
    acts.deactivate(found.person, found.firm, by=request.seat, at=timezone.now())
    witness.done(request, "Everything of person %s at firm %s was ended.", found.person_id, found.firm_id)
    return HttpResponseRedirect(_page_of(found), status=303)


@require_POST
@signed_in
def reactivation(request: SeatRequest, seat_id: int) -> HttpResponse:
    """Give a person back what ended last at the firm."""
    found = seat_for(request.seat, seat_id)
    allow(rules.may_deactivate(request.seat, found), _("Only the firm's owner does this, and for somebody else."))
    assert found.person is not None  # the rule
    acts.reactivate(found.person, found.firm, by=request.seat, at=timezone.now())
    witness.done(request, "Person %s was given back what ended last at firm %s.", found.person_id, found.firm_id)
    return HttpResponseRedirect(_page_of(found), status=303)


def _page(request: SeatRequest, found: Seat, **bound: Any) -> HttpResponse:
    """The page, with the form that could not be taken in, if one was: `place`, `fill` or `move`."""
    me = request.seat
    may_deactivate = rules.may_deactivate(me, found)
    context: dict[str, Any] = {
        "nav": "clients" if found.client_id else "",
        "found": found,
        "own": found.pk == me.pk,
        "may_end": rules.may_end(me, found) and not reading.is_last_owner(found),
        "may_deactivate": may_deactivate,
        "everything": list(reading.seats_at_firm(found.person, found.firm)) if found.person and may_deactivate else [],
        "shows_mail": found.pk == me.pk or rules.may_invite(me, found.client or found.firm),
        "open": next(iter(bound), ""),
    }
    if rules.may_edit(me, found):
        form = bound.get("place") or _seat_form(found)
        context["place"] = shown(form, action=_page_of(found), button=_("Keep this"), key="place", plain=True)
    if rules.may_fill(me, found):
        context["fill"] = shown(
            bound.get("fill") or FillForm(),
            action=reverse("seat-person", args=[found.pk]),
            button=_("Send the invitation"),
            key="fill",
        )
    others = _others(me, found) if rules.may_move(me, found) else []
    if others:
        context["move"] = shown(
            bound.get("move") or MoveForm(clients=others),
            action=reverse("seat-move", args=[found.pk]),
            button=_("Move"),
            key="move",
            plain=True,
        )
    return render(request, "people/seat.html", context, status=422 if bound else 200)


def _seat_form(found: Seat, data: Any = None) -> SeatForm:
    people = reading.people_of(found.client) if found.client else []
    under = reading.below(people, found)
    colleagues = [one for one in people if one.left_at is None and one.pk not in under]
    columns = {"title": found.title, "role": found.role, "level": found.level, "reports_to": found.reports_to_id}
    if found.person_id is None:
        return PlaceholderForm(data, colleagues=colleagues, initial={**columns, "name": found.name})
    return SeatForm(data, side=found.side, colleagues=colleagues, initial=columns)


def _others(me: Seat, found: Seat) -> list[Client]:
    return list(visible_clients(me).exclude(pk=found.client_id or 0).select_related("firm").order_by("name"))


def _allow_without(found: Seat, *, staying: bool = False) -> None:
    """Refuse to leave a firm without an owner."""
    allow(staying or not reading.is_last_owner(found), _("A firm needs an owner. Make somebody else an owner first."))


def _home_of(found: Seat) -> str:
    return reverse("client", args=[found.client_id]) if found.client_id else reverse("firm")


def _page_of(found: Seat) -> str:
    return reverse("seat", args=[found.pk])
