"""Which firm a command is for."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ours.people.models import Firm


def the_firm(name: str) -> "Firm":
    """The firm of this name, or the only one where no name is given; call with Django started.

    Raises ClickException with a sentence where there is none, or not one only.
    """
    from ours.people.models import Firm

    firms = list(Firm.objects.filter(name=name) if name else Firm.objects.all())
    if len(firms) == 1:
        return firms[0]
    if name:
        raise click.ClickException(f"No firm here is called “{name}”." if not firms else f"Several firms are “{name}”.")
    if not firms:
        raise click.ClickException("There is no firm here yet; `ours found` makes one.")
    raise click.ClickException(f"There are {len(firms)} firms here; say which with --firm NAME.")
