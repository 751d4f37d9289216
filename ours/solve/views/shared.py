"""What lies with a client: what it has, and the changes that would remove what stands in its way."""

from contextlib import suppress
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.access import client_for
from ours.people.door import View, signed_in
from ours.people.models import Client
from ours.people.request import SeatRequest
from ours.problem.fields import Deeds
from ours.solve import initiative_acts, inventory_acts, reading, rules
from ours.solve.models import Dissolving, Initiative, InitiativeStep, InventoryItem
from ours.solve.shared_forms import DissolvedForm, EndForm, ItemForm, SponsorForm, StepsForm
from ours.solve.views import Sent, still_here


@require_safe
@signed_in
def inventory(request: SeatRequest, client_id: int) -> HttpResponse:
    return _inventory(request, client_for(request.seat, client_id))


@require_POST
@signed_in
def items(request: SeatRequest, client_id: int) -> HttpResponse:
    client = client_for(request.seat, client_id)
    form = ItemForm(request.POST, taken=_names(client))
    if not form.is_valid():
        return _inventory(request, client, 422, sent={"item": form})
    said = form.cleaned_data
    listed = inventory_acts.list_item(
        client, said["kind"], said["name"], said["words"], by=request.seat, at=timezone.now()
    )
    return _at_inventory(client, f"item-{listed.pk}")


@require_POST
@signed_in
def item_changed(request: SeatRequest, client_id: int, item_id: int) -> HttpResponse:
    client = client_for(request.seat, client_id)
    item = get_object_or_404(InventoryItem.objects.select_related("client"), client=client, pk=item_id)
    form = ItemForm(request.POST, taken=_names(client, but=item))
    if not form.is_valid():
        return _inventory(request, client, 422, sent={f"item-{item_id}": form})
    said = form.cleaned_data
    changed = inventory_acts.change(item, said["kind"], said["name"], said["words"], by=request.seat, at=timezone.now())
    if changed is None:
        return _inventory(request, client, 409, _overtaken(item), sent={"item": form})
    return _at_inventory(client, f"item-{changed.pk}")


@require_POST
@signed_in
def item_gone(request: SeatRequest, client_id: int, item_id: int) -> HttpResponse:
    client = client_for(request.seat, client_id)
    item = get_object_or_404(InventoryItem, client=client, pk=item_id)
    if not inventory_acts.strike_off(item, by=request.seat, at=timezone.now()):
        return _inventory(request, client, 409, _overtaken(item))
    return _at_inventory(client, "")


@require_safe
@signed_in
def initiative(request: SeatRequest, client_id: int, initiative_id: int) -> HttpResponse:
    return _initiative(request, _change(request, client_id, initiative_id))


def unless_ended(view: View) -> View:
    """A change that has ended takes nothing more in: its page says so, with what was typed."""

    @wraps(view)
    def run(request: SeatRequest, client_id: int, initiative_id: int, **ids: int) -> HttpResponse:
        change = _change(request, client_id, initiative_id)
        with suppress(initiative_acts.Ended):  # at the same moment
            if rules.is_going_on(change):
                return view(request, client_id, initiative_id, **ids)
        notice = _("This change has ended; what became of it stands below. Nothing was changed.")
        typed = request.POST.get("steps", "").strip()
        change = _change(request, client_id, initiative_id)
        return _initiative(request, change, 409, still_here(notice, typed) if typed else notice)

    return run


@require_POST
@signed_in
@unless_ended
def sponsor(request: SeatRequest, client_id: int, initiative_id: int) -> HttpResponse:
    change = _change(request, client_id, initiative_id)
    people = reading.could_sponsor(change.client, request.seat)
    form = SponsorForm(request.POST, people=people)
    if not form.is_valid():
        return _initiative(request, change, 422, sent={"sponsor": form})
    chosen = next(one for one in people if one.pk == form.cleaned_data["seat"])
    initiative_acts.sponsor(change, chosen, by=request.seat, at=timezone.now())
    return _at_change(change, "sponsor")


@require_POST
@signed_in
@unless_ended
def steps(request: SeatRequest, client_id: int, initiative_id: int) -> HttpResponse:
    change = _change(request, client_id, initiative_id)
    form = StepsForm(request.POST)
    if not form.is_valid():
        return _initiative(request, change, 422, sent={"steps": form})
    if form.cleaned_data["read"] != reading.laying(reading.steps_of(change)):
        notice = _("Somebody laid out the steps anew meanwhile. Both are below; send yours again if they should count.")
        typed = StepsForm(initial={"steps": request.POST["steps"], "read": reading.laying(reading.steps_of(change))})
        return _initiative(request, change, 409, notice, sent={"steps": typed})
    initiative_acts.lay_steps(change, form.cleaned_data["steps"], by=request.seat, at=timezone.now())
    return _at_change(change, "steps")


@require_POST
@signed_in
@unless_ended
def step_done(request: SeatRequest, client_id: int, initiative_id: int, change_step_id: int) -> HttpResponse:
    change = _change(request, client_id, initiative_id)
    step = get_object_or_404(InitiativeStep, initiative=change, pk=change_step_id)
    step.initiative = change
    if not initiative_acts.finish(step, by=request.seat, at=timezone.now()):
        notice = _("This step was done already, or the steps were laid out anew meanwhile.")
        return _initiative(request, change, 409, notice)
    return _at_change(change, "steps")


