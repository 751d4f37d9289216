"""When a form cannot be taken in now, what was typed is shown again, so that no word is lost."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TECHNICAL = {"csrfmiddlewaretoken", "once"}
SECRET = {"room_passphrase", "passphrase", "again"}  # typed anew rather than shown on a page


def keep_words(request: HttpRequest, *, again: bool = False, signed_out: bool = False) -> HttpResponse:
    """A page (403) with every field that was sent; `again` offers to send the same form once more.

    `signed_out` says that signing in comes first. A form that came from another site is neither shown nor offered
    again: somebody else may have written it.
    """
    foreign = _is_foreign(request)
    typed = [] if foreign else _typed(request)
    context = {
        "words": [(name, value) for name, value in typed if _has_words(value)],
        "hidden": [(name, value) for name, value in typed if not _has_words(value)],
        "again": again and not foreign,
        "signed_out": signed_out,
        "foreign": foreign,
        "path": request.get_full_path(),
    }
    return render(request, "people/lost-words.html", context, status=403)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    kept = [(name, values) for name, values in request.POST.lists() if name not in TECHNICAL | SECRET]
    return [(name, value) for name, values in kept for value in values]


def _has_words(value: str) -> bool:
    """Whether a person would miss it: versions and ids are only carried along."""
    return any(letter.isalpha() for letter in value)


def _is_foreign(request: HttpRequest) -> bool:
    """Whether another site sent the form. Browsers say so in one of two headers; without https in the second only."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    return origin != settings.ADDRESS and urlsplit(origin).netloc != request.get_host()
