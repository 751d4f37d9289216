"""The upper part of the Table: how it began, and the stair from the request to the need."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ours.listen.models import Channel, RungKind, Verdict
from ours.table.sheet import Sheet
from ours.templating import day, url


def request(sheet: Sheet) -> dict[str, Any]:
    """How it began: who asked, when, through which channel, in which words (L1)."""
    problem = sheet.problem
    kept = sheet.newest("requests")
    if kept is None:
        begun = {"day": day(problem.opened_at), "who": sheet.name(problem.opened_by_id)}
        return {"how": _("It began on %(day)s, with %(who)s") % begun, "words": problem.headline, "url": ""}
    facts = {
        "day": day(kept.asked_at),
        "channel": Channel(kept.channel).label,
        "who": sheet.name(kept.asked_by_id),
    }
    return {
        "how": _("It began on %(day)s, %(channel)s, with %(who)s") % facts,
        "words": kept.words,
        "url": url("request", problem_id=problem.pk, request_id=kept.id),
    }


def rungs(sheet: Sheet) -> list[dict[str, Any]]:
    """The rungs of the main line, lowest first; answers that lead elsewhere hang on theirs as branches."""
    overturned = {row.overturns_id: row for row in sheet.rungs if row.overturns_id is not None}
    kinds = {row.rung_id: row.kind for row in sheet.marks}
    confirmed: dict[int, list[str]] = defaultdict(list)
    for row in sheet.confirmations:
        confirmed[row.rung_id].append(f"{sheet.name(row.by_id)}, {day(row.at)}")
    need = sheet.newest("needs")
    line, branches = _main_line(sheet, need.rung_id if need else None)
    return [
        {
            "words": row.words,
            "kind": RungKind(kinds[row.id]).label if kinds.get(row.id, "unclear") != "unclear" else "",
            "confirmed": confirmed[row.id][0] if confirmed[row.id] else "",
            "said": _("said by %(who)s") % {"who": sheet.name(row.said_by_id)},
            "overturned": (
                _("put differently on %(day)s") % {"day": day(overturned[row.id].said_at)}
                if row.id in overturned
                else ""
            ),
            "need": need is not None and row.id == need.rung_id,
            "branches": branches[row.id],
        }
        for row in line
    ]


def _main_line(sheet: Sheet, need_id: int | None) -> tuple[list[Any], dict[int, list[str]]]:
    """(the rungs up to the need, or to the newest one; words of the other rungs by the rung they hang on).

    An overturned rung stays on the line before the one that put it differently.
    """
    by_id = {row.id: row for row in sheet.rungs}
    if not by_id:
        return [], defaultdict(list)
    top = by_id.get(need_id) if need_id else sheet.rungs[-1]
    line: list[Any] = []
    seen: set[int] = set()
    while top is not None and top.id not in seen:
        seen.add(top.id)
        line.append(top)
        top = by_id.get(top.overturns_id) or by_id.get(top.parent_id)
    line.reverse()
    branches: dict[int, list[str]] = defaultdict(list)
    for row in sheet.rungs:
        if row.id not in seen:
            branches[row.parent_id or row.overturns_id or line[0].id].append(row.words)
    for lost in [key for key in branches if key not in seen]:
        branches[line[0].id].extend(branches.pop(lost))
    return line, branches


def verdict(sheet: Sheet) -> str:
    """How far off the request was, in a sentence (L4); empty while no need is named."""
    need = sheet.newest("needs")
    if need is None:
        return ""
    sentences = {
        Verdict.CONFIRMED: _("The request was confirmed: it asked for what was needed."),
        Verdict.NARROWED: _("The request was narrowed: it asked for more than was needed."),
        Verdict.REDIRECTED: _("The request was redirected: the need lies elsewhere."),
        Verdict.REFRAMED: _("The request was reframed: the need is of another kind."),
    }
    rounds = ngettext("%(n)d round of questions", "%(n)d rounds of questions", need.rounds) % {"n": need.rounds}
    return f"{sentences[Verdict(need.verdict)]} ({rounds})"
