"""Pages for what cannot be done: each says what happened and what to do next."""

import logging
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DataError, Error, IntegrityError, NotSupportedError, ProgrammingError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ours.people import lost_words
from ours.people.lost_words import keep_words
from ours.people.request import AnyRequest
from ours.sqlite import is_for_reading_alone

log = logging.getLogger(__name__)

PAGE = "table/error.html"
OUR_MISTAKES = (DataError, IntegrityError, NotSupportedError, ProgrammingError)  # of the database's errors


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
    """400; 413 for more than is taken in at once."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _page(request, 413, _("That could not be read"), _("That is too large; send less at once."))
    return _page(request, 400, _("That could not be read"), _("Go back and send it again."))


def broken(request: AnyRequest) -> HttpResponse:
    """500 for a mistake of ours, 503 where the machine fails us (disk, database, memory).

    Nothing of a deed was kept, which is said plainly, and what was typed is shown again. An answer comes in any case.
    """
    error = sys.exception()
    status = 503 if _is_the_machine(error) else 500
    if not hasattr(request, "seat"):  # it failed before it was known who asks
        request.seat = None
        with translation.override(translation.get_language_from_request(request)):
            response = _not_done(request, status)
    else:
        response = _not_done(request, status)
    if any(is_for_reading_alone(one) for one in _causes(error)):
        connection.close()  # Django takes it for mended by rolling back, and would keep it
    return response


def make_ready() -> None:
    """Read the pages of this module, in every language: when they are needed, no file may open any more."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for page in (PAGE, lost_words.PAGE, "base.html", "parts/icons.html"):
                engines["jinja2"].get_template(page)


def _is_the_machine(error: BaseException | None) -> bool:
    return any(
        isinstance(one, OSError | MemoryError) or (isinstance(one, Error) and not isinstance(one, OUR_MISTAKES))
        for one in _causes(error)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _not_done(request: AnyRequest, status: int) -> HttpResponse:
    try:
        if request.method == "POST":
            response = keep_words(request, again=True, failed=True, status=status)
        else:
            sentence = _("Something went wrong here, not with you. Wait a moment, then open this page again.")
            response = _page(request, status, _("Not at the moment"), sentence)
    except Exception:
        log.exception("The page that says what went wrong failed as well.")
        response = HttpResponse(_bare(request), status=status)
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


def _bare(request: AnyRequest) -> str:
    """The same in one piece, that needs neither templates nor translations nor who is asking."""
    said = "Something went wrong here, not with you. Nothing was saved. Wait a moment, then go back and send it again."
    try:
        words = [value for _name, value in lost_words.typed(request)]
    except Exception:
        words = []
    kept = "".join(f"<p><textarea rows=3 cols=80 readonly>\n{escape(value)}</textarea></p>" for value in words)
    return f"<!doctype html><title>Not saved</title><h1>Not saved</h1><p>{said}</p>{kept}"


def _page(request: AnyRequest, status: int, title: str, sentence: str) -> HttpResponse:
    if not hasattr(request, "seat"):
        request.seat = None
    # Offered to everybody with several seats, whether one of them would see more or not: it tells nothing.
    may_look = status in (403, 404) and request.method == "GET" and getattr(request.seat, "elsewhere", False)
    other_seats = f"{reverse('seats')}?{urlencode({'next': request.get_full_path()})}" if may_look else ""
    context = {"title": title, "sentence": sentence, "other_seats": other_seats}
    return render(request, PAGE, context, status=status)
