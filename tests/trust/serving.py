"""Processes that answer a browser, or do some work, with each call they make of Linux decided from outside.

One process has everything loaded and is forked for each time; the application and HTTP are the real ones.
"""

import contextlib
import errno
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from tests.trust.calls import OPENING, READING, WRITING, Call, Calls, held

FAULTS = {
    "kill": WRITING,
    "EIO": [*WRITING, *READING],
    "ENOSPC": [*(name for name in WRITING if name != "sendto"), "openat"],
    "EMFILE": OPENING,
}
PATIENCE = 60.0  # seconds for one answer


@dataclass(frozen=True)
class Point:
    """Where it breaks: at the `at`-th call (from 1) of a deed, and how."""

    deed: str
    at: int
    how: str  # one of FAULTS
    state: str = "warm"  # warm: the process has served a page; cold: it serves its first; long: the journal is long
    half: bool = False  # half of what was to be written there is written
    on: bool = False  # all later ones fail too


class Pages(WSGIServer):
    """The real application, for connections that are there already."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Quiet, bind_and_activate=False)
        self.server_name, self.server_port = "127.0.0.1", 80
        self.setup_environ()
        from ours.wsgi import application

        self.set_app(application)

    def serve(self, line: socket.socket) -> None:
        """Answer one request."""
        self.process_request(line, ("127.0.0.1", 0))


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


class Answer:
    """What came back over one connection."""

    def __init__(self, told: bytes = b"") -> None:
        self.told = told

    @property
    def status(self) -> int:
        """0 where there was no whole answer."""
        head, ended, body = self.told.partition(b"\r\n\r\n")
        if not ended:
            return 0
        lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
        whole = not lengths or len(body) >= int(lengths[0].split(b":")[1])
        return int(head.split(b" ", 2)[1]) if whole else 0

    @property
    def page(self) -> str:
        """The body."""
        return self.told.partition(b"\r\n\r\n")[2].decode()


class Forked:
    """A forked process whose calls are held from when it asks for it; it ends with the block."""

    def __init__(self, names: list[str], work: "Callable[[Forked], int]", lines: int = 0) -> None:
        self.names, self.work = names, work
        self.pairs = [socket.socketpair() for _ in range(lines)]
        self.gate, self.far_gate = socket.socketpair()
        self.lines = [near for near, _ in self.pairs]
        self.calls: Calls | None = None
        self.counted, self.code = 0, -signal.SIGKILL

    def __enter__(self) -> "Forked":
        self.browsers = {f"socket:[{os.fstat(far.fileno()).st_ino}]" for _, far in self.pairs}
        self.pid = os.fork()
        if self.pid == 0:
            self._live()
        with contextlib.suppress(OSError):
            os.setpgid(self.pid, self.pid)
        for _, far in self.pairs:
            far.close()
        self.far_gate.close()
        return self

    def _live(self) -> NoReturn:
        code = 70
        try:
            os.setpgid(0, 0)
            for near in (*self.lines, self.gate):
                near.close()
            code = self.work(self)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            os._exit(code)

    def hold(self) -> None:
        """In the process itself: its calls are decided outside from now on."""
        held(self.names, self.far_gate)

    def expect_hold(self) -> None:
        """The other side of `hold`."""
        self.calls = Calls(self.gate)

    def ask(self, request: bytes, broken: "Break | None" = None) -> Answer:
        """Send one request; what comes back until the connection ends."""
        line, answer = self.lines.pop(0), Answer()
        line.sendall(request)
        for _ in self._until(line.fileno(), broken):
            with contextlib.suppress(ConnectionResetError):  # killed before it had read everything
                if data := line.recv(65536):
                    answer.told += data
                    continue
            break
        line.close()
        return answer

    def end(self, broken: "Break | None" = None) -> int:
        """Wait until it has ended; its exit code, negative the signal that ended it."""
        gone = os.pidfd_open(self.pid)
        for _ in self._until(gone, broken):
            break
        os.close(gone)
        self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.pid = 0
        return self.code

    def _until(self, number: int, broken: "Break | None") -> Any:
        """Each time that there is something to read there; its calls are decided meanwhile."""
        watch = select.poll()
        watch.register(number, select.POLLIN)
        if self.calls:
            watch.register(self.calls.listener, select.POLLIN)
        until = time.monotonic() + PATIENCE
        while True:
            assert time.monotonic() < until, "no answer, and no end"
            ready = dict(watch.poll(1000))
            happened = ready.pop(number, 0)
            for other, what in ready.items():
                if what & select.POLLIN:
                    self._decide(broken)
                else:
                    watch.unregister(other)
            if happened:
                yield happened

    def _decide(self, broken: "Break | None") -> None:
        assert self.calls is not None
        call = self.calls.one()
        if call is None:
            return
        counts = broken is not None and call.pid == self.pid and broken.counts(call, self.browsers)
        self.counted += counts
        if broken is None or not counts or not broken.breaks(self.counted):
            self.calls.let(call)
            return
        broken.where = broken.where or f"{call.name} {call.file or hex(call.args[2])}"
        if broken.point.half:
            call.do_half()
        if broken.point.how == "kill":
            os.killpg(self.pid, signal.SIGKILL)
        else:
            call.cut_off()
            self.calls.fail(call, int(getattr(errno, broken.point.how)))

    def __exit__(self, *_: object) -> None:
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for line in (*self.lines, self.gate):
            line.close()
        if self.calls:
            self.calls.close()


class Serving(Forked):
    """Serves so many requests, its calls held from the one of that number on (counted from 0)."""

    def __init__(
        self, pages: Pages, requests: int, names: list[str], held_from: int | None, first: Callable[[], object] = int
    ) -> None:
        super().__init__(names, self._serve, requests)
        self.pages, self.requests, self.held_from, self.first = pages, requests, held_from, first

    @staticmethod
    def line() -> tuple[socket.socket, socket.socket]:
        """A connection within one process, wide enough for one answer."""
        near, far = socket.socketpair()
        far.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1_000_000)
        return near, far

    def _serve(self, _: Forked) -> int:
        self.first()
        for number, (_near, far) in enumerate(self.pairs):
            if number == self.held_from:
                self.hold()
            self.pages.serve(far)
        self.far_gate.recv(1)  # until the other side is done
        return 0

    def ask(self, request: bytes, broken: "Break | None" = None) -> Answer:
        """Send one request; what comes back until the connection ends."""
        if self.held_from is not None and self.requests - len(self.lines) == self.held_from:
            self.expect_hold()
        return super().ask(request, broken)


class Break:
    """Which calls break, and where it did first."""

    def __init__(self, point: Point) -> None:
        self.point, self.where = point, ""

    def __str__(self) -> str:
        point = self.point
        more = f"{' by halves' if point.half else ''}{' and all later ones' if point.on else ''}"
        return f"{point.deed}, {point.state}, {point.how} at call {point.at}{more} ({self.where})"

    def counts(self, call: Call, browsers: set[str]) -> bool:
        """Whether this is a call at which it may break. The line to a browser breaks only with the process."""
        if self.point.how == "kill":
            return True
        if call.name == "openat" and self.point.how == "ENOSPC":
            return bool(call.args[2] & os.O_CREAT)
        return call.name in OPENING or call.file not in browsers

    def breaks(self, number: int) -> bool:
        """Whether the call of that number does."""
        return number == self.point.at or (self.point.on and number > self.point.at)
