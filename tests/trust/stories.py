"""The stories of A4: deeds by the real acts, each told to the model, and what is asked after each."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine, rule
from hypothesis.strategies import booleans, integers, sampled_from

from ours.people import acts
from ours.people.models import Crew, Engagement, Seat
from ours.problem import acts as problems
from ours.problem.models import Chair
from tests.cast import DAY, make_cast
from tests.conftest import signed_in_browser
from tests.trust.questions import Questions
from tests.trust.seen_model import Model, Sitting, Working

ANY = integers(0, 10**6)


class Known:
    """The records behind the model's names, and the key of a browser for each seat."""

    def __init__(self) -> None:
        cast = make_cast()
        self.model, self.records, self.keys, self.now = Model(), {}, {}, DAY
        for firm in ("neon", "kobalt"):
            self.records[firm] = getattr(cast, firm)
        for client, engagement, firm in (
            ("yoga", "growth", "neon"),
            ("bakery", "orders", "neon"),
            ("ferro", "casting", "kobalt"),
        ):
            self.records |= {client: getattr(cast, client), engagement: getattr(cast, engagement)}
            self.model.clients[client], self.model.engagements[engagement] = firm, client
        names = "ana tom una bea imani front_desk maja kai luca tom_at_ferro"
        for name in names.split():
            self.sits(getattr(cast, name), name)
        self.model.crews = [Working("tom", "growth"), Working("una", "orders")]

    def sits(self, seat: Seat, name: str) -> None:
        """A seat is there from now on."""
        firm = next(one for one in ("neon", "kobalt") if self.records[one].pk == seat.firm_id)
        client = next((one for one in self.model.clients if self.records[one].pk == seat.client_id), None)
        person = seat.person.email if seat.person else None
        self.records[name] = seat
        self.model.seats[name] = Sitting(person, firm, client, seat.role)
        self.comes_in(name)

    def comes_in(self, name: str) -> None:
        """The person of a seat signs in again, from this seat."""
        self.model.seats[name].came_in = self.model.seats[name].there
        there = self.model.seats[name].there
        self.keys[name] = signed_in_browser(self.records[name]).cookies["ours"].value if there else ""


