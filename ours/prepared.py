"""Querysets that are compiled once.

Django builds the SQL of a queryset anew each time, which costs more than SQLite takes to answer it: about a
millisecond for a join of four tables against a tenth of that. The few queries that every page makes are compiled once
for each process and database, and run with the values of the moment. What comes back are the same instances.
"""

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=models.Model)


class Prepared(Generic[M]):
    """A queryset with open values, compiled once.

    `kinds` are the types of the open values: int (ids), str or datetime. `build` takes that many values and returns the
    queryset. The values must reach the SQL as parameters, each at least once, and only as they are.
    """

    def __init__(self, kinds: tuple[type, ...], build: Callable[..., "models.QuerySet[M]"]) -> None:
        self.kinds, self.build = kinds, build
        self._compiled: dict[str, tuple[Any, str, tuple[Any, ...], list[int | None]]] = {}
        self._lock = Lock()

    def __call__(self, *values: Any, using: str = "default") -> list[M]:
        """The instances for these values, a fresh list."""
        connection = connections[using]
        known = self._compiled.get(connection.vendor)
        if known is None:
            with self._lock:
                known = self._compiled.setdefault(connection.vendor, self._compile(using))
        compiler, sql, params, places = known
        told = [_as_parameter(value, connection) for value in values]
        filled = tuple(value if place is None else told[place] for value, place in zip(params, places, strict=True))
        ready = copy.copy(compiler)
        ready.connection, ready.using = connection, using
        ready.as_sql = lambda *args, **kwargs: (sql, filled)
        return list(_Ready(ready))

    def first(self, *values: Any, using: str = "default") -> M | None:
        """The first instance for these values, or None."""
        return next(iter(self(*values, using=using)), None)

    def _compile(self, using: str) -> tuple[Any, str, tuple[Any, ...], list[int | None]]:
        stand_ins = [_stand_in(kind, place) for place, kind in enumerate(self.kinds)]
        told = [_as_parameter(value, connections[using]) for value in stand_ins]
        compiler = self.build(*stand_ins).using(using).query.get_compiler(using)
        sql, params = compiler.as_sql()
        places = [told.index(value) if value in told else None for value in params]
        if set(range(len(told))) - set(places):
            raise ValueError("Each value of a prepared queryset must reach the SQL as a parameter.")
        return compiler, sql, tuple(params), places


def _stand_in(kind: type, place: int) -> Any:
    """A value that nobody uses, to find its place among the parameters."""
    if kind is datetime:
        return datetime(7777, 7, 7, tzinfo=UTC).replace(microsecond=place)
    return 7_777_000_000_000_000_000 + place if kind is int else f"stand-in {place}"


def _as_parameter(value: Any, connection: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


class _Ready(ModelIterable):  # type: ignore[misc]
    """Django's own way from rows to instances, with the compiler that is ready."""

    def __init__(self, compiler: Any) -> None:
        super().__init__(_WithCompiler(compiler))


class _WithCompiler:
    """What ModelIterable asks of a queryset."""

    def __init__(self, compiler: Any) -> None:
        self.db = compiler.using
        self.query = self
        self._known_related_objects: dict[Any, Any] = {}
        self._compiler = compiler

    def get_compiler(self, using: str) -> Any:
        return self._compiler
