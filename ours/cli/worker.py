"""`ours worker`."""

import os
import signal
import threading

import click

from ours.cli import start_django


@click.command()
def command() -> None:
    """Send letters, let parked things come back, read mails that wait. Ctrl-C stops it after the round it is in."""
    start_django()
    from ours.cli.rounds import work

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if os.environ.get("OURS_PARENT"):
        threading.Thread(target=_end_with_parent, args=(int(os.environ["OURS_PARENT"]), stop), daemon=True).start()
    work(stop)


def _end_with_parent(parent: int, stop: threading.Event) -> None:
    """A worker that `ours up` started does not outlive it, however it ended."""
    while not stop.wait(1):
        if os.getppid() != parent:
            stop.set()
