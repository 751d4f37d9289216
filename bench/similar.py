"""How well similar cases are found, and what it costs: BANKING77, and 100,000 cases on both databases.

`bin/bench similar [--data FOLDER] [--quick]`. The data set (13,083 requests of bank customers, 77 intents; CC BY 4.0,
github.com/PolyAI-LDN/task-specific-datasets) is not part of Ours: FOLDER holds its train.csv and test.csv. The training
requests come in as cases, without their intents; a hit is a case of the same intent as the request that is asked with.
The cost is processor time of this process and of the database's, for one question. Writes docs/benchmarks.md.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import psutil

from bench.place import ROOT
from bench.report import keep_table

DATA = ROOT.parent / "shared" / "data" / "similar" / "banking77"
ASKED, MANY = 1000, 100_000
BASELINES = (  # measured on the same thousand requests, in docs/benchmarks.md
    ("BM25 (bm25s, Porter)", 0.817, 0.743),
    ("SQLite FTS5 (porter, OR of words, bm25)", 0.795, 0.720),
    ("TF-IDF, words and characters", 0.796, 0.716),
    ("MiniLM-L6-v2 alone", 0.928, 0.897),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench similar", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with train.csv and test.csv")
    parser.add_argument("--quick", action="store_true", help="10,000 cases in place of 100,000, no report")
    parser.add_argument("--one", choices=["quality", "cost"], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    many = 10_000 if asked.quick else MANY
    if asked.one:
        print(json.dumps(_quality(asked.data) if asked.one == "quality" else _cost(asked.data, many)))
        return
    quality = _apart(asked.data, asked.quick, "quality")
    costs = {
        "SQLite": _apart(asked.data, asked.quick, "cost"),
        "PostgreSQL": _apart(asked.data, asked.quick, "cost", True),
    }
    lines = ["| BANKING77 | hit@1 | P@5 |", "|---|---|---|"]
    lines += [f"| {name} | {hit:.3f} | {precision:.3f} |" for name, hit, precision in BASELINES]
    for way, words in (("words+meaning", "**Ours, words and meaning**"), ("words", "**Ours, words alone**")):
        if found := quality.get(way):
            lines.append(f"| {words} | {found['hit']:.3f} | {found['precision']:.3f} |")
    lines += [
        "",
        f"Bringing in {quality['cases']:,} cases: {quality['import_s']:.0f} s, {quality['import_cpu_s']:.0f} s of "
        f"processor time, with {os.cpu_count()} processors.",
        "",
        f"| processor ms for a question, {many:,} cases | words and meaning | words alone |",
        "|---|---|---|",
    ]
    for name, cost in costs.items():
        both = f"{cost['words+meaning']:.1f}" if "words+meaning" in cost else "not installed"
        lines.append(f"| {name} | {both} | {cost['words']:.1f} |")
    print("\n".join(lines))
    if not asked.quick:
        keep_table("similar", "\n".join(lines), "one process")


def _apart(data: Path, quick: bool, what: str, postgres: bool = False) -> dict[str, Any]:
    """The figures of one part, from a process of its own with a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "OURS_DATA": folder, "PYTHONPATH": _path(), "OURS_SMTP_URL": ""}
        env.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.similar", "--one", what, "--data", str(data), *["--quick"] * quick]
        if postgres:
            command = [sys.executable, "-m", "tests.postgres", *command]
        told = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    print(f"{what}{', PostgreSQL' if postgres else ''}: {found}", file=sys.stderr)
    return found


def _path() -> str:
    return os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))


