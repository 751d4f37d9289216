"""Every page of the demo world: as an expert on a laptop, a client on a phone, a visitor; by day and by lamplight."""

import re
from collections import Counter, deque
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.browser.conftest import SitsAt
from tests.browser.house import House
from tests.browser.visitor import LAPTOP, PHONE, Visitor

ALIKE = 2  # pages of one kind in a table's rooms that are looked at, one elsewhere; others are only asked for
MOST = 8  # pages of one kind that are asked for
# Pages that no link leads to, or only from a letter.
ALSO = ["/search/?q=workshops", "/search/?q=nothingofthekind", "/problems/new/", "/nothing/here/"]
# Where the links of a page lead, those within pictures as well.
LINKS = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
NOTHING = {"/nothing/here/": 404, "/way-in/used/": 410, "/answer/used/": 404}


def kind_of(address: str) -> str:
    """Addresses of one kind of page: ids and values are taken out."""
    path, query = urlsplit(address).path, urlsplit(address).query
    return re.sub(r"\d+", "N", path) + "?" + "&".join(sorted(part.partition("=")[0] for part in query.split("&")))


class Crawl:
    """One person's way through all pages that lie within reach of theirs."""

    def __init__(self, visitor: Visitor, address: str) -> None:
        self.visitor, self.address = visitor, address
        self.found, self.kinds = Counter[str](), Counter[str]()
        self.known = set[str]()
        self.waiting = deque[str]()

    def go(self, *first: str) -> None:
        self.follow([urljoin(self.address, path) for path in first])
        while self.waiting:
            where = self.waiting.popleft()
            kind = kind_of(where)
            self.kinds[kind] += 1
            if self.kinds[kind] > (ALIKE if "/problems/" in kind else 1):
                self.ask_for(where)
            else:
                self.look_at(where)

    def ask_for(self, where: str) -> None:
        answer = self.visitor.context.request.get(where, max_redirects=5)
        assert answer.status < 400, f"{where}: {answer.status}"

    def look_at(self, where: str) -> None:
        """Open a page, look whether it is well, and follow where it leads."""
        answer = self.visitor.context.request.get(where)
        assert answer.status == NOTHING.get(urlsplit(where).path, 200), f"{where}: {answer.status}"
        if "text/html" not in answer.headers["content-type"]:
            return  # something to download
        page = self.visitor.page
        page.goto(where)
        page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
        self.visitor.is_well(dark=self.kinds[kind_of(where)] == 1)
        if "/letters/N/" not in kind_of(where):  # what a letter leads to is for whom it was written to
            self.follow(page.locator("a[href]").evaluate_all(LINKS))

    def follow(self, links: list[str]) -> None:
        for link in links:
            where = urldefrag(link).url
            if where.startswith(self.address) and where not in self.known:
                self.known.add(where)
                self.found[kind_of(where)] += 1
                if self.found[kind_of(where)] <= MOST:
                    self.waiting.append(where)


@pytest.mark.parametrize(
    ("mail", "device"), [("ana@neon.example", LAPTOP), ("bea@yoga.example", PHONE)], ids=["expert", "client"]
)
def test_every_page_is_well(demo: House, table: str, sits_at: SitsAt, mail: str, device: dict) -> None:
    visitor = sits_at(device)
    demo.come_in(visitor, mail)
    Crawl(visitor, demo.address).go(table, "/", *ALSO)


def test_what_a_visitor_sees_is_well(demo: House, sits_at: SitsAt) -> None:
    first = ["/", "/sign-in/", "/sign-in/code/", "/way-in/used/", "/answer/used/", "/letters/"]
    Crawl(sits_at(PHONE), demo.address).go(*first)


def test_each_kind_of_letter_is_well(demo: House, sits_at: SitsAt) -> None:
    reader = sits_at(PHONE)
    reader.page.goto(f"{demo.address}/letters/")
    letters = reader.page.locator("#letters a").evaluate_all("links => links.map(link => `${link.href}html/`)")
    texts = [reader.context.request.get(letter).text() for letter in letters]
    kinds = {tuple(re.findall(r"<[^>\s]+", text)): text for text in texts}  # by the elements they are made of
    assert len(kinds) >= 2
    for text in kinds.values():
        # Where a letter is shown nothing runs, not even axe; so it is looked at on a page of its own.
        reader.page.goto("about:blank")
        reader.page.set_content(text)
        reader.is_well(dark=True)
