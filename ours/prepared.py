"""Querysets that are compiled once.

Django builds the SQL of a queryset anew each time, and an instance of each model for each row; both cost more than the
database takes to answer: about a millisecond for a join of four tables against a tenth of that. The few queries that
the most used pages make are compiled once for each process and kind of database, and run with the values of the moment.
`Prepared` gives the same instances that the queryset would, `Rows` plain rows for lists that are only shown.
"""

import json
import re
from collections import namedtuple
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections, models
from django.db.models.base import ModelState
from django.db.models.signals import pre_init

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


def planned_once(text: str, opened: Sequence[bool]) -> str:
    """The statement so that SQLite plans it once, whatever the values of these parameters.

    Where there are indexes for a part of a table, or samples of what a table holds, SQLite looks at the values and
    plans the statement anew each time they change: for the Table that takes six times as long as the answer. It does
    not look behind a plus sign, which changes nothing else (https://www.sqlite.org/lang_expr.html: "The unary operator
    + is a no-op"). `opened` tells for each parameter whether it is one of them.
    """
    first, *others = re.split("(?<!%)%s", text)
    return first + "".join(f"{'+' if one else ''}%s{part}" for one, part in zip(opened, others, strict=True))


def planned(connection: Any) -> Any:
    """A cursor whose statements the server plans once for each connection, where PostgreSQL is meant.

    Django puts the values into the statement, so that PostgreSQL plans it anew each time, which for our lists takes
    four times as long as the answer. Here they are sent beside it, and from the third time on psycopg has it prepared
    (`prepare_threshold` in the settings).
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()  # what was prepared could not be told in the log
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    beside: Any = ServerBindingCursor
    with connection.wrap_database_errors:
        return connection._prepare_cursor(beside(connection.connection))


_LEAST, _MOST = -(2**63), 2**63 - 1  # what a database holds as an id


def _nowhere(values: Sequence[Any]) -> bool:
    """Whether a number among these is larger than any that is kept, as an address may hold: there is no such row."""
    return any(type(value) is int and not _LEAST <= value <= _MOST for value in values)


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
        if connections[using].vendor == "sqlite":
            text = planned_once(text, [place is not None for place in places])
        return _Sql(compiler, text, tuple(params), places)


class Prepared(_Compiled, Generic[M]):
    """A queryset of instances with open values, compiled once.

    `kinds` are the types of the open values: int (ids), str or datetime. `build` takes that many values and returns the
    queryset. The values must reach the SQL as parameters, each at least once, and only as they are.
    """

    def __call__(self, *values: Any, using: str = "default") -> list[M]:
        """The instances for these values, a fresh list."""
        if _nowhere(values):
            return []
        connection = connections[using]
        sql, made = self._sql(connection)
        with planned(connection) as cursor:
            cursor.execute(sql.text, sql.filled(values, connection))
            return made(cursor.fetchall(), connection)

    def _compile(self, using: str) -> tuple[_Sql, Callable[[list[Any], Any], list[M]]]:
        sql = super()._compile(using)
        return sql, _maker(sql.compiler, connections[using].vendor)

    def first(self, *values: Any, using: str = "default") -> M | None:
        """The first instance for these values, or None."""
        return next(iter(self(*values, using=using)), None)


class Rows(_Compiled):
    """A queryset of `values(…)` with open values, compiled once; kinds and values as for `Prepared`.

    Rows come back as named tuples, in the order of the names and with the types of their columns; moments are in UTC.
    """

    def __call__(self, *values: Any, using: str = "default") -> list[Any]:
        """The rows for these values."""
        if _nowhere(values):
            return []
        connection = connections[using]
        sql, read = self._sql(connection)
        with planned(connection) as cursor:
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
        with planned(connection) as cursor:
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


def _maker(compiler: Any, vendor: str) -> Callable[[list[Any], Any], list[Any]]:
    """How rows become instances, as Django's ModelIterable makes them but with everything looked up beforehand."""
    expressions = [expression for expression, _sql, _alias in compiler.select[: compiler.col_count]]
    converters = []
    for place, (given, expression) in compiler.get_converters(expressions).items():
        converters.append((place, _type_of(expression.output_field, vendor), given, expression))
    recipe = _Recipe(compiler.klass_info, compiler.select)
    annotated = list((compiler.annotation_col_map or {}).items())

    def make(found: list[Any], connection: Any) -> list[Any]:
        instances = []
        for row in map(list, found):
            for place, quick, given, expression in converters:
                if quick is None:
                    for one in given:
                        row[place] = one(row[place], expression, connection)
                elif row[place] is not None:
                    row[place] = quick(row[place])
            instance = recipe.make(row, connection.alias)
            for name, place in annotated:
                setattr(instance, name, row[place])
            instances.append(instance)
        return instances

    return make


class _Recipe:
    """An instance and those that were selected with it, from the places of a row."""

    def __init__(self, info: dict[str, Any], select: Sequence[Any]) -> None:
        self.model = info["model"]
        plain = self.model.__init__ is models.Model.__init__ and self.model.from_db.__func__ is _FROM_DB
        if not plain or info.get("from_parent") or pre_init.has_listeners(self.model):
            raise TypeError(f"{self.model.__name__} is not made from its columns alone.")
        self.remembers = getattr(self.model, "remembers", False)  # see `records.Written`
        places = info["select_fields"]
        self.part = slice(places[0], places[-1] + 1)
        self.names = [expression.target.attname for expression, _sql, _alias in select[self.part]]
        self.key = places[0] + self.names.index(self.model._meta.pk.attname)
        self.related = [
            (_Recipe(one, select), one["local_setter"], one["remote_setter"])
            for one in info.get("related_klass_infos", ())
        ]

    def make(self, row: list[Any], alias: str) -> Any:
        """The instance, or None where nothing was joined."""
        if row[self.key] is None:
            return None
        instance = self.model.__new__(self.model)
        state: Any = ModelState()
        instance._state = state
        state.adding, state.db = False, alias
        values = dict(zip(self.names, row[self.part], strict=True))
        if self.remembers:
            state.loaded = values.copy()
        instance.__dict__.update(values)
        for recipe, set_local, set_remote in self.related:
            other = recipe.make(row, alias)
            set_local(instance, other)
            if other is not None:
                set_remote(other, instance)
        return instance


_FROM_DB = models.Model.from_db.__func__  # type: ignore[attr-defined]
