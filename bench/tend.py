"""What looking after many problems costs: what needs care first, what runs out soon, and the daily letters.

`bin/bench tend [--million] [--postgres]`. Each size has a fresh database with the tables as the models say; the figure
is milliseconds of processor time of the asking process, the median of many runs, and for PostgreSQL of that process and
the database's together, the mean of many more (its clock ticks in hundredths of a second). An expert has some 500 open
problems whatever the size of the firm; the owner has all of them. Writes docs/benchmarks.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter, process_time
from urllib.parse import urlsplit

from bench.place import ROOT
from bench.report import keep_table
from bench.similar import used_so_far

SIZES = (10_000, 100_000)
PEOPLE = 1000  # experts whose letters are written in one run
RUNS, RUNS_SERVED = 30, 200
WHAT = {
    "owner": "what needs care first, for the owner of the firm (26 rows)",
    "expert": "what needs care first, for an expert (26 rows)",
    "promised": "what touches something sold, for the owner (26 rows)",
    "overgrown": "how many are overgrown, for the owner (counted to 100)",
    "alarms": "what runs out soon, for an expert (13 rows)",
    "owners_alarms": "what runs out soon, for the owner (13 rows)",
    "round": "the worker's round when no letter is due",
    "follow": "setting the clocks behind one cause",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench tend")
    parser.add_argument("--million", action="store_true", help="also with 1,000,000 problems (some minutes)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--letters", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--sizes", type=int, nargs="+", help="other sizes; nothing is kept then")
    parser.add_argument("--postgres", action="store_true", help="on a throw-away PostgreSQL instead of SQLite")
    asked = parser.parse_args()
    if asked.postgres and not _server():
        again = [sys.executable, "-m", "bench.tend", *sys.argv[1:]]
        sys.exit(subprocess.call([sys.executable, "-m", "tests.postgres", *again], cwd=ROOT))
    if asked.one:
        print(json.dumps(_letters(asked.one) if asked.letters else _measure(asked.one)))
        return
    sizes = tuple(asked.sizes or ((*SIZES, 1_000_000) if asked.million else SIZES))
    found = {size: _apart(size) for size in sizes}
    letters = _apart(sizes[0], "--letters")
    head = "| processor ms | " + " | ".join(f"{size:,}" for size in sizes) + " | growth |"
    lines = [head, "|---" * (len(sizes) + 2) + "|"]
    for key, words in WHAT.items():
        row = [found[size][key] for size in sizes]
        lines.append(f"| {words} | " + " | ".join(f"{one:.2f}" for one in row) + f" | × {row[-1] / row[0]:.2f} |")
    lines += [
        "",
        f"{letters['written']:,} daily letters for {PEOPLE:,} experts with {max(sizes[0], PEOPLE * 50):,} problems: "
        f"{letters['seconds']:.1f} s in one process.",
    ]
    print("\n".join(lines))
    if asked.sizes:
        return
    if _server():
        keep_table("tend on PostgreSQL", "\n".join(lines), "PostgreSQL", "tend --postgres")
    else:
        keep_table("tend", "\n".join(lines), "SQLite")


def _apart(size: int, *more: str) -> dict[str, float]:
    """The figures of one size, from a process of its own with a database of its own."""
    with tempfile.TemporaryDirectory() as folder, _empty_database() as address:
        env = {**os.environ, "OURS_DATA": folder, "PYTHONPATH": str(ROOT), "OURS_SMTP_URL": ""}
        env.pop("DATABASE_URL", None)
        env |= {"DATABASE_URL": address} if address else {}
        command = [sys.executable, "-m", "bench.tend", "--one", str(size), *more]
        told = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    print(f"{size:,}: {found}", file=sys.stderr)
    return found


def _server() -> str:
    """The address of a PostgreSQL, where one is meant; else empty."""
    address = os.environ.get("DATABASE_URL", "")
    return address if address.startswith("postgres") else ""


@contextmanager
def _empty_database() -> Iterator[str]:
    """The address of a database of its own on the server; empty for a new SQLite file."""
    if not _server():
        yield ""
        return
    import psycopg

    name = f"ours_bench_{os.getpid()}"
    with psycopg.connect(_server(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(_server())._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _tables() -> None:
    """Django with the tables as the models say."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ours.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {"ours": None}
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def _cost(deed: Callable[[], object]) -> float:
    for _ in range(5):
        deed()
    if _server():
        backend = _backend()
        began = used_so_far(backend)
        for _ in range(RUNS_SERVED):
            deed()
        return (used_so_far(backend) - began) * 1000 / RUNS_SERVED
    taken = []
    for _ in range(RUNS):
        began = process_time()
        deed()
        taken.append((process_time() - began) * 1000)
    return median(taken)


def _backend() -> int:
    """The process of the database that answers us."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number: int = cursor.fetchone()[0]
        return number


def _measure(size: int) -> dict[str, float]:
    _tables()
    from django.db import transaction

    from bench.tend_world import NOW, build
    from ours.problem import queue
    from ours.problem.models import Problem
    from ours.tend import letters, spread_acts
    from ours.tend.models import CareLetters

    owner, expert = build(size)
    CareLetters.objects.update(next_at=NOW.replace(year=NOW.year + 1))
    causes = list(Problem.objects.filter(spreads=True).values_list("pk", flat=True)[:100])
    turn = iter(causes * RUNS)

    def follow() -> None:
        with transaction.atomic():
            spread_acts.follow([next(turn)])

    return {
        "owner": _cost(lambda: queue.next_due(owner, limit=26)),
        "expert": _cost(lambda: queue.next_due(expert, limit=26)),
        "promised": _cost(lambda: queue.next_due(owner, limit=26, only="promised")),
        "overgrown": _cost(lambda: queue.count_due(owner, before=NOW)),
        "alarms": _cost(lambda: letters.alarms(expert, NOW)),
        "owners_alarms": _cost(lambda: letters.alarms(owner, NOW)),
        "round": _cost(lambda: letters.write_due(NOW)),
        "follow": _cost(follow),
    }


def _letters(size: int) -> dict[str, float]:
    """All daily letters of so many experts, one after the other."""
    _tables()
    from bench.tend_world import NOW, build
    from ours.tend import letters

    # An engagement for each: as many clients as experts.
    build(PEOPLE * 50 if size < PEOPLE * 50 else size, experts=PEOPLE)
    began, written = perf_counter(), 0
    while some := letters.write_due(NOW):
        written += some
    return {"written": written, "seconds": perf_counter() - began}


if __name__ == "__main__":
    main()
