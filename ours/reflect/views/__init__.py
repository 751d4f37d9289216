"""The door of the private room: whoever comes in finds their own and no other."""

from functools import wraps
from typing import Any, TypeVar

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ours.addresses import url
from ours.people import witness
from ours.people.door import View, signed_in
from ours.people.request import SeatRequest, person_in
from ours.reflect.forms import EndForm
from ours.reflect.keys import KeyGone
from ours.reflect.kinds import Entry
from ours.reflect.room import Locked, Room, open_room, row_of
from ours.reflect.sealing import Unreadable, WrongPassphrase
from ours.reflect.unlocking import TRIES, WAIT, Wait, key_by, remember, remembered

E = TypeVar("E", bound=Entry)
FIELD = "room_passphrase"
NOT_CARRIED = {"csrfmiddlewaretoken", "once", FIELD}


def in_the_room(view: View) -> View:
    """Open the room of whoever asks, and give it to the view as `room`.

    Where a passphrase is to be said first, the page asks for it and carries along what was typed: a form that was sent
    while the room was locked is taken in with the passphrase.
    """

    @signed_in
    @wraps(view)
    def run(request: SeatRequest, **kwargs: object) -> HttpResponse:
        author, now = person_in(request.seat).pk, timezone.now()
        give = None
        try:
            try:
                room = open_room(author, remembered=remembered(request, author, at=now))
            except Locked:
                if FIELD not in request.POST:
                    return locked(request)
                row = row_of(author)
                assert row is not None
                data_key = key_by(request.POST[FIELD], row, at=now)
                give = remember(request.session, data_key, author, at=now)
                room = Room(author, row, data_key)
        except (WrongPassphrase, Wait) as error:
            return locked(request, error=error)
        except (KeyGone, Unreadable):
            return closed(request)
        response = view(request, room=room, **kwargs)
        if give is not None:
            give(response)
        return response

    return run


def locked(request: SeatRequest, *, to: str = "", error: Exception | None = None) -> HttpResponse:
    """The page that asks for the passphrase. `to` is where a GET wanted to go."""
    sentence = ""
    if error is not None:
        witness.turned_away(request, "A passphrase did not fit.")
    if isinstance(error, Wait):
        sentence = _("That was wrong %(tries)d times. Please wait %(minutes)d minutes, then try again.") % {
            "tries": TRIES,
            "minutes": WAIT.seconds // 60,
        }
    elif error is not None:
        sentence = _("That does not open it. Look at capitals and spaces, and try again.")
    going_on = request.method == "POST" and not to
    carried = [
        (name, value)
        for name, values in (request.POST.lists() if going_on else [])
        if name not in NOT_CARRIED
        for value in values
    ]
    context = {
        "action": request.path if going_on else url("reflect-unlocked"),
        "carried": carried if going_on else [("next", to or request.path)],
        "typed": [value for _name, value in carried if any(letter.isalpha() for letter in value)],
        "end": EndForm(),
        "sentence": sentence,
        "field": FIELD,
    }
    return render(request, "reflect/locked.html", context, status=422 if error else 200)


def closed(request: SeatRequest) -> HttpResponse:
    """The page of a room that nobody can open: the installation's key is gone."""
    return render(request, "reflect/closed.html", {"end": EndForm()}, status=409)


def page(
    request: SeatRequest, room: Room, template: str, here: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the room; `here` is the part of it that is open, for the list of its parts."""
    return render(request, f"reflect/{template}.html", {"room": room, "here": here, **context}, status=status)


def there(name: str, anchor: str = "", **ids: Any) -> HttpResponse:
    """The answer after a deed: 303 to a page of the room."""
    address = url(name, **ids)
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)


def found(room: Room, number: int, kind: type[E]) -> E:
    """The entry with this id; 404 for whatever is not in this room."""
    entry = room.one(number, kind)
    if entry is None:
        raise Http404
    return entry
