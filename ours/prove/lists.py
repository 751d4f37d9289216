"""Readings out of a list, as it is copied from a sheet or saved as CSV: a day and a number in each line.

Plain Python. Nothing is guessed where two meanings are possible and the whole list does not tell: days like 03/04/2026
and numbers like 1,234 are read as the reader's language writes them, and said to be so; the reader can say otherwise.
What is not understood is given back line by line, with the reason.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

MOST_LINES = 5000
PLACES = Decimal("0.0001")
LARGEST = Decimal(10) ** 14


class Why(StrEnum):
    """Why a line was not understood."""

    NO_DAY = "no day"
    NO_NUMBER = "no number"
    TWO_DAYS = "two days"
    TWO_NUMBERS = "two numbers"
    AHEAD = "ahead"
    LONG_AGO = "long ago"
    TOO_LARGE = "too large"


@dataclass(frozen=True)
class Ways:
    """How days and numbers are written; empty where the list itself is to tell."""

    months: Mapping[str, int]  # names and short names in lower case, in all languages of the installation
    point: str = ""  # what a decimal begins with: "." or ","
    day_first: bool | None = None  # whether 03/04/2026 is in April
    else_point: str = "."  # where neither the reader nor the list tells
    else_day_first: bool = True


@dataclass(frozen=True)
class Line:
    """A line that was understood."""

    number: int  # counted from 1
    words: str
    on: date
    value: Decimal
    rounded: bool = False  # it had more than four digits after the point


@dataclass(frozen=True)
class Left:
    """A line that was not understood."""

    number: int
    words: str
    why: Why


@dataclass
class Found:
    """What a list holds."""

    lines: list[Line] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    heading: str = ""  # a first line without any number
    day_first: bool | None = None  # how days like 03/04/2026 were read; None: there are none
    days_doubtful: bool = False  # the list does not tell
    point: str = ""  # how numbers like 1,234 were read; empty: there are none
    numbers_doubtful: bool = False


def read(text: str, ways: Ways, *, today: date, unit: str = "") -> Found:
    """Find the readings in a list.

    `text` the list; `ways` how days and numbers may be written; `today` the last day that can be read; `unit` of the
    measure, which may stand behind numbers. Raises ValueError for more than 5,000 lines.
    """
    rows = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(rows) > MOST_LINES:
        raise ValueError("There are more than 5,000 lines.")
    found = Found()
    if rows and not any(sign.isdigit() for sign in rows[0][1]):
        found.heading = rows.pop(0)[1].strip()
    lines = [(number, line, _cells(line, ways.months)) for number, line in rows]
    reader = _Reader([cells for _number, _line, cells in lines], ways, unit)
    found.day_first, found.days_doubtful = reader.day_first, reader.days_doubtful
    found.point, found.numbers_doubtful = reader.point_told, reader.numbers_doubtful
    for number, line, cells in lines:
        read_as = reader.line(cells)
        if isinstance(read_as, Why):
            found.left.append(Left(number, line.strip(), read_as))
            continue
        on, value = read_as
        why = _impossible(on, value, today)
        if why is not None:
            found.left.append(Left(number, line.strip(), why))
            continue
        short = value.quantize(PLACES) if value != value.to_integral() else value.to_integral()
        found.lines.append(Line(number, line.strip(), on, short, rounded=short != value))
    return found


def _impossible(on: date, value: Decimal, today: date) -> Why | None:
    if on > today:
        return Why.AHEAD
    if on.year < today.year - 20:
        return Why.LONG_AGO
    return Why.TOO_LARGE if abs(value) >= LARGEST else None


# How a line is parted. A cell that is a day is (date forms), one that is a number stays text until all are known.

_QUOTED = re.compile(r'^"|[\t;,]\s*"')
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}\S*)?$")
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})$")
_DOTTED = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?:,? \d{1,2}:\d{2}\S*)?$")
_NAMED = re.compile(r"(?:[^\W\d_]+\.?,? )?(\d{1,2})(?:\.|st|nd|rd|th)?[ -]([^\W\d_]+)\.?,?[ -](\d{4})$")
_NAME_FIRST = re.compile(r"(?:[^\W\d_]+\.?,? )?([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
_NUMBER = re.compile(r"[-+]?\d(?:[\d.,'’ \u00a0\u202f]*\d)?$|[-+]?[.,]\d+$")
_LEADING = re.compile(
    r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}\S*)?|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}"
    r"|\d{1,2}(?:\.|st|nd|rd|th)?[ -][^\W\d_]+\.?,?[ -]\d{4}|[^\W\d_]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
    r"[\s:;,=–|]+(.+)$"
)


@dataclass(frozen=True)
class _Day:
    """A cell that is a day; with `other` where month and day could be the other way round.

    `tells`: one like 25/03/2026 tells that days come first (True), one like 03/25/2026 that months do (False).
    """

    on: date
    other: date | None = None
    tells: bool | None = None


Cell = _Day | str


def _cells(line: str, months: Mapping[str, int]) -> list[Cell]:
    """The cells of a line, parted the first way that gives a day; days are recognised."""
    line = line.strip().strip("\ufeff")
    tries: list[list[str]] = []
    for sign in ("\t", ";", "|", ","):
        if sign in line:
            tries.append(next(csv.reader([line], delimiter=sign, skipinitialspace=True)))
    leading = _LEADING.match(line)
    if leading and not _QUOTED.search(line):
        tries.append([leading[1], leading[2]])
    tries.append(line.split())
    read_as = [[_day(cell.strip(), months) or cell.strip() for cell in cells] for cells in tries]
    return next((cells for cells in read_as if any(isinstance(cell, _Day) for cell in cells)), read_as[0])


def _day(cell: str, months: Mapping[str, int]) -> _Day | None:
    if iso := _ISO.match(cell):
        return _made(iso[1], iso[3], iso[4])
    if packed := _PACKED.match(cell):
        return _made(*packed.groups())
    if named := _NAMED.match(cell):
        month = months.get(named[2].lower())
        return _made(named[3], month, named[1]) if month else None
    if named := _NAME_FIRST.match(cell):
        month = months.get(named[1].lower())
        return _made(named[3], month, named[2]) if month else None
    if dotted := _DOTTED.match(cell):
        first, sign, second, year = dotted.groups()
        year = year if len(year) == 4 else f"20{year}"
        usual, other = _made(year, second, first), _made(year, first, second)
        if sign == "." or usual == other:
            return usual
        if usual and other:
            return _Day(usual.on, other.on)
        only = usual or other
        return _Day(only.on, tells=only is usual) if only else None
    return None


def _made(year: str | int, month: str | int, day: str | int) -> _Day | None:
    try:
        return _Day(date(int(year), int(month), int(day)))
    except ValueError:
        return None


class _Reader:
    """What the whole list tells of how its days and numbers are written, and each line read by that."""

    def __init__(self, lines: Sequence[Sequence[Cell]], ways: Ways, unit: str) -> None:
        self.ways, self.unit = ways, unit
        cells = [cell for line in lines for cell in line]
        days = [cell for cell in cells if isinstance(cell, _Day)]
        self.day_first: bool | None = None
        self.days_doubtful = False
        if any(cell.other for cell in days):
            tell = {cell.tells for cell in days if cell.tells is not None}
            first = next(iter(tell)) if ways.day_first is None and len(tell) == 1 else ways.day_first
            self.day_first, self.days_doubtful = (ways.else_day_first if first is None else first), first is None
        bare = [self._bare(cell) for cell in cells if isinstance(cell, str)]
        told = {_point_of(cell) for cell in bare} - {""}
        unclear = [cell for cell in bare if _is_unclear(cell)]
        known = ways.point or (next(iter(told)) if len(told) == 1 else "")
        self.point = known or ways.else_point
        self.point_told = self.point if unclear else ""
        self.numbers_doubtful = bool(unclear) and not known

    def line(self, cells: Sequence[Cell]) -> tuple[date, Decimal] | Why:
        """The day and the value of a line, or why it has none."""
        days = [cell for cell in cells if isinstance(cell, _Day)]
        if len(days) != 1:
            return Why.TWO_DAYS if days else Why.NO_DAY
        bare = [self._bare(cell) for cell in cells if isinstance(cell, str)]
        numbers = [cell for cell in bare if _NUMBER.match(cell)]
        if len(numbers) == 2 and self.ways.point == "," and all(cell.lstrip("+-").isdigit() for cell in numbers):
            numbers = [",".join(numbers)]  # parted at its own comma
        if len(numbers) != 1:
            return Why.TWO_NUMBERS if numbers else Why.NO_NUMBER
        value = _value(numbers[0], self.point)
        if value is None:
            return Why.NO_NUMBER
        day = days[0]
        return (day.other if day.other is not None and self.day_first is False else day.on), value

    def _bare(self, cell: str) -> str:
        """A cell without unit, per cent or currency, and with a plain minus."""
        cell = cell.replace("−", "-").strip()
        for sign in (self.unit, "%", "€", "$", "£", "CHF", "EUR", "USD"):
            if sign:
                cell = cell.removesuffix(sign).removeprefix(sign).strip()
        return cell


def _point_of(number: str) -> str:
    """The sign that a number's decimals begin with, where the number alone tells; else empty."""
    if not _NUMBER.match(number):
        return ""
    signs = [sign for sign in number if sign in ".,"]
    if not signs or _is_unclear(number):
        return ""
    if len(set(signs)) == 2:
        return signs[-1]
    if len(signs) > 1:  # 1.234.567: what parts thousands is not the point
        return "," if signs[0] == "." else "."
    return signs[0]


def _is_unclear(number: str) -> bool:
    """Whether it could be thousands as well as decimals: 1,234."""
    return bool(re.fullmatch(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", number))


def _value(number: str, point: str) -> Decimal | None:
    group = "." if point == "," else ","
    plain = re.sub(r"['’ \u00a0\u202f]", "", number)
    if group in plain:
        if not re.fullmatch(rf"[-+]?\d{{1,3}}(\{group}\d{{3}})+(\{point}\d+)?", plain):
            own = _point_of(plain)  # a number that alone tells otherwise than the others
            return _value(number, own) if own and own != point else None
        plain = plain.replace(group, "")
    try:
        return Decimal(plain.replace(point, "."))
    except InvalidOperation:
        return None
