"""Turning the installation's key: what authors' keys are wrapped with (R6). What they wrote is not touched by it."""

from django.db import transaction

from ours.reflect import keys
from ours.reflect.models import PrivateKey
from ours.reflect.room import place_of
from ours.reflect.scrubbing import scrubbed
from ours.reflect.sealing import wrap_anew


def wrap_all_anew() -> int:
    """Wrap every author's key that an earlier key of the installation wraps with the newest. Returns how many.

    One transaction for each; breaking off in between leaves all of them readable. Raises KeyGone.
    """
    ring = keys.ring()
    turned = 0
    for number in list(PrivateKey.objects.exclude(by_key=ring.newest).values_list("pk", flat=True)):
        with transaction.atomic(), scrubbed():
            row = PrivateKey.objects.select_for_update().filter(pk=number).first()
            if row is None:
                continue
            row.wrapped = wrap_anew(row.wrapped, ring, row.by_key, place_of(row.author_id))
            row.by_key = ring.newest
            row.save(update_fields=["wrapped", "by_key"])
            turned += 1
    return turned


def earlier_in_use() -> bool:
    """Whether some author's key still needs an earlier key of the installation."""
    return PrivateKey.objects.exclude(by_key=keys.ring().newest).exists()
