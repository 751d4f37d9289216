"""`ours receive`."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from ours.cli import start_django


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option("--to", multiple=True, metavar="ADDRESS", help="Whom the mail server delivers it to; may be repeated.")
@click.option("--sender", metavar="ADDRESS", help='The sender on the envelope, "" for the empty one of a bounce.')
def command(file: Path, to: tuple[str, ...], sender: str | None) -> None:
    """Take in one mail (RFC 5322) from FILE, or from standard input with "-", and say in one line what was done.

    For a mail server's pipe: ends with 0 whenever the mail is safely stored, with 75 (try again) when it is not.
    """
    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"The mail could not be read from {file}: {error.strerror}.") from error
    try:
        start_django()
    except click.ClickException as error:
        _again_later(error.message)
    from django.db import DatabaseError
    from django.utils import timezone

    from ours.listen.receiving import receive, traced

    try:
        outcome = receive(traced(raw, sender=sender, recipients=to), at=timezone.now())
    except (DatabaseError, OSError) as error:
        _again_later(" ".join(str(error).split()))
    click.echo(outcome.line)


def _again_later(why: str) -> NoReturn:
    click.echo(f"Not stored, send it again later: {why}", err=True)
    sys.exit(75)  # EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again
