"""`ours way-in`."""

import click

from ours.cli import start_django


@click.command()
@click.argument("mail")
def command(mail: str) -> None:
    """Print a one-time way in for each seat of the person with the address MAIL (15 minutes)."""
    start_django()
    from django.conf import settings
    from django.utils import timezone

    from ours.people.entrance import way_in
    from ours.people.models import Seat

    seats = Seat.objects.taken().filter(person__email=mail.strip().lower()).select_related("firm", "client")
    if not seats:
        raise click.ClickException(f"Nobody with the address {mail} has a seat here.")
    for seat in seats:
        click.echo(f"{seat.name}, {seat.organisation}: {settings.ADDRESS}{way_in(seat, timezone.now())}")
