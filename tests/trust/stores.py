"""A database that is put back again and again, and what became of it in between."""

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ours.sqlite import bring_sound_sqlite

bring_sound_sqlite()
import sqlite3  # noqa: E402 - it is the sound one from here on

Rows = dict[str, dict[Any, tuple[Hashable, ...]]]  # by table, by key
Story = Counter[tuple[Hashable, ...]]  # what is new, changed and gone

NEARLY = 970 * 4120  # bytes of a journal that is folded in with the next deed (`PRAGMA wal_autocheckpoint`)


class Lite:
    """An SQLite file; also with a journal so long that the next deed folds it in."""

    def __init__(self, path: Path) -> None:
        self.path, self.before = path, path.with_name("before.sqlite3")
        self.journal, self.before_journal = Path(f"{path}-wal"), path.with_name("before.journal")

    def keep(self) -> None:
        """What is there now is what comes back."""
        line = sqlite3.connect(self.path, isolation_level=None)
        line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self.path, self.before)
        self.tables = {
            name: [key for _, key, *_, place in line.execute(f"PRAGMA table_info({name})") if place] or ["rowid"]
            for _, name, kind, *_ in line.execute("PRAGMA table_list")
            if kind in ("table", "virtual") and not name.startswith("sqlite_")
        }
        line.execute("PRAGMA wal_autocheckpoint = 0")
        while self.journal.stat().st_size < NEARLY:
            line.execute("UPDATE ours_event SET at = at || '!'")
            line.execute("UPDATE ours_event SET at = rtrim(at, '!')")
        shutil.copyfile(self.journal, self.before_journal)
        line.close()

    def put_back(self, *, long: bool = False) -> None:
        """Everything as it was when it was kept; `long`: with the long journal."""
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{self.path}{ending}").unlink(missing_ok=True)
        shutil.copyfile(self.before, self.path)
        if long:
            shutil.copyfile(self.before_journal, self.journal)

    def close(self) -> None:
        """Its folder goes by itself."""

    def skip_numbers(self) -> None:
        """Here a number that was given to nothing is given again."""

    def touched(self) -> None:
        """Something was done to it."""

    def fill(self, room: int, written: list[str]) -> Callable[[], None]:
        """What a process is to do first so that its disk is full after so many more pages of the database."""
        pages = self._pages()

        def first() -> None:
            from django.db import connection

            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA max_page_count = {pages + room}")

        return first

    def empty(self) -> None:
        """There is room again."""

    def rooms(self, written: list[str]) -> int:
        """In how many ways it can be full for what was done since it was kept."""
        with self.before.open("rb") as file:  # its size in pages stands in the header (sqlite.org/fileformat.html)
            before = int.from_bytes(file.read(32)[28:], "big")
        return self._pages() - before

    def _pages(self) -> int:
        line = sqlite3.connect(self.path)
        [[pages]] = line.execute("PRAGMA page_count")
        line.close()
        return int(pages)

    def rows(self) -> Rows:
        """Everything that is there. Raises AssertionError where the file is not whole."""
        line = sqlite3.connect(self.path, isolation_level=None, timeout=20)
        try:
            assert line.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the file is not whole"
            assert line.execute("PRAGMA foreign_key_check").fetchall() == [], "a reference leads nowhere"
            found = {}
            for name, keys in self.tables.items():
                many = len(keys)
                rows = line.execute(f"SELECT {', '.join(keys)}, * FROM {name}").fetchall()
                found[name] = {row[:many]: row[many:] for row in rows}
            return found
        finally:
            line.close()


