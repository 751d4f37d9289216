"""The demo world (`story`) and a large made-up one (`bulk`)."""

import click

from ours.cli import start_django
from ours.cli.demo.people import WAYS_IN


def build_story() -> None:
    """Build the demo world through the real acts; call with Django started and an empty database."""
    from ours.cli.demo.story import build

    build()


@click.command()
@click.option(
    "--problems", type=click.IntRange(0, 2_000_000), default=0, help="Make so many problems instead of the story."
)
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same world.")
def command(problems: int, seed: int) -> None:
    """Load the demo world into an empty database, or add a large made-up firm with --problems."""
    start_django()
    if problems:
        from ours.cli.demo.bulk import build_bulk
        from ours.people.request import person_in

        owner = build_bulk(problems, seed)
        click.echo(f"{problems} problems for {owner.firm.name}; its owner is {person_in(owner).email}.")
        return
    from ours.people.models import Firm

    if Firm.objects.exists():
        raise click.ClickException("The demo world goes into an empty database, and this one has a firm already.")
    build_story()
    click.echo("The demo world is loaded.")


__all__ = ["WAYS_IN", "build_story", "command"]
