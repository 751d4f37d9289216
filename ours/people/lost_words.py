"""When a form comes in too late, what was typed is shown again, so that no word is lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TECHNICAL = {"csrfmiddlewaretoken", "once"}


def keep_words(request: HttpRequest, *, again: bool = False) -> HttpResponse:
    """A page (403) with every field that was sent; `again` offers to send the same form once more.

    A form that came from another site is not offered again.
    """
    typed = [(name, value) for name, values in request.POST.lists() if name not in TECHNICAL for value in values]
    foreign = request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")
    context = {"typed": [] if foreign else typed, "again": again and not foreign, "path": request.get_full_path()}
    return render(request, "people/lost-words.html", context, status=403)
