"""Erasing a person through all rooms, and writing the database anew so that its files forget them too."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from ours.people import erasing as people
from ours.people.acts import LastOwner
from ours.people.models import Person
from ours.post import erasing as post
from ours.problem import erasing as problem
from ours.prove import erasing as prove
from ours.reflect import acts as reflect
from ours.tend.models import CareLetters


class NotNow(Exception):
    """The person cannot be erased now; the sentence says why."""


def erase(person: Person) -> tuple[int, int, int]:
    """Erase a person: all of it or nothing. Returns how many letters, mails and Events that touched. Raises NotNow."""
    with _written_over(), transaction.atomic():
        try:
            gone = people.erase(person, at=timezone.now())
        except LastOwner as error:
            why = f"{person.name} is the only owner of a firm. Let somebody else own it first."
            raise NotNow(why) from error
        CareLetters.objects.filter(person=person).delete()
        prove.erase(gone)
        events = problem.erase(gone)
        letters, mails = post.erase(gone)
        reflect.leave(person.pk)  # last, as it ends the writing over itself
    return letters, mails, events


def write_anew() -> str:
    """Write the files of the database anew, without what was removed from them. Returns a sentence on how that went."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                if "sqlite_stat1" in _statistics(cursor):
                    cursor.execute("ANALYZE")  # samples of what stands in the columns
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy, _pages, _done = cursor.fetchone()
                if busy:
                    return "Somebody was reading, so the journal still holds it until Ours is next started."
            else:
                cursor.execute("ANALYZE")
                _forget_samples_of_empty_tables(cursor)
                _let_others_end(cursor)
                cursor.execute("VACUUM FULL")
                return "The tables were written anew; PostgreSQL's own journal (WAL) forgets as it is reused."
    except OperationalError as error:
        told = " ".join(str(error).split()).rstrip(".")
        again = "VACUUM" if connection.vendor == "sqlite" else "VACUUM FULL"
        return f"The files could not be written anew now and still hold it ({told}). Run {again} when nobody works."
    return "The files of the database were written anew."


def _let_others_end(cursor: Any, seconds: float = 300) -> None:
    """Wait until nobody looks at the database as it was: what they may still see would be written along.

    That is whoever reads in this database since before now, and whoever writes since before now in any database of
    the same server, as every later reader is held to have begun with the oldest writer.
    """
    until = monotonic() + seconds
    cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
    (now,) = cursor.fetchone()
    looking = (
        "SELECT pg_snapshot_xmin(pg_current_snapshot()) < %s::xid8 OR EXISTS (SELECT 1 FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND age(backend_xmin) > age(%s::xid8::xid))"
    )
    while True:
        cursor.execute(looking, [now, now])
        if not cursor.fetchone()[0]:
            return
        if monotonic() > until:
            raise OperationalError(f"others have been at work for {seconds:.0f} seconds")
        sleep(0.2)


def _forget_samples_of_empty_tables(cursor: Any) -> None:
    """PostgreSQL keeps its samples of a column where a table has become empty; giving it its own type drops them."""
    cursor.execute(
        "SELECT c.oid::regclass::text, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod)"
        " FROM pg_statistic s JOIN pg_class c ON c.oid = s.starelid JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = s.staattnum AND a.attgenerated = ''"
        " WHERE c.relkind = 'r' AND n.nspname = current_schema() AND c.relname LIKE 'ours%'"
        " AND c.relname <> 'ours_search'"
    )
    for table, column, kind in cursor.fetchall():
        cursor.execute(f"SELECT NOT EXISTS (SELECT 1 FROM {table})")
        if cursor.fetchone()[0]:
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} TYPE {kind}")


def _statistics(cursor: Any) -> set[str]:
    cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'")
    return {name for (name,) in cursor.fetchall()}


@contextmanager
def _written_over() -> Iterator[None]:
    """Have SQLite write zeroes over what is removed inside; to be entered before the transaction."""

    def say(what: str) -> None:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA secure_delete = {what}")
                cursor.fetchall()

    say("ON")
    try:
        yield
    finally:
        say("OFF")
