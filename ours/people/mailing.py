"""Letters that the people's room asks for (a code, an invitation). Who carries them is above this room and says so."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ours.people.models import Firm, Person, Seat

Carrier = Callable[..., Any]
_carriers: list[Carrier] = []


def carried_by(carrier: Carrier) -> None:
    """Have letters carried by `carrier(person, kind, context, at=…, firm=…, told=…)`."""
    _carriers[:] = [carrier]


def send(
    person: Person,
    kind: str,
    context: dict[str, Any],
    *,
    at: datetime,
    firm: Firm | None = None,
    seat: Seat | None = None,
) -> None:
    """Write one letter to a person, in the transaction of the deed that asks for it.

    `kind` names its templates `letters/<kind>.txt` (its first line is the subject) and `letters/<kind>.html`;
    `context` is what they show. It goes out at once, outside every bundling and cap, unless `seat` was left meanwhile.
    """
    for carrier in _carriers:
        carrier(person, kind, context, at=at, firm=firm, told=[(seat, {})] if seat is not None else [])
