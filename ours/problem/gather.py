"""Everything that belongs to one problem, from many tables, in one statement.

The Table shows some twenty kinds of records. Asked one after the other they cost twenty statements and the building of
as many model instances; here each kind is one line of a UNION that gives its rows as JSON, and comes back as plain
read-only rows with the columns' own Python types. Measured in `docs/benchmarks.md`; nothing is cached, so nothing can
be stale. Rights are asked before, at the door.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connections, models

from ours.prepared import planned, planned_once

Rows = dict[str, list[Any]]


@dataclass(frozen=True)
class Part:
    """One kind of record: which columns of a model (attribute names), which rows, in which order.

    `where` is SQL on the table's alias `t`; each `{p}` in it stands for the problem's id. `order` names columns of the
    part, a "-" before the first turns the whole order round; only the first `limit` rows come, 0 for all. Without a
    limit the rows are put in order here: for a handful of rows that costs less than a sorter in the database.
    """

    model: type[models.Model]
    columns: tuple[str, ...]
    where: str = "t.problem_id = {p}"
    order: tuple[str, ...] = ()
    limit: int = 0

    @property
    def backwards(self) -> bool:
        """Whether the last comes first."""
        return self.order[:1] != () and self.order[0].startswith("-")

    @property
    def ordered_by(self) -> tuple[str, ...]:
        """The columns that the order goes by."""
        return tuple(name.removeprefix("-") for name in self.order)


def gather(parts: Mapping[str, Part], problem_id: int) -> Rows:
    """The rows of each part, by its key. Dates, decimals and booleans have their Python types; moments are in UTC."""
    connection = connections["default"]
    sql, count, readers = _prepared(connection.vendor, tuple(parts.items()))
    rows: Rows = {key: [] for key in parts}
    with planned(connection) as cursor:
        cursor.execute(sql, [problem_id] * count)
        found = cursor.fetchall()
    # All lines are read as one JSON text: for a line at a time, the reader's start costs more than its work.
    lines = json.loads(f"[{','.join([line for _key, line in found])}]")
    for (key, _line), values in zip(found, lines, strict=True):
        rows[key].append(readers[key](values))
    for key, part in parts.items():
        if part.order and not part.limit and len(rows[key]) > 1:
            rows[key].sort(key=attrgetter(*part.ordered_by), reverse=part.backwards)
    return rows


Reader = Callable[[list[Any]], Any]


@cache
def _prepared(vendor: str, parts: Sequence[tuple[str, Part]]) -> tuple[str, int, dict[str, Reader]]:
    selects = []
    readers: dict[str, Reader] = {}
    for key, part in parts:
        fields = [part.model._meta.get_field(name.removesuffix("_id")) for name in part.columns]
        quoted = ", ".join(f't."{_column(part, name)}"' for name in part.columns)
        array = f"json_array({quoted})" if vendor == "sqlite" else f"json_build_array({quoted})::text"
        rows = f'FROM "{part.model._meta.db_table}" t WHERE {part.where}'
        if part.limit:
            turn = " DESC" if part.backwards else ""
            order = ", ".join(f't."{_column(part, name)}"{turn}' for name in part.ordered_by)
            inner = f"SELECT {array} AS line {rows} ORDER BY {order} LIMIT {part.limit}"
            selects.append(f"SELECT '{key}' AS part, line FROM ({inner}) AS part_{key}")
        else:
            selects.append(f"SELECT '{key}' AS part, {array} AS line {rows}")
        readers[key] = _reader(part.columns, [_type_of(field) for field in fields])
    sql = " UNION ALL ".join(selects)
    text, count = sql.replace("{p}", "%s"), sql.count("{p}")
    return planned_once(text, [True] * count) if vendor == "sqlite" else text, count, readers


def _column(part: Part, name: str) -> str:
    field: Any = part.model._meta.get_field(name.removesuffix("_id"))
    column: str = field.column
    return column


def _reader(names: Sequence[str], types: Sequence[Callable[[Any], Any] | None]) -> Reader:
    row: Any = namedtuple("Row", names)  # type: ignore[misc]
    make: Reader = row._make
    convert = [(place, one) for place, one in enumerate(types) if one is not None]

    def read(values: list[Any]) -> Any:
        for place, one in convert:
            if values[place] is not None:
                values[place] = one(values[place])
        return make(values)

    return read if convert else make


def _type_of(field: Any) -> Callable[[Any], Any] | None:
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.DateField):
        return date.fromisoformat
    if isinstance(field, models.BooleanField):
        return bool
    if isinstance(field, models.DecimalField):
        return _decimal
    return None


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value)).normalize()
