"""What every part of the demo world needs: the firm, its experts, and how clients and people come in."""

from dataclasses import dataclass

from ours.cli.demo.clock import Clock
from ours.people import acts as people
from ours.people.models import Client, Engagement, Firm, Seat


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
