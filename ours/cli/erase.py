"""`ours erase`."""

import click

from ours.cli import start_django


@click.command()
@click.argument("mail")
@click.option("--yes", is_flag=True, help="Do not ask whether this is meant.")
def command(mail: str, yes: bool) -> None:
    """Erase the person with the address MAIL, for good.

    Name, title, address, language, browsers, letters to them, mails from them, their answers to the pulse and their
    private room go. What they said at a table stays, signed "A former client" or "A former colleague"; so does what
    others wrote in their own words, also where it names them. The database file is then written anew without gaps.
    """
    start_django()
    from ours.cli.erasing import NotNow, erase, write_anew
    from ours.people.models import Person

    person = Person.objects.filter(email=mail.strip().lower()).first()
    if person is None:
        raise click.ClickException(f"Nobody here has the address {mail}.")
    if not yes:
        click.confirm(f"Erase {person.name} <{person.email}>? It cannot be taken back.", abort=True)
    try:
        letters, mails, events = erase(person)
    except NotNow as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Erased. Gone are {letters} letters and {mails} mails; {events} entries of histories name nobody now.")
    click.echo("The files of the database are written anew as soon as nobody else is at work; that may take minutes …")
    click.echo(write_anew())
    click.echo("Backups from before still hold who it was: keep them no longer than you must.")
