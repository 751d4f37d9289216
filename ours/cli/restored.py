"""`ours restored`."""

import click

from ours.cli import start_django


@click.command()
def command() -> None:
    """Say that the database was put back from a backup. To be run before Ours is started again.

    What was revoked after the backup was made is not revoked in it, so what letters gave out before counts no more:
    answers to them wait unverified in the tray, and links to answer without signing in lead to nothing.
    """
    start_django()
    from django.utils import timezone

    from ours.post.epochs import begin

    addresses, passes = begin(timezone.now())
    click.echo(f"A new epoch began; void are {addresses} reply addresses and {passes} links from earlier letters.")
