"""The parts of a running Ours, each a process: started, started again when they die, and stopped in order."""

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import click

from ours.cli import lifeline

STOPPING = 8.0  # seconds that a part gets to finish what it is at
DEATHS, WITHIN = 5, 10.0  # so many deaths in so many seconds: starting it again does not help
PAUSE = 0.1  # seconds before the first new start; doubled with each death


@dataclass
class Part:
    """One process and its deaths. `arguments` is its command line, `name` what people call it."""

    name: str
    arguments: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    deaths: list[float] = field(default_factory=list)
    start_at: float = 0.0

    def start(self, end: int) -> None:
        """Start the process, holding the reading end of the lifeline."""
        # A session of its own: Ctrl-C reaches `ours up` alone, which then stops the parts in order.
        self.process = subprocess.Popen(
            self.arguments,
            env={**os.environ, lifeline.VARIABLE: str(end)},
            pass_fds=(end,),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def is_dead(self) -> bool:
        """Whether the process was started and ended by itself."""
        return self.process is not None and self.process.poll() is not None


class Parts:
    """All parts of one Ours; as a context it stops them at its end."""

    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self._end, self._mine = os.pipe()

    def __enter__(self) -> "Parts":
        for part in self.parts:
            part.start(self._end)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait_until(self, ready: Callable[[], bool], told: list[int], seconds: float = 60) -> None:
        """Wait until all is ready or we are told to stop.

        Raises ClickException if a part ends before that: at the beginning it is a mistake, not an accident.
        """
        until = time.monotonic() + seconds
        while not told and not ready():
            for part in self.parts:
                if part.is_dead():
                    raise click.ClickException(f"{part.name} did not start; its last words stand above.")
            if time.monotonic() > until:
                raise click.ClickException(f"Nothing answered within {seconds:.0f} seconds.")
            time.sleep(0.05)

    def keep_up(self, told: list[int]) -> None:
        """Start again what dies, until we are told to stop. Raises ClickException when that does not help."""
        while not told:
            for part in self.parts:
                self._look_after(part, time.monotonic())
            time.sleep(0.1)

    def _look_after(self, part: Part, now: float) -> None:
        if part.process is None:
            if now >= part.start_at:
                part.start(self._end)
            return
        if not part.is_dead():
            return
        lifeline.kill_group(part.process.pid)  # what it had started
        part.deaths = [at for at in part.deaths if at > now - WITHIN] + [now]
        if len(part.deaths) >= DEATHS:
            raise click.ClickException(f"{part.name} ended {DEATHS} times in {WITHIN:.0f} seconds; Ours stops.")
        click.echo(f"{part.name} ended ({_how(part.process.returncode)}) and is started again.", err=True)
        part.process, part.start_at = None, now + PAUSE * 2 ** (len(part.deaths) - 1)

    def stop(self) -> None:
        """Tell all parts to end, give them time, and end by force what does not."""
        running = [part.process for part in self.parts if part.process is not None]
        for process in running:
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + STOPPING
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                lifeline.kill_group(process.pid)
                process.wait()
            lifeline.kill_group(process.pid)
        for end in (self._end, self._mine):
            os.close(end)


def _how(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"code {code}"
