"""The statements that save one row, put together once for each kind of row."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connections, models

from .prepared import planned

Fields = tuple[Any, ...]

# Values of these types are what SQLite stores for these columns; all others are prepared by their field.
_AS_THEY_ARE: dict[type, type] = {
    models.CharField: str,
    models.EmailField: str,
    models.TextField: str,
    models.BigIntegerField: int,
    models.IntegerField: int,
    models.PositiveSmallIntegerField: int,
    models.SmallIntegerField: int,
    models.BooleanField: bool,
}


def inserted(
    model: type[models.Model], fields: Fields, values: list[Any], returning: Fields, using: str
) -> list[Any] | None:
    """Insert a row. Returns the values of the returning fields in a list of one tuple, or an empty list for none.

    None where only Django can do it, and then nothing was done.
    """
    connection = connections[using]
    if any(hasattr(value, "resolve_expression") for value in values):
        return None
    sql = _insert(model, fields, returning, using)
    if sql is None:
        return None
    with planned(connection) as cursor:
        cursor.execute(sql, _prepared(fields, values, connection))
        return [cursor.fetchone()] if returning else []


def updated(instance: models.Model, pk: Any, values: Sequence[Any], using: str) -> bool | None:
    """Update the row of an instance with (field, model, value) for each column; whether there was such a row.

    None where only Django can do it, and then nothing was done.
    """
    connection, meta = connections[using], instance._meta
    if not values or meta.select_on_save or any(hasattr(value, "resolve_expression") for _f, _m, value in values):
        return None
    values = _changed(instance, values) or values
    fields = tuple(field for field, _model, _value in values)
    sql = _update(type(instance), fields, using)
    if sql is None:
        return None
    told = _prepared((*fields, meta.pk), [*(value for _field, _model, value in values), pk], connection)
    with planned(connection) as cursor:
        cursor.execute(sql, told)
        return bool(cursor.rowcount > 0)


def _changed(instance: models.Model, values: Sequence[Any]) -> list[Any]:
    """Those of the values that are others than when the row was read, as far as the instance remembers that.

    What is written once is written from then on, because what the row holds is no longer known: the transaction may yet
    be taken back.
    """
    known: dict[str, Any] = instance._state.__dict__.get("loaded", {})
    changed = [one for one in values if one[0].attname not in known or known[one[0].attname] != one[2]]
    for field, _model, _value in changed:
        known.pop(field.attname, None)
    return changed


def _prepared(fields: Fields, values: Sequence[Any], connection: Any) -> list[Any]:
    plain = connection.vendor == "sqlite"
    told = []
    for field, value in zip(fields, values, strict=True):
        if value is None or (plain and type(value) is _stored_as(field)):
            told.append(value)
        elif type(value) is datetime and value.tzinfo is not None and type(field) is models.DateTimeField:
            told.append(connection.ops.adapt_datetimefield_value(value))
        else:
            told.append(field.get_db_prep_save(value, connection=connection))
    return told


@cache
def _stored_as(field: Any) -> type | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    kind = type(field)
    if kind not in _AS_THEY_ARE and isinstance(field, models.BigIntegerField) and field.primary_key:
        kind = models.BigIntegerField  # our own ids
    return _AS_THEY_ARE.get(kind)


@cache
def _insert(model: type[models.Model], fields: Fields, returning: Fields, using: str) -> str | None:
    connection = connections[using]
    plain = connection.features.can_return_columns_from_insert or not returning
    if not plain or not fields or any(hasattr(field, "get_placeholder") for field in fields):
        return None
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    back = ", ".join(f"{table}.{quote(field.column)}" for field in returning)
    return f"INSERT INTO {table} ({names}) VALUES ({places}){f' RETURNING {back}' if back else ''}"


@cache
def _update(model: type[models.Model], fields: Fields, using: str) -> str | None:
    connection = connections[using]
    if any(hasattr(field, "get_placeholder") for field in fields):
        return None
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    table, pk = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    sign = "+" if connection.vendor == "sqlite" else ""  # so that it is planned once, see `prepared.planned_once`
    return f"UPDATE {table} SET {changes} WHERE {table}.{pk} = {sign}%s"
