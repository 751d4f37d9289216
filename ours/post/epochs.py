"""Epochs: which letters were written before this installation's database was last put back from a backup.

What was revoked after that backup was made stands unrevoked in it. So nothing that was given out earlier is believed
any more, and every reply address says in which epoch it was made (`trust.md` A6).
"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from ours.post.models import Epoch, Letter, Notice, Pass, ReplyAddress

FIRST = "aaaa"  # always the same, so that two workers who both begin it make one
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # base32 (RFC 4648): survives programs that lower-case addresses


def current(at: datetime) -> Epoch:
    """The epoch of now; the first one begins when it is first asked for."""
    return _newest() or Epoch.objects.get_or_create(code=FIRST, defaults={"at": at})[0]


@transaction.atomic
def begin(at: datetime) -> tuple[int, int]:
    """Begin a new epoch, after the database was put back: passes and reply addresses given out before are void.

    What waited to be sent when the backup was made may have gone out since, or its reader may have been shut out: it
    is not sent. Returns how many reply addresses and how many passes are void.
    """
    # Later than the last one also where the clock went backwards meanwhile.
    Epoch.objects.create(code=_code(), at=max(at, current(at).at + timedelta(seconds=1)))
    addresses = ReplyAddress.objects.filter(revoked_at__isnull=True, expires_at__gt=at).update(revoked_at=at)
    passes = Pass.objects.filter(revoked_at__isnull=True, used_at__isnull=True, expires_at__gt=at).update(revoked_at=at)
    Notice.objects.filter(letter__isnull=True, dropped_at__isnull=True).update(dropped_at=at)
    Letter.objects.filter(state__in=[Letter.State.WAITING, Letter.State.SENDING]).update(state=Letter.State.UNSURE)
    return addresses, passes


def _newest() -> Epoch | None:
    return Epoch.objects.order_by("-at", "-pk").first()


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(4))