@require_POST
@signed_in
@unless_ended
def dissolved(request: SeatRequest, client_id: int, initiative_id: int) -> HttpResponse:
    """One more problem that the change would dissolve."""
    change = _change(request, client_id, initiative_id)
    others = reading.not_dissolved_yet(change, request.seat)
    form = DissolvedForm(request.POST, problems=others)
    if not form.is_valid():
        return _initiative(request, change, 422, sent={"dissolved": form})
    problem = next(one for one in others if one.pk == form.cleaned_data["problem"])
    initiative_acts.join(change, problem, by=request.seat, at=timezone.now())
    return _at_change(change, "dissolved")


@require_POST
@signed_in
@unless_ended
def not_dissolved(request: SeatRequest, client_id: int, initiative_id: int, dissolving_id: int) -> HttpResponse:
    """The change would not dissolve a problem after all."""
    change = _change(request, client_id, initiative_id)
    counted: Dissolving = get_object_or_404(reading.dissolved_by(change, request.seat), pk=dissolving_id)
    counted.initiative = change
    initiative_acts.leave(counted, by=request.seat, at=timezone.now())
    return _at_change(change, "dissolved")


@require_POST
@signed_in
def ended(request: SeatRequest, client_id: int, initiative_id: int) -> HttpResponse:
    change = _change(request, client_id, initiative_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _initiative(request, change, 422, sent={"end": form})
    said = form.cleaned_data
    if not initiative_acts.end(change, said["how"], reached=said["reached"], by=request.seat, at=timezone.now()):
        notice = _("Somebody ended this change meanwhile; below is how. Nothing was changed.")
        notice = still_here(notice, said["how"])
        return _initiative(request, _change(request, client_id, initiative_id), 409, notice)
    return _at_change(change, "end")


def _change(request: SeatRequest, client_id: int, initiative_id: int) -> Initiative:
    client = client_for(request.seat, client_id)
    change = get_object_or_404(Initiative.objects.select_related("by", "ended_by"), client=client, pk=initiative_id)
    change.client = client
    return change


def _names(client: Client, but: InventoryItem | None = None) -> list[str]:
    return [one.name for one in reading.inventory(client.pk) if but is None or one.pk != but.pk]


def _overtaken(item: InventoryItem) -> str:
    return _("“%(name)s” was changed or struck off meanwhile. Nothing was changed.") % {"name": item.name}


def _at_inventory(client: Client, anchor: str) -> HttpResponse:
    address = reverse("inventory", kwargs={"client_id": client.pk})
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)


def _at_change(change: Initiative, anchor: str) -> HttpResponse:
    address = reverse("initiative", kwargs={"client_id": change.client_id, "initiative_id": change.pk})
    return HttpResponseRedirect(f"{address}#{anchor}", status=303)


def _inventory(
    request: SeatRequest, client: Client, status: int = 200, notice: str = "", sent: Sent | None = None
) -> HttpResponse:
    deeds = Deeds(sent or {}, reading.readers_of(client))
    listed = reading.inventory(client.pk)
    changes = reading.with_steps(reading.initiatives(client.pk))
    context: dict[str, Any] = {
        "client": client,
        "add": deeds(
            "item", _("Add something"), _("List it"), "inventory-items", ItemForm(), ids={"client_id": client.pk}
        ),
        "items": [{"item": one, "deed": _put_anew(deeds, client, one)} for one in listed],
        "kinds": InventoryItem.Kind,
        "abilities": reading.abilities(request.seat, client.pk),
        "changes": changes,
        "sponsors": reading.sponsors(changes),
        "people": deeds.readers,
        "trouble": deeds.trouble,
        "notice": notice,
    }
    return render(request, "solve/inventory.html", context, status=status)


def _put_anew(deeds: Deeds, client: Client, item: InventoryItem) -> dict[str, Any]:
    fresh = ItemForm(initial={"name": item.name, "kind": item.kind, "words": item.words})
    place = f"item-{item.pk}"
    return deeds(
        place,
        _("Change it"),
        _("Keep it so"),
        "inventory-item-changed",
        fresh,
        ids={"client_id": client.pk, "item_id": item.pk},
    )


def _initiative(
    request: SeatRequest, change: Initiative, status: int = 200, notice: str = "", sent: Sent | None = None
) -> HttpResponse:
    seat = request.seat
    deeds = Deeds(sent or {}, reading.readers_of(change.client))
    ids = {"client_id": change.client_id, "initiative_id": change.pk}
    laid = reading.steps_of(change)
    behind = reading.sponsors([change]).get(change.pk)
    others = reading.not_dissolved_yet(change, seat)
    open_ = "\n".join(step.words for step in laid if step.done_at is None)
    context: dict[str, Any] = {
        "client": change.client,
        "change": change,
        "sponsor": behind,
        "steps": laid,
        "dissolved": list(reading.dissolved_by(change, seat)),
        "name_sponsor": deeds(
            "sponsor",
            _("Name another sponsor") if behind else _("Name a sponsor"),
            _("They stand behind it"),
            "initiative-sponsor",
            SponsorForm(people=reading.could_sponsor(change.client, seat)),
            ids=ids,
        ),
        "lay": deeds(
            "steps",
            _("Lay them out anew") if laid else _("Lay out the steps"),
            _("Lay them out"),
            "initiative-steps",
            StepsForm(initial={"steps": open_, "read": reading.laying(laid)}),
            ids=ids,
        ),
        "add": deeds(
            "dissolved",
            _("It would dissolve another problem"),
            _("Count it"),
            "initiative-dissolved",
            DissolvedForm(problems=others),
            ids=ids,
        )
        if others
        else None,
        "end": deeds("end", _("It has ended"), _("Say so"), "initiative-ended", EndForm(), ids=ids),
        "going_on": rules.is_going_on(change),
        "people": deeds.readers,
        "trouble": deeds.trouble,
        "notice": notice,
    }
    return render(request, "solve/initiative.html", context, status=status)
