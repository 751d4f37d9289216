"""Who is asking: one query gives the seat with its person, firm and client."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.utils import timezone, translation

from ours.people import entrance
from ours.people.holding import wait_for_forms
from ours.people.models import Seat
from ours.people.request import AnyRequest
from ours.people.sessions import UNUSED, valid_sessions
from ours.prepared import Prepared

SEEN_EVERY = timedelta(hours=1)


class SeatMiddleware:
    """Sets `request.seat` (None for a visitor), and the reader's language and time zone.

    A seat that was left, or whose person was deactivated, is no seat: the next request is a visitor's.
    """

    def __init__(self, get_response: Callable[[AnyRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: AnyRequest) -> HttpResponse:
        request.seat = seat_of(request)
        person = request.seat.person if request.seat else None
        if person:
            _note_seen(request)
        language = person.language if person else translation.get_language_from_request(request)
        with translation.override(language), timezone.override(person.time_zone if person else "UTC"):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _note_seen(request: AnyRequest) -> None:
    """Write down, at most once an hour, that this browser is still in use."""
    now = timezone.now()
    if request.session.seen_at and now - request.session.seen_at >= SEEN_EVERY:
        entrance.see(request.session, at=now)


def _acting(seat: int, person: int) -> "QuerySet[Seat]":
    others = Seat.objects.taken().filter(person=OuterRef("person")).exclude(pk=OuterRef("pk"))
    seats = Seat.objects.taken().filter(pk=seat, person=person)
    return seats.select_related("person", "firm", "client").annotate(elsewhere=Exists(others))


def _still_acting(seat: int, person: int, key: str, now: datetime, since: datetime) -> "QuerySet[Seat]":
    return _acting(seat, person).filter(Exists(valid_sessions(key, now, since)))


_acting_seat: Prepared[Seat] = Prepared((int, int), _acting)
_acting_still: Prepared[Seat] = Prepared((int, int, str, datetime, datetime), _still_acting)


def ask_again(request: AnyRequest) -> None:
    """Within the transaction that takes a form in: ask again who is asking, as the form may have waited for it.

    Whoever ends this seat waits until the form is taken in; after that nothing is taken in from it any more.
    """
    seat, now = request.seat, timezone.now()
    if seat is None or seat.person_id is None:
        return
    wait_for_forms([seat.pk])
    request.seat = _acting_still.first(seat.pk, seat.person_id, request.session.session_key or "", now, now - UNUSED)


def seat_of(request: AnyRequest) -> Seat | None:
    """The seat this browser acts from, or None. `elsewhere` on it says whether its person has other seats."""
    seat_id, person_id = request.session.get("seat"), request.session.get("person")
    if seat_id is None or person_id is None:
        return None
    return _acting_seat.first(seat_id, person_id)
