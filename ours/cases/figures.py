"""The measures of a case: before and after, with their readings, as JSON; the same more broadly told; as a picture.

A figure is a dict: `name`, `unit`, `how` (it is measured), `wanted` (in words: "at least 70 %"), `wanted_by`, and
`points`, a list of [when, value]. With names, `when` is an ISO day ("2026-05-12"), without only its month ("2026-05").
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from markupsafe import Markup

from ours.cases.exact import find_sums
from ours.words import with_unit

Figure = dict[str, Any]
_VALUE = Markup('fill="#1f1c17" font-size="17" font-weight="600"')
_WHEN = Markup('fill="#665e51" font-size="14"')
_WIDE, _HIGH = 420, 160
_LEFT, _RIGHT, _TOP, _FLOOR = 6, 414, 34, 124


def broader(figure: Figure, blurred: Callable[[str], str]) -> Figure:
    """A figure without names: its months for days, and a sum of money as a share of the first reading."""
    points = _monthly(figure["points"])
    unit, wanted = figure["unit"], figure["wanted"]
    if find_sums(f"10 {unit}"):
        points = _shares(points)
        unit, wanted = _("per cent of the first reading"), ""
    return {
        "name": blurred(figure["name"]),
        "unit": blurred(unit) if unit != figure["unit"] else unit,
        "how": blurred(figure["how"]),
        "wanted": blurred(wanted),
        "wanted_by": figure["wanted_by"][:7],
        "points": points,
    }


def words_of(figure: Figure) -> str:
    """Everything that a figure says, for reading over and checking."""
    return "\n".join(filter(None, (figure["name"], figure["unit"], figure["how"], figure["wanted"])))


def amount(value: str, unit: str) -> str:
    """A value with its unit as the reader's language writes it."""
    number = number_format(Decimal(value).normalize() if Decimal(value) else 0, use_l10n=True)
    return with_unit(number, unit)


def when(told: str) -> str:
    """A day or a month in words: "12 May 2026", "May 2026"."""
    if len(told) == 10:
        return date_format(date.fromisoformat(told), "DATE_FORMAT")
    return date_format(date.fromisoformat(f"{told}-01"), "F Y") if told else ""


def rows(figure: Figure) -> list[tuple[str, str]]:
    """The readings as a table: when, how much."""
    return [(when(told), amount(value, figure["unit"])) for told, value in figure["points"]]


def change(figure: Figure) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """(when, how much) before and after; None without readings."""
    told = rows(figure)
    return (told[0], told[-1]) if told else None


def picture(figure: Figure, key: str) -> Markup:
    """The way from before to after as SVG; colours as presentation attributes, so that it is whole in a PDF as well."""
    points = figure["points"]
    if len(points) < 2:
        return Markup()
    days = [_ordinal(told) for told, _value in points]
    values = [float(value) for _told, value in points]
    low, high = min(values), max(values)
    across = (days[-1] - days[0]) or 1
    up = (high - low) or 1.0

    def place(index: int) -> tuple[float, float]:
        x = _LEFT + (_RIGHT - _LEFT) * (days[index] - days[0]) / across
        return round(x, 1), round(_FLOOR - (_FLOOR - _TOP) * (values[index] - low) / up, 1)

    places = [place(index) for index in range(len(points))]
    line = "M{} {}".format(*places[0]) + "".join(f"H{x}V{y}" for x, y in places[1:])
    shown = places if len(places) <= 40 else [places[0], places[-1]]
    dots = Markup("").join(
        Markup('<circle class="dot" cx="{}" cy="{}" r="3.5" fill="#1f1c17"/>').format(x, y) for x, y in shown
    )
    (began, first), (ended, last) = rows(figure)[0], rows(figure)[-1]
    labels = (
        (_LEFT, places[0][1] - 11, "start", first, "value"),
        (_RIGHT, places[-1][1] - 11, "end", last, "value"),
        (_LEFT, _FLOOR + 28, "start", began, "when"),
        (_RIGHT, _FLOOR + 28, "end", ended, "when"),
    )
    texts = Markup("").join(
        Markup('<text class="{}" x="{}" y="{}" text-anchor="{}" {}>{}</text>').format(
            kind, x, y, anchor, _VALUE if kind == "value" else _WHEN, words
        )
        for x, y, anchor, words, kind in labels
    )
    said = _("%(name)s: from %(first)s in %(began)s to %(last)s in %(ended)s") % {
        "name": figure["name"],
        "first": first,
        "began": began,
        "last": last,
        "ended": ended,
    }
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="case-graph" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        'role="img" aria-labelledby="{key}" font-family="Figtree, sans-serif" fill="none">'
        '<title id="{key}">{said}</title>'
        '<path class="floor" d="M{left} {floor}H{right}" stroke="#d9d0bd"/>'
        '<path class="line" d="{line}" stroke="#1f1c17" stroke-width="2"/>{dots}{texts}</svg>'
    ).format(w=_WIDE, h=_HIGH, key=key, said=said, left=_LEFT, right=_RIGHT, floor=_FLOOR + 8, line=line, dots=dots,
             texts=texts)  # fmt: skip


def _ordinal(told: str) -> int:
    return date.fromisoformat(told if len(told) == 10 else f"{told}-15").toordinal()


def _monthly(points: list[list[str]]) -> list[list[str]]:
    """The last reading of each month, and the very first one."""
    kept: dict[str, str] = {}
    for told, value in points:
        kept[told[:7]] = value
    if points:
        kept[points[0][0][:7]] = points[0][1] if len(kept) > 1 else kept[points[0][0][:7]]
    return [[month, value] for month, value in kept.items()]


def _shares(points: list[list[str]]) -> list[list[str]]:
    """Values in percent of the first one, in whole numbers; none where the first is zero."""
    try:
        first = Decimal(points[0][1])
        return [[told, f"{100 * Decimal(value) / first:.0f}"] for told, value in points]
    except (IndexError, InvalidOperation, ZeroDivisionError):
        return []
