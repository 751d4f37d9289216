"""Clients with their people and engagements."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ours.people import acts, reading, rules, witness
from ours.people.access import client_for
from ours.people.door import experts_only, signed_in
from ours.people.forms import ClientForm, EngagementForm, InviteForm, PlaceholderForm
from ours.people.models import Client, Seat, Side
from ours.people.request import SeatRequest
from ours.people.showing import shown
from ours.people.views.shared import allow_inviting, is_new, not_seated, page_of


@require_http_methods(["GET", "HEAD", "POST"])
@experts_only
def clients(request: SeatRequest) -> HttpResponse:
    seat = request.seat
    form = ClientForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and is_new(form, Client.objects.filter(firm=seat.firm)):
        said = form.cleaned_data
        client = acts.new_client(
            seat.firm, said["name"], said["engagement"], domain=said["domain"], by=seat, at=timezone.now()
        )
        return page_of("client", client)
    words = request.GET.get("q", "").strip()
    found, more = reading.clients_for(seat, words)
    context = {
        "nav": "clients",
        "clients": found,
        "more": more,
        "words": words,
        "form": shown(form, action=reverse("clients"), button=_("Take them on")),
        "open": form.is_bound,
    }
    return render(request, "people/clients.html", context, status=422 if form.is_bound else 200)


@require_safe
@signed_in
def client(request: SeatRequest, client_id: int) -> HttpResponse:
    return _client_page(request, client_for(request.seat, client_id))


@require_POST
@signed_in
def client_seats(request: SeatRequest, client_id: int) -> HttpResponse:
    """Invite somebody to a client's organisation."""
    organisation = client_for(request.seat, client_id)
    allow_inviting(request.seat, organisation)
    form = InviteForm(request.POST, colleagues=_present(organisation))
    if form.is_valid() and not_seated(form, Seat.objects.filter(client=organisation)):
        said = form.cleaned_data
        new = acts.invite(
            organisation, name=said["name"], email=said["email"], **form.place(), by=request.seat, at=timezone.now()
        )
        witness.done(request, "Seat %s (%s) was given to person %s.", new.pk, new.role, new.person_id)
        return page_of("client", organisation)
    return _client_page(request, organisation, invite=form)


@require_POST
@signed_in
def client_placeholders(request: SeatRequest, client_id: int) -> HttpResponse:
    """Keep a seat at a client for somebody not yet known."""
    organisation = client_for(request.seat, client_id)
    allow_inviting(request.seat, organisation)
    form = PlaceholderForm(request.POST, colleagues=_present(organisation))
    if form.is_valid():
        acts.add_placeholder(
            organisation, form.cleaned_data["name"], **form.place(), by=request.seat, at=timezone.now()
        )
        return page_of("client", organisation)
    return _client_page(request, organisation, placeholder=form)


@require_POST
@experts_only
def client_engagements(request: SeatRequest, client_id: int) -> HttpResponse:
    """Agree with a client on something to work on."""
    organisation = client_for(request.seat, client_id)
    form = EngagementForm(request.POST)
    if form.is_valid() and is_new(form, organisation.engagements.all()):
        made = acts.new_engagement(organisation, form.cleaned_data["name"], by=request.seat, at=timezone.now())
        return page_of("engagement", made)
    return _client_page(request, organisation, engagement=form)


def _client_page(request: SeatRequest, organisation: Client, **bound: Any) -> HttpResponse:
    """The page with the form that could not be taken in, if one was: `invite`, `placeholder` or `engagement`."""
    seat = request.seat
    people = reading.people_of(organisation)
    present = [one for one in people if one.left_at is None]
    context: dict[str, Any] = {
        "nav": "clients",
        "client": organisation,
        "roots": reading.people_map(people),
        "left": [one for one in people if one.left_at is not None],
        "engagements": reading.engagements_of(organisation, seat) if seat.side == Side.EXPERT else [],
        "may_invite": rules.may_invite(seat, organisation),
        "open": next(iter(bound), ""),
    }
    if context["may_invite"]:
        context["invite"] = shown(
            bound.get("invite") or InviteForm(colleagues=present, initial={"role": "member", "level": 1}),
            action=reverse("client-seats", args=[organisation.pk]),
            button=_("Send the invitation"),
            key="invite",
            plain=True,
        )
        context["placeholder"] = shown(
            bound.get("placeholder") or PlaceholderForm(colleagues=present, initial={"level": 2}),
            action=reverse("client-placeholders", args=[organisation.pk]),
            button=_("Keep a seat"),
            key="placeholder",
            plain=True,
        )
    if seat.side == Side.EXPERT:
        context["engagement"] = shown(
            bound.get("engagement") or EngagementForm(),
            action=reverse("client-engagements", args=[organisation.pk]),
            button=_("Begin"),
            key="engagement",
            plain=True,
        )
    return render(request, "people/client.html", context, status=422 if bound else 200)


def _present(organisation: Client) -> list[Seat]:
    return [one for one in reading.people_of(organisation) if one.left_at is None]
