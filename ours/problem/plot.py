"""A measure as a picture: SVG from the server, for pages, letters and PDF alike.

Colours stand in presentation attributes, so that the picture is whole wherever it is put; a page's style sheet has
the last word and gives them the theme's (`static/ours/css/graph.css`). A value holds until the next reading, so the
line goes in steps; between two readings nobody knows better.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, log10
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from ours.problem.measures import Measure, baseline, fits, standing
from ours.words import with_unit

INK, SOFT, RULE, BAND = "#1f1c17", "#665e51", "#d9d0bd", "#4d6b2f"
SANS = "Figtree, Helvetica, Arial, sans-serif"
LETTER = 6.6  # width of a letter at 12 px, for leaving room
FEW_DAYS = 62  # up to so many the days below are days, else months
DOTS = 60  # above so many readings only the last one has its dot
TICK_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Attempt:
    """Something that was tried, as a tick below the line: its day and its words."""

    on: date
    words: str


def amount(value: Decimal, unit: str) -> str:
    """A value with its unit, as the reader's language writes it: "41.5 %"."""
    number = number_format(value.normalize() if value else 0, use_l10n=True)
    return with_unit(number, unit)


def wanted_words(measure: Any) -> str:
    """What is wanted: "at least 70 %", "60–70 %".

    `measure`: a Measure or a row with its unit, wants, wanted and wanted_to.
    """
    if measure.wants == Measure.Wants.BETWEEN:
        return f"{amount(measure.wanted, '')}–{amount(measure.wanted_to, measure.unit)}"
    said = amount(measure.wanted, measure.unit)
    return (_("at least %(amount)s") if measure.wants == Measure.Wants.AT_LEAST else _("at most %(amount)s")) % {
        "amount": said
    }


def told(measure: Any, readings: Iterable[Any]) -> str:
    """The picture in sentences, for whoever does not see it. `readings` are all of the measure's."""
    every = list(readings)
    known, began = standing(every), baseline(every)
    facts: dict[str, Any] = {"wanted": wanted_words(measure), "by": _day(measure.wanted_by)}
    if not known or began is None:
        return _("No reading yet. Wanted: %(wanted)s by %(by)s.") % facts
    last = known[-1]
    facts |= {
        "began": amount(began.value, measure.unit),
        "began_on": _day(began.on),
        "now": amount(last.value, measure.unit),
        "now_on": _day(last.on),
        "n": len(known),
    }
    said = ngettext(
        "One reading: %(now)s on %(now_on)s. Wanted: %(wanted)s by %(by)s.",
        "From %(began)s on %(began_on)s to %(now)s on %(now_on)s, in %(n)d readings. Wanted: %(wanted)s by %(by)s.",
        len(known),
    )
    where = _("That is where it is wanted.") if fits(measure, last.value) else _("It is not there yet.")
    return f"{said % facts} {where}"


def svg(
    measure: Any, readings: Iterable[Any], *, key: str, width: int = 720, attempts: Sequence[Attempt] = ()
) -> Markup:
    """The picture of a measure.

    `measure`: a Measure or a row with name, unit, wants, wanted, wanted_to and wanted_by; `readings`: all of its, as
    Reading or as rows. `key` makes its ids differ from other pictures on the page; `width` in pixels at its natural
    size, 720 for a page and 340 for a phone. Empty without any reading.
    """
    every = list(readings)
    known = standing(every)
    if not known:
        return Markup()
    drawing = _Drawing(measure, known, baseline(every), width, attempts)
    inside = Markup("").join(drawing.parts())
    title, desc = f"{key}-title", f"{key}-desc"
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="graph" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        'role="img" aria-labelledby="{title} {desc}" font-family="{sans}" font-size="12" fill="none" stroke-width="1">'
        '<title id="{title}">{name}</title><desc id="{desc}">{told}</desc>{inside}</svg>'
    ).format(
        w=width,
        h=drawing.height,
        title=title,
        desc=desc,
        sans=SANS,
        name=measure.name,
        told=told(measure, every),
        inside=inside,
    )


