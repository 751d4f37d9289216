"""`ours receive`."""

import logging
import sys
from pathlib import Path
from typing import NoReturn

import click

from ours.cli import start_django

log = logging.getLogger(__name__)


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
        if str(file) == "-":
            _again_later(f"it could not be read: {error.strerror}")
        raise click.ClickException(f"The mail could not be read from {file}: {error.strerror}.") from error
    try:
        line = _taken_in(raw, to, sender)
    except click.ClickException as error:
        _again_later(error.message)
    except Exception as error:  # whatever it was: no mail is sent back to its writer because something is wrong here
        log.info("A mail was not stored.", exc_info=True)
        _again_later(" ".join(str(error).split()) or type(error).__name__)
    _say(line)


def _taken_in(raw: bytes, to: tuple[str, ...], sender: str | None) -> str:
    start_django()
    from django.utils import timezone

    from ours.listen.receiving import receive, traced

    return receive(traced(raw, sender=sender, recipients=to), at=timezone.now()).line


def _again_later(why: str) -> NoReturn:
    _say(f"Not stored, send it again later: {why}", err=True)
    sys.exit(75)  # EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again


def _say(line: str, *, err: bool = False) -> None:
    """Say it, if that is possible: what became of the mail is told by how this ends, whoever listens."""
    name = "stderr" if err else "stdout"
    try:
        click.echo(line, file=getattr(sys, name))
    except OSError:
        setattr(sys, name, None)  # else it is tried again at the end, which would then be another one
