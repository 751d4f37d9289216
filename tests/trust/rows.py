"""What stands in the tables, to be held against what stood there before."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection, models

# Columns that a browser's mere look may write: when it was there last, and what it has read.
LOOKS = {"Session": {"seen_at"}}


def rows(model: type[models.Model], without: Iterable[str] = ()) -> frozenset[str]:
    """Every row of a table in all its columns, as one line each; ids make them differ."""
    left_out = set(without) | LOOKS.get(model.__name__, set())
    columns = [field.column for field in model._meta.local_concrete_fields if field.column not in left_out]
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)}")
        return frozenset(map(repr, cursor.fetchall()))


def everything(*, without: Iterable[str] = ()) -> dict[str, frozenset[str]]:
    """The rows of all tables but those named, by the name of their model."""
    models_ = apps.get_app_config("ours").get_models(include_auto_created=True)
    return {one.__name__: rows(one) for one in models_ if one.__name__ not in set(without) and one._meta.managed}


def counts() -> dict[str, int]:
    """How many rows each table has, in one statement."""
    tables = [one._meta.db_table for one in apps.get_app_config("ours").get_models(include_auto_created=True)]
    asked = " UNION ALL ".join(f"SELECT '{one}', count(*) FROM {connection.ops.quote_name(one)}" for one in tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def changed(before: dict[str, frozenset[str]], after: dict[str, frozenset[str]]) -> dict[str, tuple[int, int]]:
    """How many rows are gone and how many are new, by table, where there are any."""
    found = {name: (len(before[name] - after[name]), len(after[name] - before[name])) for name in before}
    return {name: told for name, told in found.items() if told != (0, 0)}
