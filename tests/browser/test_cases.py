"""The way of a case from both sides: told by Tom, permitted by Bea on her phone, shown to somebody, taken back."""

from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from ours.people.models import Seat
from ours.post.models import Letter
from tests.browser.conftest import SitsAt
from tests.browser.house import links_in
from tests.browser.visitor import LAPTOP, PHONE, Visitor
from tests.cases.helping import drafted
from tests.cast import make_cast
from tests.conftest import signed_in_browser

TITLE = "Income that no longer swings"
PATIENCE = 60_000  # milliseconds: the first page of a fresh server puts all templates together


@pytest.mark.django_db(transaction=True)
def test_told_permitted_shown_and_taken_back(live_server: LiveServer, sits_at: SitsAt, settings) -> None:
    settings.ADDRESS = live_server.url
    cast = make_cast()
    words = f"{live_server.url}/cases/{drafted(cast).pk}/words/"
    tom, bea, lea = sits_at(LAPTOP), sits_at(PHONE), sits_at(PHONE)
    for visitor, seat in ((tom, cast.tom), (bea, cast.bea)):
        sit_down(visitor, seat, live_server.url)
    for visitor in (tom, bea, lea):
        visitor.page.set_default_timeout(PATIENCE)
    case = told(tom, words)
    asked(tom, bea, case)
    address = packed(tom, case)
    opened(lea, address)
    tom.page.reload()
    tom.sees("read on the page")
    withdrawn(bea, case)
    lea.page.reload()
    lea.sees("Just now nothing of this may be shown.")
    lea.misses(TITLE)
    lea.is_well()


def sit_down(visitor: Visitor, seat: Seat, address: str) -> None:
    session = signed_in_browser(seat).cookies["ours"].value
    visitor.context.add_cookies([{"name": "ours", "value": session, "url": address}])


def told(tom: Visitor, words: str) -> str:
    """Tom words the case that was begun at the Table; returns its address."""
    tom.page.goto(words)
    tom.sees("Drafted from the record of its table.")
    tom.is_well(dark=True)
    tom.page.locator("[name=title]").fill(TITLE)
    tom.page.locator("[name=without_title]").fill("Yoga House had steady income")
    tom.press("Draft the words without names anew")
    tom.sees("The words without names were drafted anew")
    assert tom.page.locator("[name=without_title]").input_value() == TITLE
    tom.page.locator("[name=without_client]").fill("A yoga studio")
    tom.press("Keep this version")
    if tom.page.url.endswith("/versions/"):  # the coach had a remark
        tom.press("Keep this version as it is")
    tom.sees(TITLE)
    tom.is_well(dark=True)
    return tom.page.url


def asked(tom: Visitor, bea: Visitor, case: str) -> None:
    """Tom asks Bea, who reads the very words and answers on her own device."""
    tom.open("Ask for permission")
    tom.page.locator("select[name=of]").select_option(index=first(tom, "Bea"))
    tom.press("Ask")
    tom.sees("has not answered yet")
    letter = Letter.objects.get(kind="case")
    assert (letter.to, case in links_in(letter.text)) == ("bea@example.org", True)
    bea.page.goto(case)
    bea.sees("May we show this to others?")
    bea.sees(TITLE)
    bea.sees("A yoga studio")
    bea.is_well(dark=True)
    bea.pick("yes, by name")
    bea.pick("What we asked for may be told in our own words.")
    bea.press("Answer")
    bea.sees("permitted version 2 by name")
    bea.is_well()


def first(tom: Visitor, name: str) -> int:
    options = tom.page.locator("select[name=of] option").all_inner_texts()
    return next(place for place, words in enumerate(options) if words.startswith(name))


def packed(tom: Visitor, case: str) -> str:
    """Tom puts the case into a pack for Lea; returns the address of her link."""
    tom.page.goto(case)
    tom.follow("Show it to somebody")
    tom.fill("For whom", "Harbour Books")
    tom.is_well()
    tom.press("Put them together")
    tom.open("Make a link")
    tom.fill("Who reads it", "Lea Roth")
    tom.press("Make the link")
    tom.sees("It is shown this once")
    tom.is_well(dark=True)
    return tom.page.locator(".case-address").inner_text().strip()


def opened(lea: Visitor, address: str) -> None:
    """Lea, who has no seat here, opens her link on a phone."""
    lea.page.goto(address)
    lea.misses(TITLE)
    lea.is_well(dark=True)
    lea.press("Read it")
    lea.sees(TITLE)
    lea.sees("Yoga House")
    lea.is_well(dark=True)
    with lea.page.expect_download() as taken:
        lea.page.get_by_role("button", name="Take it as PDF").click()
    assert taken.value.suggested_filename == "evidence.pdf"
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF-")


def withdrawn(bea: Visitor, case: str) -> None:
    bea.page.goto(case)
    bea.open("Take the permission back")
    bea.press("Take it back")
    bea.sees("Nothing of this is shown to others.")
