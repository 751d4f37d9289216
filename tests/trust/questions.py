"""What is asked after each deed of A4, and what the model says is right."""

import random
import re

from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from hypothesis.stateful import initialize, invariant
from hypothesis.strategies import integers

from tests.asking import meaning
from tests.trust.seen_model import Model

ASKED = 2  # addresses after each deed
PAGES = "parking history words drafts state ownership tending accounts aside solve proof".split()
SHARED = "engagement-care engagement-pulse".split()


class Questions:
    """The asking part of a state machine; `records` and `keys` of sessions stand behind the names in `model`."""

    model: Model
    records: dict
    keys: dict[str, str]
    steps = 0
    asked = 0

    @initialize(seed=integers(0, 10**6))
    def begin(self, seed: int) -> None:
        """What is asked belongs to the story: told again, it is asked again."""
        self.chance = random.Random(seed)

    @invariant()
    def the_model_is_right(self) -> None:
        type(self).steps += 1
        for _ in range(ASKED):
            name = self.chance.choice(sorted(self.model.seats))
            what, method, path, right = self.anything(name)
            answer = self.ask(name, method, path)
            assert answer == right, (name, what, method, path, answer, right)
            type(self).asked += 1

    def ask(self, name: str, method: str, path: str) -> str:
        """The answer in a word; the start page of a client's person with the tables that it names."""
        keep = transaction.savepoint()
        browser = Browser(raise_request_exception=False)
        browser.cookies["ours"] = self.keys[name]
        response = browser.post(path) if method == "POST" else browser.get(path)
        transaction.savepoint_rollback(keep)
        found = meaning(response)
        if path in ("/", "/clients/") and found == "in":
            kind = "problems" if path == "/" else "clients"
            return " ".join(sorted(set(re.findall(rf'href="/{kind}/(\d+)/', response.content.decode()))))
        return found

    def anything(self, name: str) -> tuple[str, str, str, str]:
        """(what, method, address, right answer) of something chosen by chance."""
        among = {
            "problem": self.model.problems,
            "client": self.model.clients,
            "engagement": self.model.engagements,
            "seat": self.model.seats,
        }
        kind = self.chance.choice([*(kind for kind, there in among.items() if there), "list"])
        if kind == "list":
            what, method = "list", "GET"
            path, right = self.listed(name)
        else:
            what = self.chance.choice(sorted(among[kind]))
            page, method, right = self.page_of(kind, name, what)
            path = reverse(page, args=[self.records[what].pk])
        one = self.model.seats[name]
        return what, method, path, right if one.came_in and one.there else "sign in"

    def listed(self, name: str) -> tuple[str, str]:
        """The page that lists what somebody sees, and the ids on it: tables for the client, clients for the firm."""
        model = self.model
        if model.seats[name].client is None:
            path, seen = "/clients/", [one for one in model.clients if model.sees_client(name, one)]
        else:
            path, seen = "/", [one for one in model.problems if model.sees_problem(name, one)]
        return path, " ".join(sorted(str(self.records[one].pk) for one in seen))

    def page_of(self, kind: str, name: str, what: str) -> tuple[str, str, str]:
        """(route, method, answer) for one of the pages or deeds that there are for a kind of thing."""
        model, expert = self.model, self.model.seats[name].client is None
        if kind == "problem":
            return self.chance.choice(PAGES), "GET", _in(model.sees_problem(name, what))
        if kind == "client":
            seen = model.sees_client(name, what)
            pages = [
                ("client", "GET", _in(seen)),
                ("client-success", "GET", _in(seen and expert)),
                ("client-seats", "POST", _in(seen, model.may_invite(name, what))),
                ("client-engagements", "POST", _in(seen and expert)),
            ]
        elif kind == "engagement":
            pages = [
                ("engagement", "GET", _in(model.works_on(name, what))),
                ("engagement-crews", "POST", _in(model.works_on(name, what))),
                *((page, "GET", _in(model.shares(name, what))) for page in SHARED),
            ]
        else:
            seen = model.knows(name, what)
            pages = [("seat", "GET", _in(seen)), ("seat", "POST", _in(seen, model.may_edit(name, what)))]
        return self.chance.choice(pages)


def _in(seen: bool, allowed: bool = True) -> str:
    return ("in" if allowed else "refused") if seen else "hidden"
