"""A3: every address as everybody, by every method, with ids of every kind.

The rows are those of `tests/rights.py`; what is forbidden is answered as what does not exist. In short a random part
of it, whose seed is told (`OURS_TRUST_SEED` asks the same part again).
"""

import logging
import random

import pytest
from django.test import override_settings

from ours.people import access
from ours.people.models import Client, Engagement
from ours.table import errors
from tests.asking import make_world, routes, taken_back
from tests.cast import make_cast
from tests.rights import APART, MATRIX, PRINCIPALS
from tests.trust.programme import chosen, size, tell
from tests.trust.rights_cells import METHODS, check

SHORT = 2_000  # cells


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One for all tests here: it takes seconds to make, and what is asked of it is taken back."""
    logging.disable(logging.ERROR)  # a line for each of a hundred thousand refusals, each holding on to its request
    with django_db_blocker.unblock(), override_settings(SMTP_URL="", DEMO=False), taken_back():
        yield make_world(make_cast())
    logging.disable(logging.NOTSET)


def everything(seed: int) -> list[tuple]:
    """Every route × principal × method, in a random order."""
    known = [(name, parameters) for name, parameters in routes() if name not in APART]
    cells = [(*route, principal, method) for route in known for principal in PRINCIPALS for method in METHODS]
    random.Random(seed).shuffle(cells)
    return cells


def test_every_cell(world):
    seed = chosen()
    most, asked, wrong = size(SHORT, 10**9), 0, []
    for cell in everything(seed):
        if asked >= most:
            break
        counted, found = check(world, *cell)
        asked, wrong = asked + counted, wrong + found
    tell("A3", cells=asked, wrong=len(wrong), seed=seed)
    assert wrong == [], wrong
    assert asked >= size(SHORT, 100_000)
    assert {name for name, _ in routes()} - APART == set(MATRIX)


def test_an_open_door_would_be_noticed(world, monkeypatch):
    """Somebody forgets to ask which clients a seat works for: found in the cells of one page."""
    page = ("client", ("client_id",), "colleague", "GET")
    assert check(world, *page)[1] == []
    monkeypatch.setattr(access, "visible_clients", lambda seat: Client.objects.all())
    assert {(kind, answer) for _name, _method, _who, kind, answer, _right in check(world, *page)[1]} == {
        ("own", "in"),
        ("third", "in"),
    }


def test_a_telling_answer_would_be_noticed(world, monkeypatch):
    """Forbidden and missing are both 404, but one of them says more: found."""
    page = ("engagement", ("engagement_id",), "client", "GET")
    assert check(world, *page)[1] == []
    usual = errors._page

    def telling(request, status, title, sentence):
        known = request.resolver_match and Engagement.objects.filter(pk=request.resolver_match.kwargs["engagement_id"])
        return usual(request, status, title, sentence + (" Ask its owner." if known else ""))

    monkeypatch.setattr(errors, "_page", telling)
    assert [what[-1] for what in check(world, *page)[1]] == ["unlike"]
