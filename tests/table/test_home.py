"""A client's home says what is open, what is solved, and offers to put something on the table once."""

import re

from django.utils.html import strip_tags

from ours.prove import solving_acts
from tests.cast import DAY
from tests.conftest import signed_in_browser
from tests.prove.helping import in_days


def home_of(seat) -> str:
    page = signed_in_browser(seat).get("/").content.decode()
    return re.sub(r"\s+", " ", strip_tags(page[page.index("<main") : page.index("</main>")]))


def test_an_empty_table_says_so_and_offers_once(cast):
    page = home_of(cast.bea)
    assert "Nothing is on the table yet. Tell in your own words what you need." in page
    assert page.count("Put something") == 1


def test_with_all_solved_nothing_open_is_on_the_table(cast):
    problem = cast.problem(words="An income that swings.")
    proposal = solving_acts.propose_solved(problem, "Good enough.", again_on=in_days(30), by=cast.tom, at=DAY)
    solving_acts.confirm_solved(proposal, "It is.", by=cast.bea, at=DAY)
    page = home_of(cast.bea)
    assert "Nothing open is on the table. Tell in your own words what you need." in page
    assert page.count("Put something") == 1
    assert "An income that swings." in page


def test_with_something_open_the_offer_comes_last(cast):
    cast.problem(words="An income that swings.")
    page = home_of(cast.bea)
    assert "Nothing" not in page.replace("Nothing waits for you today.", "")
    assert page.count("Put something new on the table") == 1
