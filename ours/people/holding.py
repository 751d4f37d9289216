"""Whoever sends a form and whoever shuts them out at the same moment: one goes before the other.

The transaction that takes a form in holds the row of the seat that it comes from (`middleware.ask_again`). What ends
rights waits for that row, so nothing is taken in once it was answered that they have ended. SQLite does one transaction
after the other anyway.
"""

from collections.abc import Iterable

from django.db import connection

from ours.people.models import Seat


def wait_for_forms(seats: Iterable[int]) -> None:
    """Hold these seats until the end of the transaction, once no form from them is being taken in."""
    if connection.features.has_select_for_update:
        rows = Seat.objects.select_for_update(no_key=True).filter(pk__in=list(seats)).order_by("pk")
        list(rows.values_list("pk"))
