"""D3: scripts in every text there is, opened in Chromium: none runs, none is left for the policy to stop."""

import os
from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.house import House, house
from tests.trust.forms import Form, forms_in
from tests.trust.payloads import payloads
from tests.trust.programme import size, tell
from tests.trust.running import scripted
from tests.trust.watching import Watch

pytestmark = pytest.mark.browser
NUMBERED = [one.number(number) for number, one in enumerate(payloads())]
# What is shown of an address: searched for, gone on to, narrowed by.
SHOWN = (
    "/search/?q={} /sign-in/?next={}&email={} /sign-in/code/?code={}&next={} /portfolio/?client={}&since={}&last={} "
    "/portfolio/rows/?show={}&after={} /cases/?q={}&client={} /problems/new/?engagement={} /similar/?q={} /{}/ "
    "/answer/{}/ /way-in/{}/ /shown/{}/ /lasting/{}/ /pulse/stop/{}/ /seats/?next={} /care/?show={} /tray/?show={}"
).split()


class Inside:
    """An installation full of scripts, with browsers of its people and a browser that watches."""

    def __init__(self, home: House, browser: Browser, told: dict[str, Any]) -> None:
        self.home, self.chromium, self.told = home, browser, told
        self.contexts: dict[str, BrowserContext] = {}
        self.watches: dict[str, Watch] = {}
        self.seen = 0

    def deed(self, *words: object) -> Any:
        return scripted(self.home.environment, *words)

    def watch(self, who: str) -> Watch:
        if who not in self.watches:
            context = self.chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
            if who != "visitor":
                cookie = {"name": "ours", "value": self.told["cookies"][who], "url": self.home.address}
                context.add_cookies([cookie])
            self.contexts[who] = context
            self.watches[who] = Watch(context, self.home.address)
        return self.watches[who]

    def get(self, who: str, path: str) -> str:
        """A page as text; '' if it is none."""
        answer = self.watch(who).context.request.get(f"{self.home.address}{path}", max_redirects=3)
        assert answer.status < 500, f"{path}: {answer.status}"
        return answer.text() if "text/html" in answer.headers["content-type"] else ""

    def open(self, who: str, path: str) -> None:
        self.watch(who).open(path)
        self.seen += 1

    def show(self, who: str, path: str, html: str) -> None:
        self.watch(who).show(path, html)
        self.seen += 1

    @property
    def found(self) -> list[str]:
        return [one for watch in self.watches.values() for one in watch.found]

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()


@pytest.fixture(scope="module")
def inside(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inside]:
    folder = tmp_path_factory.mktemp("scripts")
    settings = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
    told = scripted(settings | {"OURS_DATA": str(folder)}, "furnish")
    with house(folder, "--no-demo", "--workers", "1", mail=False, settings=settings) as home:
        found = Inside(home, chromium, told)
        yield found
        found.close()


def test_nothing_runs(inside: Inside) -> None:
    most, cells, forms = size(1, 12), 0, list[tuple[str, Form]]()
    for turn in range(size(1, 40)):
        told = inside.deed("write", turn, most)
        cells += told["cells"] * most
        for who, path in _pages(inside):
            if html := inside.get(who, path):
                forms += [(who, form) for form in forms_in(path, html)] if turn == 0 else []
                # By itself a page is looked at in a third of the time, and nothing stops what would run there.
                inside.open(who, path) if inside.seen % size(3, 4) == 0 else inside.show(who, path, html)
        for path in told["letters"]:
            inside.show("ana", path, inside.get("ana", path))
        _mails(inside, turn)
        _shown(inside, turn)
    posted = _forms(inside, forms)
    tell("D3", payloads=len(NUMBERED), words=cells, forms=posted, pages=inside.seen, run=len(inside.found))
    assert inside.found == []
    assert len(NUMBERED) >= 223 and posted > 30 and inside.seen > 100


