"""Opening a room that has a passphrase, for one browser and some hours (R6).

What the passphrase opened is remembered in two halves: the session, which lies in the database, holds the author's key
sealed; the key to that is in a cookie of the browser and nowhere else. Neither is worth anything alone, and no server
process remembers anything, however many there are.
"""

import base64
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from ours.people.sessions import SessionStore
from ours.reflect import keys
from ours.reflect.models import PrivateKey
from ours.reflect.room import place_of
from ours.reflect.sealing import Unreadable, new_data_key, seal, unseal, unwrap

STAYS = timedelta(hours=4)  # how long it stays open in a browser
TRIES = 5  # passphrases that do not fit, before one has to wait
WAIT = timedelta(minutes=15)
KEPT = "private-room"  # in the session


class Wait(Exception):
    """Too many passphrases did not fit; some minutes have to pass."""


def cookie_name() -> str:
    """The name of the cookie; browsers take the prefix as a promise that only this host can set it."""
    return "__Host-ours-room" if settings.SECURE else "ours-room"


def key_by(passphrase: str, row: PrivateKey, *, at: datetime) -> bytes:
    """The author's key. Raises WrongPassphrase, Wait, KeyGone, Unreadable.

    Every try is counted before it is known whether it fits: many at once have no more of them than one by one.
    """
    if not _count(row, at):
        raise Wait
    data_key = unwrap(
        row.wrapped, keys.ring(make=False), row.by_key, place_of(row.author_id), salt=row.salt, passphrase=passphrase
    )
    PrivateKey.objects.filter(pk=row.pk).update(wrong=0, wrong_at=None)
    return data_key


@transaction.atomic(durable=True)  # a transaction around it could take the counted try back
def _count(row: PrivateKey, at: datetime) -> bool:
    mine = PrivateKey.objects.filter(pk=row.pk)
    mine.filter(wrong_at__lte=at - WAIT).update(wrong=0)
    return bool(mine.filter(wrong__lt=TRIES).update(wrong=F("wrong") + 1, wrong_at=at))


def remember(session: SessionStore, data_key: bytes, author_id: int, *, at: datetime) -> Callable[[HttpResponse], None]:
    """Keep the room open in this browser for STAYS. Returns what gives a response its half of it."""
    half = new_data_key()
    until = at + STAYS
    sealed = seal(half, data_key, f"{KEPT}:{author_id}:{until.isoformat()}")
    session[KEPT] = {"sealed": base64.b64encode(sealed).decode(), "until": until.isoformat()}
    told = base64.urlsafe_b64encode(half).decode()

    def give(response: HttpResponse) -> None:
        # No max-age: it goes with the browser's session, and after STAYS it opens nothing.
        response.set_cookie(cookie_name(), told, secure=settings.SECURE, httponly=True, samesite="Strict")

    return give


def remembered(request: HttpRequest, author_id: int, *, at: datetime) -> bytes | None:
    """The author's key, if this browser may still have it; else None."""
    kept = request.session.get(KEPT)
    half = request.COOKIES.get(cookie_name(), "")
    if not kept or not half or datetime.fromisoformat(kept["until"]) <= at:
        return None
    try:
        opened = base64.urlsafe_b64decode(half)
        return unseal(opened, base64.b64decode(kept["sealed"]), f"{KEPT}:{author_id}:{kept['until']}")
    except (Unreadable, ValueError):
        return None


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Lock the room in this browser."""
    request.session.pop(KEPT, None)
    response.delete_cookie(cookie_name(), samesite="Strict")
