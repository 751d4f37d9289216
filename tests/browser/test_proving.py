"""Measured and solved, by two people in two browsers: Tom at a laptop, Bea with a phone (P1, P5)."""

import json
import re
import urllib.request
from datetime import date, timedelta

import pytest

from tests.browser.conftest import SitsAt
from tests.browser.house import House, house
from tests.browser.visitor import LAPTOP, PHONE, Visitor

TODAY = date.today()
ENOUGH = f"Day;Seats\n{TODAY - timedelta(days=3)};66,5\n{TODAY - timedelta(days=2)};72\nholiday;-\n"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_it_is_measured_proposed_and_confirmed_and_an_opinion_comes_back(sits_at: SitsAt, tmp_path, script: bool):
    with house(tmp_path, mail=False) as home:
        tom, bea = sits_at(LAPTOP), sits_at(PHONE, script=script)
        home.come_in(tom, "tom@neon.example")
        home.come_in(bea, "bea@yoga.example")
        (table,) = bea.tables()
        _an_opinion_waits(bea, table)
        _readings_come_in(tom, table, home)
        _both_say_that_it_is_solved(tom, bea, table)
        _it_is_back(bea, table)


def _well(*people: Visitor) -> None:
    for who in people:
        if who.script:
            who.is_well(dark=True)


def _an_opinion_waits(bea: Visitor, table: str) -> None:
    bea.page.goto(f"{table}disagreements/")
    bea.open("I do not agree")
    bea.fill("What do both sides hold to be true?", "It swings.")
    bea.pick("the solution")
    bea.fill("What do you see differently?", "Courses will not sell in May.")
    bea.press("Lay it on the table")
    bea.page.goto(f"{table}disagreements/")
    bea.open("Set it aside for now")
    bea.fill("Why does it wait?", "First the courses.")
    bea.choose("It comes back", "when it is solved, and the client says so")
    bea.press("Set it aside for now")


def _readings_come_in(tom: Visitor, table: str, home: House) -> None:
    """From a list that is looked at first, and from a program."""
    tom.page.goto(f"{table}proof/")
    _well(tom)
    tom.follow("seats sold")
    _well(tom)
    tom.follow("Paste a list, or bring a CSV file")
    tom.fill("The list", ENOUGH)
    tom.press("Look at what is in it")
    tom.sees("2 readings are new, 1 line was not understood")
    _well(tom)
    tom.press("Take these 2 readings")
    tom.sees("The newest reading is where it should be.")
    tom.follow("Let a program send them")
    _well(tom)
    address = re.search(r"http://\S+/readings/\S+/", tom.words(".prove-address"))
    assert address is not None
    tom.fill("Which program that is", "booking system")
    tom.press("I copied it: connect")
    sent = json.dumps({"value": 73, "on": str(TODAY)}).encode()
    asked = urllib.request.Request(address[0], sent, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked) as answer:
        assert (answer.status, json.load(answer)) == (201, {"taken": 1, "known": 0})
    tom.page.reload()
    tom.sees("sent by a program")


def _both_say_that_it_is_solved(tom: Visitor, bea: Visitor, table: str) -> None:
    tom.page.goto(f"{table}proof/")
    tom.open("Propose that it is solved")
    tom.fill("In a sentence, for those who read it later", "Two courses are full.")
    tom.press("Propose it")
    tom.sees("Yoga House says whether it is.")
    _well(tom)
    bea.page.goto(f"{bea.home}/")
    bea.sees("say whether it is solved")
    bea.page.goto(f"{table}proof/")
    bea.sees("Two courses are full.")
    _well(bea)
    bea.press("It is solved")
    bea.sees("both agreed to that.")
    _well(bea)
    for who in (tom, bea):
        who.page.goto(table)
        who.sees("Back on the table is the opinion of Bea Okafor: “Courses will not sell in May.”")
        assert "Courses will not sell in May." in who.words("main")
        _well(who)


def _it_is_back(bea: Visitor, table: str) -> None:
    bea.page.goto(f"{table}proof/")
    bea.open("It is back")
    bea.fill("How it shows", "April is half empty again.")
    bea.press("Say that it is back")
    bea.sees("Solved before, and back")
    _well(bea)
