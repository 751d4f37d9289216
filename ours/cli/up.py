"""`ours up`: pages and background worker together, from nothing to a page that answers."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

from ours.cli import start_django

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
STOPPING = 8  # seconds that pages under way get to finish


@click.command()
@click.option("--port", default=8000, show_default=True, help="Where the pages are served.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address to listen on.")
@click.option("--no-demo", is_flag=True, help="Begin with an empty house instead of the demo world.")
@click.option("--database-url", help="A PostgreSQL or SQLite database, instead of DATABASE_URL.")
@click.option("--workers", type=int, default=0, help="Server processes; as many as processors (at most 4) by default.")
def command(port: int, host: str, no_demo: bool, database_url: str | None, workers: int) -> None:
    """Bring the database up to date, load the demo world at the first start, serve, and print the ways in."""
    if database_url:
        os.environ["DATABASE_URL"] = database_url
    os.environ.setdefault("OURS_ADDRESS", f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}")  # noqa: S104
    os.environ.setdefault("OURS_DEMO", "0")
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    from ours.people.models import Firm

    call_command("migrate", verbosity=0, interactive=False)
    demo_mark = settings.DATA / "demo"
    if not no_demo and not Firm.objects.exists():
        from ours.cli.demo import build_story

        click.echo("First start: loading the demo world.")
        build_story()
        demo_mark.touch()
    is_demo = demo_mark.exists() and host in LOOPBACK
    os.environ["OURS_DEMO"] = "1" if is_demo else os.environ["OURS_DEMO"]
    children = _start(host, port, workers or min(os.cpu_count() or 1, 4))
    try:
        _wait_for_page(host, port, children)
        _print_ways_in(settings.ADDRESS, is_demo)
        _until_told_to_stop(children)
    finally:
        _stop(children)


def _start(host: str, port: int, workers: int) -> list[subprocess.Popen[bytes]]:
    from django.db import connections

    connections.close_all()
    granian = Path(sys.executable).with_name("granian")
    environment = {**os.environ, "OURS_PARENT": str(os.getpid())}
    serve = [
        *([str(granian)] if granian.exists() else [sys.executable, "-m", "granian"]),
        "ours.cli.serving:application",
        *("--interface", "asgi", "--host", host, "--port", str(port), "--workers", str(workers)),
        *("--log-level", "warning", "--workers-kill-timeout", str(STOPPING - 3), "--respawn-failed-workers"),
    ]
    # Own sessions: Ctrl-C reaches this process alone, which then stops the others in order.
    return [
        subprocess.Popen(arguments, env=environment, start_new_session=True)
        for arguments in (serve, [sys.executable, "-m", "ours.cli", "worker"])
    ]


def _wait_for_page(host: str, port: int, children: list[subprocess.Popen[bytes]]) -> None:
    there = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/healthz"  # noqa: S104
    for _ in range(600):
        if any(child.poll() is not None for child in children):
            raise click.ClickException(f"The server did not start. Is port {port} taken? Try another one with --port.")
        try:
            with urllib.request.urlopen(there, timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise click.ClickException("The server did not answer within a minute.")


def _print_ways_in(address: str, is_demo: bool) -> None:
    from django.utils import timezone

    from ours.people.entrance import way_in
    from ours.people.models import Firm, Seat

    click.echo(f"Ours is here: {address}")
    if not Firm.objects.exists():
        click.echo('There is no firm yet. Found yours with:  ours found "FIRM" "YOUR NAME" YOUR@ADDRESS')
        return
    if not is_demo:
        click.echo("Sign in with your mail address, or print a way in with:  ours way-in YOUR@ADDRESS")
        return
    from ours.cli.demo import WAYS_IN

    click.echo("Come in (each link works once, within 15 minutes):")
    for label, email in WAYS_IN:
        seat = Seat.objects.taken().filter(person__email=email).first()
        if seat is not None:
            click.echo(f"  {label + ':':<28} {address}{way_in(seat, timezone.now())}")
    click.echo(f"Letters that went out: {address}/letters/")
    click.echo("Ctrl-C stops it.")


def _until_told_to_stop(children: list[subprocess.Popen[bytes]]) -> None:
    told: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda signum, _frame: told.append(signum))
    while not told:
        for child in children:
            if child.poll() is not None:
                raise click.ClickException("A part of Ours ended by itself; its last words stand above.")
        time.sleep(0.2)
    click.echo("Stopping.")


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(STOPPING)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
