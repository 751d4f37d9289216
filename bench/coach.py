"""What reading costs: the coach, proselint and write-good over the same texts, on this machine, in one run.

`bin/bench coach [FILE]`. FILE is CSV with a column "Request" or plain text with one text a line; without one it is the
Stanford politeness corpus where that lies beside the project, else the coach's own labelled texts. write-good is left
out where there is no npm. Writes docs/benchmarks.md.
"""

import argparse
import csv
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.place import ROOT, WORK
from bench.report import keep_table

CORPUS = ROOT.parent / "shared" / "data" / "language" / "stanford_politeness_wikipedia.csv"
OWN = ROOT / "tests" / "coach" / "texts-train.jsonl"
RUNS = 3
STARTS = 7
SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_HERE = ROOT / "bench" / "linters"


@dataclass
class Reader:
    """A linter: how its process over all texts is run, and its command for one short file."""

    name: str
    run: list[str]
    command: list[str]
    cwd: Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench coach")
    parser.add_argument("file", nargs="?", type=Path)
    texts = _texts(parser.parse_args().file)
    sentences = sum(len(SENTENCE.findall(text)) or 1 for text in texts)
    readers = [_ours(), _proselint(), *_write_good()]
    print(f"{len(texts):,} texts, {sentences:,} sentences", file=sys.stderr)
    costs = {reader.name: _cost(reader, texts) for reader in readers}
    starts = {reader.name: _start(reader) for reader in readers}
    mine, theirs = costs["Ours"], costs["proselint"]
    lines = [
        "| | sentences per CPU second | Ours is | findings | start of the command, CPU s | peak memory, MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, cost in costs.items():
        ratio = "" if name == "Ours" else f"× {cost['seconds'] / mine['seconds']:.1f}"
        lines.append(
            f"| {name} | {sentences / cost['seconds']:,.0f} | {ratio} | {cost['found']:,} | {starts[name]:.2f} "
            f"| {cost['megabytes']:.0f} |"
        )
    lines += [
        "",
        f"{len(texts):,} texts with {sentences:,} sentences, text by text, with every check and rewording. Given all "
        f"texts as one long file, proselint reads {sentences / theirs['whole']:,.0f} sentences a second.",
    ]
    table = "\n".join(lines)
    print(table)
    keep_table("coach", table, f"medians of {RUNS} runs")


def _texts(path: Path | None) -> list[str]:
    path = path or (CORPUS if CORPUS.exists() else OWN)
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        column = rows[0].index("Request")
        return [row[column] for row in rows[1:] if len(row) == len(rows[0])]
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] if path.suffix == ".jsonl" else line for line in lines if line.strip()]


def _cost(reader: Reader, texts: list[str]) -> dict[str, float]:
    runs = []
    for _ in range(RUNS):
        done = subprocess.run(
            reader.run, input=json.dumps(texts), cwd=reader.cwd, check=True, capture_output=True, text=True
        )
        runs.append(json.loads(done.stdout))
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def _start(reader: Reader) -> float:
    """Processor seconds from calling the command with one short file until it has answered, the least of several.

    On an idle machine the clock shows little more; on a busy one it shows what the others do.
    """
    short = WORK / "short.txt"
    short.write_text("My client never answers.\n")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(1 + STARTS):  # the first one compiles what the next ones find compiled
        before = _used()
        subprocess.run([*reader.command, str(short)], cwd=reader.cwd, env=kept, capture_output=True)
        taken.append(_used() - before)
    return min(taken[1:])


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _ours() -> Reader:
    ours = str(Path(sys.executable).with_name("ours"))
    command = [ours] if Path(ours).exists() else [sys.executable, "-m", "ours.cli"]
    return Reader("Ours", [sys.executable, "-m", "bench.linters.run_ours"], [*command, "coach"], ROOT)


def _proselint() -> Reader:
    folder = WORK / "proselint"
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "proselint==0.16.0"], check=True)
        (folder / "installed").touch()
    return Reader(
        "proselint",
        [str(python), str(_HERE / "run_proselint.py")],
        [str(folder / "bin" / "proselint"), "check"],
        folder,
    )


def _write_good() -> list[Reader]:
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return []
    folder = WORK / "write-good"
    if not (folder / "installed").exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "install", "--silent", "--prefix", str(folder), "write-good@1.0.8"], check=True)
        (folder / "installed").touch()
    shutil.copy(_HERE / "run_write_good.js", folder / "run.js")
    return [
        Reader(
            "write-good", [node, str(folder / "run.js")], [node, "node_modules/write-good/bin/write-good.js"], folder
        )
    ]


if __name__ == "__main__":
    main()
