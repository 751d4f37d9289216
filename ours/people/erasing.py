"""Erasing a person: what tells who somebody was goes, what was said at a table stays, signed by a neutral name.

Rooms above keep more of them (letters, mails, pulses, a private room); `cli/erase.py` puts all of it together.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ours.people import acts
from ours.people.models import Person, Seat, Session, Side, SignInCode, WayIn

NOWHERE = "erased.invalid"  # a domain that never exists (RFC 2606)


@dataclass(frozen=True)
class Erased:
    """Who somebody was: what other rooms look for to erase the rest. `neutral` is what stands for each seat's name."""

    person: Person
    email: str
    names: frozenset[str]
    neutral: dict[int, str]

    @property
    def seats(self) -> list[int]:
        """The ids of all seats that the person ever had."""
        return list(self.neutral)

    def name_at(self, firm_id: int) -> str:
        """The neutral name at this firm, for where a name stands without its seat."""
        seats = Seat.objects.filter(pk__in=self.seats, firm=firm_id).order_by("pk")
        return next((self.neutral[seat.pk] for seat in seats), next(iter(self.neutral.values()), ""))


@transaction.atomic
def erase(person: Person, *, at: datetime) -> Erased:
    """End every seat of a person and take away who they were. Raises LastOwner while a firm has nobody else.

    The person's row stays as an empty one, because what they said refers to it.
    """
    seats = list(Seat.objects.filter(person=person).select_related("firm").order_by("pk"))
    for seat in seats:
        if seat.left_at is None:
            acts.leave(seat, by=seat, at=at)
    neutral = {seat.pk: _neutral(seat) for seat in seats}
    erased = Erased(person, person.email, frozenset({person.name, *(seat.name for seat in seats)}), neutral)
    for number, name in neutral.items():
        Seat.objects.filter(pk=number).update(name=name, title="")
    Session.objects.filter(person=person).delete()
    SignInCode.objects.filter(email=person.email).delete()
    WayIn.objects.filter(seat__in=erased.seats).delete()
    person.name, person.email = next(iter(neutral.values()), ""), f"{person.pk}@{NOWHERE}"
    person.language, person.time_zone, person.letters_per_day, person.deactivated_at = "en", "UTC", 0, at
    person.save()
    return erased


def _neutral(seat: Seat) -> str:
    with translation.override(seat.firm.language):
        return _("A former client") if seat.side == Side.CLIENT else _("A former colleague")
