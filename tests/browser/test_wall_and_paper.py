"""The Table on the wall of a meeting room, and on a sheet of paper; the code on both leads back to it."""

import re

import pytest
import segno
from playwright.sync_api import expect

from tests.browser.conftest import SitsAt
from tests.browser.house import House
from tests.browser.visitor import LAPTOP, PHONE, Visitor, second

SCREEN = {"viewport": {"width": 1920, "height": 1080}}
TO_PRESS = "a, button, summary, input:not([type=hidden]), textarea, select, [tabindex='0']"
# Which of the places of a code are dark: where the drawn lines run through the middle of the place.
DARK = """(line, size) => [...Array(size).keys()].map(y => [...Array(size).keys()].map(
    x => Number(line.isPointInStroke(new DOMPoint(x + 0.5, y + 0.5)))))"""


@pytest.fixture
def wall(demo: House, sits_at: SitsAt) -> Visitor:
    """A large screen, brought in by Ana."""
    visitor = sits_at(SCREEN)
    demo.come_in(visitor, "ana@neon.example")
    return visitor


def the_code_leads_to(visitor: Visitor, address: str) -> None:
    """The code on the page is the one for this address, which stands below it in letters."""
    expect(visitor.page.locator(".qr figcaption")).to_have_text(address)
    code = segno.make(address, error="m")
    border = 2  # places without anything around the code
    drawn = visitor.page.locator(".qr path.qrline").evaluate(DARK, code.symbol_size(border=border)[0])
    assert drawn == [list(row) for row in code.matrix_iter(border=border)]


def test_the_wall_holds_the_table_on_one_screen_with_nothing_to_press(demo: House, wall: Visitor) -> None:
    tables = wall.tables()
    assert len(tables) == 7
    for table in tables:
        wall.page.goto(f"{table}wall/")
        wall.rests()
        assert [one for one in wall.page.locator(TO_PRESS).all() if one.is_visible()] == []
        where_we_are = wall.page.locator("#where-we-are").bounding_box()
        assert where_we_are is not None
        assert where_we_are["y"] + where_we_are["height"] <= 1080
        the_code_leads_to(wall, table)


def test_the_wall_follows_what_happens(demo: House, table: str, wall: Visitor, sits_at: SitsAt) -> None:
    bea = sits_at(PHONE)
    demo.come_in(bea, "bea@yoga.example")
    wall.page.goto(f"{table}wall/")
    wall.listens()
    bea.page.goto(f"{table}messages/")
    bea.fill("What you want to say", "The hall is free on Thursdays.")
    bea.press("Say it")
    wall.sees("The hall is free on Thursdays.", soon=second())
    wall.is_well(dark=True)


def test_each_table_is_one_sheet_of_paper(demo: House, sits_at: SitsAt) -> None:
    ana = sits_at(LAPTOP)
    demo.come_in(ana, "ana@neon.example")
    tables = ana.tables()
    assert len(tables) == 7
    for table in tables:
        ana.page.goto(f"{table}print/")
        ana.rests()
        sheets = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", ana.page.pdf(prefer_css_page_size=True))
        # A3 across, in points of 1/72 inch; Chromium rounds to its own pixels.
        assert [[round(float(side) / 72 * 25.4) for side in sheet.split()] for sheet in sheets] == [[0, 0, 420, 297]]


def test_the_code_on_paper_leads_back(demo: House, table: str, sits_at: SitsAt) -> None:
    ana = sits_at(LAPTOP)
    demo.come_in(ana, "ana@neon.example")
    ana.page.goto(f"{table}print/")
    ana.page.emulate_media(media="print")
    the_code_leads_to(ana, table)
    ana.is_well()
