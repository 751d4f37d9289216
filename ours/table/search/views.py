"""The page on which problems are found by their words."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ours.people.request import SeatRequest
from ours.problem.door import signed_in
from ours.problem.models import Stage
from ours.table.search.query import LONGEST, read
from ours.table.search.reading import Found, find
from ours.templating import url


@require_safe
@signed_in
def search(request: SeatRequest) -> HttpResponse:
    """What the reader's seat finds for the words in `q`; `before` goes on to older problems."""
    typed = request.GET.get("q", "")[:LONGEST]
    before = request.GET.get("before", "")
    query = read(typed)
    found = find(request.seat, query, before=int(before) if _is_id(before) else None)
    context = {
        "typed": typed,
        "longest": LONGEST,
        "told": _told(typed, bool(query), bool(before), found),
        "rows": [_row(row, found) for row in found.rows],
        "older": url("search", query={"q": typed, "before": found.older}) if found.older else "",
        "newer": url("search", query={"q": typed}) if before else "",
        "nav": "search",
    }
    return render(request, "table/search.html", context)


def _row(row: Any, found: Found) -> dict[str, Any]:
    return {
        "url": url("table", problem_id=row.pk),
        "headline": row.headline,
        "asked": row.stage == Stage.LISTENING,
        "client": row.client__name,
        "words": found.words.get(row.pk, ""),
    }


def _told(typed: str, asked: bool, going_on: bool, found: Found) -> str:
    if not typed.strip():
        return ""
    if not asked:
        return _("Type a word with letters or digits.")
    if not found.rows:
        return _("Nothing more was found.") if going_on else _("No table has these words.")
    if found.older or going_on:
        return _("The newest tables come first.")
    number = len(found.rows)
    return ngettext("Found at %(n)d table.", "Found at %(n)d tables, the newest first.", number) % {"n": number}


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
