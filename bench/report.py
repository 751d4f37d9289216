"""The figures as a table, printed and kept in docs/benchmarks.md."""

import os
import platform
import re
from datetime import UTC, datetime

import psutil

from bench.measure import Cost
from bench.place import ROOT

NAMES = {
    "table": "Table of one problem",
    "list": "list (Garden), 25 rows",
    "search": "phrase search",
    "home": "home of a client",
    "entry": "add an entry, durable",
}
REPORT = ROOT / "docs" / "benchmarks.md"


def write(
    part: str,
    sizes: tuple[int, int],
    ours: dict[int, dict[str, Cost]],
    peers: dict[int, dict[str, Cost]],
    floors: dict[int, Cost],
    statements: dict[int, dict[str, int]],
    *,
    keep: bool,
) -> None:
    """Print the table of a run; with `keep` it takes the place of the part's earlier one in the report."""
    small, large = sizes
    head = f"| processor ms for one request | Ours {small:,} | Ours {large:,} | growth | statements | kB "
    head += f"| django-helpdesk {small:,} | django-helpdesk {large:,} | Ours is |"
    lines = [head, "|---|---|---|---|---|---|---|---|---|"]
    for page, name in NAMES.items():
        mine, later, theirs, their_later = ours[small][page], ours[large][page], peers[small][page], peers[large][page]
        lines.append(
            f"| {name} | {mine.ms:.1f} | {later.ms:.1f} | × {later.ms / mine.ms:.2f} | {statements[large][page]} "
            f"| {later.kilobytes:.0f} | {theirs.ms:.0f} | {their_later.ms:.0f} "
            f"| {their_later.ms / later.ms:.0f} × less |"
        )
    floor = (
        f"a bare Django view (one indexed query, one small template): {floors[small].ms:.1f} and {floors[large].ms:.1f}"
    )
    table = "\n".join([*lines, "", f"The floor, {floor} ms."])
    print(table)
    if keep:
        keep_table(part, table, "SQLite in WAL mode with synchronous=FULL, two server processes")


def keep_table(part: str, table: str, setting: str = "", command: str = "") -> None:
    """Put the table of a run in the place of the part's earlier one; `setting` says how it was run.

    `command` is what comes after `bin/bench`, where it is not the part's name.
    """
    memory = psutil.virtual_memory().total / 2**30
    about = (
        f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} processors, {memory:.0f} GiB, Python "
        f"{platform.python_version()}{', ' + setting if setting else ''}. `bin/bench {command or part}`."
    )
    text = REPORT.read_text() if REPORT.exists() else _HEAD
    section = f"<!-- {part} -->\n{about}\n\n{table}\n<!-- /{part} -->"
    found = re.search(rf"<!-- {part} -->.*<!-- /{part} -->", text, re.DOTALL)
    REPORT.write_text(text.replace(found[0], section) if found else f"{text.rstrip()}\n\n{section}\n")


_HEAD = """# Benchmarks

Printed by `bin/bench`. The figure is milliseconds of processor time for one request, user and system, of all processes
of a server, read from outside over some hundred requests to random problems; medians of three runs, everything in one
run on one machine. Processor time is compared because it moves little while others use the machine; ratios are what to
read.

## Pages

Ours and django-helpdesk 2.6.1 with the same number of problems in the same words, signed in, on SQLite. A Table is that
of a problem with everything that belongs to it; the peer's ticket page has five follow-ups.
"""
