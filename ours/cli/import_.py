"""`ours import`."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from ours.cli import start_django


@click.group()
def command() -> None:
    """Bring in what a firm has from before."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option("--firm", default="", metavar="NAME", help="Whose cases, where there are several firms.")
def cases(file: Path, firm: str) -> None:
    """Bring in earlier cases from FILE, or from standard input with "-": JSONL with id, title and text.

    The same lines again change nothing. Lines that cannot be taken in are named with their number and the reason, all
    others are taken in; ends with 1 if there were any such lines.
    """
    try:
        stream: BinaryIO = sys.stdin.buffer if str(file) == "-" else file.open("rb")
    except OSError as error:
        raise click.ClickException(f"{file} could not be read: {error.strerror}.") from error
    start_django()
    from django.utils import timezone

    from ours.cli.firms import the_firm
    from ours.meaning.encoder import installed
    from ours.table.similar.bringing import LONGEST_LINE, Done, bring_in
    from ours.table.similar.nearby import keep_up

    whose, done, began = the_firm(firm), Done(), time.monotonic()
    shown = began
    with stream:
        for done, bad in bring_in(whose, _lines(stream, LONGEST_LINE + 1), at=timezone.now(), threads=_threads()):
            for one in bad:
                click.echo(f"Line {one.number} was not taken in: {one.reason}.", err=True)
            if time.monotonic() - shown >= 2:
                shown = time.monotonic()
                click.echo(f"{done.lines} lines, {done.lines / (shown - began):.0f} a second", err=True)
    keep_up()
    click.echo(f"{done.new} new, {done.changed} changed, {done.known} known already, {done.bad} not taken in.")
    if not installed():
        click.echo("They are found by words alone: the weights for finding by meaning are not installed.")
    sys.exit(1 if done.bad else 0)


def _lines(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long only the beginning, so that none can fill the memory."""
    while line := stream.readline(most):
        yield line
        while len(line) == most and not line.endswith(b"\n"):
            line = stream.readline(most)


def _threads() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
