"""The real server on loopback, over a furnished database of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import psutil

from tests.cli.load import Browser
from tests.trust import apart

ROOT = Path(__file__).parents[2]


@dataclass
class Up:
    """A server that answers, and who may come in to it."""

    port: int
    process: psutil.Process
    told: dict

    def browser(self, who: str) -> Browser:
        """Somebody of the cast, signed in; each way in opens once."""
        return Browser(self.port, self.told["ways"][who].pop())

    def memory(self) -> int:
        """Bytes that the processes of the server hold."""
        return sum(one.memory_info().rss for one in [self.process, *self.process.children(recursive=True)])

    def healthy(self) -> float:
        """Seconds until it says that it is well."""
        began = time.monotonic()
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=30) as answer:
            assert answer.status == 200
        return time.monotonic() - began


def prepare() -> None:
    """Make the database, and tell the ways in and the first table."""
    apart.set_up()
    from django.utils import timezone

    from ours.frame import acts as frame
    from ours.frame import state_acts
    from ours.people.entrance import way_in
    from ours.prove import inlet_acts
    from tests.cast import DAY, make_cast

    cast, now = make_cast(), timezone.now()
    problem = cast.problem()
    frame.word(problem, "One.", based_on=0, by=cast.tom, at=DAY)
    facts = {
        "now": Decimal(1),
        "wanted": Decimal(9),
        "wanted_by": now.date(),
        "now_on": DAY.date(),
        "by": cast.tom,
        "at": DAY,
    }
    measure = state_acts.set_measure(problem, "Seats", **facts)
    key = inlet_acts.new_key()
    inlet_acts.open_inlet(measure, "Shop", key, by=cast.tom, at=now)
    ways = {who: [way_in(getattr(cast, who), now) for _ in range(3)] for who in ("ana", "tom", "bea")}
    print(json.dumps({"ways": ways, "problem": problem.pk, "measure": measure.pk, "inlet": key}))


@contextmanager
def up(folder: Path) -> Iterator[Up]:
    """Serve it with one process until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with apart.environment(folder) as own:
        own = {**own, "OURS_ADDRESS": f"http://127.0.0.1:{port}"}
        made = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.trust.up"], env=own, cwd=ROOT, capture_output=True, text=True
        )
        assert made.returncode == 0, made.stderr[-3000:]
        command = [sys.executable, "-m", "ours.cli.pages", "127.0.0.1", str(port), "1"]
        own |= {"DJANGO_SETTINGS_MODULE": "ours.settings"}
        server = subprocess.Popen(command, env=own, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
        found = Up(port, psutil.Process(server.pid), json.loads(made.stdout.splitlines()[-1]))
        try:
            until = time.monotonic() + 60
            while True:
                try:
                    found.healthy()
                    break
                except OSError:
                    assert time.monotonic() < until, "The server did not come up."
                    time.sleep(0.1)
            yield found
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


if __name__ == "__main__":
    prepare()