class Postgres:
    """A database of a PostgreSQL server, put back from another one."""

    def __init__(self, address: str) -> None:
        self.address, self.name = address, urlsplit(address).path.strip("/")
        self.server = urlsplit(address)._replace(path="/postgres").geturl()

    def keep(self) -> None:
        """What is there now is what comes back."""
        self._server(f"DROP DATABASE IF EXISTS {self.name}_before")
        self._server(f"CREATE DATABASE {self.name}_before TEMPLATE {self.name}")
        keys = self._all(
            "SELECT t.relname, a.attname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
            " JOIN pg_namespace n ON n.oid = t.relnamespace"
            " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY(i.indkey)"
            " WHERE i.indisprimary AND n.nspname = 'public' ORDER BY 1, 2"
        )
        self.tables: dict[str, list[str]] = {}
        for table, key in keys:
            self.tables.setdefault(table, []).append(key)
        self.fresh = True

    def close(self) -> None:
        """Leave nothing behind."""
        self._server(f"DROP DATABASE IF EXISTS {self.name}_before")

    def put_back(self, *, long: bool = False) -> None:
        """Everything as it was when it was kept."""
        if not self.fresh:
            self._server(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            self._server(f"CREATE DATABASE {self.name} TEMPLATE {self.name}_before")
        self.fresh = True

    def skip_numbers(self) -> None:
        """Give other numbers from now on, as after deeds that were taken back."""
        self._here("SELECT setval(format('%I', sequencename)::regclass, coalesce(last_value, 1) + 7) FROM pg_sequences")
        self.touched()

    def touched(self) -> None:
        """Something was done to it: it is not as it was."""
        self.fresh = False

    def fill(self, room: int, written: list[str]) -> Callable[[], None]:
        """Have the server refuse as it does when its disk is full: at one of these tables, or (0) at the commit."""
        self.touched()
        self._here(
            "CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
            " 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$"
        )
        if room:
            self._here(
                f"CREATE TRIGGER is_full BEFORE INSERT OR UPDATE OR DELETE ON {written[room - 1]}"
                " FOR EACH STATEMENT EXECUTE FUNCTION is_full()"
            )
        else:
            self._here(
                "CREATE CONSTRAINT TRIGGER is_full AFTER INSERT ON ours_receipt DEFERRABLE INITIALLY DEFERRED"
                " FOR EACH ROW EXECUTE FUNCTION is_full()"
            )
        return _nothing

    def empty(self) -> None:
        """There is room again."""
        self._here("DROP FUNCTION is_full CASCADE")

    def rooms(self, written: list[str]) -> int:
        """In how many ways it can be full for what was done since it was kept."""
        return len(written) + 1

    def rows(self) -> Rows:
        """Everything that is there, when the server has noticed that whoever wrote is gone."""
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as line:
            others = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND xact_start IS NOT NULL AND pid <> %s"
            until = time.monotonic() + 20
            while line.execute(others, (self.name, line.info.backend_pid)).fetchone() != (0,):
                assert time.monotonic() < until, "a transaction of the one who was killed never ended"
                time.sleep(0.002)
            found = {}
            for name, keys in self.tables.items():
                many = len(keys)
                rows = line.execute(f"SELECT {', '.join(keys)}, t.* FROM {name} t").fetchall()
                found[name] = {tuple(row[:many]): tuple(map(_plain, row[many:])) for row in rows}
            return found

    def _server(self, sql: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as line:
            line.execute(sql)  # type: ignore[call-overload]

    def _here(self, sql: str) -> None:
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as line:
            line.execute(sql)  # type: ignore[call-overload]

    def _all(self, sql: str) -> list[Any]:
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as line:
            return line.execute(sql).fetchall()  # type: ignore[call-overload]


def _nothing() -> None:
    pass


def _plain(value: Any) -> Hashable:
    return value if isinstance(value, Hashable) else repr(value)


def shaky(before: Rows, one: Rows, other: Rows) -> set[tuple[str, int]]:
    """The columns (table, place) that differ between two times that the same deed was done: ids, moments, chance."""
    found = set()
    for table in before:
        sides = [
            {key: row for key, row in rows[table].items() if before[table].get(key) != row} for rows in (one, other)
        ]
        for place in range(max((len(row) for side in sides for row in side.values()), default=0)):
            a, b = (
                Counter((key if key in before[table] else None, row[place]) for key, row in side.items())
                for side in sides
            )
            if a != b:
                found.add((table, place))
    return found


def story(before: Rows, now: Rows, unsteady: set[tuple[str, int]]) -> Story:
    """What is new, changed and gone; of columns that are `unsteady` only whether there is something, and whether it is
    as before."""
    told: Story = Counter()
    for table, rows in now.items():
        were = before[table]
        told.update((table, "gone", key) for key in were.keys() - rows.keys())
        for key, row in rows.items():
            was = were.get(key)
            if was == row:
                continue
            cells = tuple(
                (cell is None if was is None else cell == was[place]) if (table, place) in unsteady else cell
                for place, cell in enumerate(row)
            )
            told[table, "new" if was is None else "changed", None if was is None else key, cells] += 1
    return told


def store_at(address: str) -> Lite | Postgres:
    """The store behind a DATABASE_URL."""
    if address.startswith("sqlite"):
        return Lite(Path(address.removeprefix("sqlite:///")))
    return Postgres(address)


def room() -> str | None:
    """Where temporary databases are quick: what is proven here does not depend on the disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
