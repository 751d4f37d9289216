"""Signing in by a mailed code, by a way in from the command line, and signing out."""

import secrets
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ours.people import entrance, witness
from ours.people.browser import device_of, local_path, network_of
from ours.people.forms import AddressForm, CodeForm
from ours.people.models import SignInCode
from ours.people.request import AnyRequest, person_in
from ours.people.showing import shown

# Says which browser asked for a code. Its own cookie, so that a visitor needs no session.
COOKIE = f"{settings.SESSION_COOKIE_NAME}-asks"
page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@page_and_form
def sign_in(request: AnyRequest) -> HttpResponse:
    """Ask for a code. The answer is the same whether the address is known or not."""
    if request.method == "POST":
        return _ask(request, local_path(request.POST.get("next")))
    to = local_path(request.GET.get("next"))
    email = request.GET.get("email", "")
    if request.seat and email.lower() in ("", person_in(request.seat).email):
        return HttpResponseRedirect(to or reverse("home"))
    if request.session.get("person") and not email:
        return HttpResponseRedirect(_with_next(reverse("seats"), to))
    return _address_page(request, AddressForm(initial={"email": email}), to)


def _ask(request: AnyRequest, to: str) -> HttpResponse:
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _address_page(request, form, to, status=422)
    browser = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    asked = entrance.ask_code(
        form.cleaned_data["email"], browser=browser, network=network_of(request), at=timezone.now(), to=to
    )
    mark = witness.mark_of(form.cleaned_data["email"])
    if not asked:
        witness.turned_away(request, "Too many codes were asked for, this time for address %s.", mark)
        minutes = int(entrance.CODES_IN.total_seconds() // 60)
        form.add_error(
            "email",
            _(
                "Several codes were asked for already. The newest letter counts; "
                "if none has come, try again in %(minutes)s minutes."
            )
            % {"minutes": minutes},
        )
        response = _address_page(request, form, to, status=429)
        response.headers["Retry-After"] = str(minutes * 60)
        return response
    witness.done(request, "A code was asked for, for address %s.", mark)
    response = HttpResponseRedirect(_with_next(reverse("sign-in-code"), to), status=303)
    response.set_cookie(
        COOKIE,
        browser,
        max_age=int(entrance.CODES_IN.total_seconds()),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _address_page(request: AnyRequest, form: AddressForm, to: str, status: int = 200) -> HttpResponse:
    sent = shown(form, action=reverse("sign-in"), button=_("Send me a code"), hidden=[("next", to)], once=False)
    return render(request, "people/sign-in.html", {"form": sent}, status=status)


@never_cache
@page_and_form
def code(request: AnyRequest) -> HttpResponse:
    """Type the code. The letter's link only fills it in: a GET redeems nothing, since mail scanners open links."""
    if request.method == "POST":
        return _redeem(request, local_path(request.POST.get("next")))
    to = local_path(request.GET.get("next"))
    waiting = entrance.code_asked_in(request.COOKIES.get(COOKIE, ""))
    if request.seat and waiting is None:
        return HttpResponseRedirect(to or reverse("home"))
    return _code_page(request, CodeForm(initial={"code": _carried(request)}), to)


def _redeem(request: AnyRequest, to: str) -> HttpResponse:
    if "once" in request.POST:  # would have a wrong try taken back, and with it the limit of tries
        raise SuspiciousOperation("A code is not sent with a key for sending once.")
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, to, status=422)
    browser = request.COOKIES.get(COOKIE, "")
    person = entrance.enter_by_code(
        request.session, form.cleaned_data["code"], browser=browser, device=device_of(request), at=timezone.now()
    )
    if person is None:
        witness.turned_away(request, "A code did not fit.")
        form.add_error("code", _("This code does not fit. Compare it with the newest letter."))
        return _code_page(request, form, to, status=422)
    witness.done(request, "Person %s came in by a mailed code.", person.pk)
    response = _come_in(request, to)
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _code_page(request: AnyRequest, form: CodeForm, to: str, status: int = 200) -> HttpResponse:
    waiting = entrance.code_asked_in(request.COOKIES.get(COOKIE, ""))
    context: dict[str, Any] = {"state": _state(waiting), "waiting": waiting, "to": to}
    if context["state"] == "open":
        sent = shown(form, action=reverse("sign-in-code"), button=_("Come in"), hidden=[("next", to)], once=False)
        sent["fields"][0] |= {"kind": "code", "autocomplete": ""}
        context["form"] = sent
    if waiting is not None:
        context["again"] = shown(
            AddressForm(),
            action=reverse("sign-in"),
            button=_("Send a new code"),
            hidden=[("email", waiting.email), ("next", to)],
            once=False,
            leave_out=["email"],
            plain=context["state"] == "open",
        )
    else:
        context["carried"] = _carried(request)  # opened elsewhere than asked for: shown, to be typed there
        context["sign_in"] = _with_next(reverse("sign-in"), to)
    return render(request, "people/code.html", context, status=status)


def _carried(request: AnyRequest) -> str:
    """The code that a letter's link carries, or nothing."""
    form = CodeForm(request.GET)
    return form.cleaned_data["code"] if form.is_valid() else ""


def _state(waiting: SignInCode | None) -> str:
    if waiting is None:
        return "elsewhere"
    if waiting.expired(timezone.now()):
        return "old"
    return "open" if waiting.tries_left > 0 else "used-up"


@never_cache
@page_and_form
def way_in(request: AnyRequest, key: str) -> HttpResponse:
    """A way in from the command line: a page with one button, and only the button signs in."""
    if request.method == "POST":
        seat = entrance.enter_by_way(request.session, key, device=device_of(request), at=timezone.now())
        if seat is not None:
            witness.done(request, "Person %s came in by a way in from the command line.", seat.person_id)
            return _come_in(request, "")
        witness.turned_away(request, "A way in did not fit.")
    else:
        seat = entrance.seat_behind(key, at=timezone.now())
    return render(request, "people/way-in.html", {"come_in_as": seat}, status=200 if seat else 410)


@require_POST
def sign_out(request: AnyRequest) -> HttpResponse:
    witness.done(request, "Person %s signed out.", request.session.get("person"))
    entrance.sign_out(request.session)
    response = HttpResponseRedirect(reverse("sign-in"), status=303)
    response.headers["Clear-Site-Data"] = '"cache"'  # pages are kept nowhere; this empties "back" and "forward" as well
    return response


def _come_in(request: AnyRequest, to: str) -> HttpResponse:
    rotate_token(request)
    address = (to or reverse("home")) if "seat" in request.session else _with_next(reverse("seats"), to)
    return HttpResponseRedirect(address, status=303)


def _with_next(address: str, to: str) -> str:
    return f"{address}?{urlencode({'next': to})}" if to else address