def _pages(inside: Inside) -> Iterator[tuple[str, str]]:
    """What is opened, and by whom; in short form what both can open by one of them."""
    seen = set[str]()
    for number, (who, path) in enumerate(inside.told["pages"]):
        if size(0, 1) or path not in seen and ((number + number // 2) % 2 or not path.startswith("/problems/")):
            seen.add(path)
            yield who, path


def _mails(inside: Inside, turn: int) -> None:
    """By the pipe and by the door behind it; then as people see them."""
    most = size(70, 11)
    looks = list[str]()
    for first in range(turn * most, min(len(NUMBERED), (turn + 1) * most), most):
        looks = inside.deed("mails", first, most)
    raw = f"From: x@evil.example\r\nTo: help@neon.example\r\nSubject: {turn}\r\nContent-Type: text/html\r\n\r\n"
    printed = inside.home.ours("receive", "-", stdin=(raw + NUMBERED[turn % len(NUMBERED)]).encode())
    assert printed
    for path in looks[-size(2, 6) :]:
        inside.show("tom", path, inside.get("tom", path))


def _shown(inside: Inside, turn: int) -> None:
    """Addresses that hold scripts."""
    words = cycle(NUMBERED[turn * 97 % len(NUMBERED) :] + NUMBERED)
    for number, path in enumerate(SHOWN * size(1, 10)):
        for _ in range(path.count("{}")):
            path = path.replace("{}", quote(next(words), safe=""), 1)
        who = ("tom", "bea", "visitor")[number % 3]
        if html := inside.get(who, path):
            inside.show(who, path, html)


def _forms(inside: Inside, forms: list[tuple[str, Form]]) -> int:
    """Every form of every page with scripts in all it holds; what answers, mistakes and all, is looked at."""
    known, posted, words = set[tuple[str, ...]](), 0, cycle(NUMBERED)
    for who, form in forms:
        kind = (form.route, *sorted({one.name for one in form.controls}))
        if kind in known or form.route == "sign-out" or len(known) >= size(60, 10_000):
            continue
        known.add(kind)
        for _ in range(size(1, 12)):
            answer = inside.watch(who).context.request.post(
                f"{inside.home.address}{form.action}",
                form=_filled(form, words),
                headers={"Origin": inside.home.address, "Sec-Fetch-Site": "same-origin"},
                max_redirects=0,
            )
            posted += 1
            assert answer.status < 500, f"{form.action}: {answer.status}"
            if answer.status >= 400 and "text/html" in answer.headers["content-type"]:
                inside.show(who, form.action, answer.text())
    return posted


def _filled(form: Form, words: Iterator[str]) -> dict[str, str | float | bool]:
    said: dict[str, str | float | bool] = {}
    for one in form.controls:
        if one.name in ("csrfmiddlewaretoken", "once") or one.kind in ("hidden", "checkbox", "radio"):
            said.setdefault(one.name, one.value)
        elif one.kind == "select":
            said[one.name] = next((option for option in one.options if option), "")
        elif one.kind != "file":
            said[one.name] = next(words).replace("\0", "")
    return said


def test_what_runs_is_noticed(inside: Inside) -> None:
    """The same scripts on a page that lets them stand as they are: many run, and each is seen."""
    context = inside.chromium.new_context()
    watch = Watch(context, inside.home.address)
    some = NUMBERED[:: size(17, 1)]
    for number, words in enumerate(some):
        watch.show(f"payload {number}", f"<!doctype html><body><p>{words}</p>")
        watch.page.wait_for_timeout(5)
    seen = {one.partition(":")[0] for one in watch.found}
    ran = {one.partition(":")[0] for one in watch.found if ": ran " in one}
    # Under our policy nothing of it runs; that it was there to be stopped is seen all the same.
    page = "<!doctype html><body><script>ran(1)</script><img src=http://evil.example/a.png>"
    policy = {"Content-Security-Policy": "default-src 'self'", "Content-Type": "text/html"}
    watch.context.route("**/careless/", lambda route: route.fulfill(body=page, headers=policy))
    watch.found.clear()
    watch.open("/careless/")
    watch.page.wait_for_timeout(100)
    stopped = [one for one in watch.found if "stopped by the policy" in one]
    context.close()
    tell("D3", tried=len(some), seen_where_nothing_stops_them=len(seen), ran_there=len(ran))
    assert len(stopped) >= 2
    assert len(seen) > len(some) / 3 and len(ran) > len(some) / 5
