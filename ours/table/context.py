"""What the frame of every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def frame(request: HttpRequest) -> dict[str, Any]:
    """Who reads, in which language, and whether letters are kept here to be read."""
    seat = getattr(request, "seat", None)
    kept = not settings.SMTP_URL and (settings.DEMO or bool(seat and seat.is_firm_owner))
    return {
        "seat": seat,
        "seats": bool(getattr(seat, "elsewhere", False)),
        "letters": kept,
        "language": get_language(),
        "answers_form": request.method == "POST",
    }
