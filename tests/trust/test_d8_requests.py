"""D8: requests made at random to every address as everybody: none breaks the server, none keeps it busy."""

import random
import time
import traceback
from dataclasses import replace

import pytest
from django.db import transaction

from ours.listen import intake_views
from tests.asking import World, make_world, routes
from tests.conftest import signed_in_browser
from tests.trust.programme import size, tell
from tests.trust.requests import Request, Requests, smaller

STALL = 3.0  # seconds of processor time
OFTEN = ["expert", "client", "owner", "letters", "reader", "program", "visitor"]  # who gets furthest


class Asking:
    """Asks, takes back what was written, and keeps what broke."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.asked, self.slowest = 0, 0.0
        self.broken: dict[str, Request] = {}  # by where in the code

    def page(self, request: Request) -> str:
        """The page that answers; '' if it is none."""
        answer = self._answer(request)
        return answer.content.decode(errors="replace") if "text/html" in answer.get("Content-Type", "") else ""

    def try_it(self, request: Request) -> None:
        begun = time.process_time()
        where = self._breaks(request)
        self.slowest = max(self.slowest, time.process_time() - begun)
        if where and where not in self.broken:
            self.broken[where] = self._smallest(request, where)

    def _smallest(self, request: Request, where: str) -> Request:
        while True:
            less = next((one for one in smaller(request) if self._breaks(one) == where), None)
            if less is None:
                return request
            request = less

    def _breaks(self, request: Request) -> str:
        """Where in the code it breaks; '' if it does not."""
        answer = self._answer(request)
        if answer.status_code < 500:
            return ""
        error = getattr(answer, "exc_info", None)
        if not error:
            return f"{request.path}: {answer.status_code}"
        last = traceback.extract_tb(error[2])
        ours = [one for one in last if "/ours/" in one.filename] or last
        return f"{ours[-1].filename.rpartition('/ours/')[2]}:{ours[-1].lineno} {error[0].__name__} {error[1]!s:.80}"

    def _answer(self, request: Request):
        self.asked += 1
        browser = self.world.browsers[request.who]
        cookies = browser.cookies.copy()
        keep = transaction.savepoint()
        try:
            return browser.generic(
                request.method, request.address, request.sent, request.kind, headers=dict(request.headers)
            )
        finally:
            transaction.savepoint_rollback(keep)
            browser.cookies = cookies


@pytest.fixture
def asking(cast, settings):
    settings.SMTP_URL, settings.DEMO = "", False
    return Asking(make_world(cast))


def all_around(asking: Asking, count: int, seed: int) -> None:
    """So many requests, to each address about as many as to any other."""
    requests = Requests(asking.world, random.Random(seed))
    requests.look_at_forms(asking.page)
    assert len(requests.forms) > 60 and len(requests.queries) > 15
    everywhere, everybody = routes(), list(asking.world.browsers)
    for number in range(count):
        name, parameters = everywhere[(number * 7919 + seed) % len(everywhere)]
        who = requests.chance.choice(OFTEN if requests.chance.random() < 0.8 else everybody)
        if name != "sign-out":
            asking.try_it(requests.of(name, parameters, who))


def test_nothing_breaks_and_nothing_stalls(asking):
    all_around(asking, size(700, 100_000), seed=size(1, 2))
    tell("D8", requests=asking.asked, broken=len(asking.broken), slowest=f"{asking.slowest:.1f} s")
    assert [f"{where}: {request}" for where, request in asking.broken.items()] == []
    assert asking.slowest < STALL


def test_what_breaks_is_noticed_and_told_in_a_line(cast, monkeypatch):
    problem = cast.problem()
    asking = Asking(World(cast, {}, {"client": signed_in_browser(cast.bea)}, {}))
    asking.world.browsers["client"].raise_request_exception = False
    usual = intake_views.SaidForm.clean

    def clean(form):
        if "x" in form.cleaned_data.get("words", ""):
            raise KeyError("careless")
        return usual(form)

    monkeypatch.setattr(intake_views.SaidForm, "clean", clean)
    path = f"/problems/{problem.pk}/messages/said/"
    long = Request("client", "POST", path, fields=(("words", "abcx"), ("once", "1"), ("other", "2")))
    asking.try_it(long)
    asking.try_it(replace(long, fields=(("words", "abc"),)))
    [(where, found)] = asking.broken.items()
    assert "KeyError 'careless'" in where
    assert found == Request("client", "POST", path, fields=(("words", "abcx"),))
