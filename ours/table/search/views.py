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
from ours.table.search.filters import LONGEST as NAME
from ours.table.search.filters import filters_from, states
from ours.table.search.query import LONGEST, read
from ours.table.search.reading import BEGINNING, Found, Place, find
from ours.templating import url

FIELDS = ("client", "person", "state", "since", "until")


@require_safe
@signed_in
def search(request: SeatRequest) -> HttpResponse:
    """What the reader's seat finds for the words in `q`, narrowed down by filters.

    `order` is empty or "newest"; `before` and `later` go on where an earlier page ended.
    """
    typed = request.GET.get("q", "")[:LONGEST]
    query = read(typed)
    filters, wrong = filters_from(request.GET)
    newest_first = request.GET.get("order") == "newest"
    place = _place(request)
    found = find(request.seat, query, place=place, filters=filters, newest_first=newest_first)
    asked = {"q": typed, **filters.query(), **({"order": "newest"} if newest_first else {})}
    context = {
        "typed": typed,
        "longest": LONGEST,
        "asked": {"newest": newest_first, **{key: request.GET.get(key, "")[:NAME] for key in FIELDS}},
        "narrowed": bool(filters) or bool(wrong) or newest_first,
        "wrong": wrong,
        "states": states(),
        "expert": request.seat.client_id is None,
        "told": _told(typed, bool(query), place != BEGINNING, found, bool(filters), newest_first),
        "rows": [_row(row, found) for row in found.rows],
        "older": url("search", query={**asked, **_going_on(found.older)}) if found.older else "",
        "newer": url("search", query=asked) if place != BEGINNING else "",
        "similar_url": url("similar", query={"q": typed}) if query and request.seat.client_id is None else "",
        "nav": "search",
    }
    return render(request, "table/search.html", context)


def _place(request: SeatRequest) -> Place:
    before = request.GET.get("before", "")
    return Place(int(before) if _is_id(before) else None, request.GET.get("later") == "1")


def _going_on(place: Place) -> dict[str, int]:
    return {**({"before": place.before} if place.before else {}), **({"later": 1} if place.later else {})}


def _row(row: Any, found: Found) -> dict[str, Any]:
    return {
        "url": url("table", problem_id=row.pk),
        "headline": row.headline,
        "asked": row.stage == Stage.LISTENING,
        "client": row.client__name,
        "words": found.words.get(row.pk, ""),
    }


def _told(typed: str, asked: bool, going_on: bool, found: Found, narrowed: bool, newest_first: bool) -> str:
    if not typed.strip():
        return _("Type the words that you look for.") if narrowed else ""
    if not asked:
        return _("Type a word with letters or digits.")
    if not found.rows:
        if going_on or found.older:
            return _("Nothing more was found.")
        return _("No table that fits has these words.") if narrowed else _("No table has these words.")
    if newest_first:
        return _("The newest tables come first.")
    if found.older or going_on:
        return _("First come the tables whose headline has these words, then the others, the newest first.")
    number = len(found.rows)
    return ngettext("Found at %(n)d table.", "Found at %(n)d tables.", number) % {"n": number}


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
