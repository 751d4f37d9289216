"""Somebody at a browser: what they do by the words on labels and buttons, and what must hold on every page."""

import os
import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SECOND = 1000  # milliseconds in which the other browser sees a deed
MARKED = re.compile(r"\s+")

_pictures = count(1)


@cache
def axe() -> Axe:
    return Axe()


class Visitor:
    """A person at a browser: their page, and the errors that came up in it."""

    def __init__(self, context: BrowserContext, *, script: bool = True) -> None:
        self.context, self.script = context, script
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._hear)
        self.page.set_default_timeout(15_000)

    def _hear(self, line: ConsoleMessage) -> None:
        # That a page was answered with a refusal is told by its own words; the browser says so in the console as well.
        if line.type == "error" and "the server responded with a status of 4" not in line.text:
            self.errors.append(line.text)

    def open(self, name: str, *, within: Locator | Page | None = None) -> None:
        """Open the disclosure of this name, unless it is open."""
        summary = (within or self.page).locator("summary", has_text=name).first
        if summary.locator("xpath=..").get_attribute("open") is None:
            self.tap(summary)

    def tap(self, what: Locator) -> None:
        what.tap() if self.is_phone else what.click()

    @property
    def is_phone(self) -> bool:
        size = self.page.viewport_size
        return size is not None and size["width"] < 500

    def press(self, name: str, *, within: Locator | Page | None = None) -> None:
        """Press the first button of this name, and wait for the page that it leads to."""
        button = (within or self.page).get_by_role("button", name=name, exact=True).first
        with self.page.expect_navigation():
            self.tap(button)

    def follow(self, name: str, *, within: Locator | Page | None = None) -> None:
        """Follow the first link of this name."""
        link = (within or self.page).get_by_role("link", name=name).first
        with self.page.expect_navigation():
            self.tap(link)

    def fill(self, label: str, words: str, *, within: Locator | Page | None = None) -> None:
        self._field(label, within).fill(words)

    def _field(self, label: str, within: Locator | Page | None) -> Locator:
        labelled = (within or self.page).get_by_label(label, exact=True)
        return labelled.and_(self.page.locator("input, textarea, select")).first

    def choose(self, label: str, option: str, *, within: Locator | Page | None = None) -> None:
        """Choose from a list."""
        self._field(label, within).select_option(label=option)

    def pick(self, option: str, *, within: Locator | Page | None = None) -> None:
        """Pick one of a few, or tick a box, by tapping its words."""
        self.tap((within or self.page).locator("label", has_text=option).first)

    def sees(self, words: str, *, soon: float | None = None) -> None:
        """These words are on the page; `soon` milliseconds from now at the latest."""
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=soon)

    def misses(self, words: str) -> None:
        """These words are nowhere in the page, not even hidden."""
        assert words not in self.page.content()

    def listens(self) -> None:
        """Wait until the open page hears what happens at its table."""
        expect(self.page.locator("html")).to_have_attribute("data-listening", "yes")

    def words(self, selector: str) -> str:
        """What a part of the page says, with single spaces."""
        return MARKED.sub(" ", self.page.locator(selector).first.inner_text()).strip()

    def is_well(self, name: str = "") -> None:
        """What must hold on every page: axe finds nothing, nothing sticks out, one title, one heading, no errors.

        With OURS_SHOTS set to a folder a picture of the page is kept there.
        """
        if folder := os.environ.get("OURS_SHOTS"):
            title = re.sub(r"\W+", "-", name or self.page.url.split("/", 3)[-1]).strip("-")
            kind = "phone" if self.is_phone else "laptop"
            path = Path(folder) / f"{next(_pictures):03}-{title}-{kind}{'' if self.script else '-plain'}.png"
            self.page.screenshot(path=path, full_page=True, caret="initial")
        where = self.page.url
        width, room = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= room, f"{where} is {width} wide in {room}"
        assert self.page.title().strip(), f"{where} has no title"
        assert self.page.locator("h1").count() == 1, f"{where}: {self.page.locator('h1').all_inner_texts()}"
        violations = axe().run(self.page).response["violations"]
        told = [(one["id"], node["html"][:200], node["failureSummary"]) for one in violations for node in one["nodes"]]
        assert told == [], f"{where}: {told}"
        assert self.errors == [], f"{where}: {self.errors}"
