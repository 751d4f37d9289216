"""A database that several threads really write to at the same time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections

from ours.sqlite import is_sound, running_version
from tests.cast import Cast, make_cast


@pytest.fixture
def busy_cast(transactional_db: None, tmp_path: Path) -> Iterator[Cast]:
    """The cast in a database that every thread reaches by its own connection.

    On SQLite that is a file, with the locking and the journal of a real installation: the tests' usual database lives
    in memory and is one connection's. Elsewhere it is the test database itself, emptied afterwards.
    """
    if connections.databases["default"]["ENGINE"].rpartition(".")[2] != "sqlite3":
        yield make_cast()
        return
    usual = connections.databases["default"]
    before = connections["default"]
    wal = "PRAGMA journal_mode=WAL;" if is_sound(running_version()) else ""
    connections.databases["default"] = usual | {
        "NAME": str(tmp_path / "ours.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"{wal}PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;",
        },
    }
    del connections["default"]
    try:
        call_command("migrate", run_syncdb=True, verbosity=0)
        yield make_cast()
        connection.close()
    finally:
        connections.databases["default"] = usual
        connections["default"] = before


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Run several calls at the same moment, each in its own thread; their results in order."""

    def run(*calls: Callable[[], Any]) -> list[Any]:
        barrier = Barrier(len(calls))

        def one(call: Callable[[], Any]) -> Any:
            barrier.wait()
            try:
                return call()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(one, calls))

    return run
