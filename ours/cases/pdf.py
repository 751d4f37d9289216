"""A pack as PDF, set by Typst (why: `docs/decisions/pdf.md`). Nothing of the system is used: the letters come along.

The words go in as data and are never read as markup. Neither names nor days stand in the file's properties.
"""

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ours.cases.showing import QUOTED, Told

_HERE = Path(__file__).parent
_SHEET = _HERE / "evidence.typ"
_FONTS = _HERE / "fonts"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # signs that nothing shows


class NoPdf(Exception):
    """The PDF cannot be made on this machine."""

    def sentence(self) -> str:
        """What to do about it."""
        return _("PDFs cannot be made here: the package “typst” is not installed. The page itself can be printed.")


def make(firm: str, for_whom: str, words: str, stories: Sequence[Told], *, on: date) -> bytes:
    """The PDF (PDF/UA-1, A4) of cases as they may be shown now. Raises NoPdf where Typst is not installed."""
    try:
        import typst
    except ImportError as missing:
        raise NoPdf from missing
    data = json.dumps(_fit(_data(firm, for_whom, words, stories, on)), ensure_ascii=False)
    set_as: dict[str, Any] = {
        "font_paths": [_FONTS],
        "ignore_system_fonts": True,
        "format": "pdf",
        "sys_inputs": {"data": data},
        "timestamp": 0,
    }
    try:
        return typst.compile(_SHEET, pdf_standards=["ua-1"], **set_as)
    except typst.TypstError:
        # A sign that none of our fonts has, an emoji or Chinese: PDF/UA has no box for it, plain PDF has.
        return typst.compile(_SHEET, **set_as)


def _fit(value: Any) -> Any:
    """The data without what cannot be set at all."""
    if isinstance(value, dict):
        return {key: _fit(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_fit(one) for one in value]
    return _UNFIT.sub("", value) if isinstance(value, str) else value


def response(made: bytes) -> HttpResponse:
    """The PDF as a download; its name tells nothing."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="evidence.pdf"'
    return answer


def _data(firm: str, for_whom: str, words: str, stories: Sequence[Told], on: date) -> dict[str, Any]:
    return {
        "lang": (get_language() or "en")[:2],
        "title": _("What we solved together"),
        "firm": firm,
        "for": _("For %(name)s") % {"name": for_whom},
        "on": date_format(on, "F Y"),
        "words": words,
        "count": ngettext("%(n)d case", "%(n)d cases", len(stories)) % {"n": len(stories)},
        "foot": _("Shown with the permission of each client, and only as far as it goes."),
        "stories": [_story(story) for story in stories],
    }


def _story(story: Told) -> dict[str, Any]:
    return {
        "title": story.title,
        "client": story.client,
        "parts": [
            {"key": key, "heading": heading, "words": said, "quoted": key in QUOTED}
            for key, heading, said in story.parts
        ],
        "figures": [_figure(one) for one in story.figures],
    }


def _figure(one: dict[str, Any]) -> dict[str, Any]:
    change = one["change"]
    wanted = one["wanted"]
    if wanted and one["until"]:
        wanted = _("Wanted: %(wanted)s by %(day)s.") % {"wanted": wanted, "day": one["until"]}
    return {
        "name": one["name"],
        "how": one["how"],
        "wanted": wanted,
        "before": list(change[0]) if change else [],
        "after": list(change[1]) if change else [],
        "picture": str(one["picture"]),
    }
