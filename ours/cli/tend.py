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
    from ours.cli.rounds import rounds

    failed = 0
    for act in (look_into_mailboxes, *(act for _pause, act in rounds())):
        name = getattr(act, "__name__", str(act))
        try:
            done = act(timezone.now())
        except Exception as error:
            failed += 1
            click.echo(f"{name}: {' '.join(str(error).split()) or type(error).__name__}", err=True)
            continue
        if isinstance(done, int) and done:
            click.echo(f"{name}: {done}")
    sys.exit(1 if failed else 0)
