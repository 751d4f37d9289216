"""`ours restored`."""

import click

from ours.cli import start_django


@click.command()
def command() -> None:
    """Say that the database was put back from a backup. To be run before Ours is started again.

    What was revoked after the backup was made is not revoked in it, so what was given out before counts no more:
    answers to letters wait unverified in the tray, links to answer without signing in lead to nothing, everybody is
    signed out, and programs can send no readings. Letters that waited in the backup may have gone out and are not sent.
    """
    start_django()
    from django.utils import timezone

    from ours.cases.pack_acts import revoke_all
    from ours.people.entrance import shut_all
    from ours.post.epochs import begin
    from ours.prove.inlet_acts import close_all
    from ours.prove.pulse_acts import void_all

    now = timezone.now()
    addresses, passes = begin(now)
    passes += void_all(now)
    packs, browsers, programs = revoke_all(now), shut_all(now), close_all(now)
    click.echo(f"A new epoch began; void are {addresses} reply addresses and {passes} links from earlier letters.")
    click.echo(f"Signed out are {browsers} browsers, closed are {programs} addresses to which programs send readings.")
    # A permission that was withdrawn after the backup stands in it as given.
    click.echo(f"Revoked are {packs} links to cases; make new ones once you know that nothing was withdrawn since.")
