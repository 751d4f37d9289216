"""What a phrase search costs: the page, rights included, over many problems on both databases.

`bin/bench search [--quick]`. Each database is made anew with problems that have five entries or more; the figure is
processor time of this process and of the database's for one page, the median of many pages (PostgreSQL's clock ticks in
hundredths of a second: the mean). Writes docs/benchmarks.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from statistics import mean, median
from typing import Any

from bench.place import ROOT
from bench.report import keep_table
from bench.similar import tables_as_models_say, used_so_far

SIZES = (10_000, 100_000)
TIMES = 150
PHRASES = {
    "a phrase, for the owner": ("owner", {"q": '"waiting times"'}),
    "a phrase, for an expert": ("expert", {"q": '"waiting times"'}),
    "a phrase, for a client person": ("client", {"q": '"waiting times"'}),
    "two words, the last one going on": ("owner", {"q": "waiting ti"}),
    "a phrase, one client, one state": ("owner", {"q": '"waiting times"', "client": "a", "state": "trying"}),
    "nothing that is there": ("owner", {"q": '"xyzzy waiting"'}),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench search", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="2,000 and 10,000 problems, no report")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(_measure(asked.one)))
        return
    sizes = (2_000, 10_000) if asked.quick else SIZES
    found = {(name, size): _apart(size, name) for name in ("SQLite", "PostgreSQL") for size in sizes}
    head = "| processor ms for a page | " + " | ".join(f"{name} {size:,}" for name, size in found) + " |"
    lines = [head, "|---" * (len(found) + 1) + "|"]
    lines += [f"| {what} | " + " | ".join(f"{one[what]:.1f}" for one in found.values()) + " |" for what in PHRASES]
    print("\n".join(lines))
    if not asked.quick:
        keep_table("search", "\n".join(lines), "one process")


def _apart(size: int, name: str) -> dict[str, float]:
    """The figures of one size, from a process of its own with a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "OURS_DATA": folder, "OURS_SMTP_URL": ""}
        env.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.search", "--one", str(size)]
        if name == "PostgreSQL":
            command = [sys.executable, "-m", "tests.postgres", *command]
        told = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    print(f"{name}, {size:,}: {found}", file=sys.stderr)
    return found


def _measure(size: int) -> dict[str, float]:
    tables_as_models_say()
    from django.db import connection
    from django.test import Client

    from ours.cli.demo.bulk import build_bulk
    from ours.people.models import Crew, Seat
    from ours.problem.models import Chair

    owner = build_bulk(size, seed=1)
    chair = Chair.objects.filter(seat__level=1).select_related("seat").first()
    assert chair is not None
    seats = {"owner": owner, "expert": Crew.objects.select_related("seat")[0].seat, "client": chair.seat}
    backend = 0
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as both databases do by themselves, a minute later
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = cursor.fetchone()[0]

    def browser(seat: Seat) -> Any:
        found = Client(headers={"host": "127.0.0.1"})
        session = found.session
        session["person"], session["seat"] = seat.person_id, seat.pk
        session.save()
        found.cookies["ours"] = session.session_key
        return found

    costs = {}
    for what, (who, query) in PHRASES.items():
        reader, taken = browser(seats[who]), []
        for number in range(TIMES + 10):
            began = used_so_far(backend)
            assert reader.get("/search/", query).status_code == 200
            if number >= 10:
                taken.append((used_so_far(backend) - began) * 1000)
        costs[what] = mean(taken) if backend else median(taken)
    return costs


if __name__ == "__main__":
    main()