class _Drawing:
    """Where everything lies; `parts` gives the elements from the ground up."""

    def __init__(self, measure: Any, known: Sequence[Any], began: Any, width: int, attempts: Sequence[Attempt]) -> None:
        self.measure, self.known, self.began, self.width = measure, known, began, width
        self.height = 260 if width >= 500 else 220
        self.first = known[0].on
        self.last = max(known[-1].on, measure.wanted_by, self.first + timedelta(days=1))
        self.attempts = [one for one in attempts if self.first <= one.on <= self.last]
        numbers = [float(row.value) for row in known] + [float(measure.wanted)]
        numbers += [] if measure.wanted_to is None else [float(measure.wanted_to)]
        self.ticks = _with_room(_ticks(min(numbers), max(numbers)), measure)
        self.low, self.high = self.ticks[0], self.ticks[-1]
        self.labels = [amount(Decimal(repr(tick)), "") for tick in self.ticks]
        self.labels[-1] = amount(Decimal(repr(self.ticks[-1])), measure.unit)
        self.left = 10 + LETTER * max(len(label) for label in self.labels)
        self.right, self.top, self.floor = width - 14, 26, self.height - 34

    def x(self, day: date) -> float:
        return round(self.left + (self.right - self.left) * ((day - self.first) / (self.last - self.first)), 1)

    def y(self, value: Any) -> float:
        share = (float(value) - self.low) / (self.high - self.low)
        return round(self.floor - (self.floor - self.top) * share, 1)

    def parts(self) -> Iterator[Markup]:
        yield from self._band()
        yield from self._scale()
        yield from self._days()
        yield from self._wanted_by()
        yield from self._tried()
        yield from self._line()

    def _band(self) -> Iterator[Markup]:
        """Where it is wanted, as a ground, with its edges."""
        wants, wanted, end = self.measure.wants, self.measure.wanted, self.measure.wanted_to
        low = self.floor if wants == Measure.Wants.AT_MOST else self.y(wanted)
        high = self.top if wants == Measure.Wants.AT_LEAST else self.y(wanted if end is None else end)
        yield _element("rect", "band", x=self.left, y=high, width=self.right - self.left, height=low - high,
                       fill=BAND, fill_opacity=".12")  # fmt: skip
        for value in (wanted, end):
            if value is not None:
                yield _element("path", "edge", d=f"M{self.left:.1f} {self.y(value)}H{self.right:.1f}", stroke=BAND,
                               stroke_dasharray="5 4")  # fmt: skip

    def _scale(self) -> Iterator[Markup]:
        for tick, label in zip(self.ticks, self.labels, strict=True):
            y = self.y(tick)
            yield _element("path", "rule", d=f"M{self.left:.1f} {y}H{self.right:.1f}", stroke=RULE)
            yield _text("scale", label, self.left - 6, y + 4, fill=SOFT, text_anchor="end")

    def _days(self) -> Iterator[Markup]:
        for day, label in _calendar(self.first, self.last, most=max(2, self.width // 95)):
            x = self.x(day)
            yield _element("path", "rule", d=f"M{x} {self.floor}v5", stroke=SOFT)
            anchor = "start" if x < self.left + 20 else "end" if x > self.right - 20 else "middle"
            yield _text("scale", label, x, self.floor + 18, fill=SOFT, text_anchor=anchor)

    def _wanted_by(self) -> Iterator[Markup]:
        """The day by which it is wanted, and in words what."""
        x = self.x(self.measure.wanted_by)
        yield _element("path", "edge", d=f"M{x} {self.top}V{self.floor}", stroke=BAND, stroke_dasharray="5 4")
        measure, top = self.measure, self.measure.wanted if self.measure.wanted_to is None else self.measure.wanted_to
        inside = -5 if measure.wants == Measure.Wants.AT_LEAST else 14
        yield _text("edge", wanted_words(measure), self.left + 5, self.y(top) + inside, fill=BAND)
        said = _("by %(day)s") % {"day": _day(self.measure.wanted_by)}
        anchor = "start" if x + LETTER * len(said) < self.width else "end"
        yield _text("edge", said, x, self.top - 8, fill=BAND, text_anchor=anchor)

    def _tried(self) -> Iterator[Markup]:
        """A tick for each attempt, hanging from the floor."""
        for one in self.attempts:
            x = self.x(one.on)
            told_of = Markup("<title>{}</title>").format(
                _("Tried, %(day)s: %(words)s") % {"day": _day(one.on), "words": one.words}
            )
            yield _element("path", "tried", told_of, d=f"M{x} {self.floor - 9}l4 9h-8z", fill=SOFT, stroke="none")

    def _line(self) -> Iterator[Markup]:
        places = [(self.x(row.on), self.y(row.value)) for row in self.known]
        if self.began is not None:
            y = self.y(self.began.value)
            start = self.x(self.began.on)
            yield _element("path", "began", d=f"M{start} {y}H{self.right:.1f}", stroke=SOFT, stroke_dasharray="1 4")
        steps = "".join(f"H{x}V{y}" for x, y in _thinned(places)[1:])
        yield _element("path", "line", d=f"M{places[0][0]} {places[0][1]}{steps}", stroke=INK, stroke_width="2",
                       stroke_linejoin="round")  # fmt: skip
        shown = self.known if len(self.known) <= DOTS else self.known[-1:]
        for row in shown:
            said = f"{amount(row.value, self.measure.unit)}, {_day(row.on)}"
            hollow = row is self.began
            yield _element("circle", "dot began" if hollow else "dot", Markup("<title>{}</title>").format(said),
                           cx=self.x(row.on), cy=self.y(row.value), r="4" if hollow else "3.5",
                           fill="#fffdf8" if hollow else INK, stroke=INK, stroke_width="2")  # fmt: skip
        x, y = places[-1]
        said = amount(self.known[-1].value, self.measure.unit)
        inside = x + 10 + LETTER * len(said) * 1.2 < self.width
        down = self.known[-1].value < self.known[0].value
        yield _text("now", said, x + 8 if inside else x - 8, y + 17 if down else y - 9, fill=INK, font_weight="600",
                    font_size="14", text_anchor="start" if inside else "end")  # fmt: skip


def _element(name: str, kind: str, inside: Markup | str = "", **attributes: Any) -> Markup:
    told_as = Markup("").join(
        Markup(' {}="{}"').format(key.replace("_", "-"), f"{value:.1f}" if isinstance(value, float) else value)
        for key, value in attributes.items()
    )
    return Markup('<{0} class="{1}"{2}>{3}</{0}>').format(name, kind, told_as, inside)


def _text(kind: str, words: str, x: float, y: float, **attributes: Any) -> Markup:
    return _element("text", kind, escape(words), x=float(x), y=float(y), **attributes)


def _day(day: date) -> str:
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == timezone.localdate().year else "DATE_FORMAT")


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers that enclose both."""
    if low == high:
        low, high = low - 1, high + 1
    raw = (high - low) / 4
    size = 10.0 ** floor(log10(raw))
    step = next(one * size for one in TICK_STEPS if one * size >= raw * 0.999)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def _with_room(ticks: list[float], measure: Any) -> list[float]:
    """One step more where it is wanted at the very edge, so that there is a ground to see."""
    step = ticks[1] - ticks[0]
    wanted = float(measure.wanted)
    if measure.wants == Measure.Wants.AT_LEAST and wanted >= ticks[-1]:
        return [*ticks, round(ticks[-1] + step, 10)]
    if measure.wants == Measure.Wants.AT_MOST and wanted <= ticks[0]:
        return [round(ticks[0] - step, 10), *ticks]
    return ticks


def _calendar(first: date, last: date, *, most: int) -> list[tuple[date, str]]:
    """At most so many days between two, at round places, with their labels."""
    span = (last - first).days
    if span <= FEW_DAYS:
        step = next((one for one in (1, 2, 7, 14) if span / one < most), 28)
        days = [first + timedelta(days=number) for number in range(0, span + 1, step)]
        return [(day, date_format(day, "j M")) for day in days[:most]]
    months = next((one for one in (1, 2, 3, 6, 12, 24, 60) if span / (30.4 * one) < most), 120)
    found = []
    number = first.year * 12 + first.month - 1
    for month in range(number, last.year * 12 + last.month):
        day = date(month // 12, month % 12 + 1, 1)
        if month % months == 0 and first <= day <= last:
            label = date_format(day, "Y") if day.month == 1 or months >= 12 else date_format(day, "M")
            found.append((day, label))
    return found


def _thinned(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Of many places those that can be told apart: for each pixel the first, the lowest, the highest and the last."""
    if len(places) <= 500:
        return list(places)
    kept: list[tuple[float, float]] = []
    column: list[tuple[float, float]] = []
    for place in [*places, (float("inf"), 0.0)]:
        if column and int(place[0] if place[0] != float("inf") else -1) != int(column[0][0]):
            ends = {0, len(column) - 1}
            ends |= {min(range(len(column)), key=lambda at: column[at][1])}
            ends |= {max(range(len(column)), key=lambda at: column[at][1])}
            kept += [column[at] for at in sorted(ends)]
            column = []
        column.append(place)
    return kept
