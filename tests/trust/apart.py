"""A database of an experiment's own, with connections of their own: what many do at once cannot be tried in one
transaction, as other tests run.

A test starts its programme with `run`, and the programme begins with `set_up`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit


@contextmanager
def environment(folder: Path) -> Iterator[dict[str, str]]:
    """An environment with an empty database: a file in `folder`, or one beside the tests' in PostgreSQL."""
    own = {**os.environ, "OURS_DATA": str(folder), "PYTHONWARNINGS": "ignore", "OURS_LOG_LEVEL": "CRITICAL"}
    address = own.pop("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield own
        return
    import psycopg

    name = f"ours_apart_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**own, "DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
        finally:
            for (one,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}%"]):
                server.execute(f"DROP DATABASE {one} WITH (FORCE)")


def run(folder: Path, module: str, *told: object, timeout: float = 36_000) -> list[dict]:
    """Run a programme of the experiments on a database of its own; the lines of JSON that it printed."""
    with environment(folder) as own:
        command = [sys.executable, "-W", "ignore", "-m", f"tests.trust.{module}", *map(str, told)]
        root = Path(__file__).parents[2]
        done = subprocess.run(command, env=own, cwd=root, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, done.stderr[-4000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def set_up() -> None:
    """Make the tables in the empty database that the environment names."""
    import django
    from django.conf import settings

    django.setup()
    settings.MIGRATION_MODULES = {"ours": None}
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", run_syncdb=True, verbosity=0)
