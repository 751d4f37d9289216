"""What records of all rooms have in common."""

from typing import Any, TypeVar

from django.db import models

from ours.ids import new_id


class KeptError(Exception):
    """Somebody tried to change a record that is kept for ever as it was written."""


class IdField(models.BigIntegerField):
    """A 64-bit id. SQLite calls it "integer", which makes it the row's own number instead of one more index."""

    def db_type(self, connection: Any) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)

    def rel_db_type(self, connection: Any) -> str | None:
        return super().db_type(connection)


class Record(models.Model):
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
