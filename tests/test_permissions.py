"""Every route as every kind of person: made from the live route table, and a route without a row fails.

Each cell is asked with GET and with an empty POST. What a seat may not see answers 404, the same as what does not
exist; a visitor is asked to sign in. What may be seen answers anything but 403, 404 and 500; "refused" is 403.
"""

import pytest

from tests.asking import WORDS, address, ask, make_world, routes
from tests.rights import APART, MATRIX


@pytest.fixture
def world(cast, settings):
    settings.SMTP_URL, settings.DEMO = "", False
    return make_world(cast)


def test_every_route_has_its_row():
    assert {name for name, _ in routes()} - APART == set(MATRIX)


@pytest.mark.slow
def test_every_route_as_everybody(world):
    wrong = []
    for name, parameters in routes():
        if name in APART:
            continue
        for method in ("GET", "POST"):
            for principal, expected in MATRIX[name].expected(method).items():
                path = address(name, parameters, world.first.ids, world.keys.get(principal))
                answer, response = ask(world.browsers[principal], method, path)
                if answer != expected:
                    wrong.append((name, method, principal, expected, answer))
                if answer != "in" and WORDS["first"].encode() in response.content:
                    wrong.append((name, method, principal, "leaks"))
    assert wrong == []


@pytest.mark.slow
def test_what_belongs_to_another_table_is_not_at_this_one(world):
    """The right table with an id of a sibling, of another firm, or of nothing: 404 for everybody inside."""
    wrong = []
    for name, parameters in routes():
        inner = [one for one in parameters if one.endswith("_id") and one != "problem_id"]
        if "problem_id" not in parameters or not inner:
            continue
        for elsewhere in (world.tables["second"].ids[inner[0]], world.tables["third"].ids[inner[0]], 1):
            path = address(name, parameters, {**world.first.ids, inner[0]: elsewhere})
            for principal in ("owner", "client"):
                for method in ("GET", "POST"):
                    answer, response = ask(world.browsers[principal], method, path)
                    if answer not in ("hidden", "no method", "refused") or WORDS["second"].encode() in response.content:
                        wrong.append((name, method, principal, answer))
    assert wrong == []
