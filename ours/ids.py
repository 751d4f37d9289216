"""Ids for everything that has an address.

An id is never issued twice, not even after a backup from yesterday was restored: it is made from the clock and
chance, not counted by the database, so an old link can never lead to somebody else's newer record.
"""

import secrets
import threading
import time

_EPOCH_MS = 1_577_836_800_000  # 2020-01-01
_BITS = 12  # 41 bits of milliseconds + 12 of chance stay below 2**53, which JavaScript reads exactly
_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """A new id, an integer below 2**53, larger than all earlier ones of this process."""
    global _last
    with _lock:
        fresh = ((time.time_ns() // 1_000_000 - _EPOCH_MS) << _BITS) | secrets.randbits(_BITS)
        # Several in one millisecond go on from the last one by a step of chance, so that they keep their order.
        _last = fresh if fresh > _last else _last + 1 + secrets.randbelow(7)
        return _last
