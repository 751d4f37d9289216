"""What the portfolio costs: the page and the rows behind its numbers, over ten and a hundred thousand problems.

`bin/bench portfolio [--million]`. Each size has a fresh database with the tables as the models say, of either kind; the
figure is milliseconds of processor time for a whole request in the process of the pages, and with PostgreSQL also of
its server process. Writes docs/benchmarks.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from random import Random
from statistics import mean, median
from time import process_time

from bench.place import ROOT
from bench.report import keep_table

SIZES = (10_000, 100_000)
RUNS = 20
WHAT = {
    "owner": "the page, for the owner of the firm: all clients, all time",
    "year": "the same, of the last 12 months",
    "kind": "the same, of one kind of problem",
    "client": "the same, of one client (50 problems)",
    "expert": "the page, for an expert (500 problems)",
    "sponsor": "the page, for a client's sponsor",
    "rows": "the rows behind a number that many problems count in (50 rows)",
    "rare": "the rows behind a number that hardly any problem counts in",
    "overgrown": "the rows behind the overgrown (50 rows)",
    "kept": "a deed that changes a figure: the fact and the sums follow",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench portfolio")
    parser.add_argument("--million", action="store_true", help="also with 1,000,000 problems (some minutes)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(_measure(asked.one)))
        return
    sizes = (*SIZES, 1_000_000) if asked.million else SIZES
    found = {(kind, size): _apart(kind, size) for kind in ("SQLite", "PostgreSQL") for size in sizes}
    heads = [f"{kind} {size:,}" for kind in ("SQLite", "PostgreSQL") for size in sizes]
    lines = [f"| processor ms | {' | '.join(heads)} | growth | |", "|---" * (len(heads) + 3) + "|"]
    for key, words in WHAT.items():
        lite = [found["SQLite", size][key] for size in sizes]
        post = [found["PostgreSQL", size][key] for size in sizes]
        growth = f"× {lite[-1] / lite[0]:.2f} | × {post[-1] / post[0]:.2f}"
        lines.append(f"| {words} | {' | '.join(f'{one:.1f}' for one in [*lite, *post])} | {growth} |")
    many = found["SQLite", sizes[-1]]
    lines += ["", f"Reckoning {sizes[-1]:,} problems anew (`ours recount`): {many['recount']:.0f} s of processor time."]
    print("\n".join(lines))
    keep_table("portfolio", "\n".join(lines), "SQLite and PostgreSQL")


def _apart(kind: str, size: int) -> dict[str, float]:
    """The figures of one size, from a process of its own with a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "OURS_DATA": folder, "PYTHONPATH": str(ROOT), "OURS_SMTP_URL": "", "OURS_SECRET_KEY": "k"}
        env.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.portfolio", "--one", str(size)]
        if kind == "PostgreSQL":
            command = [sys.executable, "-m", "tests.postgres", *command]
        told = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    print(f"{kind} {size:,}: {found}", file=sys.stderr)
    return found


def _cost(deed: Callable[[], object]) -> float:
    """Milliseconds of processor time, with those of the database's server where it has one of its own."""
    for _ in range(3):
        deed()
    server, taken = _server(), []
    before = server()
    for _ in range(RUNS):
        began = process_time()
        deed()
        taken.append((process_time() - began) * 1000)
    # The server tells in hundredths of a second, so its share is that of all runs together.
    return (median(taken) if taken else mean(taken)) + (server() - before) * 1000 / RUNS


def _server() -> Callable[[], float]:
    from django.db import connection

    if connection.vendor == "sqlite":
        return lambda: 0.0
    import psutil

    connection.ensure_connection()
    process = psutil.Process(connection.connection.info.backend_pid)

    def used() -> float:
        times = process.cpu_times()
        return float(times.user + times.system)

    return used


