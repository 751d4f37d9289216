"""A large made-up firm, written in batches: realistic texts, people, ages and follow-ups, quickly.

The only code that writes records without their acts; a test holds the derived columns against what the acts would have
derived. The firm has one owner, twelve experts, and one client for about 50 problems.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random

from django.db import connection, transaction
from django.utils import timezone

from ours.cli.demo.bulkproblem import Place, Rows, write_problem
from ours.cli.demo.bulkwords import FIRST, LAST, PLACES, TRADES, Speech
from ours.inserting import insert
from ours.people.models import Client, Crew, Engagement, Firm, Person, Role, Seat
from ours.portfolio import tallies
from ours.problem.models import Problem
from ours.table.search import documents

BATCH = 500  # problems in one transaction
PER_CLIENT = 50


def build_bulk(problems: int, seed: int, *, at: datetime | None = None) -> Seat:
    """Make a firm with so many problems and return its owner's seat. `at` is the present moment of that world."""
    rng = Random(seed)  # noqa: S311 - a made-up world, not a secret
    at = (at or timezone.now()).astimezone(UTC).replace(microsecond=0)
    places = _organisation(rng, problems, seed, at)
    done = 0
    while done < problems:
        rows: Rows = defaultdict(list)
        for _ in range(min(BATCH, problems - done)):
            write_problem(rng, places[done // PER_CLIENT % len(places)], at, rows)
            done += 1
        with transaction.atomic():
            for model, batch in rows.items():
                insert(model, batch)
            documents.keep(rows[Problem])
            tallies.keep(rows[Problem])
    tallies.settle(places[0].owner.firm_id)
    tallies.fold_due(at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return places[0].owner


@transaction.atomic
def _organisation(rng: Random, problems: int, seed: int, at: datetime) -> list[Place]:
    began = at - timedelta(days=400)
    number = Firm.objects.count() + 1
    firm = Firm.objects.create(name=f"Large Firm {number}", made_at=began)
    owner = _seat(rng, firm, None, f"owner@large{number}.example", began, role=Role.OWNER)
    experts = [
        _seat(rng, firm, None, f"expert{n}@large{number}.example", began, role=Role.EXPERT) for n in range(1, 13)
    ]
    places = []
    for n in range(max(1, -(-problems // PER_CLIENT))):
        trade = TRADES[n % len(TRADES)]
        name = f"{trade[0]} {rng.choice(PLACES)} {n + 1}"
        client = Client.objects.create(firm=firm, name=name, made_at=began)
        engagement = Engagement.objects.create(firm=firm, client=client, name="Together", began_at=began)
        people = [
            _seat(
                rng,
                firm,
                client,
                f"p{level}.{n + 1}@large{number}.example",
                began,
                role=Role.SPONSOR if level == 1 else Role.MEMBER,
                level=level,
            )
            for level in (1, 2, 3)
        ]
        expert = experts[n % len(experts)]
        Crew.objects.create(seat=expert, engagement=engagement, since=began)
        places.append(Place(engagement, owner, expert, people, Speech(rng, trade)))
    return places


def _seat(
    rng: Random, firm: Firm, client: Client | None, email: str, at: datetime, *, role: str, level: int = 1
) -> Seat:
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
    person = Person.objects.create(name=name, email=email, made_at=at)
    return Seat.objects.create(firm=firm, client=client, person=person, name=name, role=role, level=level, made_at=at)
