"""No word is lost, none said twice: forms that fail, are pressed twice, are overtaken, are sent after signing out."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SitsAt
from tests.browser.house import House
from tests.browser.visitor import LAPTOP, PHONE, Visitor


@pytest.fixture
def ana(demo: House, sits_at: SitsAt) -> Visitor:
    visitor = sits_at(LAPTOP)
    demo.come_in(visitor, "ana@neon.example")
    return visitor


@pytest.fixture
def bea(demo: House, sits_at: SitsAt) -> Visitor:
    visitor = sits_at(PHONE)
    demo.come_in(visitor, "bea@yoga.example")
    return visitor


def test_a_form_that_fails_keeps_each_word(table: str, bea: Visitor) -> None:
    bea.page.goto(f"{table}state/")
    typed = {
        "What is counted or measured": 'Hours "given out" <b>late</b> & Müller\'s',
        "Unit": "h",
        "Now": "rather many",
        "Wanted": "2",
        "By when": "2031-05-01",
    }
    form = bea.page.locator("form", has=bea.page.get_by_role("button", name="Set this measure", include_hidden=True))
    bea.open("Add a measure")
    for label, words in typed.items():
        bea.fill(label, words, within=form)
    bea.press("Set this measure")
    for label, words in typed.items():
        expect(form.get_by_label(label, exact=True)).to_have_value(words)
    wrong = form.locator("[aria-invalid=true]")
    expect(wrong).to_have_count(1)
    expect(wrong).to_have_value("rather many")
    expect(wrong).to_have_accessible_description("Write it as a number, without its unit.")
    bea.is_well(dark=True)
    bea.fill("Now", "9", within=form)
    bea.press("Set this measure")
    bea.sees('Hours "given out" <b>late</b> & Müller\'s')


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_double_click_counts_once(demo: House, table: str, sits_at: SitsAt, script: bool) -> None:
    tom = sits_at(LAPTOP, script=script)
    demo.come_in(tom, "tom@neon.example")
    words = f"I count the mats tonight, {'by' if script else 'without'} script."
    tom.page.goto(f"{table}messages/")
    tom.fill("What you want to say", words)
    tom.page.get_by_role("button", name="Say it").dblclick()
    expect(tom.page.locator(".as-written", has_text=words)).to_have_count(1)


def test_who_was_overtaken_sees_both_wordings(table: str, ana: Visitor, bea: Visitor) -> None:
    address = f"{table}words/"
    field = "The problem, in words that both sides could sign"
    mine, theirs = "Our hours hang on seats we sell too late.", "We give out hours before we know who comes."
    for who, words in ((ana, mine), (bea, theirs)):
        who.page.goto(address)
        who.open("Put it differently")
        who.fill(field, words)
    bea.press("Lay it on the table")
    found = re.search(r"version (\d+), by Bea Okafor", bea.words("main"))
    assert found
    ana.press("Lay it on the table")
    ana.sees(
        f"While you were writing, Bea Okafor put it into other words: version {found[1]}. Nothing of yours is saved"
    )
    assert [one.inner_text() for one in ana.page.locator(".conflict blockquote").all()] == [theirs, mine]
    expect(ana.page.get_by_label(field)).to_have_value(mine)
    ana.is_well(dark=True)
    ana.press("Lay it on the table")
    ana.sees(f"version {int(found[1]) + 1}, by Ana Ruiz")
    expect(ana.page.locator("h1")).to_have_text(mine)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_form_sent_after_signing_out_keeps_the_words(demo: House, table: str, sits_at: SitsAt, script: bool) -> None:
    bea = sits_at(PHONE, script=script)
    demo.way_in(bea, "bea@yoga.example")
    words = f"Imani asks again{' today' if script else ''}.\nShe has an offer from the studio round the corner."
    bea.page.goto(f"{table}messages/")
    bea.fill("What you want to say", words)
    elsewhere = bea.another_tab()
    elsewhere.page.goto(demo.address)
    elsewhere.open("Bea Okafor")
    elsewhere.press("Sign out")
    bea.press("Say it")
    bea.sees("You were signed out meanwhile. Nothing of what you wrote is lost; it stands below.")
    expect(bea.page.get_by_label("What you wrote")).to_have_value(words)
    if script:
        bea.is_well(dark=True)
    demo.way_in(elsewhere, "bea@yoga.example")
    bea.press("Send it again")
    if not script:  # signing in gave forms a new protection
        bea.sees("This form was older than your signing in")
        expect(bea.page.get_by_label("What you wrote")).to_have_value(words)
        bea.press("Send it again")
    expect(bea.page.locator(".as-written").last).to_have_text(words)
