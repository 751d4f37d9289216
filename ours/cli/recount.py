"""`ours recount`."""

import click

from ours.cli import start_django


@click.command()
def command() -> None:
    """Count the figures of the portfolio anew from the records, while everybody goes on working.

    They are kept right by every deed, so there is nothing to count but after records were changed by other means.
    """
    start_django()
    from django.utils import timezone

    from ours.portfolio import tallies

    facts, sums = tallies.recount()
    tallies.fold_due(timezone.now())
    click.echo(f"Counted anew; {facts} problems and {sums} sums were not as their records say.")
