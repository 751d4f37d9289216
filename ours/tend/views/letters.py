"""The daily letter: at which hour, and stopping it, also from the letter itself."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ours.people.door import experts_only
from ours.people.request import AnyRequest, SeatRequest, person_in
from ours.tend import letters
from ours.tend.forms import HourForm
from ours.tend.models import CareLetters


@require_http_methods(["GET", "HEAD", "POST"])
@experts_only
def care_letters(request: SeatRequest) -> HttpResponse:
    person = person_in(request.seat)
    mine = CareLetters.objects.filter(person=person).first()
    hour = mine.hour if mine else letters.HOUR
    form = HourForm(request.POST if request.method == "POST" else None, initial={"hour": hour})
    if request.method == "POST" and form.is_valid():
        letters.want(person, form.cleaned_data["hour"], at=timezone.now())
        return HttpResponseRedirect(reverse("care-letters"), status=303)
    context = {"mine": mine, "form": form, "person": person, "most": letters.MOST}
    return render(request, "tend/care_letters.html", context, status=422 if form.is_bound else 200)


@require_POST
@experts_only
def care_letters_stopped(request: SeatRequest) -> HttpResponse:
    mine, _fresh = CareLetters.objects.get_or_create(person=person_in(request.seat))
    letters.stop(mine, at=timezone.now())
    return HttpResponseRedirect(reverse("care-letters"), status=303)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def care_letters_stop(request: AnyRequest, key: str) -> HttpResponse:
    """From a letter, without signing in: the page says what will happen, and only its button does it."""
    mine = letters.behind(key)
    if mine is None:
        raise Http404
    if request.method == "POST" and mine.stopped_at is None:
        letters.stop(mine, at=timezone.now())
        return HttpResponseRedirect(request.path, status=303)
    return render(request, "tend/care_letters_stop.html", {"mine": mine})
