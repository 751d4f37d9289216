"""Two worlds that are alike: the same script from the same beginning, with the same clock and the same chance.

Each step has a moment and a seed of its own, so that a step which one world leaves out takes nothing of what the next
step would draw. What Ours draws at random, ids and keys and tokens, comes from the system's source of chance; only that
source and the clock are given, everything else runs as it is.
"""

import hashlib
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from datetime import timezone as timezone_
from types import SimpleNamespace
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

from ours import ids

_real = datetime
BEGIN = datetime(2026, 6, 1, 9, tzinfo=UTC).timestamp()


class Given:
    """The clock and the chance of one step."""

    def __init__(self) -> None:
        self.step = 0
        self.drawn = 0

    def at(self, step: int) -> None:
        """Go to this step: a second later than the one before, with chance of its own."""
        self.step, self.drawn = step, 0
        random.seed(step)

    def time(self) -> float:
        """The moment, as `time.time` has it. It stands still within a step."""
        return BEGIN + self.step

    def bytes(self, number: int) -> bytes:
        """So many bytes, as `os.urandom` has them."""
        content = b""
        while len(content) < number:
            self.drawn += 1
            content += hashlib.sha256(f"{self.step}/{self.drawn}".encode()).digest()
        return content[:number]


@contextmanager
def given() -> Iterator[Given]:
    """Have clock and chance be as they are told."""
    one = Given()

    class Clock(_real):
        @classmethod
        def now(cls, tz=None):  # noqa: ANN001, ANN206 - as datetime has it
            return _real.fromtimestamp(one.time(), tz)

    stamped = SimpleNamespace(datetime=Clock, timezone=timezone_)
    with (
        patch("time.time", one.time),
        patch("time.time_ns", lambda: int(one.time() * 1_000_000_000)),
        patch.object(timezone, "now", lambda: _real.fromtimestamp(one.time(), UTC)),
        patch.object(random, "_urandom", one.bytes),
        patch.object(os, "urandom", one.bytes),
        patch("openpyxl.packaging.core.datetime", stamped),
        patch("ours.ids._last", 0),
    ):
        assert time.time() == BEGIN
        yield one


def counted() -> tuple[int, list[tuple[str, int | None]]]:
    """How far ids and the database's own counts have come: neither is taken back with a transaction."""
    if connection.vendor != "postgresql":
        return ids._last, []
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()")
        return ids._last, cursor.fetchall()


def count_again(last: int, counts: list[tuple[str, int | None]]) -> None:
    """Go on counting from there."""
    ids._last = last
    with connection.cursor() as cursor:
        for name, value in counts:
            cursor.execute("SELECT setval(%s, %s, %s)", [f'"{name}"', value or 1, value is not None])
