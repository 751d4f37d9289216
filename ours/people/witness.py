"""What the log is told of coming in, going out and who may come in, and of tries that were turned away.

People and seats go by their ids, addresses by a mark that only this installation can make: a log is read by more people
than the database, and kept elsewhere. No name, no mail address, no code and no key stands in it (`docs/security.md`).
"""

import logging

from django.http import HttpRequest

from ours.people.entrance import hashed

log = logging.getLogger("ours.security")


def done(request: HttpRequest, what: str, *facts: object) -> None:
    """Somebody did something; `what` with a %s for each of the facts."""
    log.info(what, *facts, extra={"request": request})


def turned_away(request: HttpRequest, what: str, *facts: object) -> None:
    """Somebody tried something in vain."""
    log.warning(what, *facts, extra={"request": request})


def mark_of(email: str) -> str:
    """What stands for a mail address: the same for the same one, and nothing that leads back to it."""
    return hashed("log", email)[:12]
