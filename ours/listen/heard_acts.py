"""The verbs of bringing people to a table: introduce somebody new, say who a placeholder is, free a chair (L6)."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse

from ours.people import acts as people
from ours.people.models import Client, Seat
from ours.problem.acts import leave_chair, seat_at
from ours.problem.history import record
from ours.problem.models import Chair, Problem


class Somebody(NamedTuple):
    """Somebody new at a client; without an `email` a place for somebody not yet known. `level` 1 is the top."""

    name: str
    email: str
    title: str
    level: int
    reports_to: Seat | None


def newcomer(client: Client, somebody: Somebody, *, by: Seat, at: datetime, to: str = "") -> Seat:
    """A seat at a client for somebody new: with an address they are invited, to the page `to`; without, a placeholder.

    Raises people.acts.SeatTaken if the address has a seat there already.
    """
    told = somebody._asdict()
    if somebody.email:
        return people.invite(client, by=by, at=at, to=to, **told)
    del told["email"]
    return people.add_placeholder(client, by=by, at=at, **told)


@transaction.atomic
def introduce(problem: Problem, somebody: Somebody, *, by: Seat, at: datetime) -> Seat:
    """Bring somebody new to this table. They see this problem and no other, until they get further chairs."""
    seat = newcomer(problem.client, somebody, by=by, at=at, to=_table(problem))
    seat_at(problem, seat, by=by, at=at)
    return seat


@transaction.atomic
def make_known(problem: Problem, placeholder: Seat, *, name: str, email: str, by: Seat, at: datetime) -> Seat:
    """Say who a placeholder is; they are invited, and have its chairs from now on. Raises people.acts.SeatTaken."""
    before = placeholder.name
    seat = people.fill(placeholder, name=name, email=email, by=by, at=at, to=_table(problem))
    record(problem, "made_known", by=by, at=at, before=before, whom=name, seat=seat.pk)
    return seat


@transaction.atomic
def free_chair(problem: Problem, seat: Seat, *, by: Seat, at: datetime) -> bool:
    """A seat leaves this table; what was written from it stays. False if it had no chair here any more."""
    chair = Chair.objects.select_for_update().filter(problem=problem, seat=seat, left_at__isnull=True).first()
    if chair is None:
        return False
    chair.problem, chair.seat = problem, seat  # the instances this deed works on
    leave_chair(chair, by=by, at=at)
    return True


def _table(problem: Problem) -> str:
    return reverse("table", kwargs={"problem_id": problem.pk})
