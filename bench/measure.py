"""What a request costs a server: processor time of all its processes, read from outside, over many requests."""

import http.client
import socket
import statistics
import subprocess
import time
import urllib.parse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import psutil

LOOPBACK = "127.0.0.1"


@dataclass
class Served:
    """A running server on loopback, and how somebody signed in asks it."""

    name: str
    port: int
    process: subprocess.Popen
    headers: dict[str, str] = field(default_factory=dict)

    def connect(self) -> http.client.HTTPConnection:
        """A kept-alive connection."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=120)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(
        self,
        connection: http.client.HTTPConnection,
        path: str,
        form: dict[str, str] | None = None,
        *,
        expect: Iterable[int] = (200,),
    ) -> bytes:
        """The body of one answer. Raises RuntimeError for another status than those expected."""
        body = urllib.parse.urlencode(form) if form is not None else None
        headers = dict(self.headers)
        if body is not None:
            address = f"http://{LOOPBACK}:{self.port}"
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": address,
                "Referer": address + path,
            }
        connection.request("POST" if body is not None else "GET", path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status not in expect:
            raise RuntimeError(f"{self.name}: {path} answered {answer.status}: {content[:300]!r}")
        return content

    def cpu(self) -> float:
        """Seconds of processor time, user and system, that all processes of the server have used."""
        root = psutil.Process(self.process.pid)
        used = 0.0
        for process in [root, *root.children(recursive=True)]:
            times = process.cpu_times()
            used += times.user + times.system
        return used

    def stop(self) -> None:
        """End the server and its processes."""
        everybody = psutil.Process(self.process.pid).children(recursive=True)
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for one in everybody:
            if one.is_running():
                one.kill()


@dataclass(frozen=True)
class Cost:
    """Median over the runs: milliseconds of processor time and bytes for one request."""

    ms: float
    kilobytes: float


def cost(served: Served, request: Callable[[http.client.HTTPConnection], bytes], *, times: int, runs: int = 3) -> Cost:
    """What one request costs. `request` makes one request over the connection it is given and returns the body."""
    connection = served.connect()
    for _ in range(max(10, times // 10)):
        size = len(request(connection))  # warm: every process has its templates and plans
    taken = []
    for _ in range(runs):
        before = served.cpu()
        for _ in range(times):
            size = len(request(connection))
        taken.append((served.cpu() - before) * 1000 / times)
    connection.close()
    return Cost(statistics.median(taken), size / 1000)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        return one.getsockname()[1]


def wait_for(port: int, path: str, process: subprocess.Popen, seconds: float = 90) -> None:
    """Wait until the server answers. Raises RuntimeError when it ended or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"The server on port {port} ended by itself.")
        try:
            connection = http.client.HTTPConnection(LOOPBACK, port, timeout=30)
            connection.request("GET", path)
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server on port {port} did not answer within {seconds:.0f} seconds.")
