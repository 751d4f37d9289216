"""A firm of a size: problems with their clocks, owners, what was sold, links. Written straight into the tables."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, models, transaction

from ours.ids import new_id
from ours.inserting import insert
from ours.own.models import Ownership
from ours.people.models import Client, Crew, Engagement, Firm, Person, Role, Seat
from ours.problem import care
from ours.problem.models import Problem
from ours.tend.models import CareLetters, Link

Rows = dict[type[models.Model], list[Any]]
PER_CLIENT, PER_EXPERT, BATCH = 50, 500, 5000
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


def build(problems: int, *, experts: int = 0) -> tuple[Seat, Seat]:
    """Make the firm; returns (the owner's seat, one expert's seat). One expert for 500 problems, or as many as said."""
    dice = Random(1)
    rows: Rows = {model: [] for model in (Person, Client, Seat, Engagement, Crew, CareLetters)}
    firm = Firm.objects.create(name="Large", made_at=NOW)
    many = experts or max(12, problems // PER_EXPERT)
    crew = [_seat(rows, firm, f"expert{number}", Role.EXPERT) for number in range(many)]
    owner = _seat(rows, firm, "owner", Role.OWNER)
    rows[CareLetters] += [CareLetters(person=seat.person, next_at=NOW - timedelta(hours=1)) for seat in crew]
    places = [_place(rows, firm, crew[number % many], number) for number in range(max(1, problems // PER_CLIENT))]
    with transaction.atomic():
        for model, made in rows.items():
            insert(model, made)
    for start in range(0, problems, BATCH):
        made, owned, links = [], [], []
        for number in range(start, min(start + BATCH, problems)):
            engagement, expert, sponsor = places[number // PER_CLIENT % len(places)]
            made.append(_problem(dice, firm, engagement, sponsor, number))
            if made[-1].expert_owned:
                owned.append(_owned(made[-1], expert))
            if number % 20 == 1:
                made[-2].spreads = True
                links.append(Link(cause=made[-2], effect=made[-1], by=expert, at=NOW))
        with transaction.atomic():
            insert(Problem, made)
            insert(Ownership, owned)
            insert(Link, links)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return owner, crew[0]


def _problem(dice: Random, firm: Firm, engagement: Engagement, sponsor: Seat, number: int) -> Problem:
    seriousness = dice.choices((1, 2, 3), (5, 4, 1))[0]
    promised = dice.random() < 0.1
    length = care.promise(engagement, seriousness, promised)
    # Most had their last sign of life within the promise; one in eight waits longer.
    age = dice.uniform(0, 1) if dice.random() > 0.12 else dice.uniform(1, 4)
    cared_at = NOW - age * length
    return Problem(
        firm=firm,
        client_id=engagement.client_id,
        engagement=engagement,
        opened_at=cared_at,
        opened_by=sponsor,
        seriousness=seriousness,
        headline=f"We do not know yet what is behind number {number}.",
        cared_at=cared_at,
        care_due=cared_at + length,
        promised=promised,
        unanswered=0,
        client_owned=dice.random() < 0.7,
        expert_owned=dice.random() < 0.7,
    )


def _owned(problem: Problem, expert: Seat) -> Ownership:
    return Ownership(problem=problem, side="expert", seat=expert, by=expert, at=problem.opened_at)


def _place(rows: Rows, firm: Firm, expert: Seat, number: int) -> tuple[Engagement, Seat, Seat]:
    client = Client(firm=firm, name=f"Client {number}", made_at=NOW)
    engagement = Engagement(firm=firm, client=client, name="Together", began_at=NOW)
    rows[Client].append(client)
    rows[Engagement].append(engagement)
    rows[Crew].append(Crew(seat=expert, engagement=engagement, since=NOW))
    return engagement, expert, _seat(rows, firm, f"sponsor{number}", Role.SPONSOR, client)


def _seat(rows: Rows, firm: Firm, name: str, role: str, client: Client | None = None) -> Seat:
    person = Person(name=name, email=f"{name}-{new_id()}@example.org", made_at=NOW)
    seat = Seat(firm=firm, client=client, person=person, name=name, role=role, made_at=NOW)
    rows[Person].append(person)
    rows[Seat].append(seat)
    return seat
