"""The firm itself: its people, its name, its mailbox."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ours.people import acts, reading, rules, witness
from ours.people.door import allow, experts_only
from ours.people.forms import FirmForm, InviteForm, time_zones
from ours.people.models import Firm, Seat, Side
from ours.people.request import SeatRequest
from ours.people.showing import shown, shown_field
from ours.people.views.shared import allow_inviting, not_seated


@require_http_methods(["GET", "HEAD", "POST"])
@experts_only
def firm(request: SeatRequest) -> HttpResponse:
    if request.method != "POST":
        return _firm_page(request)
    own = request.seat.firm
    allow(rules.may_run(request.seat, own), _("Only the firm's owner sets this."))
    form = FirmForm(request.POST)
    if form.is_valid() and _free_mailbox(form, own):
        acts.run_firm(own, **form.cleaned_data, by=request.seat, at=timezone.now())
        return HttpResponseRedirect(reverse("firm"), status=303)
    return _firm_page(request, settings=form)


@require_POST
@experts_only
def firm_seats(request: SeatRequest) -> HttpResponse:
    """Invite an expert."""
    own = request.seat.firm
    allow_inviting(request.seat, own)
    form = InviteForm(request.POST, side=Side.EXPERT)
    if form.is_valid() and not_seated(form, Seat.objects.filter(firm=own, client__isnull=True)):
        said = form.cleaned_data
        new = acts.invite(
            own, name=said["name"], email=said["email"], **form.place(), by=request.seat, at=timezone.now()
        )
        witness.done(request, "Seat %s (%s) was given to person %s.", new.pk, new.role, new.person_id)
        return HttpResponseRedirect(reverse("firm"), status=303)
    return _firm_page(request, invite=form)


def _firm_page(request: SeatRequest, **bound: Any) -> HttpResponse:
    own = request.seat.firm
    people = reading.colleagues_of(own)
    context: dict[str, Any] = {
        "firm": own,
        "people": [one for one in people if one.left_at is None],
        "left": [one for one in people if one.left_at is not None],
        "may_run": rules.may_run(request.seat, own),
        "open": next(iter(bound), ""),
    }
    if context["may_run"]:
        columns = ("name", "mailbox", "language", "time_zone")
        form = bound.get("settings") or FirmForm(initial={column: getattr(own, column) for column in columns})
        context["settings"] = shown(
            form, action=reverse("firm"), button=_("Keep this"), key="firm", leave_out=["time_zone"], plain=True
        )
        context["zone"], context["zones"] = shown_field(form["time_zone"]), time_zones()
        context["invite"] = shown(
            bound.get("invite") or InviteForm(side=Side.EXPERT, initial={"role": "expert"}),
            action=reverse("firm-seats"),
            button=_("Send the invitation"),
            key="invite",
            plain=True,
        )
    return render(request, "people/firm.html", context, status=422 if bound else 200)


def _free_mailbox(form: Any, own: Firm) -> bool:
    mailbox = form.cleaned_data["mailbox"]
    taken = bool(mailbox) and Firm.objects.filter(mailbox=mailbox).exclude(pk=own.pk).exists()
    if taken:
        form.add_error("mailbox", _("Letters to this address cannot be told apart here; choose another one."))
    return not taken
