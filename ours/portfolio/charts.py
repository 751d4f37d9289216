"""Where everything lies in the plots. Across, places are shares of the width in per cent, so that a plot is as wide as
its page and its words keep their size; downwards they are pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from ours.portfolio.figures import Quarters, Share
from ours.portfolio.models import Fate
from ours.portfolio.words import month_short, month_words

MONTHS: Final = 24  # the last ones that are drawn
HEIGHT: Final = 180  # of the columns, in pixels
LABELS: Final = 6  # months that are named below
# From the ground up: what is done lies below what is not.
STACKED: Final = (Fate.LASTED, Fate.SOLVED, Fate.BACK, Fate.OPEN, Fate.PARKED, Fate.LET_GO)


@dataclass(frozen=True)
class Part:
    """A piece of a column or a bar."""

    key: str
    number: int
    start: float  # per cent from the left, or pixels from the top
    size: float


@dataclass(frozen=True)
class Column:
    """One month: what became of what was put on the table in it."""

    month: int
    words: str
    label: str  # empty where there is no room
    number: int
    left: float
    width: float
    parts: list[Part]


def columns(months: Mapping[int, Mapping[str, int]]) -> list[Column]:
    """A column for each month from the first to the last, at most the last MONTHS of them; empty ones have no parts."""
    if not months:
        return []
    last = max(months)
    first = max(min(months), last - MONTHS + 1)
    shown = range(first, last + 1)
    most = max(sum(months.get(month, {}).values()) for month in shown)
    step = 100 / len(shown)
    width = min(step * 0.72, 9.0)
    every = -(-len(shown) // LABELS)
    found = []
    for place, month in enumerate(shown):
        of_month = months.get(month, {})
        parts, top = [], float(HEIGHT)
        for fate in STACKED:
            if number := of_month.get(fate, 0):
                size = round(number / most * (HEIGHT - 2), 2)  # room for the stroke of the highest
                top = round(top - size, 2)
                parts.append(Part(str(fate.value), number, max(top, 0.0), size))
        label = month_short(month) if (last - month) % every == 0 else ""
        left = round(step * place + (step - width) / 2, 3)
        number = sum(of_month.values())
        found.append(Column(month, month_words(month), label, number, left, round(width, 3), parts))
    return found


def drawn(found: Sequence[Column]) -> Markup:
    """The columns as SVG; hidden from screen readers, for whom the same numbers stand beside it. One text, because a
    template takes several times as long for as many pieces."""
    inside = []
    for one in found:
        words = escape(one.words)
        inside += [
            f'<rect class="fate-{part.key}" x="{one.left}%" width="{one.width}%" y="{part.start}" height="{part.size}">'
            f"<title>{words}: {part.number}</title></rect>"
            for part in one.parts
        ]
        if one.label:
            middle = round(one.left + one.width / 2, 3)
            inside.append(f'<text x="{middle}%" y="202" text-anchor="middle">{escape(one.label)}</text>')
    ground = '<line class="ground" x1="0" x2="100%" y1="180.75" y2="180.75"/>'
    return Markup(  # noqa: S704 - numbers, and words that were escaped
        f'<svg class="months" width="100%" height="214" aria-hidden="true">{ground}{"".join(inside)}</svg>'
    )


def bar(numbers: Sequence[tuple[str, int]], *, of: int = 0) -> list[Part]:
    """A bar in parts, each with its key; `of` is what the whole width stands for, without it their sum."""
    whole = of or sum(number for _key, number in numbers)
    found, left = [], 0.0
    for key, number in numbers:
        size = round(number / whole * 100, 3) if whole else 0.0
        if number:
            found.append(Part(key, number, round(left, 3), size))
        left += size
    return found


@dataclass(frozen=True)
class Stretch:
    """How long something took, on a line of days: from a quarter to three quarters, with the middle."""

    left: float
    width: float
    middle: float


def stretches(took: Mapping[str, Quarters | None]) -> tuple[dict[str, Stretch], int]:
    """(where each lies, the number of days at the right end)."""
    end = max((one.most for one in took.values() if one), default=0) or 1
    found = {}
    for key, one in took.items():
        if one is not None:
            left = one.quarter / end * 100
            found[key] = Stretch(round(left, 2), round(one.most / end * 100 - left, 2), round(one.half / end * 100, 2))
    return found, end


@dataclass(frozen=True)
class Reach:
    """A share with its interval, on a line from none to all."""

    low: float
    width: float
    at: float


def reach(of: Share) -> Reach:
    """Where a share and its interval lie, in per cent."""
    return Reach(round(of.low * 100, 2), round((of.high - of.low) * 100, 2), round(of.value * 100, 2))


def per_cent(part: int, whole: int) -> Any:
    """A share in whole per cent; None of nothing."""
    return round(part / whole * 100) if whole else None
