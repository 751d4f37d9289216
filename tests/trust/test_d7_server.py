"""D7, the server: who sends slowly, too much, or opens too many streams keeps nobody else waiting."""

import http.client
import socket
import time

import pytest

from ours.table.live import MOST_OPEN
from tests.trust.programme import size, tell
from tests.trust.up import up

pytestmark = pytest.mark.slow
SLOWEST = 5.0  # seconds of a page beside all that, on a machine that has other things to do
ROOM = 250 * 2**20  # bytes more than at rest


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with up(tmp_path_factory.mktemp("up")) as running:
        yield running


def sockets(server, many: int, *words: bytes) -> list[socket.socket]:
    """So many connections that have sent these words, and no more."""
    found = []
    for _ in range(many):
        one = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        for part in words:
            one.sendall(part)
        found.append(one)
    return found


def beside(server, what: str) -> None:
    """Pages come, and the memory is bounded, while something else goes on."""
    waits = [server.healthy() for _ in range(5)]
    tell("D7", beside=what, slowest_seconds=round(max(waits), 2), megabytes=server.memory() // 2**20)
    assert max(waits) < SLOWEST


def test_slow_senders_hold_nobody_up(server):
    rest = server.memory()
    head = b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    many = size(60, 400)
    heads = sockets(server, many, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
    bodies = sockets(server, many, head + b"Content-Length: 1000000\r\n\r\n", b"email=")
    chunks = sockets(server, many, head + b"Transfer-Encoding: chunked\r\n\r\n", b"6\r\nemail=\r\n")
    try:
        for _ in range(3):
            for one in (*heads, *bodies):
                one.sendall(b"x")
            beside(server, "slow senders")
        assert server.memory() - rest < ROOM
    finally:
        for one in (*heads, *bodies, *chunks):
            one.close()


def test_what_is_too_large_is_not_read_to_its_end(server):
    rest = server.memory()
    for path in ("/sign-in/", f"/problems/{server.told['problem']}/stream/", f"/readings/{server.told['inlet']}/"):
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        line.putrequest("POST", path)
        line.putheader("Content-Type", "application/octet-stream")
        line.putheader("Content-Length", str(80 * 2**20))
        line.endheaders()
        status = 0
        try:
            for _ in range(80):
                line.send(b"x" * 2**20)
            status = line.getresponse().status
        except OSError:
            status = 413  # it hung up before all had come
        line.close()
        assert 400 <= status < 500, path
    beside(server, "80 MB")
    assert server.memory() - rest < ROOM


def test_one_person_opens_so_many_streams_and_no_more(server):
    tom, bea = server.browser("tom"), server.browser("bea")
    path, lines, statuses = f"/problems/{server.told['problem']}/stream/", [], []
    try:
        for _ in range(MOST_OPEN + 20):
            line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
            line.request("GET", path, headers=tom.headers())
            answer = line.getresponse()
            if answer.status == 200:
                answer.read1(1)  # it has begun
            statuses.append(answer.status)
            lines.append(line)
        assert statuses == [200] * MOST_OPEN + [429] * 20
        beside(server, "streams")
        other = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        other.request("GET", path, headers=bea.headers())
        assert other.getresponse().status == 200
        other.close()
    finally:
        for line in lines:
            line.close()
    until = time.monotonic() + 30
    while True:  # closed tabs make room
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        line.request("GET", path, headers=tom.headers())
        status = line.getresponse().status
        line.close()
        if status == 200:
            break
        assert time.monotonic() < until
        time.sleep(0.5)


def test_a_page_that_came_late_would_be_seen(server):
    """The process stands still for a while: the very measure used above notices."""
    serving = server.process.children(recursive=True)
    for one in serving:
        one.suspend()
    try:
        with pytest.raises((TimeoutError, OSError)):
            sockets(server, 1)[0].close()
            late = http.client.HTTPConnection("127.0.0.1", server.port, timeout=1)
            late.request("GET", "/healthz")
            late.getresponse()
    finally:
        for one in serving:
            one.resume()
    assert server.healthy() < 30
