"""The verb of what a client brings the firm: the firm notes it for itself (P6)."""

from datetime import date, datetime
from decimal import Decimal

from ours.people.models import Client, Seat, Side
from ours.prove.models import Revenue


def note_revenue(client: Client, month: date, amount: Decimal, currency: str, *, by: Seat, at: datetime) -> Revenue:
    """Note what a client brought in a month (its first day); a later word on the same month counts instead.

    `currency` three letters (ISO 4217). Raises ValueError for anybody but the firm's side. No Event: nothing of this
    stands at any table.
    """
    if by.side != Side.EXPERT:
        raise ValueError("What a client brings in is for the firm to note.")
    return Revenue.objects.create(
        client=client, month=month.replace(day=1), amount=amount, currency=currency, by=by, at=at
    )