def tables_as_models_say() -> None:
    """Django with a fresh database."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ours.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {"ours": None}
    django.setup()
    call_command("migrate", run_syncdb=True, verbosity=0)


def _begin() -> Any:
    """A firm in a fresh database."""
    tables_as_models_say()
    from django.utils import timezone

    from ours.people.models import Firm

    return Firm.objects.create(name="Bench", made_at=timezone.now())


def _rows(file: Path) -> list[tuple[str, str]]:
    with file.open(newline="") as opened:
        return [(row["text"], row["category"]) for row in csv.DictReader(opened)]


def _quality(data: Path) -> dict[str, Any]:
    firm = _begin()
    from django.utils import timezone

    from ours.table.similar import finding
    from ours.table.similar.bringing import bring_in
    from ours.table.similar.nearby import keep_up

    cases, requests = _rows(data / "train.csv"), _rows(data / "test.csv")
    lines = [json.dumps({"id": number, "text": text}).encode() for number, (text, _intent) in enumerate(cases)]
    began, used = perf_counter(), used_so_far()
    for _done, bad in bring_in(firm, lines, at=timezone.now(), threads=os.cpu_count() or 1):
        assert not bad
    keep_up()
    taken = {"import_s": perf_counter() - began, "import_cpu_s": used_so_far() - used, "cases": len(cases)}
    chosen = random.Random(1).sample(requests, ASKED)

    def ask() -> tuple[str, dict[str, float]]:
        hits = precise = 0.0
        by = ""
        for text, intent in chosen:
            found = finding.find(firm.pk, text, limit=5)
            same = [cases[int(one.id)][1] == intent for one in found.cases]
            hits, precise, by = hits + same[0], precise + sum(same) / 5, found.by
        return by, {"hit": hits / ASKED, "precision": precise / ASKED}

    return {**taken, **dict(_both(ask))}


def _both(ask: Callable[[], tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """What is found with meaning, where it is installed, and by words alone."""
    from ours.table.similar import finding

    by, found = ask()
    yield by, found
    if by != finding.WORDS:
        read, finding._meaning = finding._meaning, lambda text: None
        yield ask()
        finding._meaning = read


def _cost(data: Path, many: int) -> dict[str, float]:
    firm = _begin()
    from django.db import connection, transaction

    from ours.cases.models import Case
    from ours.table.similar import finding, nearby, traces

    texts = [text for text, _intent in _rows(data / "train.csv")]
    questions = [text for text, _intent in random.Random(2).sample(_rows(data / "test.csv"), 200)]
    dice = random.Random(3)
    # To read 100,000 meanings takes ten minutes and changes nothing: each is that of one of some hundred texts, moved.
    read = traces.read([("", text) for text in texts[:200]])
    for start in range(0, many, 5000):
        cases = [_made_up(firm, dice, texts) for _ in range(start, min(start + 5000, many))]
        with transaction.atomic():
            Case.objects.bulk_create(cases)
            traces.keep(firm.pk, [(case, _moved(dice.choice(read), dice)) for case in cases])
    nearby.keep_up()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT pg_backend_pid()" if connection.vendor == "postgresql" else "SELECT 0")
        backend = cursor.fetchone()[0]

    def ask() -> tuple[str, float]:
        taken = []
        by = ""
        for number, text in enumerate(questions):
            began = used_so_far(backend)
            by = finding.find(firm.pk, text, limit=10).by
            if number >= 20:
                taken.append((used_so_far(backend) - began) * 1000)
        return by, sum(taken) / len(taken) if backend else median(taken)

    return dict(_both(ask))


def _made_up(firm: Any, dice: random.Random, texts: list[str]) -> Any:
    from django.utils import timezone

    from ours.cases.models import Case, Shown

    one, other = dice.choice(texts).split(), dice.choice(texts).split()
    words = " ".join(one + other[dice.randrange(len(other)) :])
    told = {"title": words[:80], "text": words, "shown_title": words[:80], "shown_text": words}
    at = timezone.now()
    number = f"{dice.getrandbits(60)}"
    return Case(firm=firm, outside_id=number, at=at, changed_at=at, state="brought", shown=Shown.FIRM, **told)


def _moved(packed: bytes | None, dice: random.Random) -> bytes | None:
    if not packed:
        return packed
    changed = bytearray(packed)
    for _ in range(60):
        changed[dice.randrange(4, len(changed))] = dice.randrange(256)
    return bytes(changed)


def used_so_far(backend: int = 0) -> float:
    """Seconds that this process has used, and a process of the database."""
    if not backend:
        return process_time()
    times = psutil.Process(backend).cpu_times()
    return process_time() + times.user + times.system


if __name__ == "__main__":
    main()
