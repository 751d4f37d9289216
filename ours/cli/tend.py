"""`ours tend`."""

import sys

import click

from ours.cli import start_django


@click.command()
def command() -> None:
    """Do at once, and once, all that the background worker does; ends with 1 if something did not work out.

    For an installation without a worker that runs all the time (a timer of the system calls this), and for looking on.
    """
    start_django()
    from django.utils import timezone

    from ours.cli.mailroom import look_into_mailboxes
    from ours.cli.rounds import Job, rounds, run
    from ours.schedule import turns

    jobs = [Job(30, look_into_mailboxes), *rounds()]
    turns.due({job.name: job.span for job in jobs}, timezone.now())  # lists those that are new
    failed = 0
    for job in jobs:
        try:
            done = run(job, early=True)
        except Exception as error:
            failed += 1
            cause = error.__cause__ or error
            click.echo(f"{job.name}: {' '.join(str(cause).split()) or type(cause).__name__}", err=True)
            continue
        if isinstance(done, int) and done:
            click.echo(f"{job.name}: {done}")
    sys.exit(1 if failed else 0)
