"""The command `ours`. Each command imports what it needs only when it runs, so that short ones start at once."""

import importlib
import os

import click

COMMANDS = {
    "up": "Start Ours: pages and background worker together.",
    "worker": "Run only the background worker.",
    "migrate": "Bring the database to this version.",
    "found": "Found a firm with its owner.",
    "way-in": "Print a one-time way in for a person.",
    "receive": "Take in a mail from a file or standard input.",
    "demo": "Load the demo world, or make a large one.",
    "doctor": "Say in sentences what is wrong with this installation.",
}


class Lazy(click.Group):
    """Commands by name; the module `ours/cli/<name>.py` holds one function `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"ours.cli.{name.replace('-', '_')}")
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
    """Load the settings and the models; called by commands that need them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ours.settings")
    import django

    django.setup()
