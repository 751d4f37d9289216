"""`ours migrate`."""

import click

from ours.cli import start_django


@click.command()
def command() -> None:
    """Bring the database to this version; does nothing where it is already."""
    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    click.echo("The database is at this version.")
