"""The pulse: answered from a letter with one tap; its rhythm, agreed by both; everybody's own answers."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ours.people.door import allow
from ours.people.models import Engagement, Side
from ours.people.request import AnyRequest, SeatRequest, person_in
from ours.problem.engagements import at_the_engagement
from ours.prove import pulse_acts, pulse_reading, pulse_rhythm_acts, rules
from ours.prove.forms import PulseAnswerForm, PulseRhythmForm
from ours.prove.models import PulseAnswer

USUAL = 30  # days, offered as the rhythm


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_answer(request: AnyRequest, key: str) -> HttpResponse:
    """One question, answered with one tap. Opening the page changes nothing: scanners open links."""
    question = pulse_acts.find(key, timezone.now())
    if question is None:
        return render(request, "prove/no_key.html", status=404)
    seat = question.pulse.seat
    person = person_in(seat)
    with translation.override(person.language), timezone.override(person.time_zone):
        form = PulseAnswerForm(request.POST if request.method == "POST" else None)
        status = 200
        if request.method == "POST":
            if form.is_valid():
                said = form.cleaned_data
                if pulse_acts.answer(question, said["answer"], said["words"], at=timezone.now()) is not None:
                    # Relative on purpose: the receipt of this form keeps the address, and must not keep the key.
                    return HttpResponseRedirect("?", status=303)
                form.add_error(None, _("This question was answered many times already. The last answer counts."))
            status = 422
        newest = question.answers.order_by("-at", "-pk").first()
        context = {
            "question": question,
            "firm": question.pulse.engagement.firm,
            "form": form,
            "newest": newest,
            "choices": PulseAnswer.Answer.choices,
            "stop": pulse_acts.stop_key(question.pulse),
        }
        response = render(request, "prove/pulse_answer.html", context, status=status)
        response.headers["Content-Language"] = person.language
        return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_stop(request: AnyRequest, key: str) -> HttpResponse:
    """From a letter, without signing in: the page says what will happen, and only its button does it."""
    mine = pulse_acts.behind(key)
    if mine is None:
        raise Http404
    if request.method == "POST" and mine.stopped_at is None:
        pulse_acts.stop(mine.seat, at=timezone.now())
        return HttpResponseRedirect(request.path, status=303)
    return render(request, "prove/pulse_stop.html", {"mine": mine, "firm": mine.seat.firm})


def page(
    request: SeatRequest, found: Engagement, status: int = 200, notice: str = "", **typed: forms.Form
) -> HttpResponse:
    """What both sides agreed about the pulse; a client's person reads their own answers here, the firm's the client's
    on a page of its own."""
    context: dict[str, Any] = {
        "nav": "clients" if request.seat.side == Side.EXPERT else "home",
        "engagement": found,
        "rhythm": pulse_reading.rhythm(found),
        "may_agree": rules.may_agree_pulse,
        "form": typed.get("rhythm", PulseRhythmForm(initial={"days": USUAL})),
        "typed": set(typed),
        "notice": notice,
        "turn": pulse_reading.turn(found, request.seat),
        "own": pulse_reading.own_answers(found, request.seat),
    }
    return render(request, "prove/pulse.html", context, status=status)


@require_safe
@at_the_engagement
def engagement_pulse(request: SeatRequest, found: Engagement) -> HttpResponse:
    return page(request, found)


@require_POST
@at_the_engagement
def rhythms(request: SeatRequest, found: Engagement) -> HttpResponse:
    """Propose how often the client's people are asked."""
    form = PulseRhythmForm(request.POST)
    if not form.is_valid():
        return page(request, found, 422, rhythm=form)
    pulse_rhythm_acts.propose_pulse(found, form.cleaned_data["days"], by=request.seat, at=timezone.now())
    return _back(found)


@require_POST
@at_the_engagement
def rhythm_agreed(request: SeatRequest, found: Engagement, pulse_rhythm_id: int) -> HttpResponse:
    rhythm = get_object_or_404(found.pulse_rhythms.select_related("by", "agreement"), pk=pulse_rhythm_id)
    allow(rules.may_agree_pulse(request.seat, rhythm), _("The other side agrees to what your side proposed."))
    if rhythm.ended_at is not None or pulse_reading.rhythm(found).proposed != rhythm:
        return page(request, found, 409, _("There is a newer word on this. Please read it; you can agree to it below."))
    if not hasattr(rhythm, "agreement"):
        pulse_rhythm_acts.agree_pulse(rhythm, by=request.seat, at=timezone.now())
    return _back(found)


@require_POST
@at_the_engagement
def rhythm_ended(request: SeatRequest, found: Engagement, pulse_rhythm_id: int) -> HttpResponse:
    """Either side ends it, at once."""
    rhythm = get_object_or_404(found.pulse_rhythms, pk=pulse_rhythm_id)
    if not pulse_rhythm_acts.end_pulse(rhythm, by=request.seat, at=timezone.now()):
        return page(request, found, 409, _("It had been ended already."))
    return _back(found)


@require_POST
@at_the_engagement
def own_turn(request: SeatRequest, found: Engagement) -> HttpResponse:
    """Stop the questions to oneself, or have them again."""
    act = pulse_acts.want if request.POST.get("again") else pulse_acts.stop
    act(request.seat, at=timezone.now())
    return _back(found)


def _back(found: Engagement) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("engagement-pulse", kwargs={"engagement_id": found.pk}), status=303)
