"""Seats of every kind that are in no database: for rules, which ask none."""

from collections.abc import Callable

from ours.people.models import Client, Firm, Person, Role, Seat
from tests.cast import DAY

OURS, THEIRS = Firm(id=1, name="Ours"), Firm(id=2, name="Theirs")
YOGA, BAKERY = Client(id=11, firm=OURS, name="Yoga House"), Client(id=12, firm=OURS, name="Bakery")
FERRO = Client(id=21, firm=THEIRS, name="Ferro")


def _seat(number: int, firm: Firm, client: Client | None, role: Role, **more: object) -> Seat:
    person = {"person": Person(id=100 + number, email=f"{number}@example.org")} | more
    return Seat(id=number, firm=firm, client=client, role=role, name=str(number), **person)


SEATS = {
    "owner": _seat(1, OURS, None, Role.OWNER),
    "second owner": _seat(2, OURS, None, Role.OWNER),
    "expert": _seat(3, OURS, None, Role.EXPERT),
    "colleague": _seat(4, OURS, None, Role.EXPERT),
    "sponsor": _seat(5, OURS, YOGA, Role.SPONSOR),
    "contact": _seat(6, OURS, YOGA, Role.CONTACT),
    "member": _seat(7, OURS, YOGA, Role.MEMBER),
    "placeholder": _seat(8, OURS, YOGA, Role.MEMBER, person=None),
    "left": _seat(9, OURS, YOGA, Role.SPONSOR, left_at=DAY),
    "neighbour": _seat(10, OURS, BAKERY, Role.SPONSOR),
    "stranger": _seat(11, THEIRS, None, Role.OWNER),
    "foreigner": _seat(12, THEIRS, FERRO, Role.SPONSOR),
}
EXPERTS = {"owner", "second owner", "expert", "colleague", "stranger"}
OWN_EXPERTS = EXPERTS - {"stranger"}
CLIENTS = set(SEATS) - EXPERTS


def who(rule: Callable[..., bool], *more: object, **named: object) -> set[str]:
    """The names of the seats that a rule lets do something."""
    return {name for name, seat in SEATS.items() if rule(seat, *more, **named)}
