"""The command `ours`. Each command imports what it needs only when it runs, so that short ones start at once."""

import importlib
import os
from typing import Any

import click

COMMANDS = {
    "up": "Start Ours: pages and background worker together.",
    "worker": "Run only the background worker.",
    "tend": "Do at once, and once, all that the background worker does.",
    "migrate": "Bring the database to this version.",
    "found": "Found a firm with its owner.",
    "way-in": "Print a one-time way in for a person.",
    "sign-out": "Sign out all browsers of a person, or of everybody.",
    "erase": "Erase a person; what was said stays, signed by a neutral name.",
    "receive": "Take in a mail from a file or standard input.",
    "import": "Bring in what a firm has from before.",
    "similar": "Find the cases that are similar to a text, and say why.",
    "coach": "Read a text for blame, labels, guessed motives and advice, and say how else to put it.",
    "recount": "Count the figures of the portfolio anew from the records.",
    "reflect-key": "Turn the key of the private rooms, which lies beside the database.",
    "restored": "Say that the database was put back from a backup: what letters gave out before is void.",
    "demo": "Load the demo world, or make a large one.",
    "doctor": "Say in sentences what is wrong with this installation.",
}


MODULES = {"import": "import_"}  # where the name is a word of Python


class Lazy(click.Group):
    """Commands by name; the module `ours/cli/<name>.py` holds one function `command`."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what is wrong with the installation is said in one sentence, without a traceback."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            sentence = _what_is_wrong(error)
            if sentence is None:
                raise
            raise click.ClickException(sentence) from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"ours.cli.{MODULES.get(name, name.replace('-', '_'))}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ours")
def main() -> None:
    """Ours: a shared problem room for experts and their clients."""


def start_django() -> None:
    """Load the settings and the models; called by commands that need them.

    Raises ClickException, with a sentence to read, where the settings are wrong or the data folder cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ours.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise click.ClickException(f"The settings cannot be used: {error}") from error
    except OSError as error:
        where = error.filename or os.environ.get("OURS_DATA", "")
        raise click.ClickException(f"The data folder cannot be used: {where}: {error.strerror}.") from error


def _what_is_wrong(error: Exception) -> str | None:
    """A sentence for an error that whoever runs Ours can mend; None for a mistake of Ours itself."""
    from django.db import OperationalError

    if isinstance(error, OperationalError):
        told = " ".join(str(error).split()).rstrip(".") or "no answer"
        return f"The database cannot be used: {told}. Check DATABASE_URL, or the folder OURS_DATA."
    if isinstance(error, PermissionError):
        return f"{error.filename} cannot be used: {error.strerror}."
    return None
