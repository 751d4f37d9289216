"""Which SQLite this process runs on.

SQLite before 3.51.3 (3.50.7 and 3.44.6 on their branches) can corrupt a WAL database that two connections
write to (sqlite.org/wal.html#walresetbug). Systems still ship such versions, so the sound one comes with us
as a wheel and takes the place of the standard module before Django looks for it.
"""

import sqlite3
import sys


def is_sound(version: tuple[int, ...]) -> bool:
    """Whether a SQLite of this version (three integers) keeps a WAL database whole with several connections."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def bring_sound_sqlite() -> None:
    """Put the shipped SQLite in place of the standard module where that one is unsound. Call before Django loads."""
    if is_sound(sqlite3.sqlite_version_info):
        return
    try:
        import pysqlite3
    except ImportError:
        return  # `ours doctor` and the journal mode in the settings deal with it
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def running_version() -> tuple[int, ...]:
    """The version, three integers, of the SQLite that Django will use."""
    module = sys.modules["sqlite3"]
    return module.sqlite_version_info


def open_anew_after_errors() -> None:
    """Have a connection on which something failed be opened anew for the next request.

    When no more files can be opened for writing, SQLite opens the database for reading alone and says nothing; with a
    connection that is kept, nothing could be saved from then on.
    """
    from django.db.backends.sqlite3.base import DatabaseWrapper

    DatabaseWrapper.is_usable = DatabaseWrapper.is_in_memory_db  # type: ignore[method-assign,assignment]


def is_for_reading_alone(error: BaseException) -> bool:
    """Whether this error tells that the database was opened for reading alone."""
    return "readonly database" in str(error)
