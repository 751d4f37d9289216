"""Open tables hear of deeds: a whole installation, real streams over HTTP."""

import http.client
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.browser.house import House, house
from tests.cli.load import Browser

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house"), "--workers", "1") as running:
        yield running


def come_in(home: House, mail: str) -> Browser:
    way = home.ours("way-in", mail).strip().rpartition(" ")[2]
    return Browser(int(home.address.rpartition(":")[2]), way)


def tables(browser: Browser) -> list[int]:
    """The ids of the problems that this person's home names."""
    found = re.findall(r'href="/problems/(\d+)/', browser.get("/"))
    return [int(table) for table in dict.fromkeys(found)]


class Stream:
    """An open stream of one table."""

    def __init__(self, browser: Browser, table: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=20)
        self.connection.request("GET", f"/problems/{table}/stream/", headers=browser.headers())
        self.answer = self.connection.getresponse()

    def words(self) -> str:
        """The next message, up to its empty line; nothing when the stream has ended."""
        lines = b""
        while not lines.endswith(b"\n\n"):
            byte = self.answer.read1(1)
            if not byte:
                return lines.decode()
            lines += byte
        return lines.decode()


@contextmanager
def watching(browser: Browser, table: int) -> Iterator[Stream]:
    stream = Stream(browser, table)
    try:
        yield stream
    finally:
        stream.connection.close()


def say(browser: Browser, table: int, words: str = "Here is a word.") -> None:
    status, _, body = browser.send(f"/problems/{table}/messages/said/", {"words": words})
    assert status == 303, body


def test_a_deed_reaches_the_others_stream_within_a_second(home: House) -> None:
    ana, bea = come_in(home, "ana@neon.example"), come_in(home, "bea@yoga.example")
    table = tables(bea)[0]
    with watching(bea, table) as stream:
        assert (stream.answer.status, stream.answer.headers["Content-Type"]) == (200, "text/event-stream")
        assert stream.answer.headers["Cache-Control"] == "no-store"
        assert stream.words() == "retry: 2000\n\n"
        waits = []
        for _ in range(5):
            say(ana, table)
            began = time.monotonic()
            message = stream.words()
            waits.append(time.monotonic() - began)
            assert re.fullmatch(r"id: \d+\ndata: happened\n\n", message), message
        assert sorted(waits)[2] < 1, waits


def test_other_tables_say_nothing(home: House) -> None:
    ana, bea = come_in(home, "ana@neon.example"), come_in(home, "bea@yoga.example")
    own, other = tables(bea)[0], next(table for table in tables(ana) if table not in tables(bea))
    with watching(bea, own) as stream:
        assert stream.words() == "retry: 2000\n\n"
        say(ana, other)
        say(ana, own)
        first = stream.words()
        stream.connection.sock.settimeout(1.5)
        with pytest.raises(TimeoutError):
            stream.words()
    assert "happened" in first


def test_outsiders_and_visitors_find_no_stream(home: House) -> None:
    ana, bea = come_in(home, "ana@neon.example"), come_in(home, "bea@yoga.example")
    other = next(table for table in tables(ana) if table not in tables(bea))
    visitor = Browser.visitor(bea.port)
    for browser, table in ((bea, other), (bea, 12345), (visitor, tables(bea)[0])):
        with watching(browser, table) as stream:
            assert stream.answer.status == 404


def test_the_stream_of_somebody_who_lost_their_chair_ends(home: House) -> None:
    ana, bea = come_in(home, "ana@neon.example"), come_in(home, "bea@yoga.example")
    table = tables(bea)[-1]
    with watching(bea, table) as stream:
        assert stream.words() == "retry: 2000\n\n"
        page = ana.get(f"/problems/{table}/people/")
        free = re.search(rf'Bea Okafor</b>.*?action="(/problems/{table}/people/\d+/left/)"', page, re.DOTALL)
        assert free, page
        status, _, body = ana.send(free[1], {})
        assert status == 303, body
        say(ana, table, "Said behind a closed door.")
        assert stream.words() == ""
    with watching(bea, table) as stream:
        assert stream.answer.status == 404


def test_the_stream_of_a_browser_that_was_signed_out_ends(home: House) -> None:
    ana, here, lost = (come_in(home, mail) for mail in ("ana@neon.example", "imani@yoga.example", "imani@yoga.example"))
    table = tables(lost)[0]
    with watching(lost, table) as stream:
        assert stream.words() == "retry: 2000\n\n"
        status, _, body = here.send("/devices/others/signed-out/", {})
        assert status == 303, body
        say(ana, table, "Said after that.")
        assert stream.words() == ""
    with watching(lost, table) as stream:
        assert stream.answer.status == 404


def test_idle_streams_hold_no_thread_and_no_database_file(home: House) -> None:
    ana = come_in(home, "ana@neon.example")
    table = tables(ana)[0]
    serving = _serving(home)
    with watching(ana, table) as first:
        first.words()
        threads, files = serving.num_threads(), _databases(serving)
        open_streams = [Stream(ana, table) for _ in range(40)]
        try:
            assert {stream.words() for stream in open_streams} == {"retry: 2000\n\n"}
            assert serving.num_threads() <= threads
            assert _databases(serving) <= files
            began = time.monotonic()
            ana.get("/")  # pages go on beside them
            assert time.monotonic() - began < 5
        finally:
            for stream in open_streams:
                stream.connection.close()


def _serving(home: House) -> psutil.Process:
    [server] = [one for one in psutil.Process(home.process.pid).children() if "ours.cli.pages" in one.cmdline()]
    [serving] = server.children()
    return serving


def _databases(process: psutil.Process) -> int:
    links = Path(f"/proc/{process.pid}/fd").iterdir()
    return sum(link.readlink().name == "ours.sqlite3" for link in links if link.is_symlink())


def test_a_stream_is_only_got(cast, browser):
    problem = cast.problem()
    answers = {method: browser(cast.bea).generic(method, f"/problems/{problem.pk}/stream/").status_code
               for method in ("HEAD", "POST", "PUT", "DELETE", "OPTIONS")}  # fmt: skip
    assert set(answers.values()) == {405}
