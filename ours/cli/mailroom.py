"""The ways in which mails come to a running worker: mailboxes on IMAP servers, and the mail door."""

import contextlib
import logging
import threading
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ours.post.fetching import Along, Place, Take

log = logging.getLogger(__name__)
END_WITHIN = 5.0  # seconds in which a watcher may finish the mail it is at


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
    with _door():
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
def _door() -> Iterator[None]:
    from django.conf import settings
    from django.utils import timezone

    from ours.listen.receiving import is_for_us, receive, traced
    from ours.post import listener

    if not settings.MAIL_LISTENER:
        yield
        return

    def take_in(raw: bytes, sender: str, recipients: list[str]) -> None:
        receive(traced(raw, sender=sender, recipients=recipients), at=timezone.now())

    try:
        controller = listener.opened(listener.door_of(settings.MAIL_LISTENER), is_for_us, take_in)
    except OSError as error:
        # Another worker has it, or the address is not ours; letters and all else go on.
        log.error("The mail door %s could not be opened: %s", settings.MAIL_LISTENER, error)
        yield
        return
    try:
        yield
    finally:
        controller.stop()


def _take_from(place: "Place") -> "Take":
    from django.conf import settings
    from django.utils import timezone

    from ours.listen.receiving import receive

    # The mailbox is the firm's own, unless all firms here share one for answers.
    mailbox = "" if settings.REPLY_ADDRESS or "@" not in place.user else place.user

    def take(raw: bytes, along: "Along") -> object:
        return receive(raw, at=timezone.now(), mailbox=mailbox, along=along)

    return take
