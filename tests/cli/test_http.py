"""Where a request ends, as the server itself reads it: bytes that contradict each other smuggle nothing in."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.test_up import end, started

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def port(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("http") / "data"
    shutil.copytree(migrated, folder)
    up, port, _told = started(Place(folder))
    yield port
    end(up)


def answers(port: int, sent: bytes) -> list[bytes]:
    """The first line of each answer on one connection, until it is closed or nothing more comes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(sent.replace(b"\n", b"\r\n"))
        got = b""
        try:
            while more := connection.recv(65536):
                got += more
                connection.settimeout(1.5)
        except TimeoutError:
            pass
    return [b"HTTP/1.1 " + part.split(b"\r\n")[0] for part in got.split(b"HTTP/1.1 ")[1:]]


HIDDEN = b"GET /hidden HTTP/1.1\nHost: localhost\nConnection: close\n\n"


def test_two_requests_are_two(port: int) -> None:
    first = b"GET /healthz HTTP/1.1\nHost: localhost\n\n"
    assert answers(port, first + HIDDEN) == [b"HTTP/1.1 200 OK", b"HTTP/1.1 404 Not Found"]


def test_chunks_count_and_not_a_length_beside_them(port: int) -> None:
    """A length of 4 would end the first request after its first chunk line, and take the rest for a second one."""
    within = HIDDEN.replace(b"\n", b"\r\n")
    chunks = b"%x\n" % len(within) + HIDDEN + b"\n0\n\n"
    head = (
        b"POST /healthz HTTP/1.1\nHost: localhost\nContent-Length: 4\nTransfer-Encoding: chunked\nConnection: close\n\n"
    )
    assert len(found := answers(port, head + chunks)) == 1
    assert found[0].split()[1] in (b"400", b"403", b"405")


@pytest.mark.parametrize(
    "lines",
    [
        b"Content-Length: 0\nContent-Length: %d",
        b"Content-Length: 0\nTransfer-Encoding: chunked, identity",
        b"Transfer-Encoding: xchunked",
        b"Content-Length: +0",
        b"Content-Length: 0x0",
        b"Content-Length : 0",
        b"Transfer-Encoding : chunked",
        b" Content-Length: 0",
    ],
)
def test_what_is_not_clear_is_refused(port: int, lines: bytes) -> None:
    if b"%d" in lines:
        lines %= len(HIDDEN)
    found = answers(port, b"POST /healthz HTTP/1.1\nHost: localhost\n" + lines + b"\n\n" + HIDDEN)
    assert len(found) <= 1 and all(b" 400 " in one for one in found)


def test_no_other_protocol_is_begun(port: int) -> None:
    upgrade = (
        b"Connection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n"
    )
    for path in (b"/", b"/problems/1/stream/", b"/healthz"):
        [found] = answers(port, b"GET " + path + b" HTTP/1.1\nHost: localhost\n" + upgrade)
        assert b" 101 " not in found
