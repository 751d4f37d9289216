"""What both sides share about an engagement: what was sold, and how it went."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.door import allow
from ours.people.models import Engagement
from ours.people.request import SeatRequest
from ours.tend import measuring, promised_acts, reading, rhythm_acts, rules, weeds
from ours.tend.access import at_the_engagement
from ours.tend.forms import EndingForm, PromisedForm, RhythmForm


def page(
    request: SeatRequest,
    found: Engagement,
    status: int = 200,
    notice: str = "",
    at: int | None = None,
    **typed: forms.Form,
) -> HttpResponse:
    """The page; `typed` are the forms that came back, `at` the id of the promised outcome that one belongs to."""
    crew = reading.crew_and_owners(found)
    sold = list(reading.outcomes(found))
    empty: dict[str, forms.Form] = {
        "promised": PromisedForm(crew=crew),
        "ending": EndingForm(),
        "rhythm": RhythmForm(initial={"days": 7}),
    }
    now = timezone.now()
    context = {
        "nav": "clients" if request.seat.client_id is None else "home",
        "engagement": found,
        "sold": [one for one in sold if one.ended_at is None],
        "ended": [one for one in sold if one.ended_at is not None],
        "touching": reading.touching(request.seat, found),
        "rhythm": measuring.rhythm(found, now),
        "figures": measuring.over_engagement(found, request.seat, now),
        "gone": weeds.let_go_in(request.seat, found),
        "may_agree": rules.may_agree,
        "today": timezone.localdate(),
        "forms": empty | typed,
        "fresh": empty,
        "typed": set(typed),
        "at": at,
        "notice": notice,
    }
    return render(request, "tend/engagement.html", context, status=status)


@require_safe
@at_the_engagement
def care(request: SeatRequest, found: Engagement) -> HttpResponse:
    return page(request, found)


@require_POST
@at_the_engagement
def promised(request: SeatRequest, found: Engagement) -> HttpResponse:
    """Write down what was sold."""
    form = PromisedForm(request.POST, crew=reading.crew_and_owners(found))
    if not form.is_valid():
        return page(request, found, 422, promised=form)
    made = promised_acts.promise_outcome(found, **form.cleaned_data, by=request.seat, at=timezone.now())
    return _back(found, f"promised-{made.pk}")


@require_POST
@at_the_engagement
def promised_ended(request: SeatRequest, found: Engagement, promised_id: int) -> HttpResponse:
    outcome = get_object_or_404(found.promised_outcomes, pk=promised_id)
    form = EndingForm(request.POST)
    if outcome.ended_at is None and not form.is_valid():
        return page(request, found, 422, at=promised_id, ending=form)
    said = form.cleaned_data if outcome.ended_at is None else {"ending": "", "words": ""}
    if outcome.ended_at is not None or not promised_acts.end_outcome(
        outcome, **said, by=request.seat, at=timezone.now()
    ):
        return page(request, found, 409, _("Somebody said meanwhile what became of this. Nothing was changed."))
    return _back(found, f"promised-{promised_id}")


@require_POST
@at_the_engagement
def rhythms(request: SeatRequest, found: Engagement) -> HttpResponse:
    """Propose how often the client gets an account."""
    form = RhythmForm(request.POST)
    if not form.is_valid():
        return page(request, found, 422, rhythm=form)
    rhythm_acts.propose_rhythm(found, **form.cleaned_data, by=request.seat, at=timezone.now())
    return _back(found, "rhythm")


@require_POST
@at_the_engagement
def rhythm_agreed(request: SeatRequest, found: Engagement, rhythm_id: int) -> HttpResponse:
    rhythm = get_object_or_404(found.rhythms.select_related("by", "agreement"), pk=rhythm_id)
    allow(rules.may_agree(request.seat, rhythm), _("The other side agrees to what your side proposed."))
    if measuring.rhythms(found).first() != rhythm:
        return page(request, found, 409, _("There is a newer proposal. Please read it; you can agree to it below."))
    if not hasattr(rhythm, "agreement"):
        rhythm_acts.agree_rhythm(rhythm, by=request.seat, at=timezone.now())
    return _back(found, "rhythm")


def _back(found: Engagement, anchor: str) -> HttpResponseRedirect:
    address = reverse("engagement-care", kwargs={"engagement_id": found.pk})
    return HttpResponseRedirect(f"{address}#{anchor}", status=303)
