"""A form that is sent twice does its deed once.

Every form carries a random key. Its POST runs in one transaction with a Receipt for that key; a second POST with the
same key finds the receipt, does nothing and is answered with the page that the first one led to. Two at the same
moment wait for each other at the receipt's unique key. Only an answer that redirects is a deed that was done; a form
with a mistake and a refusal take everything back, and a page that is read over on the way may be asked for again. Where
the database breaks off, so that nobody knows whether it kept the deed, the receipt tells.
"""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from ours.people.middleware import ask_again
from ours.people.request import AnyRequest
from ours.prepared import Prepared
from ours.problem.models import Receipt
from ours.table import errors


class OnceMiddleware:
    """Runs POSTs that carry a key in one transaction with their receipt."""

    def __init__(self, get_response: Callable[[AnyRequest], HttpResponse]) -> None:
        self.get_response = get_response
        errors.make_ready()  # middleware is made when a process begins to serve

    def __call__(self, request: AnyRequest) -> HttpResponse:
        if request.method != "POST" or not request.POST.get("once"):
            return self.get_response(request)
        key = self._key(request)
        earlier = _page_of(key)
        if earlier is not None:
            return earlier
        try:
            with transaction.atomic():
                ask_again(request)
                response = self.get_response(request)
                location = response.headers.get("Location", "")
                if done := 300 <= response.status_code < 400 and bool(location):
                    Receipt.objects.create(key=key, location=location[:500], at=timezone.now())
                elif response.status_code >= 400:
                    transaction.set_rollback(True)
        except IntegrityError:
            done, response = False, None
        except (OperationalError, InterfaceError):
            connection.close_if_unusable_or_obsolete()
            response = _page_of(key)
            if response is None:
                raise
            return response
        # Of two at the same moment the slower one fails at some unique key, or finds that its words are no longer the
        # newest: those of its own repetition are. What it did is taken back.
        if not done:
            response = _page_of(key) or response
        if response is None:
            raise RuntimeError("A form met a conflict that was not its own repetition.")
        return response

    @staticmethod
    def _key(request: AnyRequest) -> str:
        who = request.seat.person_id if request.seat else request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
        parts = (str(who), request.path, request.POST["once"])
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


_receipt: Prepared[Receipt] = Prepared((str,), lambda key: Receipt.objects.filter(key=key))


def _page_of(key: str) -> HttpResponse | None:
    receipt = _receipt.first(key)
    return HttpResponseRedirect(receipt.location, status=303) if receipt else None
