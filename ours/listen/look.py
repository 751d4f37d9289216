"""A mail as it looked, for a frame of ours that may run and load nothing.

As whatever stands in that frame counts as coming from elsewhere, nothing of ours is handed to it either: it brings its
look along, allowed by its hash (CSP 3, 8.2).
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render

from ours.people.request import SeatRequest

_STYLE: Final = Path(__file__).parent.parent / "templates" / "listen" / "look.css"


def look(request: SeatRequest, html: str) -> HttpResponse:
    """The page for the frame, from the cleaned HTML of a mail; Http404 where it had no look of its own."""
    if not html:
        raise Http404
    answer = render(request, "listen/request_look.html", {"html": html, "style": _style()})
    answer.headers["Content-Security-Policy"] = _policy()
    return answer


@cache
def _style() -> str:
    return _STYLE.read_text("utf-8")


@cache
def _policy() -> str:
    told = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{told}'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; "
        "sandbox allow-popups allow-popups-to-escape-sandbox"
    )
