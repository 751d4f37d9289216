"""The private room for a day, by an expert on a laptop and a client at her phone, and not a word of it elsewhere."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SitsAt
from tests.browser.house import House
from tests.browser.visitor import LAPTOP, PHONE, Visitor

WORD = "Zaunkoenig"
PHRASE = "four words nobody guesses"


def opened(demo: House, sits_at: SitsAt, mail: str, device: dict, **options: bool) -> Visitor:
    visitor = sits_at(device, **options)
    demo.come_in(visitor, mail)
    return visitor


def go(visitor: Visitor, path: str = "") -> None:
    visitor.page.goto(f"{visitor.home}/reflect/{path}")


def a_day(visitor: Visitor) -> None:
    """R1 to R5 from morning to evening; every page is looked at by day and by lamplight."""
    go(visitor)
    visitor.is_well(dark=True)
    visitor.fill("What is going through your mind?", f"My client never sends the figures; {WORD} is a nightmare.")
    visitor.press("Keep it for myself")
    visitor.sees("Questions on it, for you alone")
    visitor.is_well(dark=True)

    go(visitor, "oneself/")
    fears = visitor.page.locator("section", has_text="My own fears").last
    visitor.tap(fears.locator("label", has_text="very much").first)
    visitor.fill("A word to yourself, if you like", f"{WORD} again")
    visitor.press("Keep these answers")
    visitor.sees("What exactly would happen then")
    visitor.open("As a table, with your words")
    visitor.is_well(dark=True)

    go(visitor, "trust/")
    visitor.fill("Whose trust", f"{WORD} Okafor")
    visitor.fill("What happened, as somebody would have seen it who stood by", f"{WORD}: we were late twice.")
    visitor.fill("What they lost by it", f"{WORD}: her face before the board.")
    visitor.fill("What I own up to, without a “but”", f"{WORD}: I knew.")
    visitor.fill("Steps of mine, one on a line", f"{WORD}: say so.\nTell her each Friday.")
    visitor.fill("By what I would see that it returns, one on a line", f"{WORD} calls me first.")
    visitor.fill("Days to look again, one on a line", str(date.today() + timedelta(days=20)))
    visitor.is_well(dark=True)
    visitor.press("Keep it for myself")
    visitor.sees("her face before the board")
    visitor.fill("What I saw", f"{WORD} said hello.")
    visitor.press("Note it")
    visitor.sees("said hello.")
    visitor.is_well(dark=True)

    go(visitor, "lessons/")
    visitor.fill("What I learned", f"{WORD}: ask for the figures at the first meeting.")
    visitor.pick("What I need from them does not come")
    visitor.press("Keep it for myself")
    visitor.sees("ask for the figures at the first meeting")
    visitor.is_well(dark=True)

    go(visitor)
    visitor.fill("What is going through your mind?", f"{WORD}: they won't send the numbers. Again.")
    visitor.press("Keep it for myself")
    visitor.sees("A lesson of yours comes back")
    visitor.sees("ask for the figures at the first meeting")
    for path in ("snapshots/", "own/"):
        go(visitor, path)
        visitor.is_well(dark=True)


def nowhere_else(demo: House, visitor: Visitor, paths: list[str]) -> None:
    for path in paths:
        visitor.page.goto(f"{demo.address}{path}")
        visitor.misses(WORD)


def test_a_day_of_an_expert_on_a_laptop(demo: House, table: str, sits_at: SitsAt) -> None:
    tom = opened(demo, sits_at, "tom@neon.example", LAPTOP)
    a_day(tom)
    go(tom, "levels/")
    tom.choose("With whom", "Yoga House")
    tom.pick("Thinking along, for both")
    tom.fill("Why I think so, if you like", f"{WORD}: we measure.")
    tom.press("Keep this for myself")
    tom.sees("4 · Thinking along, for both")
    tom.is_well(dark=True)
    tom.follow("What the shared record shows of the firm")
    tom.is_well(dark=True)
    tom.misses(WORD)
    at = table.removeprefix(demo.address)
    rooms = [at + room for room in ("", "words/", "aside/", "history/", "ownership/")]
    nowhere_else(demo, tom, ["/", *rooms, "/clients/", f"/search/?q={WORD[:6]}"])
    ana = opened(demo, sits_at, "ana@neon.example", LAPTOP)
    nowhere_else(demo, ana, ["/", *rooms, "/firm/levels/", "/reflect/snapshots/", "/letters/"])


def test_a_day_of_a_client_at_her_phone(demo: House, table: str, sits_at: SitsAt) -> None:
    bea = opened(demo, sits_at, "bea@yoga.example", PHONE)
    a_day(bea)
    assert bea.page.get_by_role("link", name="Five levels").count() == 0
    nowhere_else(demo, bea, ["/", table.removeprefix(demo.address)])
    tom = opened(demo, sits_at, "tom@neon.example", LAPTOP)
    go(tom, "snapshots/")
    assert f"{WORD}: her face" not in tom.page.content()


def test_one_key_opens_it_from_anywhere_and_can_be_switched_off(demo: House, table: str, sits_at: SitsAt) -> None:
    tom = opened(demo, sits_at, "tom@neon.example", LAPTOP)
    tom.page.goto(table)
    number = re.search(r"/problems/(\d+)/", table)[1]
    tom.page.keyboard.press("r")
    tom.page.wait_for_url(f"{demo.address}/reflect/#problem:{number}")
    expect(tom.page.get_by_label("What is going through your mind?")).to_be_focused()
    expect(tom.page.get_by_label("About", exact=True)).to_have_value(f"problem:{number}")
    tom.page.keyboard.type("rather not")
    expect(tom.page.get_by_label("What is going through your mind?")).to_have_value("rather not")
    tom.page.get_by_role("button", name="Switch the key off").click()
    tom.page.goto(f"{demo.address}/clients/")
    tom.page.keyboard.press("r")
    tom.page.wait_for_timeout(300)
    assert tom.page.url == f"{demo.address}/clients/"


def test_from_a_snapshot_to_an_empty_statement(demo: House, table: str, sits_at: SitsAt) -> None:
    tom = opened(demo, sits_at, "tom@neon.example", LAPTOP)
    go(tom)
    number = re.search(r"/problems/(\d+)/", table)[1]
    tom.page.get_by_label("About", exact=True).select_option(value=f"problem:{number}")
    tom.fill("What is going through your mind?", f"{WORD}: Bea never decides.")
    tom.press("Keep it for myself")
    with tom.page.expect_request(re.compile("/words/")) as asked, tom.page.expect_navigation():
        tom.page.locator(".reflect-tables a").first.click()
    assert "referer" not in asked.value.all_headers()
    tom.misses(WORD)
    tom.sees("Begin with a “we” form")
    tom.is_well()


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_without_javascript_and_with_a_passphrase(demo: House, sits_at: SitsAt, device: dict) -> None:
    mail = "ana@neon.example" if device is LAPTOP else "imani@yoga.example"
    one = opened(demo, sits_at, mail, device, script=False)
    one.page.goto(f"{demo.address}/")
    one.tap(one.page.locator(".menu > summary"))
    one.follow("Your private room")
    one.fill("What is going through your mind?", f"{WORD} without a script.")
    one.press("Keep it for myself")
    one.sees("without a script.")
    go(one, "own/")
    one.open("Set a passphrase")
    one.fill("A passphrase of your own", PHRASE)
    one.fill("Once more", PHRASE)
    one.pick("I know that what is here is lost")
    one.press("Set it")
    one.sees("The room opens with your passphrase")
    one.press("Lock it now")
    go(one, "snapshots/")
    one.misses(WORD)
    one.fill("Your passphrase", PHRASE)
    one.press("Open it")
    one.sees("without a script.")
    go(one, "own/")
    one.open("Destroy everything here")
    one.pick("Yes, all of it, for good")
    one.press("Destroy it")
    go(one, "snapshots/")
    one.sees("No snapshots yet.")