class Stories(Questions, RuleBasedStateMachine):
    """The deeds, each story beginning with what is `known`."""

    known: Known

    def __init__(self) -> None:
        super().__init__()
        known = self.known
        self.model, self.now, self.count = deepcopy(known.model), known.now, 0
        self.records, self.keys = dict(known.records), dict(known.keys)
        self.story = transaction.atomic()
        self.story.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.story.__exit__(None, None, None)

    # -- choosing

    def at(self) -> dict:
        """The moment of a deed: no two have the same."""
        self.now += timedelta(minutes=1)
        return {"at": self.now}

    def moment(self) -> int:
        return int((self.now - DAY).total_seconds())

    def one(self, n: int, among) -> str | None:
        found = sorted(among)
        return found[n % len(found)] if found else None

    def seat(self, n: int, **like) -> str | None:
        """The name of somebody who is there, with these columns."""
        return self.one(n, (s for s, one in self.model.seats.items() if one.there and _is(one, like)))

    def by(self, firm: str) -> Seat:
        """Whoever acts: what acts do does not depend on it."""
        return self.fresh(self.seat(0, firm=firm, client=None, role="owner"))

    def fresh(self, name: str) -> Seat:
        return Seat.objects.select_related("person", "firm", "client").get(pk=self.records[name].pk)

    def new(self, kind: str, record) -> str:
        self.count += 1
        self.records[f"{kind}{self.count}"] = record
        return f"{kind}{self.count}"

    def sits(self, seat: Seat) -> None:
        Known.sits(self, seat, self.new("seat", seat))

    comes_in = Known.comes_in

    # -- deeds

    @rule(n=ANY)
    def take_a_client_on(self, n: int) -> None:
        by = self.seat(n, client=None)
        firm = self.model.seats[by].firm
        name = f"Client {self.now:%H%M%d}"
        client = acts.new_client(self.records[firm], name, "First", by=self.fresh(by), **self.at())
        made = self.new("client", client)
        self.model.clients[made] = firm
        self.begins(made, Engagement.objects.get(client=client), by)

    def begins(self, client: str, engagement: Engagement, by: str) -> None:
        made = self.new("engagement", engagement)
        self.model.engagements[made] = client
        self.model.crews.append(Working(by, made))

    @rule(n=ANY, m=ANY)
    def begin_an_engagement(self, n: int, m: int) -> None:
        client = self.one(n, self.model.clients)
        by = self.seat(m, client=None, firm=self.model.clients[client])
        name = f"More {self.now:%H%M%d}"
        made = acts.new_engagement(self.records[client], name, by=self.fresh(by), **self.at())
        self.begins(client, made, by)

    @rule(n=ANY, m=ANY)
    def put_on(self, n: int, m: int) -> None:
        engagement = self.one(n, self.model.engagements)
        firm = self.model.clients[self.model.engagements[engagement]]
        whom = self.seat(m, client=None, firm=firm)
        acts.put_on(self.fresh(whom), self.records[engagement], by=self.by(firm), **self.at())
        if not any((w.seat, w.engagement, w.ended) == (whom, engagement, None) for w in self.model.crews):
            self.model.crews.append(Working(whom, engagement))

    @rule(n=ANY)
    def take_off(self, n: int) -> None:
        running = [w for w in self.model.crews if w.ended is None]
        if not running:
            return
        working = running[n % len(running)]
        crew = Crew.objects.get(
            seat=self.records[working.seat], engagement=self.records[working.engagement], ended_at=None
        )
        acts.take_off(crew, by=self.by(self.model.seats[working.seat].firm), **self.at())
        working.ended = self.moment()

    @rule(n=ANY, m=ANY, role=sampled_from(["member", "contact", "sponsor"]), new=booleans())
    def invite(self, n: int, m: int, role: str, new: bool) -> None:
        self.invited(self.one(n, self.model.clients), m, role, new)

    @rule(n=ANY, m=ANY, role=sampled_from(["expert", "owner"]), new=booleans())
    def invite_to_a_firm(self, n: int, m: int, role: str, new: bool) -> None:
        self.invited(self.one(n, ("neon", "kobalt")), m, role, new)

    def invited(self, to: str, m: int, role: str, new: bool) -> None:
        client = to if to in self.model.clients else None
        firm = self.model.clients.get(to, to)
        known = self.one(m, {one.person for one in self.model.seats.values() if one.person})
        self.count += 1
        email = f"new{self.count}@example.org" if new else known
        there = any(_is(s, {"person": email, "client": client, "firm": firm, "left": None})
                    for s in self.model.seats.values())  # fmt: skip
        told = {"name": email, "email": email, "role": role, "by": self.by(firm), **self.at()}
        if there:
            with pytest.raises(acts.SeatTaken):
                acts.invite(self.records[to], **told)
        else:
            self.sits(acts.invite(self.records[to], **told))

    @rule(n=ANY)
    def keep_a_seat(self, n: int) -> None:
        client = self.one(n, self.model.clients)
        by = self.by(self.model.clients[client])
        self.sits(acts.add_placeholder(self.records[client], "Somebody", by=by, **self.at()))

    @rule(n=ANY)
    def fill(self, n: int) -> None:
        name = self.one(n, (s for s, one in self.model.seats.items() if one.person is None and one.left is None))
        if name is None:
            return
        self.count += 1
        email = f"new{self.count}@example.org"
        by = self.by(self.model.seats[name].firm)
        acts.fill(self.fresh(name), name=email, email=email, by=by, **self.at())
        self.records[name], self.model.seats[name].person = self.fresh(name), email
        self.comes_in(name)

    @rule(n=ANY, m=ANY)
    def sit_differently(self, n: int, m: int) -> None:
        name = self.seat(n)
        one = self.model.seats[name]
        role = self.one(m, ("expert", "owner") if one.client is None else ("member", "contact", "sponsor"))
        told = {"title": "", "role": role, "level": 1, "reports_to": None, "by": self.by(one.firm), **self.at()}
        if self.model.last_owner(name) and role != "owner":
            with pytest.raises(acts.LastOwner):
                acts.edit_seat(self.fresh(name), **told)
        else:
            acts.edit_seat(self.fresh(name), **told)
            one.role = role

    @rule(n=ANY, m=ANY)
    def open_a_problem(self, n: int, m: int) -> None:
        engagement = self.one(n, self.model.engagements)
        client = self.model.engagements[engagement]
        firm = self.model.clients[client]
        by = self.seat(m, firm=firm, client=client) or self.seat(m, firm=firm, client=None)
        problem = problems.open_problem(self.records[engagement], "We need posts.", by=self.fresh(by), **self.at())
        made = self.new("problem", problem)
        self.model.problems[made] = engagement
        if self.model.seats[by].client is not None:
            self.model.chairs.add((by, made))

    @rule(n=ANY, m=ANY)
    def give_a_chair(self, n: int, m: int) -> None:
        """To anybody of a client, also of another one: a chair alone shows nothing."""
        problem = self.one(n, self.model.problems)
        seats = (s for s, one in self.model.seats.items() if one.client is not None and one.left is None)
        name = self.one(m, seats)
        if problem is not None and name is not None:
            firm = self.model.clients[self.model.engagements[self.model.problems[problem]]]
            problems.seat_at(self.records[problem], self.fresh(name), by=self.by(firm), **self.at())
            self.model.chairs.add((name, problem))

    @rule(n=ANY)
    def leave_a_chair(self, n: int) -> None:
        if self.model.chairs:
            name, problem = sorted(self.model.chairs)[n % len(self.model.chairs)]
            chair = Chair.objects.get(problem=self.records[problem], seat=self.records[name], left_at=None)
            problems.leave_chair(chair, by=self.fresh(name), **self.at())
            self.model.chairs.discard((name, problem))

    @rule(n=ANY)
    def leave(self, n: int) -> None:
        name = self.seat(n)
        seat, when = self.fresh(name), self.at()
        if self.model.last_owner(name):
            with pytest.raises(acts.LastOwner):
                acts.leave(seat, by=seat, **when)
        else:
            acts.leave(seat, by=seat, **when)
            self.model.end([name], self.moment())

    @rule(n=ANY, m=ANY)
    def move(self, n: int, m: int) -> None:
        name = self.one(n, (s for s, one in self.model.seats.items() if one.there and one.client is not None))
        one = self.model.seats[name] if name else None
        to = self.one(m, (c for c, firm in self.model.clients.items() if one and firm == one.firm))
        sitting = any(_is(s, {"person": one.person, "client": to, "left": None})
                      for s in self.model.seats.values()) if one else True  # fmt: skip
        if not sitting:
            told = {"title": "", "role": "member", "level": 1, "by": self.by(one.firm), **self.at()}
            moved = acts.move(self.fresh(name), self.records[to], **told)
            self.model.end([name], self.moment())
            self.sits(moved)

    @rule(n=ANY)
    def deactivate(self, n: int) -> None:
        name = self.seat(n)
        one, seat = self.model.seats[name], self.fresh(name)
        theirs = [s for s, other in self.model.seats.items()
                  if _is(other, {"person": one.person, "firm": one.firm, "left": None})]  # fmt: skip
        told = {"by": self.by(one.firm), **self.at()}
        if any(self.model.last_owner(s) for s in theirs):
            with pytest.raises(acts.LastOwner):
                acts.deactivate(seat.person, seat.firm, **told)
        else:
            acts.deactivate(seat.person, seat.firm, **told)
            self.model.end(theirs, self.moment())

    @rule(n=ANY)
    def reactivate(self, n: int) -> None:
        name = self.one(n, (s for s, one in self.model.seats.items() if one.left is not None))
        if name is not None:
            seat, one = self.fresh(name), self.model.seats[name]
            acts.reactivate(seat.person, seat.firm, by=self.by(one.firm), **self.at())
            self.model.give_back(one.person, one.firm)

    @rule(n=ANY)
    def come_in_again(self, n: int) -> None:
        self.comes_in(self.one(n, self.model.seats))


def world_of(known: Known) -> type[Stories]:
    """The stories that begin with this, with their counts."""
    return type("World", (Stories,), {"known": known, "steps": 0, "asked": 0})


def _is(one: Sitting, like: dict) -> bool:
    return all(getattr(one, column) == value for column, value in like.items())
