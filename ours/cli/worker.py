"""`ours worker`."""

import signal
import threading
from datetime import datetime

import click

from ours.cli import lifeline, start_django


@click.command()
@click.option("--jobs", is_flag=True, help="Say what it does, when next and how it went last, and end.")
def command(jobs: bool) -> None:
    """Send letters, let parked things come back, take mails in. Ctrl-C stops it after the round it is in."""
    if jobs:
        start_django()
        _tell_jobs()
        return
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


def _tell_jobs() -> None:
    from ours.schedule.models import Job

    def moment(at: datetime | None) -> str:
        return at.strftime("%Y-%m-%d %H:%M:%S") if at else "-"

    rows = [("job", "next (UTC)", "last", "came of it", "failed since", "why")]
    for job in Job.objects.order_by("pk"):
        told = (moment(job.due_at), moment(job.ended_at or job.began_at), job.result or "-")
        rows.append((job.name, *told, f"{job.tries} times" if job.tries else "-", job.error or "-"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
