"""The fixed cast of people that all tests play with.

Neon (agency): Ana owns it, Tom is on the Yoga House engagement, Una is with Neon but on another engagement only.
Yoga House (Neon's client): Bea (founder, level 1), Imani (teacher, level 2), and a placeholder "Front desk" (level 3).
Lindgren Bakery (Neon's other client, Una's): Maja.
Kobalt (another firm): Kai owns it; its client Ferro Foundry: Luca. Tom is also a contact of Ferro Foundry.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from ours.people.models import Client, Crew, Engagement, Firm, Person, Role, Seat
from ours.problem import acts
from ours.problem.models import Problem

DAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # a Tuesday; the story of the tests begins then


@dataclass
class Cast:
    neon: Firm
    kobalt: Firm
    yoga: Client
    bakery: Client
    ferro: Client
    growth: Engagement  # Neon with Yoga House
    orders: Engagement  # Neon with Lindgren Bakery
    casting: Engagement  # Kobalt with Ferro Foundry
    ana: Seat
    tom: Seat
    una: Seat
    bea: Seat
    imani: Seat
    front_desk: Seat
    maja: Seat
    kai: Seat
    luca: Seat
    tom_at_ferro: Seat

    def problem(self, words: str = "We need someone to make Instagram posts.", **kwargs: object) -> Problem:
        """A problem of Yoga House that Bea put on the table on DAY (pass `by`, `at` or `engagement` to change that)."""
        kwargs = {"engagement": self.growth, "by": self.bea, "at": DAY} | kwargs
        engagement = kwargs.pop("engagement")
        return acts.open_problem(engagement, words, **kwargs)


def person(name: str) -> Person:
    return Person.objects.create(name=name, email=f"{name.split()[0].lower()}@example.org", made_at=DAY)


def seat(who: Person | None, firm: Firm, client: Client | None = None, **kwargs: object) -> Seat:
    name = kwargs.pop("name", who.name if who else "")
    return Seat.objects.create(person=who, firm=firm, client=client, name=name, made_at=DAY, **kwargs)


def make_cast() -> Cast:
    neon = Firm.objects.create(name="Neon", mailbox="help@neon.example", made_at=DAY)
    kobalt = Firm.objects.create(name="Kobalt", mailbox="help@kobalt.example", made_at=DAY)
    yoga = Client.objects.create(firm=neon, name="Yoga House", domain="yoga.example", made_at=DAY)
    bakery = Client.objects.create(firm=neon, name="Lindgren Bakery", made_at=DAY)
    ferro = Client.objects.create(firm=kobalt, name="Ferro Foundry", made_at=DAY)
    growth = Engagement.objects.create(firm=neon, client=yoga, name="Growth", began_at=DAY)
    orders = Engagement.objects.create(firm=neon, client=bakery, name="Orders", began_at=DAY)
    casting = Engagement.objects.create(firm=kobalt, client=ferro, name="Casting", began_at=DAY, left_alone_at=DAY)
    tom = person("Tom Weiss")
    ana = seat(person("Ana Ruiz"), neon, role=Role.OWNER, title="strategy")
    tom_at_neon = seat(tom, neon, role=Role.EXPERT, title="campaigns")
    una = seat(person("Una Holt"), neon, role=Role.EXPERT, title="research")
    bea = seat(person("Bea Okafor"), neon, yoga, role=Role.SPONSOR, title="founder", level=1)
    imani = seat(person("Imani Reyes"), neon, yoga, title="teacher", level=2, reports_to=bea)
    front_desk = seat(None, neon, yoga, name="Front desk", level=3, reports_to=imani)
    maja = seat(person("Maja Lindgren"), neon, bakery, role=Role.SPONSOR, title="owner")
    kai = seat(person("Kai Brandt"), kobalt, role=Role.OWNER)
    luca = seat(person("Luca Ferro"), kobalt, ferro, role=Role.SPONSOR)
    tom_at_ferro = seat(tom, kobalt, ferro, role=Role.CONTACT)
    Crew.objects.create(seat=tom_at_neon, engagement=growth, since=DAY)
    Crew.objects.create(seat=una, engagement=orders, since=DAY)
    return Cast(
        neon=neon,
        kobalt=kobalt,
        yoga=yoga,
        bakery=bakery,
        ferro=ferro,
        growth=growth,
        orders=orders,
        casting=casting,
        ana=ana,
        tom=tom_at_neon,
        una=una,
        bea=bea,
        imani=imani,
        front_desk=front_desk,
        maja=maja,
        kai=kai,
        luca=luca,
        tom_at_ferro=tom_at_ferro,
    )
