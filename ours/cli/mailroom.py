"""The ways in which mails come to a running worker: mailboxes on IMAP servers, and the mail door."""

import contextlib
import logging
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ours.post.fetching import Along, Place, Take

log = logging.getLogger(__name__)
END_WITHIN = 5.0  # seconds in which a watcher may finish the mail it is at
TRY_AGAIN = 5.0  # seconds between two tries to open the mail door
TAKEN = "The mail door %s could not be opened and is tried again: %s"  # another worker has it, or it is not ours


@contextlib.contextmanager
def mails_come_in(stop: threading.Event) -> Iterator[None]:
    """Take mails in as they arrive, until `stop` is set, wherever the settings say that they come from."""
    from django.conf import settings
    from django.utils import timezone

    from ours.post import fetching

    watchers = [
        threading.Thread(
            target=fetching.watch, args=(place, _take_from(place), stop, timezone.now), name=place.name, daemon=True
        )
        for place in map(fetching.place_of, settings.IMAP_URLS)
    ]
    with _door(stop):
        for watcher in watchers:
            watcher.start()
        try:
            yield
        finally:
            stop.set()
            for watcher in watchers:
                watcher.join(END_WITHIN)


def look_into_mailboxes(at: datetime) -> int:
    """Take in once what is new in every mailbox; returns how many mails that was. Raises fetching.TROUBLE."""
    from django.conf import settings

    from ours.post import fetching

    places = map(fetching.place_of, settings.IMAP_URLS)
    return sum(fetching.fetch(place, _take_from(place), at=at) for place in places)


@contextlib.contextmanager
def _door(stop: threading.Event) -> Iterator[None]:
    """The mail door, open now or as soon as the worker that has it is gone."""
    from django.conf import settings
    from django.utils import timezone

    from ours.listen.receiving import is_for_us, receive, traced
    from ours.post import listener

    if not settings.MAIL_LISTENER:
        yield
        return
    opened: list[Any] = []

    def take_in(raw: bytes, sender: str, recipients: list[str]) -> None:
        receive(traced(raw, sender=sender, recipients=recipients), at=timezone.now())

    def is_open() -> bool:
        try:
            opened.append(listener.opened(listener.door_of(settings.MAIL_LISTENER), is_for_us, take_in))
        except OSError as error:
            log.log(logging.DEBUG if told else logging.ERROR, TAKEN, settings.MAIL_LISTENER, error)
            told.append(error)
        return bool(opened)

    def keep_trying() -> None:
        while not stop.wait(TRY_AGAIN) and not is_open():
            pass

    told: list[OSError] = []
    waiting = threading.Thread(target=keep_trying, name="mail door", daemon=True)
    if not is_open():
        waiting.start()  # letters and all else go on
    try:
        yield
    finally:
        stop.set()
        if waiting.ident is not None:
            waiting.join(END_WITHIN)
        for door in opened:
            door.stop()


def _take_from(place: "Place") -> "Take":
    from django.conf import settings
    from django.utils import timezone

    from ours.listen.receiving import receive

    # The mailbox is the firm's own, unless all firms here share one for answers.
    mailbox = "" if settings.REPLY_ADDRESS or "@" not in place.user else place.user

    def take(raw: bytes, along: "Along") -> object:
        return receive(raw, at=timezone.now(), mailbox=mailbox, along=along)

    return take
