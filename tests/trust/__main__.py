"""Run the proofs: `bin/trust [A3 B7 …] [--short] [--postgres] [--record]`. Ends with 1 where a target is missed.

Each prints what it counted beside its target; `--record` keeps that in docs/trust.md with the day, the commit and the
size of the machine.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil

from tests.trust.programme import FIGURES, FULL, PROGRAMME

HERE = Path(__file__).parent
DOCUMENT = HERE.parent.parent / "docs" / "trust.md"


def main() -> int:
    reader = argparse.ArgumentParser(prog="bin/trust", description="Runs the proofs that nothing leaks and is lost.")
    reader.add_argument("ids", nargs="*", metavar="ID", help="such as A3; all without any")
    reader.add_argument("--short", action="store_true", help="as bin/test runs them")
    reader.add_argument("--postgres", action="store_true", help="on a PostgreSQL of their own instead of SQLite")
    reader.add_argument("--record", action="store_true", help="keep the figures in docs/trust.md")
    given = reader.parse_args()
    names = [name.upper() for name in given.ids] or list(PROGRAMME)
    if unknown := sorted(set(names) - set(PROGRAMME)):
        reader.error(f"There is no {', '.join(unknown)}. There are {', '.join(PROGRAMME)}.")
    missed = [name for name in names if not passes(name, given)]
    print(f"{len(names) - len(missed)} of {len(names)} reached their target.", *(f"Missed: {name}." for name in missed))
    return 1 if missed else 0


def passes(name: str, given: argparse.Namespace) -> bool:
    """Run one experiment; print, and keep if asked, what it counted."""
    files = sorted(str(path) for path in HERE.glob(f"test_{name.lower()}_*.py"))
    if not files:
        print(f"{name}: has no test yet.", flush=True)
        return False
    base = "postgres" if given.postgres else "sqlite"
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        ways = {FIGURES: str(figures), "OURS_DATA": folder, "OURS_SECRET_KEY": "only-for-tests"}
        if not given.short:
            ways[FULL] = "1"
        command = [sys.executable, "-m", "pytest", "--override-ini", "addopts=-q --no-migrations --reuse-db", *files]
        if given.postgres:
            command = [sys.executable, "-m", "tests.postgres", *command]
        begun = time.monotonic()
        run = subprocess.run(command, env={**os.environ, **ways}, stdout=subprocess.PIPE, text=True)
        seconds = time.monotonic() - begun
        found = [json.loads(line) for line in figures.read_text().splitlines()] if figures.exists() else []
    if run.returncode:
        print(run.stdout)
    counted = "; ".join(in_words(one) for one in found)
    kept = "reached" if run.returncode == 0 else "MISSED"
    asked = PROGRAMME[name].target
    print(f"{name} {kept}: {counted or 'nothing'} ({seconds:,.0f} s, {base}; asked: {asked})", flush=True)
    if given.record and not given.short and run.returncode == 0:
        record(name, base, counted, seconds)
    return run.returncode == 0


def in_words(figures: dict[str, object]) -> str:
    """`{"wrong": 0, "cells": 1200}` as "0 wrong, 1,200 cells"."""
    named = ((key.replace("_", " "), value) for key, value in figures.items() if key != "id")
    return ", ".join(f"{value:,} {key}" if isinstance(value, int) else f"{key} {value}" for key, value in named)


def record(name: str, base: str, counted: str, seconds: float) -> None:
    """Put the row of this experiment and database into the table of docs/trust.md."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    machine = f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GB"
    row = f"| {name} | {base} | {counted} | {seconds:,.0f} s | {datetime.now(UTC):%Y-%m-%d} | {commit} | {machine} |"
    lines = DOCUMENT.read_text().splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("| --- | --- | --- | --- | --- | --- | --- |"))
    end = next((at for at in range(start + 1, len(lines)) if not lines[at].startswith("|")), len(lines))
    rows = [line for line in lines[start + 1 : end] if not line.startswith(f"| {name} | {base} |")] + [row]
    order = list(PROGRAMME)
    rows.sort(key=lambda line: (order.index(re.split(r" *\| *", line)[1]), re.split(r" *\| *", line)[2]))
    DOCUMENT.write_text("\n".join([*lines[: start + 1], *rows, *lines[end:]]) + "\n")


if __name__ == "__main__":
    sys.exit(main())
