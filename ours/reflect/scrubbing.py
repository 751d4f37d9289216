"""Making deletion real, as far as a database can (R6).

SQLite marks deleted bytes as free and leaves them; with `secure_delete` it writes zeroes over them, and after the
transaction the journal (WAL) is folded in and cut, unless somebody reads just then; then the next deed here does it.
PostgreSQL keeps what was replaced until VACUUM has passed (autovacuum: minutes to hours), and its WAL until it is
recycled. What remains anywhere is sealed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def scrubbed() -> Iterator[None]:
    """Whatever is deleted or replaced inside is written over. To be used within a transaction."""
    if connection.vendor != "sqlite":
        yield
        return
    _say("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        _say("PRAGMA secure_delete = OFF")
    transaction.on_commit(_cut_journal, robust=True)


def _cut_journal() -> None:
    """Fold the journal in and cut it, without waiting for anybody."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience,) = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")


def _say(pragma: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(pragma)
        cursor.fetchall()
