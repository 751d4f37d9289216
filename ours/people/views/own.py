"""One's own things: the seats one may take, the browsers one is signed in with, how one is called."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ours.people import acts, entrance, reading, witness
from ours.people.browser import local_path
from ours.people.door import signed_in
from ours.people.forms import MeForm, time_zones
from ours.people.request import AnyRequest, SeatRequest, person_in
from ours.people.showing import shown, shown_field


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: AnyRequest) -> HttpResponse:
    """Choose the seat to act from; for whoever is signed in, with a seat or not yet."""
    person_id = request.session.get("person")
    if person_id is None:
        return HttpResponseRedirect(reverse("sign-in"))
    own = reading.seats_of(person_id)
    if request.method == "POST":
        number = request.POST.get("seat", "")
        seat = get_object_or_404(own, pk=int(number) if number.isascii() and number.isdigit() else 0)
        entrance.take_seat(request.session, seat, at=timezone.now())
        return HttpResponseRedirect(local_path(request.POST.get("next")) or reverse("home"), status=303)
    context = {"own": list(own), "next": local_path(request.GET.get("next"))}
    return render(request, "people/seats.html", context)


@require_safe
@signed_in
def devices(request: SeatRequest) -> HttpResponse:
    found = reading.devices_of(person_in(request.seat), request.session.session_key, timezone.now())
    return render(request, "people/devices.html", {"devices": found})


@require_POST
@signed_in
def device_out(request: SeatRequest, mark: str) -> HttpResponse:
    if entrance.sign_out_device(person_in(request.seat), mark, at=timezone.now()):
        witness.done(request, "Another browser was signed out.")
    return HttpResponseRedirect(reverse("devices"), status=303)


@require_POST
@signed_in
def other_devices_out(request: SeatRequest) -> HttpResponse:
    number = entrance.sign_out_others(person_in(request.seat), request.session, at=timezone.now())
    witness.done(request, "All other browsers were signed out: %s.", number)
    return HttpResponseRedirect(reverse("devices"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def me(request: SeatRequest) -> HttpResponse:
    person = person_in(request.seat)
    columns = ("name", "language", "time_zone", "letters_per_day")
    form = MeForm(request.POST if request.method == "POST" else None, initial={c: getattr(person, c) for c in columns})
    if request.method == "POST" and form.is_valid():
        acts.introduce(person, **form.cleaned_data, by=request.seat, at=timezone.now())
        return HttpResponseRedirect(reverse("me"), status=303)
    context = {
        "form": shown(form, action=reverse("me"), button=_("Keep this"), leave_out=["time_zone"]),
        "zone": shown_field(form["time_zone"]),
        "zones": time_zones(),
    }
    return render(request, "people/me.html", context, status=422 if form.is_bound else 200)
