"""`ours up`: pages and background worker together, from nothing to a page that answers."""

import contextlib
import errno
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click

from ours.cli import start_django
from ours.cli.parts import Part, Parts

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to look for what listens everywhere
ANOTHER_GOES = 3.0  # seconds in which the parts of an `ours up` that was killed let go of the port


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where the pages are served."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address to listen on.")
@click.option("--no-demo", is_flag=True, help="Begin with an empty house instead of the demo world.")
@click.option("--database-url", help="A PostgreSQL or SQLite database, instead of DATABASE_URL.")
@click.option("--workers", type=int, default=0, help="Server processes; as many as processors (at most 4) by default.")
def command(port: int, host: str, no_demo: bool, database_url: str | None, workers: int) -> None:
    """Bring the database up to date, load the demo world at the first start, serve, and print the ways in."""
    with _told_to_stop() as told:
        _port_is_free(host, port)
        there = EVERYWHERE.get(host, host)
        there = f"http://{f'[{there}]' if ':' in there else there}:{port}"
        if database_url:
            os.environ["DATABASE_URL"] = database_url
        given = os.environ.setdefault("OURS_ADDRESS", there) != there
        is_demo = _prepare(no_demo, served=None if given else there) and host in LOOPBACK
        if is_demo:
            os.environ["OURS_DEMO"] = "1"
        serve = [sys.executable, "-m", "ours.cli.pages", host, str(port), str(workers or min(os.cpu_count() or 1, 4))]
        work = [sys.executable, "-m", "ours.cli", "worker"]
        if told:
            return
        with Parts([Part("The server", serve), Part("The background worker", work)]) as parts:
            parts.wait_until(lambda: _answers(there), told)
            if not told:
                _print_ways_in(os.environ["OURS_ADDRESS"].rstrip("/"), is_demo)
            parts.keep_up(told)
            click.echo("Stopping.")


@contextlib.contextmanager
def _told_to_stop() -> Iterator[list[int]]:
    """The signals that told us to stop, in a list that fills. A step under way is finished; a second Ctrl-C ends it."""
    told: list[int] = []

    def tell(number: int, _frame: object) -> None:
        told.append(number)
        if told.count(signal.SIGINT) == 2:
            raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, tell)
    yield told


def _port_is_free(host: str, port: int) -> None:
    until = time.monotonic() + ANOTHER_GOES
    while True:
        try:
            family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
                return
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise click.ClickException(f"Ours cannot listen on {host}, port {port}: {error.strerror}.") from error
            if time.monotonic() > until:
                raise click.ClickException(f"Port {port} is taken; choose another one with --port.") from error
            time.sleep(0.2)


def _prepare(no_demo: bool, *, served: str | None) -> bool:
    """Bring the database to this version, with the demo world if it is empty; returns whether that is all it holds.

    `served` is the address to be remembered for the links of other commands, where none was set.
    """
    start_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from ours.people.models import Firm

    call_command("migrate", verbosity=0, interactive=False)
    if served is not None:
        (settings.DATA / "address").write_text(served)
    mark: Path = settings.DATA / "demo"  # the ids of the demo's firms; empty while the world is being made
    firms = {str(firm) for firm in Firm.objects.values_list("pk", flat=True)}
    if not firms and not no_demo:
        from ours.cli.demo import build_story

        click.echo("First start: loading the demo world.")
        mark.write_text("")
        build_story()
        firms = {str(firm) for firm in Firm.objects.values_list("pk", flat=True)}
        mark.write_text("\n".join(firms))
    connections.close_all()
    # A firm that was founded beside the demo's is a real one: then letters are nobody else's business.
    return bool(firms) and mark.exists() and firms <= (set(mark.read_text().split()) or firms)


def _answers(there: str) -> bool:
    try:
        with urllib.request.urlopen(f"{there}/healthz", timeout=5):  # noqa: S310 - our own address
            return True
    except (urllib.error.URLError, OSError):
        return False


def _print_ways_in(address: str, is_demo: bool) -> None:
    from django.utils import timezone

    from ours.people.entrance import way_in
    from ours.people.models import Firm, Seat

    ours = os.environ.get("OURS_COMMAND", "ours")  # bin/up says which one is there
    click.echo(f"Ours is here: {address}")
    if not Firm.objects.exists():
        click.echo(f'There is no firm yet. Found yours with:  {ours} found "FIRM" "YOUR NAME" YOUR@ADDRESS')
    elif not is_demo:
        click.echo(f"Sign in with your mail address, or print a way in with:  {ours} way-in YOUR@ADDRESS")
    else:
        from ours.cli.demo import WAYS_IN

        click.echo("Come in (each link works once, within 15 minutes):")
        for label, email in WAYS_IN:
            seat = Seat.objects.taken().filter(person__email=email).first()
            if seat is not None:
                click.echo(f"  {label + ':':<28} {address}{way_in(seat, timezone.now())}")
        if not os.environ.get("OURS_SMTP_URL"):
            click.echo(f"Letters that went out: {address}/letters/")
    click.echo("Ctrl-C stops it.")
