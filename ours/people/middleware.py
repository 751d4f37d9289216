"""Who is asking: one query gives the seat with its person, firm and client."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from ours.people.models import Seat


class SeatMiddleware:
    """Sets `request.seat` (None for a visitor), and the reader's language and time zone.

    A seat that was left, or whose person was deactivated, is no seat: the next request is a visitor's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.seat = seat_of(request)
        person = request.seat.person if request.seat else None
        language = person.language if person else translation.get_language_from_request(request)
        with translation.override(language), timezone.override(person.time_zone if person else "UTC"):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.seat is not None and "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True, no_store=True)
        return response


def seat_of(request: HttpRequest) -> Seat | None:
    """The seat this browser acts from, or None."""
    seat_id = request.session.get("seat")
    if seat_id is None:
        return None
    return Seat.objects.taken().select_related("person", "firm", "client").filter(pk=seat_id).first()
