"""`ours found`."""

import click

from ours.cli import start_django


@click.command()
@click.argument("firm")
@click.argument("owner")
@click.argument("mail")
def command(firm: str, owner: str, mail: str) -> None:
    """Found the firm FIRM; OWNER with the address MAIL runs it. Prints a one-time way in."""
    start_django()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.utils import timezone

    from ours.people.acts import found_firm
    from ours.people.entrance import way_in

    try:
        validate_email(mail)
    except ValidationError as error:
        raise click.ClickException(f"“{mail}” is not a mail address.") from error
    seat = found_firm(firm, owner, mail, at=timezone.now())
    click.echo(f"{firm} is founded. {owner} comes in once here, within 15 minutes:")
    click.echo(f"{settings.ADDRESS}{way_in(seat, timezone.now())}")
