"""`ours doctor`."""

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from ours.cli import start_django

Finding = tuple[bool, str]  # (whether something has to be done, the sentence)
LITTLE = 500_000_000  # bytes
OFTEN = 3  # failures of a job in a row
HERE = ("", "127.0.0.1", "localhost", "::1")  # hosts that no network lies between


@click.command()
def command() -> None:
    """Look this installation over and say in sentences what is wrong; ends with 1 if something is."""
    start_django()
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
    yield from on_room(folder, free)
    for name, called in (("secret.key", "secret key"), ("reflect.key", "key of the private rooms")):
        if _others_read(folder / name):
            yield True, f"Others on this machine can read the {called}; run: chmod 600 {folder / name}"
    if _others_read(folder) and _others_read(folder / "ours.sqlite3"):
        yield True, f"Others on this machine can read the database; run: chmod 700 {folder}"
    yield False, f"The data is in {folder}, with {free // 1_000_000_000} GB free."


def _others_read(place: Path) -> bool:
    """Whether anybody but the owner of a file or folder may look into it."""
    return place.exists() and bool(stat.S_IMODE(place.stat().st_mode) & 0o077)


def on_room(folder: Path, free: int) -> Iterator[Finding]:
    """What there is to say about so many free bytes on the disk of `folder`."""
    if free < LITTLE:
        yield True, f"Only {free // 1_000_000} MB are free where {folder} is; make room before writing fails."


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except OperationalError as error:
        yield True, f"The database cannot be reached: {' '.join(str(error).split()).rstrip('.')}. Check DATABASE_URL."
        return
    except DatabaseError as error:
        yield True, _damaged(str(error))
        return
    if behind:
        yield True, "The database is not at this version; run: ours migrate"
    if connection.vendor == "sqlite":
        yield from _sqlite()
    else:
        yield False, f"The database is PostgreSQL {connection.get_database_version()[0]}."


def _sqlite() -> Iterator[Finding]:
    from django.db import connection

    from ours.sqlite import running_version

    yield from on_sqlite(running_version())
    answer = _quick_check(connection)
    if answer != "ok":
        yield True, _damaged(answer)
    yield False, f"The database is SQLite {'.'.join(map(str, running_version()))}."


def _damaged(how: str) -> str:
    return f"The database file is damaged ({how}); stop Ours and restore the last backup."


def _quick_check(connection: Any) -> str:
    from django.db import DatabaseError

    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            return " ".join(str(cursor.fetchone()[0]).split())
    except DatabaseError as error:
        return str(error)


def on_sqlite(version: tuple[int, ...]) -> Iterator[Finding]:
    """What there is to say about an SQLite of this version."""
    from ours.sqlite import is_sound

    if not is_sound(version):
        told = ".".join(map(str, version))
        yield (
            True,
            f"SQLite {told} can corrupt a database that several processes write to (sqlite.org/wal.html). "
            "Install the package pysqlite3; until then Ours runs slowly without WAL.",
        )


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
        late_ones = "1 letter is" if waiting == 1 else f"{waiting} letters are"
        yield True, f"{late_ones} due for over 15 minutes: the background worker is not running (ours worker)."
    for letter in unsure:
        yield True, f"Nobody can know whether the letter “{letter.subject}” reached {letter.to}; ask them."
    for letter in failed:
        yield True, f"The letter “{letter.subject}” to {letter.to} was refused: {letter.error}"


def _mails() -> Iterator[Finding]:
    from django.conf import settings
    from django.db import DatabaseError
    from django.utils import timezone

    from ours.post.models import InboundMail, Mailbox

    try:
        unread = InboundMail.objects.filter(state=InboundMail.State.PARKED).count()
        late = timezone.now() - timedelta(minutes=15)
        failing = list(Mailbox.objects.filter(failing_since__lt=late).order_by("place"))
    except DatabaseError:
        return
    for mailbox in failing:
        yield True, f"The mailbox {mailbox.place} could not be read for over 15 minutes: {mailbox.error}"
    if settings.SECURE and (settings.IMAP_URLS or settings.MAIL_LISTENER) and not settings.MAIL_CHECKED_BY:
        yield True, "First mails can be forged: name the mail server that checks senders in OURS_MAIL_CHECKED_BY."
    if unread == 1:
        yield True, "1 mail could not be read; it waits with its raw form in the tray (/tray/)."
    elif unread:
        yield True, f"{unread} mails could not be read; they wait with their raw form in the tray (/tray/)."


def _worker() -> Iterator[Finding]:
    from django.db import DatabaseError
    from django.utils import timezone

    from ours.schedule.models import Job

    now = timezone.now()
    try:
        jobs = list(Job.objects.order_by("pk"))
    except DatabaseError:
        return
    began = [job.began_at for job in jobs if job.began_at]
    if began and now - max(began) > timedelta(minutes=15):
        yield True, f"The background worker was last here on {max(began):%d %B %Y at %H:%M} UTC; start it: ours worker"
    elif began:
        yield False, f"The background worker was here {(now - max(began)).total_seconds():.0f} seconds ago."
    for job in jobs:
        if job.tries >= OFTEN:
            yield True, f"{job.name} failed {job.tries} times since it last worked: {job.error}"


def _address() -> Iterator[Finding]:
    from django.conf import settings

    host = urlsplit(settings.ADDRESS).hostname
    if host not in ("127.0.0.1", "localhost", "::1") and not settings.SECURE:
        yield (
            True,
            f"{settings.ADDRESS} is not encrypted; put a server with TLS in front and set OURS_ADDRESS=https://{host}.",
        )
    yield False, f"People come in at {settings.ADDRESS}."


def _lines() -> Iterator[Finding]:
    """Whether what goes to other machines goes encrypted."""
    from django.conf import settings

    from ours.post.listener import door_of

    if settings.SMTP_URL and settings.EMAIL_HOST not in HERE and not (settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL):
        host = settings.EMAIL_HOST
        yield True, f"Letters go to {host} unencrypted; write smtp+tls:// or smtp+ssl:// in OURS_SMTP_URL."
    base = settings.DATABASES["default"]
    if base["ENGINE"].endswith("postgresql") and base["HOST"] not in HERE and not base["HOST"].startswith("/"):
        asked = base.get("OPTIONS", {}).get("sslmode", "")
        if asked not in ("verify-full", "verify-ca"):
            end = "?sslmode=verify-full&sslrootcert=system"
            yield (
                True,
                f"Nothing ensures that the database at {base['HOST']} is the right one; end DATABASE_URL with {end}",
            )
    door = door_of(settings.MAIL_LISTENER) if settings.MAIL_LISTENER else None
    if door is not None and not door.path and door.host not in HERE:
        yield (
            True,
            f"The mail door on {door.host} has neither passwords nor encryption; only your mail server may reach it.",
        )


def _figures() -> Iterator[Finding]:
    from django.db import DatabaseError

    from ours.portfolio.tallies import missing

    try:
        number = missing()
    except DatabaseError:
        return
    if number:
        yield True, f"The portfolio does not count {number} problems as it should; run: ours recount"


CHECKS: list[Callable[[], Iterator[Finding]]] = [
    _data,
    _database,
    _figures,
    _letters,
    _mails,
    _lines,
    _worker,
    _address,
]
