"""`ours doctor`."""

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import click

from ours.cli import start_django

Finding = tuple[bool, str]  # (whether something has to be done, the sentence)


@click.command()
def command() -> None:
    """Look this installation over and say in sentences what is wrong; ends with 1 if something is."""
    try:
        start_django()
    except Exception as error:  # the settings themselves may be what is wrong
        raise click.ClickException(f"The settings cannot be read: {error}") from error
    findings = [finding for check in CHECKS for finding in check()]
    for needs_care, sentence in findings:
        click.echo(f"{'→' if needs_care else ' '} {sentence}")
    wrong = sum(needs_care for needs_care, _ in findings)
    click.echo("Nothing needs to be done." if not wrong else f"To do: {wrong}, marked with →.")
    sys.exit(1 if wrong else 0)


def _data() -> Iterator[Finding]:
    from django.conf import settings

    folder = settings.DATA
    free = shutil.disk_usage(folder).free
    if free < 500_000_000:
        yield True, f"Only {free // 1_000_000} MB are free where {folder} is; make room before writing fails."
    key = folder / "secret.key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield True, f"Others on this machine can read the secret key; run: chmod 600 {key}"
    yield False, f"The data is in {folder}, with {free // 1_000_000_000} GB free."


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        yield True, f"The database cannot be reached: {str(error).strip()} Check DATABASE_URL."
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield True, "The database is not at this version; run: ours migrate"
    if connection.vendor == "sqlite":
        yield from _sqlite()
    else:
        yield False, f"The database is PostgreSQL {connection.get_database_version()[0]}."


def _sqlite() -> Iterator[Finding]:
    from django.db import connection

    from ours.sqlite import is_sound, running_version

    version = ".".join(map(str, running_version()))
    if not is_sound(running_version()):
        yield (
            True,
            (
                f"SQLite {version} can corrupt a database that several processes write to (sqlite.org/wal.html). "
                "Install the package pysqlite3; until then Ours runs slowly without WAL."
            ),
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        answer = cursor.fetchone()[0]
    if answer != "ok":
        yield True, f"The database file is damaged ({answer}); stop Ours and restore the last backup."
    yield False, f"The database is SQLite {version}."


def _letters() -> Iterator[Finding]:
    from django.conf import settings
    from django.db import DatabaseError
    from django.utils import timezone

    from ours.post.models import Letter, Notice

    if not settings.SMTP_URL:
        yield settings.SECURE, "No mail server is set (OURS_SMTP_URL): letters are kept and can be read at /letters/."
    try:
        late = timezone.now() - timedelta(minutes=15)
        waiting = Notice.objects.filter(letter__isnull=True, dropped_at__isnull=True, due_at__lt=late).count()
        waiting += Letter.objects.filter(state=Letter.State.WAITING, tries=0, next_try_at__lt=late).count()
        unsure = list(Letter.objects.filter(state=Letter.State.UNSURE).order_by("-at")[:5])
        failed = list(Letter.objects.filter(state=Letter.State.FAILED).order_by("-at")[:5])
    except DatabaseError:
        return  # told above
    if waiting:
        yield (
            True,
            f"{waiting} letters are due for over 15 minutes: the background worker is not running (ours worker).",
        )
    for letter in unsure:
        yield True, f"Nobody can know whether the letter “{letter.subject}” reached {letter.to}; ask them."
    for letter in failed:
        yield True, f"The letter “{letter.subject}” to {letter.to} was refused: {letter.error}"


def _mails() -> Iterator[Finding]:
    from django.db import DatabaseError

    from ours.post.models import InboundMail

    try:
        unread = InboundMail.objects.filter(state=InboundMail.State.PARKED).count()
    except DatabaseError:
        return
    if unread:
        yield True, f"{unread} mails could not be read; they wait with their raw form in the tray (/tray/)."


def _address() -> Iterator[Finding]:
    from django.conf import settings

    host = urlsplit(settings.ADDRESS).hostname
    if host not in ("127.0.0.1", "localhost", "::1") and not settings.SECURE:
        yield (
            True,
            f"{settings.ADDRESS} is not encrypted; put a server with TLS in front and set OURS_ADDRESS=https://…",
        )
    yield False, f"People come in at {settings.ADDRESS}."


CHECKS: list[Callable[[], Iterator[Finding]]] = [_data, _database, _letters, _mails, _address]
