"""Forms are taken in from pages of this house alone."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseForbidden
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

OURS = ("same-origin", "none")  # a page of ours; what a person typed or had opened by themselves


class OriginMiddleware(CsrfViewMiddleware):
    """Django's check of tokens and origins; besides it a browser is believed that says it was another site's page.

    Browsers say so also where they leave the origin out, and no page can forge it (Fetch Metadata); programs do not.
    """

    def process_view(
        self, request: HttpRequest, callback: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseForbidden | None:
        """A refusal, or nothing where the form may be taken in."""
        refused = super().process_view(request, callback, args, kwargs)
        checked = not (getattr(callback, "csrf_exempt", False) or getattr(request, "_dont_enforce_csrf_checks", False))
        site = request.headers.get("Sec-Fetch-Site", "none")
        if refused is not None or not checked or request.method in ("GET", "HEAD", "OPTIONS", "TRACE") or site in OURS:
            return refused
        reason = f"It was sent by a page of another site ({site})."
        return self._reject(request, reason)  # type: ignore[attr-defined]  # the stubs leave it out
