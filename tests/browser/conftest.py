"""Real browsers: a laptop and a phone, with Debian's Chromium."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.house import House, free_port, house
from tests.browser.tables import people_there
from tests.browser.visitor import PHONE, Visitor

SitsAt = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def sits_at(chromium: Browser) -> Iterator[SitsAt]:
    """`sits_at(PHONE, script=False)` gives a Visitor at a fresh browser of that size."""
    with _browsers(chromium) as open_browser:
        yield open_browser


class _browsers:
    def __init__(self, chromium: Browser) -> None:
        self.chromium, self.visitors = chromium, list[Visitor]()

    def __enter__(self) -> SitsAt:
        return self.open

    def open(self, device: dict[str, Any], *, script: bool = True, **options: Any) -> Visitor:
        settings = {"locale": "en-GB", **device, **options}
        visitor = Visitor(self.chromium.new_context(java_script_enabled=script, **settings), script=script)
        self.visitors.append(visitor)
        return visitor

    def __exit__(self, *_: object) -> None:
        for visitor in self.visitors:
            visitor.context.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo world without a mail server, as a newcomer has it after `bin/up`."""
    with house(tmp_path_factory.mktemp("demo"), mail=False) as home:
        yield home


@pytest.fixture(scope="session")
def lively(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A small world with a mail server, so that letters go out: Neon, and Yoga House on an engagement."""
    door = {"OURS_MAIL_LISTENER": f"lmtp://127.0.0.1:{free_port()}"}
    with house(tmp_path_factory.mktemp("lively"), "--no-demo", settings=door) as home:
        people_there(home)
        yield home


@pytest.fixture(scope="session")
def table(demo: House, chromium: Browser) -> str:
    """The address of the demo world's fullest table, at which Bea sits with Ana and Tom."""
    with _browsers(chromium) as open_browser:
        bea = open_browser(PHONE)
        demo.come_in(bea, "bea@yoga.example")
        (address,) = bea.tables()
        return address
