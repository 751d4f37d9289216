"""`ours coach`. Needs no Django and no database, so that it starts at once."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ours.coach.report import FLAGS, KINDS, Report

_KINDS = (*KINDS, "answer")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False), default="-")
@click.option("--kind", type=click.Choice(_KINDS), default="statement", show_default=True, help="What the text is.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl", "sarif"]), default="text", show_default=True)
@click.option("--lines", is_flag=True, help="Every line is one text: plain, or JSON with text, kind, question.")
@click.option("--party", "parties", multiple=True, metavar="NAME", help="A person or organisation of the room.")
@click.option("--question", default="", help="With --kind answer: what was asked.")
@click.option("--fail-on", multiple=True, type=click.Choice(FLAGS), help="End with 1 if this flag was found.")
def command(
    file: Path,
    kind: str,
    form: str,
    lines: bool,
    parties: tuple[str, ...],
    question: str,
    fail_on: tuple[str, ...],
) -> None:
    """Read FILE, or standard input, for blame and whatever else keeps two sides from a problem that both can own."""
    from ours.coach import read
    from ours.coach.sarif import sarif

    reports = []
    failed = False
    for text, its_kind, its_question in _texts(file, kind, question, lines):
        report = read(text, its_kind, parties, its_question)
        failed = failed or not set(fail_on).isdisjoint(report.flags)
        if form == "jsonl":
            _print(_json(report))
        elif form == "text":
            _print(_told(report, lines))
        else:
            reports.append(report)
    if form == "sarif":
        _print(json.dumps(sarif(reports, "-" if str(file) == "-" else file.as_posix(), lines), indent=1))
    sys.stdout.flush()
    if failed:
        sys.exit(1)


def _texts(file: Path, kind: str, question: str, lines: bool) -> Iterator[tuple[str, str, str]]:
    """(text, kind, question) of every text. What is no UTF-8 is read as far as it goes."""
    try:
        stream = sys.stdin.buffer if str(file) == "-" else file.open("rb")
    except OSError as error:
        raise click.ClickException(f"{file} could not be read: {error.strerror}.") from error
    with stream:
        if not lines:
            yield stream.read().decode("utf-8-sig", "replace"), kind, question
            return
        for row in stream:
            yield _one(row.decode("utf-8-sig", "replace").removesuffix("\n").removesuffix("\r"), kind, question)


def _one(line: str, kind: str, question: str) -> tuple[str, str, str]:
    """The text of a line; a JSON object may say its own kind and question, and keeps the given ones otherwise."""
    if line.lstrip().startswith("{"):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            return line, kind, question
        if isinstance(found, dict) and isinstance(found.get("text"), str):
            its_kind = found.get("kind") if found.get("kind") in _KINDS else kind
            asked = found.get("question")
            return found["text"], str(its_kind), asked if isinstance(asked, str) else question
    return line, kind, question


def _json(report: Report) -> str:
    told = json.dumps(report.as_dict(), ensure_ascii=False)
    try:
        told.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which only an escape can write
        return json.dumps(report.as_dict())
    return told


def _told(report: Report, lines: bool) -> str:
    """A report for people: where, what, why, what to ask, and how else it could be said."""
    rows = []
    if lines:
        rows.append(" ".join(report.text.split()))
    if report.language != "en":
        rows.append("  Not in English: left alone.")
    if report.kind == "answer":
        rows.append(f"  {report.reading}: {report.text[slice(*report.span)]}")
        rows += [f"  ask: {one['text']}\n       {one['reason']}" for one in report.next]
    for finding in report.findings:
        line = report.text.count("\n", 0, finding.start) + 1
        column = finding.start - (report.text.rfind("\n", 0, finding.start) + 1) + 1
        words = " ".join(report.text[finding.start : finding.end].split())
        rows.append(f"{line}:{column}: {finding.flag} “{words}” [{finding.rule}, {finding.confidence:.2f}]")
        if finding.severity != "ask":
            rows.append(f"  {finding.message} {finding.why}")
        rows.append(f"  ask: {finding.ask}")
        rows += [f"  or:  {' '.join(other.split())}" for other in finding.suggestions]
    if report.good:
        rows.append(f"  well said: {', '.join(report.good)}")
    return "\n".join(rows) or "  Nothing to point at."


def _print(told: str) -> None:
    sys.stdout.buffer.write(told.encode("utf-8", "replace") + b"\n")
