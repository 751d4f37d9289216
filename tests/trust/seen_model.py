"""Who may see what, said a second time and as plainly as possible: the model of A4. It knows nothing of the product."""

from dataclasses import dataclass, field

SPEAKING = ("sponsor", "contact")


@dataclass
class Sitting:
    """A seat: whose it is, on which side; `left` is the moment at which it ended."""

    person: str | None
    firm: str
    client: str | None = None
    role: str = "member"
    left: int | None = None
    came_in: bool = False  # a browser is signed in from it

    @property
    def there(self) -> bool:
        return self.left is None and self.person is not None

    @property
    def owns(self) -> bool:
        return self.client is None and self.role == "owner"


@dataclass
class Working:
    """Somebody on an engagement, until the moment `ended`."""

    seat: str
    engagement: str
    ended: int | None = None


@dataclass
class Model:
    """Everything by its name. Clients belong to firms, engagements to clients, problems to engagements."""

    clients: dict[str, str] = field(default_factory=dict)
    engagements: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    seats: dict[str, Sitting] = field(default_factory=dict)
    crews: list[Working] = field(default_factory=list)
    chairs: set[tuple[str, str]] = field(default_factory=set)  # (seat, problem)

    # -- who sees what

    def works_on(self, seat: str, engagement: str) -> bool:
        one, client = self.seats[seat], self.engagements[engagement]
        if one.client is not None or one.firm != self.clients[client]:
            return False
        return one.owns or any((w.seat, w.engagement, w.ended) == (seat, engagement, None) for w in self.crews)

    def sees_problem(self, seat: str, problem: str) -> bool:
        engagement, one = self.problems[problem], self.seats[seat]
        if one.client is None:
            return self.works_on(seat, engagement)
        return one.client == self.engagements[engagement] and (seat, problem) in self.chairs

    def sees_client(self, seat: str, client: str) -> bool:
        one = self.seats[seat]
        if one.client is not None:
            return one.client == client
        works = any(self.works_on(seat, e) for e, of in self.engagements.items() if of == client)
        return works or (one.owns and one.firm == self.clients[client])

    def shares(self, seat: str, engagement: str) -> bool:
        """What both sides share of an engagement: its care, its pulse."""
        one = self.seats[seat]
        if one.client is None:
            return self.works_on(seat, engagement)
        if one.client != self.engagements[engagement]:
            return False
        tables = (problem for problem, of in self.problems.items() if of == engagement)
        return one.role in SPEAKING or any((seat, problem) in self.chairs for problem in tables)

    def knows(self, seat: str, other: str) -> bool:
        one, them = self.seats[seat], self.seats[other]
        if one.client is not None or one.firm != them.firm:
            return one.client is not None and one.client == them.client
        return them.client is None or self.sees_client(seat, them.client)

    def may_invite(self, seat: str, client: str) -> bool:
        return self.seats[seat].client is None or self.seats[seat].role in SPEAKING

    def may_edit(self, seat: str, other: str) -> bool:
        them = self.seats[other]
        if them.left is not None:
            return False
        return self.seats[seat].owns if them.client is None else self.may_invite(seat, them.client)

    # -- what deeds change

    def last_owner(self, seat: str) -> bool:
        one = self.seats[seat]
        others = (s for name, s in self.seats.items() if name != seat and s.firm == one.firm and s.owns and s.there)
        return one.owns and not any(others)

    def end(self, seats: list[str], at: int) -> None:
        for working in self.crews:
            if working.seat in seats and working.ended is None:
                working.ended = at
        for seat in seats:
            self.seats[seat].left = at
        for person in {self.seats[seat].person for seat in seats}:
            theirs = [one for one in self.seats.values() if one.person == person]
            if not any(one.there for one in theirs):
                for one in theirs:
                    one.came_in = False

    def give_back(self, person: str, firm: str) -> None:
        theirs = {name: one for name, one in self.seats.items() if one.person == person and one.firm == firm}
        last = max((one.left for one in theirs.values() if one.left is not None), default=None)
        sitting = {one.client for one in theirs.values() if one.left is None}
        for name, one in theirs.items():
            if last is not None and one.left == last and one.client not in sitting:
                one.left = None
                for working in self.crews:
                    if working.seat == name and working.ended == last:
                        working.ended = None
