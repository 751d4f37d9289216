"""Bringing in a firm's earlier cases: one JSON object a line, each known by its own id."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from ours.cases.models import Case, Shown
from ours.people.models import Firm
from ours.table.similar import traces
from ours.table.similar.models import BroughtIn

BATCH = 250  # lines that are taken in together
LONGEST_LINE = 1_000_000  # bytes
LONGEST_ID, LONGEST_TITLE, LONGEST_TEXT = 200, 300, 200_000  # characters
OWN = {"id", "title", "text"}


@dataclass(frozen=True)
class Line:
    """A case as a line tells it. An id that is a number is the same as its digits."""

    number: int
    id: str
    title: str
    text: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Bad:
    """A line that cannot be taken in, counted from 1, and why."""

    number: int
    reason: str


@dataclass
class Done:
    """How many lines brought something new, something changed, nothing new; those that could not be taken in."""

    new: int = 0
    changed: int = 0
    known: int = 0
    bad: int = 0

    @property
    def lines(self) -> int:
        return self.new + self.changed + self.known + self.bad


def bring_in(firm: Firm, lines: Iterable[bytes], *, at: datetime, threads: int = 1) -> Iterator[tuple[Done, list[Bad]]]:
    """Take in lines in batches, each in its own transaction; after each, what was done so far and its bad lines.

    The same lines again change nothing; a line with a known id and other words takes the place of the earlier one.
    """
    done, numbered = Done(), enumerate(lines, 1)
    while batch := list(islice(numbered, BATCH)):
        good: dict[str, Line] = {}
        bad = []
        for number, raw in batch:
            found = read_line(number, raw)
            if isinstance(found, Line):
                if found.id in good:
                    done.known += 1  # within a batch the last line with an id counts
                good[found.id] = found
            elif found is not None:
                bad.append(found)
        done.bad += len(bad)
        _keep(firm, good, done, at, threads)
        yield done, bad


def read_line(number: int, raw: bytes) -> Line | Bad | None:
    """What a line says; None for an empty one."""
    if len(raw) > LONGEST_LINE:
        return Bad(number, f"it has more than {LONGEST_LINE:,} bytes")
    try:
        told = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
    except UnicodeDecodeError:
        return Bad(number, "it is not UTF-8")
    if not told:
        return None
    try:
        row = json.loads(told, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return Bad(number, "it is not JSON")
    if not isinstance(row, dict):
        return Bad(number, "it is not a JSON object")
    id = row.get("id")
    if isinstance(id, int) and not isinstance(id, bool):
        id = str(id)
    if not isinstance(id, str) or not id.strip():
        return Bad(number, "it has no id")
    if len(id) > LONGEST_ID:
        return Bad(number, f"its id has more than {LONGEST_ID} characters")
    text, title = row.get("text"), row.get("title", "")
    if not isinstance(text, str) or not text.strip():
        return Bad(number, "it has no text")
    if len(text) > LONGEST_TEXT:
        return Bad(number, f"its text has more than {LONGEST_TEXT:,} characters")
    if title is not None and not isinstance(title, str):
        return Bad(number, "its title is not text")
    fields = {key: value for key, value in row.items() if key not in OWN}
    if not _can_be_kept([id, title, text, fields]):
        return Bad(number, "it has a character that cannot be kept")
    return Line(number, id, _title(title or "", text), text, fields)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _title(title: str, text: str) -> str:
    """The title, or the beginning of the text where there is none."""
    told = " ".join((title or text).split())
    limit = LONGEST_TITLE if title.strip() else 100
    if not told:
        told = " ".join(text.split())
    return told if len(told) <= limit else told[: limit - 1].rsplit(" ", 1)[0] + "…"


def _can_be_kept(values: list[Any]) -> bool:
    told = json.dumps(values, ensure_ascii=False)
    return "\\u0000" not in told and not any("\ud800" <= one <= "\udfff" for one in told)


def _keep(firm: Firm, lines: dict[str, Line], done: Done, at: datetime, threads: int) -> None:
    new, changed, known = _compared(firm, lines)
    cases = [*new, *changed]
    # Before the transaction: nobody else should wait for it.
    meanings = traces.read(((case.shown_title, case.shown_text) for case in cases), threads=threads)
    columns = ["title", "text", "shown_title", "shown_text", "changed_at", "version"]
    with transaction.atomic():
        for case in cases:
            case.changed_at = at
            case.at = case.at or at
        Case.objects.bulk_create(new)
        Case.objects.bulk_update(changed, columns)
        if cases:
            BroughtIn.objects.bulk_create(
                [BroughtIn(case=case, fields=lines[str(case.outside_id)].fields) for case in cases],
                update_conflicts=True,
                unique_fields=["case"],
                update_fields=["fields"],
            )
            traces.keep(firm.pk, list(zip(cases, meanings, strict=True)))
    done.new += len(new)
    done.changed += len(changed)
    done.known += known


def _compared(firm: Firm, lines: dict[str, Line]) -> tuple[list[Case], list[Case], int]:
    """Cases that are new, those that say something else than before, and how many say the same."""
    there = {case.outside_id: case for case in Case.objects.filter(firm=firm, outside_id__in=list(lines))}
    fields = dict(BroughtIn.objects.filter(case__in=list(there.values())).values_list("case", "fields"))
    new, changed = [], []
    for line in lines.values():
        case = there.get(line.id)
        if case is None:
            case = Case(firm=firm, outside_id=line.id, state=Case.State.BROUGHT, shown=Shown.FIRM)
            new.append(case)
        elif case.state != Case.State.BROUGHT:
            continue  # it was taken up since, and is told by people
        elif (case.title, case.text, fields.get(case.pk, {})) != (line.title, line.text, line.fields):
            case.version += 1
            changed.append(case)
        else:
            continue
        case.title = case.shown_title = line.title
        case.text = case.shown_text = line.text
    return new, changed, len(lines) - len(new) - len(changed)
