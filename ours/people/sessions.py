"""Sessions kept in the database, one row for each signed-in browser (Django's documented way to extend them)."""

from copy import deepcopy
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as DBStore
from django.db.models import QuerySet
from django.utils import timezone

from ours.people.models import Session
from ours.prepared import Prepared

UNUSED = timedelta(days=30)  # a browser in which nobody has come by for so long is signed out


def valid_sessions(key: str, now: datetime, since: datetime) -> "QuerySet[Session]":
    """The session of this key, if it holds now and was used since."""
    return Session.objects.filter(session_key=key, expire_date__gt=now, seen_at__gt=since)


_valid: Prepared[Session] = Prepared((str, datetime, datetime), valid_sessions)


@lru_cache(maxsize=4096)
def _decoded(data: str) -> dict[str, Any]:
    """What a row's text says. The text is signed and changes whenever what it says does, so it is read once."""
    return SessionStore().decode(data)


class SessionStore(DBStore):
    """Sessions that know their person and device, so that devices can be listed and signed out."""

    seen_at: datetime | None = None  # when this browser was last written down as seen; set by loading and saving

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        row = _valid.first(self.session_key or "", now, now - UNUSED)
        if row is None:
            self._session_key = None  # as Django does: a key that is not known is never taken on
        self.seen_at = row.seen_at if row else now
        return deepcopy(_decoded(row.session_data)) if row else {}

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.person_id = data.get("person")
        row.device = data.get("device", "")
        row.seen_at = self.seen_at = timezone.now()
        if "began" in data:  # a saved row is written whole; without this every saving would be a new beginning
            row.began_at = datetime.fromisoformat(data["began"])
        return row
