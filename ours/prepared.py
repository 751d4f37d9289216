"""Querysets that are compiled once.

Django builds the SQL of a queryset anew each time, and an instance of each model for each row; both cost more than the
database takes to answer: about a millisecond for a join of four tables against a tenth of that. The few queries that
the most used pages make are compiled once for each process and kind of database, and run with the values of the moment.
`Prepared` gives the same instances that the queryset would, `Rows` plain rows for lists that are only shown.
"""

import copy
import json
from collections import namedtuple
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections, models
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=models.Model)


class _Sql(NamedTuple):
    """A queryset as the compiler has put it: `places` tells which parameters are which of the open values."""

    compiler: Any
    text: str
    params: tuple[Any, ...]
    places: tuple[int | None, ...]

    def filled(self, values: Sequence[Any], connection: Any) -> tuple[Any, ...]:
        """The parameters with these values in their places."""
        told = [_as_parameter(value, connection) for value in values]
        return tuple(
            value if place is None else told[place] for value, place in zip(self.params, self.places, strict=True)
        )


class _Compiled:
    """A queryset with open values, compiled when it is first used."""

    def __init__(self, kinds: tuple[type, ...], build: Callable[..., "models.QuerySet[Any, Any]"]) -> None:
        self.kinds, self.build = kinds, build
        self._known: dict[str, Any] = {}
        self._lock = Lock()

    def _sql(self, connection: Any) -> Any:
        known = self._known.get(connection.vendor)
        if known is None:
            with self._lock:
                known = self._known.setdefault(connection.vendor, self._compile(connection.alias))
        return known

    def _compile(self, using: str) -> Any:
        stand_ins = [_stand_in(kind, place) for place, kind in enumerate(self.kinds)]
        told = [_as_parameter(value, connections[using]) for value in stand_ins]
        compiler = self.build(*stand_ins).using(using).query.get_compiler(using)
        text, params = compiler.as_sql()
        places = tuple(told.index(value) if value in told else None for value in params)
        if set(range(len(told))) - set(places):
            raise ValueError("Each value of a prepared queryset must reach the SQL as a parameter.")
        return _Sql(compiler, text, tuple(params), places)


class Prepared(_Compiled, Generic[M]):
    """A queryset of instances with open values, compiled once.

    `kinds` are the types of the open values: int (ids), str or datetime. `build` takes that many values and returns the
    queryset. The values must reach the SQL as parameters, each at least once, and only as they are.
    """

    def __call__(self, *values: Any, using: str = "default") -> list[M]:
        """The instances for these values, a fresh list."""
        connection = connections[using]
        sql, converters = self._sql(connection)
        text, params = sql.text, sql.filled(values, connection)
        ready = copy.copy(sql.compiler)
        ready.connection, ready.using = connection, using
        ready.as_sql = lambda *args, **kwargs: (text, params)
        ready.get_converters = lambda expressions: converters
        return list(_Ready(ready))

    def _compile(self, using: str) -> tuple[_Sql, dict[int, Any]]:
        sql = super()._compile(using)
        columns = [expression for expression, _sql, _alias in sql.compiler.select[: sql.compiler.col_count]]
        return sql, sql.compiler.get_converters(columns)

    def first(self, *values: Any, using: str = "default") -> M | None:
        """The first instance for these values, or None."""
        return next(iter(self(*values, using=using)), None)


class Rows(_Compiled):
    """A queryset of `values(…)` with open values, compiled once; kinds and values as for `Prepared`.

    Rows come back as named tuples, in the order of the names and with the types of their columns; moments are in UTC.
    """

    def __call__(self, *values: Any, using: str = "default") -> list[Any]:
        """The rows for these values."""
        connection = connections[using]
        sql, read = self._sql(connection)
        with connection.cursor() as cursor:
            cursor.execute(sql.text, sql.filled(values, connection))
            return read(cursor.fetchall())

    def first(self, *values: Any, using: str = "default") -> Any | None:
        """The first row for these values, or None."""
        return next(iter(self(*values, using=using)), None)

    def of_several(self, sets: Sequence[Sequence[Any]], end: str = "", using: str = "default") -> list[Any]:
        """The rows for several sets of values in one statement, together ended by the SQL in `end` (ORDER BY, LIMIT).

        Not more sets than a statement may have parts: 500 with SQLite.
        """
        connection = connections[using]
        sql, read = self._sql(connection)
        parts = " UNION ALL ".join([f"SELECT * FROM ({sql.text}) AS part"] * len(sets))
        with connection.cursor() as cursor:
            cursor.execute(f"{parts} {end}", [value for values in sets for value in sql.filled(values, connection)])
            return read(cursor.fetchall())

    def _compile(self, using: str) -> tuple[_Sql, Callable[[list[Any]], list[Any]]]:
        sql = super()._compile(using)
        query, compiler = sql.compiler.query, sql.compiler
        names = list(query.selected or [*query.extra_select, *query.values_select, *query.annotation_select])
        types = [expression.output_field for expression, _sql, _alias in compiler.select[: compiler.col_count]]
        return sql, _reader(names, [_type_of(one, connections[using].vendor) for one in types])


def _reader(names: list[str], types: list[Callable[[Any], Any] | None]) -> Callable[[list[Any]], list[Any]]:
    row: Any = namedtuple("Row", names)  # type: ignore[misc]
    make = row._make
    convert = [(place, one) for place, one in enumerate(types) if one is not None]

    def read(found: list[Any]) -> list[Any]:
        if not convert:
            return list(map(make, found))
        rows = []
        for values in map(list, found):
            for place, one in convert:
                if values[place] is not None:
                    values[place] = one(values[place])
            rows.append(make(values))
        return rows

    return read


def _type_of(field: "models.Field[Any, Any]", vendor: str) -> Callable[[Any], Any] | None:
    """How a column's value becomes what the field means, where the database does not give it so."""
    if isinstance(field, models.JSONField):
        return json.loads
    if vendor == "sqlite":
        if isinstance(field, models.DateTimeField):
            return _moment
        if isinstance(field, models.BooleanField):
            return bool
        if isinstance(field, (models.DateField, models.TimeField, models.DecimalField, models.UUIDField)):
            raise TypeError(f"Rows do not know how to read {type(field).__name__} from {vendor}.")
    return None


def _moment(value: datetime | str) -> datetime:
    # Django's SQLite gives a column as a datetime without zone, a subquery's value as text; both are in UTC.
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC)


def _stand_in(kind: type, place: int) -> Any:
    """A value that nobody uses, to find its place among the parameters."""
    if kind is datetime:
        return datetime(7777, 7, 7, tzinfo=UTC).replace(microsecond=place)
    return 7_777_000_000_000_000_000 + place if kind is int else f"stand-in {place}"


def _as_parameter(value: Any, connection: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


class _Ready(ModelIterable):
    """Django's own way from rows to instances, with the compiler that is ready."""

    def __init__(self, compiler: Any) -> None:
        stand_in: Any = _WithCompiler(compiler)
        super().__init__(stand_in)


class _WithCompiler:
    """What ModelIterable asks of a queryset."""

    def __init__(self, compiler: Any) -> None:
        self.db = compiler.using
        self.query = self
        self._known_related_objects: dict[Any, Any] = {}
        self._compiler = compiler

    def get_compiler(self, using: str) -> Any:
        return self._compiler
