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

    from ours.cases.pack_acts import revoke_all
    from ours.post.epochs import begin

    now = timezone.now()
    addresses, passes = begin(now)
    packs = revoke_all(now)
    click.echo(f"A new epoch began; void are {addresses} reply addresses and {passes} links from earlier letters.")
    # A permission that was withdrawn after the backup stands in it as given.
    click.echo(f"Revoked are {packs} links to cases; make new ones once you know that nothing was withdrawn since.")
