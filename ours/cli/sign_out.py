"""`ours sign-out`."""

import click

from ours.cli import start_django


@click.command()
@click.argument("mail", required=False, default="")
@click.option("--everybody", is_flag=True, help="All browsers of all people.")
def command(mail: str, everybody: bool) -> None:
    """Sign out all browsers of the person with the address MAIL, at once.

    Whoever is signed out comes in again by a code in a letter. What somebody may see is not changed by it.
    """
    if bool(mail) == everybody:
        raise click.UsageError("Name a mail address, or say --everybody.")
    start_django()
    from django.utils import timezone

    from ours.people.entrance import sign_out_everywhere
    from ours.people.models import Person

    person = None if everybody else Person.objects.filter(email=mail.strip().lower()).first()
    if person is None and not everybody:
        raise click.ClickException(f"Nobody with the address {mail} is known here.")
    number = sign_out_everywhere(person, at=timezone.now())
    click.echo("1 browser was signed out." if number == 1 else f"{number} browsers were signed out.")
