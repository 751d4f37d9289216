"""When a form cannot be taken in now, what was typed is shown again, so that no word is lost."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PAGE = "people/lost-words.html"
TECHNICAL = {"csrfmiddlewaretoken", "once"}
SECRET = {"room_passphrase", "passphrase", "again"}  # typed anew rather than shown on a page


def keep_words(
    request: HttpRequest, *, again: bool = False, signed_out: bool = False, failed: bool = False, status: int = 403
) -> HttpResponse:
    """A page with every field that was sent; `again` offers to send the same form once more.

    `signed_out` says that signing in comes first; `failed` that the form was in order and could not be saved: then it
    is sent again under its own key, so that it counts once whatever became of it. A form that came from another site is
    neither shown nor offered again: somebody else may have written it.
    """
    foreign = _is_foreign(request)
    sent = typed(request)
    context = {
        "words": [(name, value) for name, value in sent if _has_words(value)],
        "hidden": [(name, value) for name, value in sent if not _has_words(value)],
        "again": again and not foreign,
        "signed_out": signed_out,
        "foreign": foreign,
        "failed": failed,
        "key": request.POST.get("once", "") if failed else "",
        "files": failed and bool(request.FILES),
        "path": request.get_full_path(),
    }
    return render(request, PAGE, context, status=status)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and values of the fields that may be shown again; none of a form that came from another site."""
    if _is_foreign(request):
        return []
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
    return origin != settings.ADDRESS and origin.partition("://")[2] != request.get_host()
