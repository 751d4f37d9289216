"""What a link opens, for somebody who has no seat here.

The address opens a page that says for whom it is; only its button opens the cases and counts, so that programs that
look at links in mails count for nothing. The browser then keeps a signed note for this one address, for some hours.
Nothing is kept of the reader but when the button was pressed.
"""

from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from ours.cases import pack_acts, pdf, reading, rules
from ours.cases.models import PackLink, PackOpening
from ours.cases.showing import Told, showable
from ours.people.door import View

_NOTE = "__Secure-ours-shown" if settings.SECURE else "ours-shown"  # of one path, so it cannot be __Host-
HOURS = 12


def _behind(view: View) -> View:
    """Turn the key into its link; 404 for what opens nothing, alike for every reason."""

    @wraps(view)
    @cache_control(private=True, no_store=True)
    def run(request: HttpRequest, key: str) -> HttpResponse:
        link = reading.link_of(key)
        if link is None or not rules.opens(link, timezone.now()):
            response = render(request, "cases/shown_no.html", status=404)
        else:
            response = view(request, link)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        # The address is the key: no other site that is gone to from here may learn it. ("no-referrer" would take the
        # origin from the button's own form as well, and then it counts as sent from elsewhere.)
        response["Referrer-Policy"] = "same-origin"
        return response

    return run


@require_safe
@_behind
def shown(request: HttpRequest, link: PackLink) -> HttpResponse:
    """For whom it is, with the button; behind the button the cases."""
    if not _opened(request, link):
        return render(request, "cases/shown_before.html", {"link": link, "pack": link.pack})
    return render(request, "cases/shown.html", {"link": link, "pack": link.pack, "stories": _stories(link)})


@require_POST
@_behind
def opened(request: HttpRequest, link: PackLink) -> HttpResponse:
    """Open the cases; it is kept when."""
    pack_acts.note_opening(link, PackOpening.What.PAGE, at=timezone.now())
    return _noted(request, link, "../")


@require_POST
@_behind
def taken(request: HttpRequest, link: PackLink) -> HttpResponse:
    """Take the same as PDF; it is kept when."""
    pack_acts.note_opening(link, PackOpening.What.PDF, at=timezone.now())
    return _noted(request, link, "../evidence.pdf")


@require_safe
@_behind
def as_pdf(request: HttpRequest, link: PackLink) -> HttpResponse:
    """The cases on paper, for who has pressed the button; for others the page with the button."""
    if not _opened(request, link):
        return HttpResponseRedirect("./")
    pack = link.pack
    stories = _stories(link)
    try:
        made = pdf.make(pack.firm.name, pack.for_whom, pack.words, stories, on=timezone.localdate())
    except pdf.NoPdf as missing:
        context = {"link": link, "pack": pack, "stories": stories, "notice": missing.sentence()}
        return render(request, "cases/shown.html", context, status=503)
    return pdf.response(made)


def _noted(request: HttpRequest, link: PackLink, to: str) -> HttpResponse:
    # Relative on purpose: the receipt of the form keeps the address, and must not keep the key.
    response = HttpResponseRedirect(to, status=303)
    path = request.path.removesuffix("opened/").removesuffix("taken/")
    response.set_signed_cookie(_NOTE, str(link.pk), salt=_NOTE, max_age=HOURS * 3600, path=path, httponly=True,
                               samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)  # fmt: skip
    return response


def _stories(link: PackLink) -> list[Told]:
    inside = reading.in_pack(link.pack)
    return showable([(one.case, one.nameless) for one in inside], link.pack.firm)[0]


def _opened(request: HttpRequest, link: PackLink) -> bool:
    note = request.get_signed_cookie(_NOTE, default="", salt=_NOTE, max_age=HOURS * 3600)
    return note == str(link.pk)
