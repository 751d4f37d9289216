"""Reply addresses: a letter can simply be answered, because its Reply-To says who answers, and about what.

The address is the firm's mailbox with a random part behind a plus (RFC 5233), or follows the installation's pattern.
Only a hash of the random part is kept beside what it stands for. Knowing the address is not enough to speak for
somebody: who writes to it must be who it was given to, and must still be allowed to see the problem.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from ours.people.models import Firm, Person, Seat
from ours.post import epochs
from ours.post.models import Letter, ReplyAddress
from ours.problem.access import may_see
from ours.problem.models import Problem

LASTS: Final = timedelta(days=180)
_RANDOM: Final = 22  # letters of 5 bits: 110 bits
_LOCAL: Final = 64  # longest local part (RFC 5321 4.5.3.1.1)
_KEY = re.compile(rf"(?<![a-z0-9])r([a-z2-7]{{{4 + _RANDOM}}})(?![a-z0-9])")


def issue(
    person: Person,
    firm: Firm,
    *,
    at: datetime,
    seat: Seat | None = None,
    problem: Problem | None = None,
    question: int | None = None,
    ideas: int | None = None,
) -> str:
    """A reply address for `person`, who answers from `seat` at `problem`; '' where the firm has no mailbox for it.

    `question` is the id of the one question that the letter asks, `ideas` that of its wish for ideas; what an answer to
    neither says is said at the table. Without a problem the address tells only who answers.
    """
    epoch = epochs.current(at)
    key = epoch.code + "".join(secrets.choice(epochs.LETTERS) for _ in range(_RANDOM))
    address = _written(firm, f"r{key}")
    if address:
        ReplyAddress.objects.create(
            key_hash=_hash(key),
            epoch=epoch,
            firm=firm,
            person=person,
            seat=seat,
            problem=problem,
            question=question,
            ideas=ideas,
            at=at,
            expires_at=at + LASTS,
        )
    return address


def belong_to(letter: Letter, addresses: Iterable[str]) -> None:
    """Say which letter these addresses, made by `issue`, were written into."""
    hashes = [_hash(key) for key in keys_in(addresses)]
    ReplyAddress.objects.filter(key_hash__in=hashes).update(letter=letter)


def keys_in(addresses: Iterable[str]) -> list[str]:
    """The random parts that stand in these addresses, each once."""
    locals_ = (address.lower().rpartition("@")[0] for address in addresses)
    return list(dict.fromkeys(key for local in locals_ for key in _KEY.findall(local)))


def find(key: str) -> ReplyAddress | None:
    """What a random part stands for, whether it still counts or not; None if it was never given out."""
    known = ReplyAddress.objects.select_related("epoch", "firm", "person", "letter", "seat__firm", "seat__client")
    return (
        known.select_related("problem__engagement", "problem__client", "problem__firm")
        .filter(key_hash=_hash(key))
        .first()
    )


def of_letter(letter: Letter, problem: Problem) -> ReplyAddress | None:
    """The address that a letter gave out for a problem, for answers that only name the letter."""
    return letter.reply_addresses.filter(problem=problem).select_related("epoch").first()


def why_void(found: ReplyAddress, at: datetime) -> str:
    """Why an address does not count any more, as a sentence; '' while it does. Rights are asked anew."""
    if found.epoch_id != epochs.current(at).pk:
        return _("The letter that it answers was written before a backup of this installation was put back.")
    if found.revoked_at is not None:
        return _("The reply address of %(name)s was revoked.") % {"name": found.person.name}
    if at >= found.expires_at:
        return _("The letter that it answers is too old to be answered by mail.")
    if found.seat is not None and found.seat.person_id != found.person_id:
        return _("The seat that it answers from is somebody else's now.")
    if found.seat is not None and found.problem_id is not None and not may_see(found.seat, found.problem_id):
        return _("%(name)s has no seat at that table any more.") % {"name": found.person.name}
    return ""


class Given(NamedTuple):
    """What one person was given: how many addresses still count, and when some were revoked last."""

    counting: int
    revoked_at: datetime | None


def given_to(person: Person, at: datetime) -> Given:
    """The reply addresses of this person. One query."""
    counts = Q(revoked_at__isnull=True, expires_at__gt=at, epoch=epochs.current(at))
    found = ReplyAddress.objects.filter(person=person).aggregate(
        counting=Count("pk", filter=counts), revoked_at=Max("revoked_at")
    )
    return Given(**found)


def revoke(person: Person, *, at: datetime) -> int:
    """Let no reply address that was given to this person count any more; returns how many that were."""
    return ReplyAddress.objects.filter(person=person, revoked_at__isnull=True).update(revoked_at=at)


def _written(firm: Firm, tag: str) -> str:
    pattern: str = settings.REPLY_ADDRESS
    if not pattern and firm.mailbox:
        local, _at, domain = firm.mailbox.rpartition("@")
        pattern = f"{local}+{{token}}@{domain}"
    address = pattern.replace("{token}", tag)
    return address if len(address.rpartition("@")[0]) <= _LOCAL else ""


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
