"""What comes in by an address of its own, without signing in: readings from programs, and a word whether it lasted."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from ours.people.request import AnyRequest, person_in
from ours.post import passes
from ours.post.models import Pass
from ours.problem import measure_acts
from ours.problem.access import readers
from ours.problem.door import allow
from ours.problem.measure_acts import Found
from ours.prove import inlet_acts, lasting_acts, rules
from ours.prove.forms import BackForm, LastedForm
from ours.prove.models import Inlet, Solved

LARGEST = 256 * 1024  # bytes of one sending
MOST = 1000  # readings in one sending
YEARS = 20


class _Wrong(Exception):
    """What was sent cannot be taken in; the sentence says why."""


@csrf_exempt
@require_POST
def readings_sent(request: HttpRequest, key: str) -> JsonResponse:
    """Take in readings: `value` and `on` (a day, today without) as a form or JSON, or a JSON list of such.

    Answers 201 with how many were new, 200 if all were there already, and 4xx with an `error` in words.
    """
    at = timezone.now()
    inlet = inlet_acts.find(key)
    if inlet is None:
        return _told(404, error=_("There is no such address, or it was closed."))
    if not inlet_acts.count(inlet, at=at):
        busy = _told(429, error=_("That was too often. Send all readings at once, or wait an hour."))
        busy.headers["Retry-After"] = "3600"
        return busy
    try:
        found = _found(request, inlet, at)
        taken = inlet_acts.take_in(inlet, found, at=at)
    except _Wrong as wrong:
        return _told(400, error=str(wrong))
    except measure_acts.Replaced:
        return _told(409, error=_("This measure was replaced by another one."))
    return _told(201 if taken else 200, taken=len(taken), known=len(found) - len(taken))


def _told(status: int, **facts: Any) -> JsonResponse:
    answer = JsonResponse(facts, status=status)
    answer.headers["Cache-Control"] = "no-store"
    answer._has_been_logged = True  # type: ignore[attr-defined]  # the address is the key, and belongs in no log
    return answer


def _found(request: HttpRequest, inlet: Inlet, at: datetime) -> list[Found]:
    zone = ZoneInfo(inlet.measure.problem.firm.time_zone)
    today = at.astimezone(zone).date()
    sent = _sent(request)
    if len(sent) > MOST:
        raise _Wrong(_("At most %(most)d readings can be sent at once.") % {"most": MOST})
    if not sent:
        raise _Wrong(_("There is no reading in it."))
    return [(_day(one.get("on"), today, zone), _number(one.get("value"))) for one in sent]


def _sent(request: HttpRequest) -> list[dict[str, Any]]:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise _Wrong(_("That is too large; send less at once."))
    if request.content_type != "application/json":
        if "once" in request.POST:
            raise _Wrong(_("Leave the field “once” out."))
        return [request.POST.dict()]
    try:
        sent = json.loads(request.body, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError):  # a number may be larger than any
        raise _Wrong(_("This is no JSON.")) from None
    rows = sent if isinstance(sent, list) else [sent]
    if not all(isinstance(row, dict) for row in rows):
        raise _Wrong(_("Send an object with value and on, or a list of such."))
    return rows


def _number(value: Any) -> Decimal:
    wrong = _Wrong(_("value must be a number, with a point before its decimals."))
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise wrong
    try:
        number = Decimal(str(value).strip())
        if not number.is_finite() or abs(number) >= Decimal(10) ** 14:
            raise wrong
        return number.quantize(Decimal("0.0001"))
    except (ArithmeticError, ValueError):
        raise wrong from None


def _day(value: Any, today: date, zone: ZoneInfo) -> date:
    if value in (None, ""):
        return today
    try:
        on = date.fromisoformat(value) if len(value) <= 10 else _moment(datetime.fromisoformat(value), zone)
    except (TypeError, ValueError, OverflowError):  # the first and last days there are have no other zone
        raise _Wrong(_("on must be a day, as year-month-day.")) from None
    if on > today:
        raise _Wrong(_("That day has not come yet."))
    if on.year < today.year - YEARS:
        raise _Wrong(_("That is more than twenty years ago."))
    return on


def _moment(moment: datetime, zone: ZoneInfo) -> date:
    return (moment if moment.tzinfo is None else moment.astimezone(zone)).date()


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def lasting(request: AnyRequest, key: str) -> HttpResponse:
    """From a letter: whether it lasted. Opening the page changes nothing; its buttons do, once."""
    found = passes.find(key, timezone.now())
    solved = _asked(found) if found else None
    if found is None or solved is None:
        return render(request, "prove/no_key.html", status=404)
    person = person_in(found.seat)
    with translation.override(person.language), timezone.override(person.time_zone):
        allow(rules.may_confirm(found.seat), _("The client’s side says whether it lasted."))
        over = found.used_at is not None or solved.ended_at is not None
        back_form = BackForm(request.POST if "back" in request.POST else None)
        lasted_form = LastedForm(request.POST if "lasted" in request.POST else None)
        sent = next((one for one in (back_form, lasted_form) if one.is_bound), None)
        if request.method == "POST" and not over and sent is not None and sent.is_valid():
            _take_in(found, solved, sent.cleaned_data["words"], lasted=sent is lasted_form)
            # Relative on purpose: the receipt of this form keeps the address, and must not keep the key.
            return HttpResponseRedirect("?", status=303)
        context = {
            "problem": found.problem,
            "as_seat": found.seat,
            "solved": solved,
            "over": over,
            "back_form": back_form,
            "lasted_form": lasted_form,
            "readers": [one.name for one in readers(found.problem) if one.person_id and one.pk != found.seat_id],
        }
        status = 422 if sent is not None and sent.errors else 200
        response = render(request, "prove/lasting.html", context, status=status)
        response.headers["Content-Language"] = person.language
        return response


def _asked(found: Pass) -> Solved | None:
    solved = Solved.objects.filter(pk=found.question, problem=found.problem)
    return solved.select_related("proposal__measure", "proposal__reading", "by").first()


def _take_in(found: Pass, solved: Solved, words: str, *, lasted: bool) -> None:
    at = timezone.now()
    with transaction.atomic():
        if not passes.use(found, at=at):
            return
        solved.problem = found.problem
        act = lasting_acts.say_lasted if lasted else lasting_acts.say_back
        try:
            act(solved, words, by=found.seat, at=at)
        except lasting_acts.Overtaken:
            return
