"""Kill -9 whatever runs, at random, while people work: nothing acknowledged is lost or half, no letter goes twice.

`python -m tests.cli.kill_loop --rounds 60 [--database-url postgres://…]` kills so often. It needs an empty database,
prints figures and ends with 1 if something was lost, torn or doubled. What is killed: a server process, the whole
server, the background worker, a second background worker beside it, and `ours up` itself.
"""

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

import psutil

from tests.browser.house import free_port
from tests.cli.load import Browser, Done, Signer, Talker
from tests.post.smtp import mail_server

WEIGHTS = {"server process": 6, "server": 2, "worker": 3, "second worker": 3, "ours up": 1}


class House:
    """An `ours up` and a second `ours worker`, started again by us when we kill them."""

    def __init__(self, port: int, log: Path) -> None:
        self.port, self.log = port, log
        self.killed: Counter[str] = Counter()
        self.up = self._start("up", "--no-demo", "--port", str(port), "--workers", "2")
        self.second = self._start("worker")

    def _start(self, *words: str) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "ours.cli", *words]
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def answers(self, seconds: float = 60) -> None:
        """Wait until a page answers; starts again what has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.up.poll() is not None:
                self.up = self._start("up", "--no-demo", "--port", str(self.port), "--workers", "2")
            if self.second.poll() is not None:
                self.second = self._start("worker")
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5),
            ):
                return
            time.sleep(0.05)
        raise AssertionError(f"Nothing answers any more:\n{self.log.read_text()[-3000:]}")

    def kill_one(self, chance: random.Random) -> None:
        """Kill one process of those that run now."""
        found: dict[str, list[int]] = {"ours up": [self.up.pid], "second worker": [self.second.pid]}
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(self.up.pid).children():
                line = child.cmdline()
                if "ours.cli.pages" in line:
                    found["server"] = [child.pid]
                    found["server process"] = [one.pid for one in child.children()]
                elif "worker" in line:
                    found["worker"] = [child.pid]
        what = chance.choices(list(found), weights=[WEIGHTS[name] for name in found])[0]
        for pid in found[what][: chance.randint(1, 2)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.killed[what] += 1
        for mine in (self.up, self.second):
            if mine.pid in found[what]:
                mine.wait()

    def stop(self) -> int:
        """Stop as Ctrl-C does; returns how `ours up` ended."""
        self.second.terminate()
        self.up.send_signal(signal.SIGINT)
        self.second.wait(20)
        return self.up.wait(20)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=60)
    arguments.add_argument("--database-url", default="")
    arguments.add_argument("--seed", type=int, default=int(time.time()))
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="ours-kill-") as folder, mail_server() as (letters, mail_port):
        port = free_port()
        os.environ |= {
            "OURS_DATA": folder,
            "OURS_ADDRESS": f"http://127.0.0.1:{port}",
            "OURS_SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
            "DATABASE_URL": told.database_url or f"sqlite:///{folder}/ours.sqlite3",
            "DJANGO_SETTINGS_MODULE": "ours.settings",
        }
        import django

        django.setup()
        from tests.cli import kept

        ways_in, tables, asked_of = kept.prepare()
        house = House(port, Path(folder) / "log")
        try:
            house.answers()
            done = Done()
            browsers = {name: Browser(port, way) for name, way in ways_in.items()}
            people: list[Talker] = [
                Talker(browsers["Bea"], "Bea", tables, done),
                Talker(browsers["Imani"], "Imani", tables, done),
                Talker(browsers["Ana"], "Ana", tables, done, asks=asked_of),
                Talker(browsers["Tom"], "Tom", tables, done, asks=asked_of),
                Signer(browsers["Bea again"], browsers["Ana again"], ("Bea Okafor", "Ana Ruiz"), tables[1], done),
            ]
            _work_and_kill(house, people, told.rounds, random.Random(told.seed), kept.let_time_pass)
            house.answers()
            kept.wait_for_letters()
            end = house.stop()
        finally:
            for process in (house.up, house.second):
                if process.poll() is None:
                    process.kill()
        wrong = kept.what_is_wrong(done, letters)
        wrong += [f"{one.name} gave up: {one.failure!r}" for one in people if one.failure]
        if end != 0:
            wrong.append(f"ours up ended with {end}")
        _tell(told, house, people, done, kept.figures(letters), wrong, (Path(folder) / "log").read_text())
    return 1 if wrong else 0


def _work_and_kill(house: House, people: list[Talker], rounds: int, chance: random.Random, pass_time: Any) -> None:
    over = threading.Event()
    clock = threading.Thread(target=pass_time, args=(over,))
    for one in (*people, clock):
        one.start()
    for _ in range(rounds):
        time.sleep(chance.uniform(0.2, 2.0))
        house.kill_one(chance)
        if chance.random() < 0.6:  # else the next one dies while this one comes back
            house.answers()
    for one in people:
        one.stop.set()
    while any(one.is_alive() for one in people):  # they hear of their last forms
        house.answers()
        time.sleep(0.2)
    over.set()
    clock.join()


def _tell(
    told: argparse.Namespace,
    house: House,
    people: list[Talker],
    done: Done,
    figures: dict[str, Any],
    wrong: list[str],
    log: str,
) -> None:
    print(f"{told.rounds} rounds, seed {told.seed}")
    print("killed:", ", ".join(f"{name} {count}" for name, count in sorted(house.killed.items())))
    kinds = Counter(kind for kind, _ in done.words)
    print("acknowledged:", dict(kinds), "signatures", len(done.signed))
    browsers = {id(one.browser): one.browser for one in people} | {id(people[-1].other): people[-1].other}  # type: ignore[attr-defined]
    print("sent again after no answer:", sum(one.repeated for one in browsers.values()))
    print("sent again after a broken one:", sum(one.broken for one in browsers.values()))
    print(", ".join(f"{name}: {value}" for name, value in figures.items()))
    for sentence in [*done.refused[:5], *wrong[:20]]:
        print("WRONG" if sentence in wrong else "refused", sentence)
    if wrong:
        print(log[-4000:])
    print("lost, torn or doubled:", len(wrong))


if __name__ == "__main__":
    sys.exit(main())
