"""What every answer tells the browser besides its content: what it may load, who may see it, whether it is kept.

The outermost middleware, so that nothing leaves without it: no refusal, no error, no file of the pages' looks. What
a view has set itself stays. The same few lines go along with nearly everything, so they are put into words once.
"""

import base64
import hashlib
from functools import cache
from html.parser import HTMLParser
from typing import Final

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.deprecation import MiddlewareMixin

# What is saved as a file runs nothing and loads nothing, should a browser open it in place all the same.
SAVED: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# Everything a browser would ask its person about, and what it would not ask: the pages need none of it.
_POWERS: Final = (
    "accelerometer autoplay camera display-capture encrypted-media geolocation gyroscope hid idle-detection "
    "local-fonts magnetometer microphone midi payment publickey-credentials-get screen-wake-lock serial usb "
    "xr-spatial-tracking"
).split()


class PolicyMiddleware(MiddlewareMixin):
    """Completes each answer on its way out."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add what is not there yet."""
        headers = response.headers
        if headers.get("Content-Disposition", "").startswith("attachment"):
            headers.setdefault(HEADER, SAVED)
        for name, value in always():
            headers.setdefault(name, value)
        return response


class HostMiddleware(MiddlewareMixin):
    """Answers by the names of this installation alone.

    A page elsewhere can have its own name lead here and then read what this browser is shown (DNS rebinding).
    """

    def process_request(self, request: HttpRequest) -> None:
        """Raises DisallowedHost, which is answered with 400. Whoever only asks whether it is well may use any name."""
        if request.path != "/healthz":
            request.get_host()


@cache
def always() -> tuple[tuple[str, str], ...]:
    """Names and values that go along with every answer."""
    told = {
        HEADER: build_policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS),
        # Pages show what is for one person, or hold the key of their form; what may be kept says so itself.
        "Cache-Control": "private, no-store",
        "Server": "Ours",  # in place of what the server calls itself
    }
    if settings.SECURE:  # whoever stands in front may speak https and not say so
        below = "; includeSubDomains" if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else ""
        told["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}{below}"
    return tuple(told.items())


def showing_only(page: str) -> str:
    """The policy for a page of ours that brings its own look: those very styles, and nothing else at all.

    They are named by their hashes (CSP 3, 8.3), so that no styles have to be allowed that were smuggled in.
    """
    styles = _Styles()
    styles.feed(page)
    hashes = sorted({base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in styles.found})
    told = " ".join(["'unsafe-hashes'", *(f"'sha256-{one}'" for one in hashes)]) if hashes else "'none'"
    return (
        f"default-src 'none'; style-src {told}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "sandbox allow-top-navigation allow-popups"
    )


class _Styles(HTMLParser):
    """The style of each element that has one."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "style" and value]
