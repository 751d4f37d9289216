"""Real browsers: a laptop and a phone, with Debian's Chromium."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
LAPTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    place = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(place).exists():
        pytest.fail(f"The browser tests need Chromium at {place} (Debian: apt install chromium).")
    # Playwright runs its own event loop in this thread, which Django would take for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Somebody at a browser: their page, and the errors that came up in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.set_default_timeout(15_000)

    def accessible(self) -> None:
        """Axe finds nothing on this page, and nothing sticks out at the side."""
        violations = Axe().run(self.page).response["violations"]
        told = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in violations]
        assert told == [], f"{self.page.url}: {told}"
        width, room = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= room, f"{self.page.url} is {width} wide in {room}"


@pytest.fixture
def sits_at(chromium: Browser) -> Iterator[object]:
    """`sits_at(PHONE, script=False)` gives a Visitor at a browser of that size."""
    contexts = []

    def open_browser(device: dict, *, script: bool = True) -> Visitor:
        context = chromium.new_context(**device, java_script_enabled=script, locale="en-GB")
        contexts.append(context)
        return Visitor(context)

    yield open_browser
    for context in contexts:
        context.close()
