"""Passes: a random key in a letter opens one page for one seat without signing in.

Only the key's hash is kept, so a copy of the database opens nothing. Opening the page uses nothing up (mail scanners
open links); what the page takes in, it takes in once.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from ours.people.models import Seat
from ours.post.models import Pass
from ours.problem.access import may_see
from ours.problem.models import Problem

LASTS = timedelta(days=30)


def issue(seat: Seat, problem: Problem, question_id: int, *, at: datetime) -> str:
    """Make a pass for `seat` to answer one question; returns its key (43 characters), which is kept nowhere."""
    key = secrets.token_urlsafe(32)
    Pass.objects.create(
        key_hash=_hash(key), seat=seat, problem=problem, question=question_id, at=at, expires_at=at + LASTS
    )
    return key


def find(key: str, at: datetime) -> Pass | None:
    """The pass of a key, with its seat and problem; used ones too.

    None if there is none, it ran out or was revoked, or its seat may no longer see the problem.
    """
    found = (
        Pass.objects.select_related("seat__person", "seat__firm", "seat__client")
        .select_related("problem__engagement", "problem__client", "problem__firm")
        .filter(key_hash=_hash(key), expires_at__gt=at, revoked_at__isnull=True)
        .first()
    )
    return found if found is not None and may_see(found.seat, found.problem_id) else None


def use(found: Pass, *, at: datetime) -> bool:
    """Use a pass up; True for exactly one of all who try. Called inside the transaction of what it is used for."""
    return bool(Pass.objects.filter(pk=found.pk, used_at__isnull=True).update(used_at=at))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
