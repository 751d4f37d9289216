"""Evidence: chosen cases for somebody, the links that open them, and who opened which when."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from ours.cases import pack_acts, pdf, reading, rules
from ours.cases.access import at_the_pack
from ours.cases.forms import LinkForm, PackForm
from ours.cases.models import Form, Pack, PackLink
from ours.cases.showing import showable, without_giving_away
from ours.people.door import allow, experts_only
from ours.people.request import SeatRequest


@require_safe
@experts_only
def packs(request: SeatRequest) -> HttpResponse:
    return _packs(request)


@require_POST
@experts_only
def made(request: SeatRequest) -> HttpResponse:
    """Make a pack from chosen cases."""
    form = PackForm(request.POST, cases=reading.to_choose(request.seat)[:200])
    if not form.is_valid():
        return _packs(request, form, status=422)
    said = form.cleaned_data
    pack = pack_acts.make_pack(said["for_whom"], said["words"], said["cases"], by=request.seat, at=timezone.now())
    return _back(pack)


def _packs(request: SeatRequest, form: PackForm | None = None, status: int = 200) -> HttpResponse:
    begun = form
    if begun is None:
        chosen = [int(one) for one in request.GET.getlist("case") if one.isdecimal() and len(one) < 18]
        begun = PackForm(cases=reading.to_choose(request.seat)[:200], initial={"cases": chosen})
    context = {"form": begun, "packs": reading.packs(request.seat), "open": status != 200 or "case" in request.GET}
    return render(request, "cases/packs.html", context | {"nav": "cases"}, status=status)


@require_safe
@at_the_pack
def pack(request: SeatRequest, pack: Pack) -> HttpResponse:
    return _page(request, pack)


@require_POST
@at_the_pack
def chosen(request: SeatRequest, pack: Pack) -> HttpResponse:
    """Which cases from now on, and which of them without names in any case."""
    allow(rules.may_change(pack), _put_away())
    known = {case.pk: case for case in reading.to_choose(request.seat)[:200]}
    ids = [int(one) for one in request.POST.getlist("cases") if one.isdecimal() and int(one) in known]
    nameless = set(request.POST.getlist("nameless"))
    if not ids:
        return _page(request, pack, notice=_("Choose at least one case. Nothing was changed."), status=422)
    pack_acts.choose_cases(pack, [(known[one], str(one) in nameless) for one in ids])
    return _back(pack)


@require_POST
@at_the_pack
def linked(request: SeatRequest, pack: Pack) -> HttpResponse:
    """Make a link for one reader. Its address is shown this once: only a hash of it is kept."""
    allow(rules.may_change(pack), _put_away())
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, pack, link=form, status=422)
    now, zone = timezone.now(), ZoneInfo(pack.firm.time_zone)
    expires = datetime.combine(form.cleaned_data["until"], time(23, 59, 59), zone).astimezone(UTC)
    link, key = pack_acts.make_link(pack, form.cleaned_data["reader"], expires_at=expires, by=request.seat, at=now)
    response = _back(pack, f"link-{link.pk}")
    # Carried to the next page in a cookie of a minute: neither the database nor an address may hold the key.
    path = reverse("pack", args=[pack.pk])
    response.set_signed_cookie(_FRESH, f"{link.pk}:{key}", salt=_FRESH, max_age=60, path=path, httponly=True,
                               samesite="Strict", secure=settings.SESSION_COOKIE_SECURE)  # fmt: skip
    return response


_FRESH = "__Secure-ours-link" if settings.SECURE else "ours-link"  # of one path, so it cannot be __Host-
_MONTH = timedelta(days=30)


@require_POST
@at_the_pack
def revoked(request: SeatRequest, pack: Pack, pack_link_id: int) -> HttpResponse:
    link = PackLink.objects.filter(pk=pack_link_id, pack=pack).first()
    if link is None:
        raise Http404
    pack_acts.revoke_link(link, by=request.seat, at=timezone.now())
    return _back(pack, f"link-{link.pk}")


@require_POST
@at_the_pack
def ended(request: SeatRequest, pack: Pack) -> HttpResponse:
    pack_acts.put_away(pack, by=request.seat, at=timezone.now())
    return _back(pack)


@require_safe
@at_the_pack
def look(request: SeatRequest, pack: Pack) -> HttpResponse:
    """The pack as its reader sees it."""
    stories, _held = showable([(one.case, one.nameless) for one in reading.in_pack(pack)], pack.firm)
    return render(request, "cases/shown.html", {"pack": pack, "stories": stories, "looking": True})


@require_safe
@cache_control(private=True, no_store=True)
@at_the_pack
def as_pdf(request: SeatRequest, pack: Pack) -> HttpResponse:
    """The pack on paper."""
    stories, _held = showable([(one.case, one.nameless) for one in reading.in_pack(pack)], pack.firm)
    try:
        made = pdf.make(pack.firm.name, pack.for_whom, pack.words, stories, on=timezone.localdate())
    except pdf.NoPdf as missing:
        return _page(request, pack, notice=missing.sentence(), status=503)
    return pdf.response(made)


def _page(
    request: SeatRequest, pack: Pack, *, link: forms.Form | None = None, notice: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    inside = reading.in_pack(pack)
    chosen = [(one.case, one.nameless) for one in inside]
    stories, held = showable(chosen, pack.firm)
    known = {one.case_id: one for one in inside}
    fresh, key = _fresh(request)
    context: dict[str, Any] = {
        "pack": pack,
        "inside": inside,
        "held": {case.pk for case in held},
        "nameless": {case.pk for case, nameless in without_giving_away(chosen) if nameless},
        "shown": len(stories),
        "choice": [(case, known.get(case.pk)) for case in reading.to_choose(request.seat)[:200]],
        "links": reading.links(pack),
        "link_form": link or LinkForm(initial={"until": timezone.localdate() + _MONTH}),
        "typed": link is not None,
        "fresh": fresh,
        "address": f"{settings.ADDRESS}{reverse('shown', args=[key])}" if key else "",
        "opens": lambda one: rules.opens(one, now),
        "may_change": rules.may_change(pack),
        "notice": notice,
        "named": Form.NAMED,
        "nav": "cases",
    }
    response = render(request, "cases/pack.html", context, status=status)
    if key:
        response.delete_cookie(_FRESH, path=reverse("pack", args=[pack.pk]))
        response["Cache-Control"] = "private, no-store"
    return response


def _fresh(request: SeatRequest) -> tuple[int, str]:
    """The id and the key of a link that was made a moment ago; (0, "") without."""
    carried = request.get_signed_cookie(_FRESH, default="", salt=_FRESH, max_age=60) or ""
    number, _colon, key = carried.partition(":")
    return (int(number), key) if number.isdecimal() else (0, "")


def _put_away() -> str:
    return _("This pack was put away. Make a new one with the same cases.")


def _back(pack: Pack, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("pack", args=[pack.pk])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)
