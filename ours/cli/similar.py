"""`ours similar`."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from ours.cli import start_django


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), default=5, show_default=True, help="How many cases at most.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lines", is_flag=True, help="Every line of TEXT is asked for by itself; JSON comes one object a line.")
@click.option("--firm", default="", metavar="NAME", help="Whose cases, where there are several firms.")
def command(text: str, limit: int, form: str, lines: bool, firm: str) -> None:
    """Find the firm's cases that are similar to TEXT, or to standard input with "-", and say why."""
    told = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if text == "-" else text
    start_django()
    from ours.cli.firms import the_firm
    from ours.table.similar.finding import find

    whose = the_firm(firm)
    for one in told.splitlines() if lines else [told]:
        found = find(whose.pk, one, limit=limit)
        if form == "json":
            row = {"text": one, "with": found.by, "cases": [_row(each, found.by) for each in found.cases]}
            _print(json.dumps(row, ensure_ascii=False, indent=None if lines else 1))
        else:
            _print("\n".join(_told(found)))


def _row(one: Any, by: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "score": one.score,
        "brought_in": one.brought_in,
        "why": {
            "sentences": one.why.sentences,
            "words": one.why.words,
            "need": one.why.need,
            "constraints": one.why.constraints,
        },
        "with": by,
    }


def _told(found: Any) -> Iterator[str]:
    if not found.cases:
        yield "No case is similar."
    for one in found.cases:
        yield f"{one.score:.2f}  {one.id}  {one.title}"
        yield from (f"      “{sentence}”" for sentence in one.why.sentences)
        if one.why.words:
            yield f"      shared words: {', '.join(one.why.words)}"
        if one.why.need:
            yield f"      shared need: {one.why.need}"
    if found.by == "words":
        yield "Found by words alone; the weights for finding by meaning are not installed or not read yet."


def _print(told: str) -> None:
    sys.stdout.buffer.write(told.encode("utf-8", "replace") + b"\n")
