"""A backup of the test's database, and putting it back, as whoever runs an installation would."""

from collections.abc import Callable

from django.db import connection, transaction


def backup() -> Callable[[], None]:
    """Take a copy of the database as it is now. Returns what puts it back."""
    return _sqlite() if connection.vendor == "sqlite" else _postgres()


def _sqlite() -> Callable[[], None]:
    """By SQLite's own way, on which `.backup` of its shell stands."""
    import sqlite3

    copy = sqlite3.connect(":memory:")
    connection.ensure_connection()
    connection.connection.backup(copy)

    def put_back() -> None:
        copy.backup(connection.connection)
        copy.close()

    return put_back


def _postgres() -> Callable[[], None]:
    """What `pg_dump --data-only` holds: every row, and how far each count has come."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = {}
        for table in tables:
            with cursor.copy(f'COPY "{table}" TO STDOUT') as out:
                rows[table] = b"".join(bytes(part) for part in out)
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema()")
        counts = cursor.fetchall()

    def put_back() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for table, data in rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN') as into:
                    into.write(data)
            for name, last in counts:
                cursor.execute("SELECT setval(%s, %s, %s)", [f'"{name}"', last or 1, last is not None])

    return put_back
