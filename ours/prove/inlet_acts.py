"""The verbs of inlets: let a program send readings of a measure to an address of its own, take them in, close it (P1).

The address holds a random key, shown once; only the key's hash is kept, so a copy of the database opens nothing. The
page makes the key and seals it into its form: what the form sends back can only be a key that was made here.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import F, Q

from ours.people.models import Seat
from ours.problem.access import may_see
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.measure_acts import Found, take_sent
from ours.problem.measures import Measure, Reading
from ours.prove.models import Inlet

MOST_IN_HOUR = 120  # sendings to one address
HOUR = timedelta(hours=1)
WAITS = timedelta(hours=12)  # how long a page with a fresh key can be used

_signer = signing.TimestampSigner(salt="inlet")


def new_key() -> str:
    """A fresh key (43 characters, 256 random bits)."""
    return secrets.token_urlsafe(32)


def seal(key: str) -> str:
    """The key as a form carries it, signed."""
    return _signer.sign(key)


def unseal(sealed: str) -> str:
    """The key in a form's field; '' where it was not made here, or too long ago."""
    try:
        return _signer.unsign(sealed, max_age=WAITS)
    except signing.BadSignature:
        return ""


@transaction.atomic
def open_inlet(measure: Measure, name: str, key: str, *, by: Seat, at: datetime) -> Inlet:
    """Let a program send readings of a measure with this key; `name` is what people call the program.

    What it sends is signed with whoever opened it, and only for as long as they may see the problem.
    """
    hold(measure.problem)
    inlet = Inlet.objects.create(measure=measure, name=name, key_hash=_hash(key), by=by, at=at)
    record(measure.problem, "inlet_opened", by=by, at=at, program=name, name=measure.name)
    return inlet


@transaction.atomic
def close_inlet(inlet: Inlet, *, by: Seat, at: datetime) -> bool:
    """From now on nothing comes in by this address. False if it was closed before."""
    problem = inlet.measure.problem
    hold(problem)
    if not Inlet.objects.filter(pk=inlet.pk, closed_at__isnull=True).update(closed_by=by, closed_at=at):
        return False
    record(problem, "inlet_closed", by=by, at=at, program=inlet.name, name=inlet.measure.name)
    return True


@transaction.atomic
def close_all(at: datetime) -> int:
    """After the database was put back from a backup: which of them were closed since is not known, so all are. Returns
    how many."""
    return Inlet.objects.filter(closed_at__isnull=True).update(closed_at=at)


def find(key: str) -> Inlet | None:
    """The inlet of a key, with its measure and problem; None if there is none, it was closed, or whoever opened it may
    no longer see the problem."""
    found = (
        Inlet.objects.select_related("by__person", "measure__problem__firm")
        .filter(key_hash=_hash(key), closed_at__isnull=True)
        .first()
    )
    return found if found is not None and may_see(found.by, found.measure.problem_id) else None


def count(inlet: Inlet, *, at: datetime) -> bool:
    """Count one sending; False if there were too many within the hour. Of many at once none is counted twice."""
    mine = Inlet.objects.filter(pk=inlet.pk)
    if mine.filter(Q(hour_began__isnull=True) | Q(hour_began__lte=at - HOUR)).update(hour_began=at, in_hour=1):
        return True
    return bool(mine.filter(in_hour__lt=MOST_IN_HOUR).update(in_hour=F("in_hour") + 1))


@transaction.atomic
def take_in(inlet: Inlet, found: Sequence[Found], *, at: datetime) -> list[Reading]:
    """Take in what a program sent, each day and value once; returns what was new. Raises measure_acts.Replaced."""
    taken = take_sent(inlet.measure, found, program=inlet.name, by=inlet.by, at=at)
    Inlet.objects.filter(pk=inlet.pk).update(used_at=at)
    return taken


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
