"""The pages of ways out: alike for both, open to nobody else, and no slower with more on them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.problem.access import readers
from ours.solve import idea_acts, inventory_acts
from ours.solve.models import Constraint, Initiative, Option
from tests.cast import DAY
from tests.solve.helping import address, named, proposed
from tests.table.test_budgets import ways_out

COSTS = {"solve": 8, "option": 10, "constraint": 9, "inventory": 8, "initiative": 10}
DEEDS = "ideas/ constraints/ options/ attempts/ lives/".split()


def fill(cast, problem, rows):
    for number in range(rows):
        ways_out(cast, problem, f"Words {number}.")
        inventory_acts.list_item(cast.yoga, "tool", f"{problem.pk} {number}", by=cast.bea, at=DAY)
        idea_acts.give(problem, f"Idea {number}.", by=cast.bea, at=DAY)


def cost(reader, address):
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(address).status_code == 200
    return len(queries)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["tom", "bea"])
def test_three_of_everything_cost_as_much_as_one(cast, browser, who):
    costs = []
    for rows in (1, 3):
        problem = named(cast)
        fill(cast, problem, rows)
        reader = browser(getattr(cast, who))
        change = Initiative.objects.latest("pk")
        pages = {
            "solve": address(problem),
            "option": address(problem, f"options/{Option.objects.filter(problem=problem, kind='relief').first().pk}/"),
            "constraint": address(problem, f"constraints/{Constraint.objects.filter(problem=problem).first().pk}/"),
            "inventory": f"/clients/{cast.yoga.pk}/inventory/",
            "initiative": f"/clients/{cast.yoga.pk}/initiatives/{change.pk}/",
        }
        costs.append({name: cost(reader, where) for name, where in pages.items()})
    assert costs == [COSTS] * 2


def test_both_read_the_same_words(cast, browser):
    problem = named(cast)
    fill(cast, problem, 1)
    shown = [browser(seat).get(address(problem)).content.decode() for seat in (cast.tom, cast.bea)]
    for words in ("Words 0.", "Idea 0.", "Half empty.", "Full."):
        assert shown[0].count(words) == shown[1].count(words) > 0, words


def test_somebody_else_finds_nothing(cast, browser):
    problem = named(cast)
    fill(cast, problem, 1)
    before = problem.events.count()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca, cast.tom_at_ferro):
        outsider = browser(seat)
        assert outsider.get(address(problem)).status_code == 404, seat
        assert {outsider.post(address(problem, deed), {"words": "x"}).status_code for deed in DEEDS} == {404}, seat
    assert problem.events.count() == before


def test_deeds_are_posted_and_pages_are_read(cast, browser):
    problem = named(cast)
    tom = browser(cast.tom)
    assert tom.post(address(problem)).status_code == 405
    assert {tom.get(address(problem, deed)).status_code for deed in DEEDS} == {405}


def test_it_names_who_reads_it(cast, browser):
    problem = named(cast)
    *several, last = [seat.name for seat in readers(problem)]
    page = browser(cast.bea).get(address(problem)).content.decode()
    assert f"Read by {', '.join(several)} and {last} at this table." in page


def test_an_option_of_another_table_is_not_here(cast, browser):
    problem = named(cast)
    elsewhere = proposed(cast, named(cast, "Another."), "relief", "Kanarienvogel")
    tom = browser(cast.tom)
    where = address(problem, f"options/{elsewhere.pk}/")
    answers = [tom.get(where)] + [tom.post(where + rest) for rest in ("held/", "partner/", "positions/", "decisions/")]
    answers.append(tom.post(address(problem, "options/"), {"words": "x", "kind": "lasting", "relief": elsewhere.pk}))
    assert {(answer.status_code, b"Kanarienvogel" in answer.content) for answer in answers} == {(404, False)}
