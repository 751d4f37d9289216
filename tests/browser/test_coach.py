"""The coach beside the words: found while typing, taken with one tap, put away, and the same without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SitsAt
from tests.browser.house import House
from tests.browser.visitor import LAPTOP, PHONE, Visitor

BLAMING = "My client won't decide on the posters."
FIELD = "The problem, in words that both sides could sign"
PAUSE = 15  # seconds for a pause in typing and what follows it, on a machine that has much else to do


def at_the_words(demo: House, table: str, visitor: Visitor, mail: str) -> None:
    demo.come_in(visitor, mail)
    visitor.page.goto(f"{table}words/?word=1#draft")


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_while_typing_one_tap_takes_a_rewording(demo: House, table: str, sits_at: SitsAt, device: dict) -> None:
    tom = sits_at(device)
    at_the_words(demo, table, tom, "tom@neon.example")
    field = tom.page.get_by_label(FIELD)
    field.fill(BLAMING)
    findings = tom.page.locator(".findings > li")
    expect(findings.first).to_be_visible(timeout=PAUSE * 1000)
    expect(tom.page.locator(".findings mark").first).to_contain_text("client won't")
    tom.is_well(dark=True)
    offered = findings.first.locator(".takes button").first
    words = offered.inner_text()
    offered.click()
    expect(field).not_to_have_value(BLAMING)
    assert words.strip() in field.input_value()
    expect(field).to_be_focused()


def test_put_away_with_a_reason_by_keyboard_and_looked_at_again(demo: House, table: str, sits_at: SitsAt) -> None:
    tom = sits_at(LAPTOP)
    at_the_words(demo, table, tom, "tom@neon.example")
    field = tom.page.get_by_label(FIELD)
    field.fill("The printer never reads what we write, and our client refuses to pay.")
    findings = tom.page.locator(".findings > li")
    expect(findings.first).to_be_visible(timeout=PAUSE * 1000)
    before = findings.count()
    tom.page.get_by_text("Not here", exact=True).first.press("Enter")
    tom.page.get_by_role("button", name="I mean it this way").first.press("Enter")
    expect(findings).to_have_count(before - 1)
    field.fill("The printer never reads what we write, and our client refuses to pay. ")
    tom.page.wait_for_timeout(800)
    expect(findings).to_have_count(before - 1)
    tom.page.locator(".coach-says > details summary").press("Enter")
    tom.page.get_by_role("button", name="Look again").first.press("Enter")
    expect(findings).to_have_count(before)


def test_the_client_has_the_same_help_and_sees_nothing_of_the_experts(demo: House, table: str, sits_at: SitsAt) -> None:
    tom, bea = sits_at(LAPTOP), sits_at(PHONE)
    at_the_words(demo, table, tom, "tom@neon.example")
    at_the_words(demo, table, bea, "bea@yoga.example")
    tom.page.get_by_label(FIELD).fill(BLAMING)
    expect(tom.page.locator(".findings > li").first).to_be_visible(timeout=PAUSE * 1000)
    assert bea.page.locator(".coach").count() == 0
    bea.page.get_by_label(FIELD).fill("The agency never listens to us.")
    expect(bea.page.locator(".findings > li").first).to_be_visible(timeout=PAUSE * 1000)
    bea.is_well()


def test_without_a_script_a_button_reads_it_over(demo: House, table: str, sits_at: SitsAt) -> None:
    tom = sits_at(LAPTOP, script=False)
    at_the_words(demo, table, tom, "tom@neon.example")
    tom.page.get_by_label(FIELD).fill(BLAMING)
    tom.page.get_by_role("button", name="Read it over").click()
    expect(tom.page.get_by_role("heading", level=1)).to_have_text("Reading it over")
    expect(tom.page.get_by_label("Your words")).to_have_value(BLAMING)
    tom.page.locator(".takes button").first.click()
    expect(tom.page.get_by_label("Your words")).not_to_have_value(BLAMING)
    tom.page.get_by_label("Your words").fill("We and the studio differ about who decides on the posters.")
    tom.page.get_by_role("button", name="Send these words").click()
    expect(tom.page.get_by_role("heading", level=1)).to_have_text(
        "We and the studio differ about who decides on the posters."
    )


def test_a_deflecting_reply_asks_once(demo: House, table: str, sits_at: SitsAt) -> None:
    tom = sits_at(LAPTOP)
    demo.come_in(tom, "tom@neon.example")
    tom.page.goto(f"{table}messages/")
    words = "To be fair, other agencies would have charged you double for this."
    tom.fill("What you want to say", words)
    tom.press("Say it")
    expect(tom.page.locator(".notice.advice mark")).to_be_visible()
    expect(tom.page.get_by_label("What you want to say")).to_have_value(words)
    tom.is_well()
    tom.page.get_by_role("button", name="Say it anyway").click()
    expect(tom.page.locator(".as-written", has_text=words)).to_have_count(1)
