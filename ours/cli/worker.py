"""`ours worker`."""

import signal
import threading

import click

from ours.cli import lifeline, start_django


@click.command()
def command() -> None:
    """Send letters, let parked things come back, take mails in. Ctrl-C stops it after the round it is in."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        # In a thread: the signal may come while this one holds the event's own lock.
        signal.signal(number, lambda *_: threading.Thread(target=stop.set).start())
    lifeline.when_alone(stop.set)
    start_django()
    from ours.cli.mailroom import mails_come_in
    from ours.cli.rounds import work

    with mails_come_in(stop):
        work(stop)
