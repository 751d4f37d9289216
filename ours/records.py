"""What records of all rooms have in common."""

from typing import Any, TypeVar

from django.db import models

from ours import saving
from ours.ids import new_id


class KeptError(Exception):
    """Somebody tried to change a record that is kept for ever as it was written."""


class IdField(models.BigIntegerField):
    """A 64-bit id. SQLite calls it "integer", which makes it the row's own number instead of one more index."""

    def db_type(self, connection: Any) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)

    def rel_db_type(self, connection: Any) -> str | None:
        return super().db_type(connection)


class Written(models.Model):
    """A model whose rows are written with statements that are put together once.

    Django puts an INSERT or UPDATE together anew each time it saves, which takes longer than the database needs to
    carry it out. What is written, and what is raised, is the same; values that are expressions go Django's way.

    With `remembers`, instances that come from a prepared queryset remember what was read, and saving them writes the
    columns that have changed: not the indexes and keys of all others with them. Only for models whose columns hold
    numbers, words and moments, which cannot change from within.
    """

    remembers = False

    class Meta:
        abstract = True

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row again; what was read before says nothing any more."""
        super().refresh_from_db(*args, **kwargs)
        self._state.__dict__.pop("loaded", None)

    # The stubs are those of a later Django than ours.
    def _do_insert(self, manager: Any, using: str, fields: Any, returning_fields: Any, raw: bool) -> Any:
        values = [getattr(self, field.attname) if raw else field.pre_save(self, True) for field in fields]
        found = saving.inserted(type(self), tuple(fields), values, tuple(returning_fields), using)
        if found is None:
            return super()._do_insert(manager, using, fields, returning_fields, raw)  # type: ignore[misc]
        return found

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *others: Any, **kwargs: Any) -> Any:
        found = saving.updated(self, pk_val, values, using)
        return super()._do_update(base_qs, using, pk_val, values, *others, **kwargs) if found is None else found


class Record(Written):
    """A record with an id that is never issued twice (see `ours.ids`)."""

    id = IdField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


_Kept = TypeVar("_Kept", bound=models.Model)


class KeptQuerySet(models.QuerySet[_Kept]):
    """Reads and adds; nothing is changed or removed in bulk."""

    def update(self, **kwargs: Any) -> int:
        raise KeptError(f"{self.model.__name__} is kept as it was written.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise KeptError(f"{self.model.__name__} is kept as it was written.")


class Kept(Record):
    """A record that is written once and then only read: what somebody said, signed or agreed to (L1, F3).

    Raises KeptError on every attempt to save it again or delete it. A later word stands beside it as a new record.
    """

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise KeptError(f"{type(self).__name__} is kept as it was written.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise KeptError(f"{type(self).__name__} is kept as it was written.")
