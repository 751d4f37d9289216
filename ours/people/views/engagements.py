"""Engagements: who works on them and what care is promised in them."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people import acts, reading, rules
from ours.people.access import engagement_for
from ours.people.door import allow, experts_only
from ours.people.forms import CrewForm, PromisesForm
from ours.people.models import Crew, Engagement, Seat
from ours.people.request import SeatRequest
from ours.people.showing import shown
from ours.people.views.shared import page_of


@require_safe
@experts_only
def engagement(request: SeatRequest, engagement_id: int) -> HttpResponse:
    return _engagement_page(request, engagement_for(request.seat, engagement_id))


@require_POST
@experts_only
def promises(request: SeatRequest, engagement_id: int) -> HttpResponse:
    """Agree how soon a sign of life is promised."""
    found = engagement_for(request.seat, engagement_id)
    form = PromisesForm(request.POST)
    if not form.is_valid():
        return _engagement_page(request, found, promises=form)
    acts.promise(found, **form.cleaned_data, by=request.seat, at=timezone.now())
    return page_of("engagement", found)


@require_POST
@experts_only
def crews(request: SeatRequest, engagement_id: int) -> HttpResponse:
    """Put somebody of the firm on an engagement."""
    found = engagement_for(request.seat, engagement_id)
    allow(rules.may_crew(request.seat, found), _("Whoever works on an engagement says who else does."))
    form = CrewForm(request.POST, colleagues=_not_on(found))
    if not form.is_valid():
        return _engagement_page(request, found, crew=form)
    joining = form.colleagues[form.cleaned_data["seat"]]
    acts.put_on(joining, found, by=request.seat, at=timezone.now())
    return page_of("engagement", found)


@require_POST
@experts_only
def crew_ended(request: SeatRequest, engagement_id: int, crew_id: int) -> HttpResponse:
    """Take somebody off an engagement."""
    found = engagement_for(request.seat, engagement_id)
    crew = get_object_or_404(Crew.objects.select_related("seat"), pk=crew_id, engagement=found)
    allow(rules.may_uncrew(request.seat, crew), _("One leaves an engagement oneself, or the firm's owner says so."))
    acts.take_off(crew, by=request.seat, at=timezone.now())
    still_here = request.seat.is_firm_owner or request.seat.pk != crew.seat_id
    return page_of("engagement", found) if still_here else HttpResponseRedirect(reverse("clients"), status=303)


def _engagement_page(request: SeatRequest, found: Engagement, **bound: Any) -> HttpResponse:
    days = {"minor": found.care_minor, "moderate": found.care_moderate, "serious": found.care_serious}
    crew = reading.crew_of(found)
    free = _not_on(found)
    context = {
        "nav": "clients",
        "engagement": found,
        "crew": [(one, rules.may_uncrew(request.seat, one)) for one in crew],
        "open": next(iter(bound), ""),
        "promises": shown(
            bound.get("promises") or PromisesForm(initial=days),
            action=reverse("engagement-promises", args=[found.pk]),
            button=_("Keep these promises"),
            key="promises",
            plain=True,
        ),
        "join": shown(
            bound.get("crew") or CrewForm(colleagues=free),
            action=reverse("engagement-crews", args=[found.pk]),
            button=_("Put on"),
            key="crew",
            plain=True,
        )
        if free
        else None,
    }
    return render(request, "people/engagement.html", context, status=422 if bound else 200)


def _not_on(found: Engagement) -> list[Seat]:
    """The firm's people who could join an engagement."""
    on_it = {crew.seat_id for crew in reading.crew_of(found)}
    people = reading.colleagues_of(found.firm)
    return [one for one in people if one.left_at is None and one.person_id and one.pk not in on_it]
