"""The demo world, built through the same acts as everything else: an agency and seven clients along the way."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ours.cli.demo import story_others, story_solved, story_yoga
from ours.cli.demo.clock import Clock
from ours.people import acts as people
from ours.people.models import Client, Engagement, Firm, Role, Seat


@dataclass
class Stage:
    """What every part of the story needs."""

    clock: Clock
    firm: Firm
    ana: Seat
    tom: Seat
    jun: Seat

    def client(self, name: str, engagement: str, domain: str, *, crew: tuple[Seat, ...], since: int = 70) -> Engagement:
        """A client with its engagement and the experts on it; since so many days."""
        at = self.clock.at(since)
        made: Client = people.new_client(self.firm, name, engagement, by=self.ana, at=at, domain=domain)
        found = Engagement.objects.select_related("client", "firm").get(client=made)
        for seat in crew:
            people.put_on(seat, found, by=self.ana, at=at)
        return found

    def invite(
        self,
        client: Client | Firm,
        name: str,
        email: str,
        title: str,
        *,
        role: str,
        level: int = 1,
        boss: Seat | None = None,
        since: int = 69,
    ) -> Seat:
        """Somebody with a seat."""
        return people.invite(
            client,
            name=name,
            email=email,
            title=title,
            role=role,
            level=level,
            reports_to=boss,
            by=self.ana,
            at=self.clock.at(since),
        )


def build(now: datetime | None = None) -> None:
    """Build the demo world into an empty database; `now` is its present moment."""
    stage = _build_people_and_problems(Clock(now))
    # A mail is stored in a transaction of its own, so it comes last.
    story_others.stranger(stage)


@transaction.atomic
def _build_people_and_problems(clock: Clock) -> Stage:
    ana = people.found_firm("Neon", "Ana Ruiz", "ana@neon.example", at=clock.at(120))
    people.edit_seat(ana, title="strategy", role=Role.OWNER, level=1, reports_to=None, by=ana, at=clock.at(120))
    firm = ana.firm
    people.run_firm(
        firm,
        name="Neon",
        mailbox="help@neon.example",
        language="en",
        time_zone="Europe/Berlin",
        by=ana,
        at=clock.at(120),
    )
    stage = Stage(clock, firm, ana, ana, ana)
    stage.tom = stage.invite(firm, "Tom Weiss", "tom@neon.example", "campaigns", role=Role.EXPERT, since=119)
    stage.jun = stage.invite(firm, "Jun Mori", "jun@neon.example", "research", role=Role.EXPERT, since=119)
    story_yoga.tell(stage)
    for part in story_others.PARTS:
        part(stage)
    story_solved.tell(stage)
    clock.evening(0)
    return stage
