"""The verbs of evidence: make a pack, choose its cases, make and revoke links, open one, put a pack away (P3).

They write no Event: to whom a firm shows its cases is no table's history.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ours.cases.models import Case, Pack, PackCase, PackLink, PackOpening
from ours.people.models import Seat


@transaction.atomic
def make_pack(for_whom: str, words: str, cases: Iterable[Case], *, by: Seat, at: datetime) -> Pack:
    """Put chosen cases together for somebody, in this order."""
    pack = Pack.objects.create(firm=by.firm, for_whom=for_whom, words=words, by=by, at=at)
    _lay(pack, [(case, False) for case in cases])
    return pack


@transaction.atomic
def choose_cases(pack: Pack, chosen: Iterable[tuple[Case, bool]]) -> None:
    """The cases of a pack from now on, in this order, each with whether it is told without names in any case."""
    PackCase.objects.filter(pack=pack).delete()
    _lay(pack, chosen)


def _lay(pack: Pack, chosen: Iterable[tuple[Case, bool]]) -> None:
    for place, (case, nameless) in enumerate(chosen):
        if case.firm_id != pack.firm_id:
            raise ValueError("A firm shows its own cases.")
        PackCase.objects.create(pack=pack, case=case, place=place, nameless=nameless)


@transaction.atomic
def make_link(pack: Pack, reader: str, *, expires_at: datetime, by: Seat, at: datetime) -> tuple[PackLink, str]:
    """A link that opens the pack for one reader; with it the key (43 characters), which is kept nowhere."""
    key = secrets.token_urlsafe(32)
    made = PackLink.objects.create(pack=pack, reader=reader, key_hash=hash_of(key), expires_at=expires_at, by=by, at=at)
    return made, key


@transaction.atomic
def revoke_link(link: PackLink, *, by: Seat, at: datetime) -> bool:
    """From now on the link opens nothing. False if it was revoked already."""
    return bool(PackLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_by=by, revoked_at=at))


@transaction.atomic
def put_away(pack: Pack, *, by: Seat, at: datetime) -> bool:
    """The pack is done with: none of its links opens anything. False if that was said already."""
    if not Pack.objects.filter(pk=pack.pk, ended_at__isnull=True).update(ended_at=at):
        return False
    PackLink.objects.filter(pack=pack, revoked_at__isnull=True).update(revoked_by=by, revoked_at=at)
    return True


@transaction.atomic
def note_opening(link: PackLink, what: str, *, at: datetime) -> PackOpening:
    """Keep that a link was used: when, and as what. Only the button does that; programs that look at links do not."""
    return PackOpening.objects.create(link=link, what=what, at=at)


@transaction.atomic
def revoke_all(at: datetime) -> int:
    """After the database was put back from a backup: what was withdrawn since is not known, so no link opens."""
    return PackLink.objects.filter(revoked_at__isnull=True, expires_at__gt=at).update(revoked_at=at)


def hash_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
