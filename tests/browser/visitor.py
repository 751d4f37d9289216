"""Somebody at a browser: what they do by the words on labels and buttons, and what must hold on every page."""

import os
import re
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
MARKED = re.compile(r"\s+")
# Its letters are there, and all that moves or fades has come to rest: half faded colours are not those one reads.
REST = "Promise.all([document.fonts.ready, ...document.getAnimations().map(one => one.finished.catch(() => 0))])"
# Then: how wide the page is and how much room it has, and its headings of the first level.
SETTLED = f"""{REST}.then(() => [
    document.documentElement.scrollWidth, innerWidth, [...document.querySelectorAll("h1")].map(one => one.innerText)
])"""

_pictures = count(1)


@cache
def axe() -> str:
    """The script of axe-core."""
    return str(Axe().axe_script)


def second() -> float:
    """Milliseconds in which the other browser sees a deed: a second, and more where others keep the processors busy."""
    return 1000 * max(1.0, os.getloadavg()[0] / (2 * (os.cpu_count() or 1)))


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
            self.errors.append(f"{line.text} {line.location.get('url', '')} on {self.page.url}")

    def another_tab(self) -> "Visitor":
        """The same person in another tab of the same browser."""
        return Visitor(self.context, script=self.script)

    def tables(self) -> list[str]:
        """The addresses of all tables that one's first page leads to; leaves the page there."""
        self.page.goto(f"{self.home}/")
        links = self.page.locator("main a[href*='/problems/']").evaluate_all("links => links.map(link => link.href)")
        return sorted({link for link in links if re.search(r"/problems/\d+/$", link)})

    @property
    def home(self) -> str:
        """Where the first page of the installation is, from the page that is open."""
        parts = urlsplit(self.page.url)
        return f"{parts.scheme}://{parts.netloc}"

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

    def rests(self) -> None:
        """Wait until the page looks as it will: with its own letters, and nothing moving."""
        self.page.evaluate(f"{REST}.then(() => 0)")

    def is_well(self, *, dark: bool = False) -> None:
        """What must hold on every page: axe finds nothing, nothing sticks out, one title, one heading, no errors.

        `dark` looks at the colours by lamplight as well. With OURS_SHOTS set to a folder a picture is kept there.
        """
        where = self.page.url
        self.take_picture()
        width, room, headings = self.page.evaluate(SETTLED)
        assert width <= room, f"{where} is {width} wide in {room}"
        assert len(headings) == 1, f"{where}: {headings}"
        assert self.faults() == [], where
        if dark:
            self.page.emulate_media(color_scheme="dark")
            assert self.faults("color-contrast") == [], f"{where} by lamplight"
            self.page.emulate_media(color_scheme="light")
        assert self.errors == [], where

    def faults(self, *rules: str) -> list[str]:
        """What axe finds on the page, by all its rules or by some; one line for each element."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(axe())
        options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
        found = self.page.evaluate("options => axe.run(options).then(found => found.violations)", options)
        return [f"{one['id']}: {node['html'][:200]} {node['failureSummary']}" for one in found for node in one["nodes"]]

    def take_picture(self) -> None:
        folder = os.environ.get("OURS_SHOTS")
        if folder:
            title = re.sub(r"\W+", "-", self.page.url.split("/", 3)[-1]).strip("-")[:80]
            kind = ("phone" if self.is_phone else "laptop") + ("" if self.script else "-plain")
            path = Path(folder) / f"{next(_pictures):03}-{title}-{kind}.png"
            self.page.screenshot(path=path, full_page=True, caret="initial")
