"""Sessions kept in the database, one row for each signed-in browser (Django's documented way to extend them)."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DBStore

from ours.people.models import Session


class SessionStore(DBStore):
    """Sessions that know their person and device, so that devices can be listed and signed out."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        row.person_id = data.get("person")
        row.device = data.get("device", "")
        return row
