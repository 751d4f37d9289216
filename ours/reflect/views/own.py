"""The room itself: who can read it, a passphrase, taking everything along, ending it (R6)."""

import json

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ours.addresses import url
from ours.people.browser import local_path
from ours.people.door import signed_in
from ours.people.request import SeatRequest, person_in
from ours.reflect import acts, reading, unlocking
from ours.reflect.forms import EndForm, PassphraseForm
from ours.reflect.keys import KeyGone
from ours.reflect.room import Room, row_of
from ours.reflect.sealing import Unreadable, WrongPassphrase
from ours.reflect.views import FIELD, closed, in_the_room, locked, page, there

FILE = "ours-private-room.json"


@require_safe
@in_the_room
def own(request: SeatRequest, room: Room) -> HttpResponse:
    return _page(request, room)


@require_POST
@signed_in
def unlocked(request: SeatRequest) -> HttpResponse:
    """Open the room in this browser with the passphrase, and go on to where one wanted to go.

    The form has no key that makes it count once: that would take the counted try back when the passphrase is wrong.
    """
    author, now = person_in(request.seat).pk, timezone.now()
    to = local_path(request.POST.get("next"))
    to = to if to.startswith(url("reflect")) else url("reflect")
    row = row_of(author)
    response = HttpResponseRedirect(to, status=303)
    if row is None or row.salt is None:
        return response
    try:
        data_key = unlocking.key_by(request.POST.get(FIELD, ""), row, at=now)
    except (WrongPassphrase, unlocking.Wait) as error:
        return locked(request, to=to, error=error)
    except (KeyGone, Unreadable):
        return closed(request)
    unlocking.remember(request.session, data_key, author, at=now)(response)
    return response


@require_POST
@signed_in
def locked_now(request: SeatRequest) -> HttpResponse:
    """Lock it in this browser."""
    response = HttpResponseRedirect(url("home"), status=303)
    unlocking.forget(request, response)
    return response


@require_POST
@in_the_room
def passphrase(request: SeatRequest, room: Room) -> HttpResponse:
    form = PassphraseForm(request.POST)
    if not form.is_valid():
        return _page(request, room, form=form, status=422)
    room = acts.set_passphrase(room, form.cleaned_data["passphrase"])
    response = there("reflect-own", "passphrase")
    assert room.data_key is not None
    unlocking.remember(request.session, room.data_key, room.author_id, at=timezone.now())(response)
    return response


@require_POST
@in_the_room
def passphrase_gone(request: SeatRequest, room: Room) -> HttpResponse:
    response = there("reflect-own", "passphrase")
    if room.has_passphrase:
        acts.set_passphrase(room, "")
        unlocking.forget(request, response)
    return response


@require_POST
@in_the_room
def export(request: SeatRequest, room: Room) -> HttpResponse:
    """Everything in one file, for its author. Asked for by a form, so that nothing fetches it by following links."""
    told = json.dumps(reading.exported(room), ensure_ascii=False, indent=1)
    response = HttpResponse(told, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return response


@require_POST
@signed_in
def ended(request: SeatRequest) -> HttpResponse:
    """Destroy the room: the key and everything that was sealed with it. Also one that does not open any more."""
    if not EndForm(request.POST).is_valid():
        return _unsure(request)
    acts.leave(person_in(request.seat).pk)
    response = there("reflect-own")
    unlocking.forget(request, response)
    return response


@in_the_room
def _unsure(request: SeatRequest, room: Room) -> HttpResponse:
    return _page(request, room, end=EndForm(request.POST), status=422)


def _page(
    request: SeatRequest,
    room: Room,
    *,
    form: PassphraseForm | None = None,
    end: EndForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form or PassphraseForm(),
        "end": end or EndForm(),
        "setting": form is not None,
        "ending": end is not None,
        "hours": int(unlocking.STAYS.total_seconds() // 3600),
        "entries": len(room.entries()),
    }
    return page(request, room, "own", "own", context, status)