def _measure(size: int) -> dict[str, float]:
    from bench.tend import _tables

    _tables()
    from django.conf import settings
    from django.db import connection, transaction
    from django.db.models import F
    from django.utils import timezone

    from bench.tend_world import NOW, build
    from ours.frame.models import Opportunity
    from ours.inserting import insert
    from ours.people.models import Role, Seat
    from ours.portfolio import tallies
    from ours.portfolio.following import put
    from ours.portfolio.models import Fact
    from ours.portfolio.reckoning import reckon_all
    from ours.problem.models import Chair, Problem

    settings.ALLOWED_HOSTS = ["testserver"]
    owner, expert = build(size)
    # That world's present moment becomes ours, so that one in eight is overgrown and not all of them.
    later = timezone.now() - NOW
    Problem.objects.update(care_due=F("care_due") + later, cared_at=F("cared_at") + later)
    dice = Random(2)
    last = 0
    while problems := list(Problem.objects.filter(pk__gt=last).order_by("pk")[:5000]):
        with transaction.atomic():
            facts = [_fact(dice, problem) for problem in problems]
            insert(Fact, facts)
            opening = [one.problem for one in facts if one.opens_up]
            insert(Opportunity, [Opportunity(problem=one, words="More.", by=owner, at=NOW) for one in opening])
        last = problems[-1].pk
    tallies.settle(owner.firm_id)
    tallies.fold_due(NOW)
    sponsor = Seat.objects.filter(role=Role.SPONSOR).first()
    mine = Problem.objects.filter(client=sponsor.client)
    Chair.objects.bulk_create(Chair(problem=one, seat=sponsor, by=sponsor, at=NOW) for one in mine)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM")
    as_owner, as_expert, as_sponsor = (_browser(seat) for seat in (owner, expert, sponsor))
    some = list(Fact.objects.filter(fate="open").order_by("?").values_list("pk", flat=True)[: RUNS + 3])
    turn = iter(list(Problem.objects.filter(pk__in=some)) * 2)

    def keep() -> None:
        problem = next(turn)
        with transaction.atomic():
            known = Fact.objects.filter(pk=problem.pk).values().get()
            put(problem, known, {"kept_expert": known["kept_expert"] + 1})

    since = NOW - timedelta(days=360)
    found = {
        "owner": _cost(lambda: as_owner("/portfolio/")),
        "year": _cost(lambda: as_owner(f"/portfolio/?since={since:%Y-%m}")),
        "kind": _cost(lambda: as_owner("/portfolio/?kind=verdict:reframed")),
        "client": _cost(lambda: as_owner(f"/portfolio/?client={sponsor.client_id}")),
        "expert": _cost(lambda: as_expert("/portfolio/")),
        "sponsor": _cost(lambda: as_sponsor("/portfolio/")),
        "rows": _cost(lambda: as_owner("/portfolio/rows/?show=agreed")),
        "rare": _cost(lambda: as_owner("/portfolio/rows/?show=back-lasting")),
        "overgrown": _cost(lambda: as_owner("/portfolio/rows/?show=overgrown")),
        "kept": _cost(keep),
    }
    began, last = process_time(), 0
    while problems := list(Problem.objects.filter(pk__gt=last).order_by("pk")[: tallies.BATCH]):
        reckon_all(problems)
        last = problems[-1].pk
    tallies.off(owner.firm_id)
    return found | {"recount": process_time() - began}


def _browser(seat):  # type: ignore[no-untyped-def]
    """Asks for a page as somebody who is signed in."""
    from django.test import Client

    browser = Client()
    session = browser.session
    session["person"], session["seat"] = seat.person_id, seat.pk
    session.save()
    browser.cookies["ours"] = session.session_key

    def ask(path: str) -> None:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return ask


def _fact(dice: Random, problem):  # type: ignore[no-untyped-def]
    """A fact of somebody's imagination: what became of such a problem over two years."""
    from ours.portfolio.figures import NEEDS, SORTS
    from ours.portfolio.tallies import fact

    month = 2024 * 12 + 5 + dice.randrange(24)
    named = dice.random() < 0.7
    signed = named and dice.random() < 0.8
    tried = signed and dice.random() < 0.6
    solved = tried and dice.random() < 0.4
    back = tried and dice.random() < 0.004
    values = {
        "month": month,
        "seriousness": problem.seriousness,
        "promised": problem.promised,
        "fate": dice.choice(["solved", "lasted"]) if solved else "back" if back else "open",
        "verdict": dice.choice(["confirmed", "narrowed", "redirected", "reframed"]) if named else "",
        "need": dice.choice(NEEDS) if named else "",
        "rounds": dice.randint(1, 7) if named else 0,
        "way": dice.choice(["", "done", "taught", "coached", "together"]),
        "agreed_days": dice.randint(2, 60) if signed else None,
        "relief_days": dice.randint(10, 120) if tried else None,
        "lasting_days": dice.randint(20, 200) if tried and dice.random() < 0.5 else None,
        "solved_days": dice.randint(40, 300) if solved else None,
        "lives": 2 if back else 1,
        "back_lasting": int(back and dice.random() < 0.3),
        "abilities": int(dice.random() < 0.1),
        "opens_up": dice.random() < 0.3,
        "kept_client": dice.randint(0, 4),
        "missed_client": dice.randint(0, 1),
        "kept_expert": dice.randint(0, 5),
        "missed_expert": dice.randint(0, 1),
        "relief_options": int(tried),
        "lasting_options": int(tried),
        "tried": int(tried),
    }
    if tried:
        values[f"{dice.choice(SORTS)}_{dice.choice(['helped', 'failed'])}"] = 1
    return fact(problem, values)


if __name__ == "__main__":
    main()
