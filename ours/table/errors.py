"""Pages for what cannot be done: each says what happened and what to do next."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ours.people.lost_words import keep_words
from ours.people.request import AnyRequest


def stale_form(request: AnyRequest, reason: str = "") -> HttpResponse:
    """A form whose protection has run out: the words are kept and can be sent again."""
    if not hasattr(request, "seat"):
        request.seat = None
    return keep_words(request, again=True)


def refused(request: AnyRequest, exception: PermissionDenied) -> HttpResponse:
    """403 with the sentence that the refusal carries."""
    sentence = str(exception) or _("This is not for your seat at the table.")
    return _page(request, 403, _("Not from this seat"), sentence)


def missing(request: AnyRequest, exception: Exception) -> HttpResponse:
    """404, the same for what does not exist and for what this seat may not see."""
    sentence = _("There is nothing here for your seat. The address may be mistyped, or it belongs to another table.")
    return _page(request, 404, _("Nothing here"), sentence)


def unreadable(request: AnyRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _page(request, 400, _("That could not be read"), _("Go back and send it again."))


def broken(request: AnyRequest) -> HttpResponse:
    """500: nothing of the deed was kept, which is said plainly."""
    sentence = _("Something went wrong here, not with you. Nothing was saved; go back and your words are still there.")
    return _page(request, 500, _("Not saved"), sentence)


def _page(request: AnyRequest, status: int, title: str, sentence: str) -> HttpResponse:
    if not hasattr(request, "seat"):
        request.seat = None
    # Offered to everybody with several seats, whether one of them would see more or not: it tells nothing.
    may_look = status in (403, 404) and request.method == "GET" and getattr(request.seat, "elsewhere", False)
    other_seats = f"{reverse('seats')}?{urlencode({'next': request.get_full_path()})}" if may_look else ""
    context = {"title": title, "sentence": sentence, "other_seats": other_seats}
    return render(request, "table/error.html", context, status=status)
