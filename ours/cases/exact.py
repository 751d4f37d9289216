"""What is too exact to be told without names: addresses of all kinds, sums, days; and how it is told more broadly.

Plain Python. A sum becomes a range between steps of 1, 2 and 5; a day becomes its month; addresses are left out.
"""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple

GAP = "\u202f"  # narrow no-break space: groups of thousands, in every language alike


class Exact(StrEnum):
    """Kinds of what is too exact."""

    MAIL = "mail"
    LINK = "link"
    HANDLE = "handle"
    PHONE = "phone"
    STREET = "street"
    SUM = "sum"
    DAY = "day"


class Found(NamedTuple):
    """text[start:end] is too exact; `broader` is how it could be told, empty for what is left out."""

    start: int
    end: int
    kind: Exact
    broader: str


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Okt|Nov|Dec|Dez|Mrz"
)
_MONTHS = f"(?:{_MONTHS}|{_MONTHS.upper()}|{_MONTHS.lower().replace('|may|', '|').replace('|mar|', '|')})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:\.|st|nd|rd|th|ST|ND|RD|TH)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ON = re.compile(r"\b(on|am|vom)\s+(?:the\s+)?$", re.IGNORECASE)
_DAYS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d)[-./](?P<m>0[1-9]|1[0-2])[-./]{_DAY}(?:T\d\d:\d\d\S*)?(?![\d])"),
    re.compile(rf"(?<![\d.]){_DAY}\.\s?(?P<m>0?[1-9]|1[0-2])\.(?:\s?{_YEAR}|\s?(?P<short>\d\d))?(?!\d)"),
    re.compile(rf"(?<![\d/]){_DAY}[/-]\d{{1,2}}[/-](?:{_YEAR}|(?P<short>\d\d))(?![\d/])"),
    re.compile(rf"(?<!\d){_DAY}{_TH}\s*(?:of\s+)?(?P<word>{_MONTHS})\b\.?(?:,?\s+{_YEAR})?"),
    re.compile(rf"\b(?P<word>{_MONTHS})\.?\s+(?:the\s+)?{_DAY}(?:st|nd|rd|th|ST|ND|RD|TH)?(?![\d%])(?:,?\s+{_YEAR})?"),
)

_INSTEAD = {"on": "in", "am": "im", "vom": "vom"}  # before a month

_MAIL = re.compile(r"(?:mailto:)?[^\s<>()\[\],;:\"“”„]+[@＠][^\s<>()\[\],;:\"“”„@]+\.[^\W\d_]{2,}(?:\.[^\W\d_]{2,})*")
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|(?<![\w@])(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]+)\b(?:/\S*)?",
    re.IGNORECASE,
)
# "e.g.", "etc.and", "3.5.The": what only looks like a domain, because a space is missing or it is short for something.
_NO_LINK = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}\.?$|[\d.,]+[^\W\d_]*$", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@])[@＠]\s?[\w.-]*\w")
_PHONE = re.compile(
    r"(?<!\w)(?:\+|\(\+)\(?\d[\d\s()/.\u2011-]{5,}\d(?!\w)|(?<![\w.,/-])(?:00|\(0|0)\(?\d[\d\s()/.\u2011-]{5,}\d(?!\w)"
)
_STREET = re.compile(
    r"\b\d{1,4}[a-zA-Z]?,?\s+(?:[^\W\d_][\w’'-]*\s+){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Boulevard|Way|Court)\b"
    r"|\b[^\W\d_][\w-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm)\s+\d{1,4}\s?[a-z]?\b"
    r"|\b[^\W\d_][\w-]*\s+(?:Straße|Strasse|Allee|Platz)\s+\d{1,4}\s?[a-z]?\b"
    r"|\b(?:rue|avenue|boulevard|via|calle|plaza)\s+(?:[^\W\d_][\w’'-]*\s+){1,4}\d{1,4}\b",
    re.IGNORECASE,
)

_CURRENCY = (
    r"(?:€|\$|£|¥|₹|US\$|CHF|EUR|USD|GBP|SEK|NOK|DKK|PLN|CZK|JPY|AUD|CAD|kr\.?|zł|[Ee]uros?|[Dd]ollars?|[Pp]ounds?"
    r"|[Ff]rancs?|Franken|[Kk]ron(?:or|er))"
)
_NUMBER = r"(?:\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)"
_SCALE = (
    r"(?:\s?(?P<scale>k|K|[Tt]housand|[Tt]sd\.?|[Tt]ausend|mn|m|M|[Mm]illions?|[Mm]illionen|[Mm]io\.?|bn|[Bb]illions?"
    r"|[Mm]illiarden?|[Mm]rd\.?)\b\.?)?"
)
_RANGE = rf"(?P<n>{_NUMBER})(?:\s?(?:–|-|—|to|bis)\s?(?P<n_to>{_NUMBER}))?"
_SUMS = (
    re.compile(rf"(?<![\w])(?P<cur>{_CURRENCY})\s?{_RANGE}{_SCALE}(?![\d])"),
    re.compile(rf"(?<![\w.,]){_RANGE}{_SCALE}[\s-]?(?P<cur>{_CURRENCY})(?!\w)"),
)


_STREETS = tuple(
    "street st road rd avenue ave lane drive square boulevard way court straße strasse str. weg platz allee gasse ring "
    "ufer damm rue via calle plaza".split()
)

# Without these a text holds none; looking for them costs next to nothing.
_AT, _DOT, _DIGIT = re.compile("[@＠]"), re.compile(r"[^\W_]\.[^\W_]|://"), re.compile(r"\d")


def find_addresses(text: str) -> list[Found]:
    """Mail addresses, links, handles, telephone numbers and streets: nothing of them is told."""
    found: list[Found] = []
    small = text.lower()
    for kind, pattern, sign in (
        (Exact.MAIL, _MAIL, _AT),
        (Exact.LINK, _LINK, _DOT),
        (Exact.HANDLE, _HANDLE, _AT),
        (Exact.PHONE, _PHONE, _DIGIT),
        (Exact.STREET, _STREET, _DIGIT),
    ):
        if kind is Exact.STREET and not any(word in small for word in _STREETS):
            continue
        for match in pattern.finditer(text) if sign.search(text) else ():
            if kind is Exact.LINK and _NO_LINK.fullmatch(match[0]):
                continue
            found.append(Found(match.start(), match.end(), kind, ""))
    return found


def find_sums(text: str) -> list[Found]:
    """Sums of money that are not told as a broad range."""
    found: list[Found] = []
    if not _DIGIT.search(text):
        return found
    for pattern in _SUMS:
        for match in pattern.finditer(text):
            low, high = _value(match["n"], match["scale"]), _value(match["n_to"] or "", match["scale"])
            if low is None or (high is not None and _is_step(low) and _is_step(high)):
                continue
            broad = _broad(low, high)
            currency = match["cur"]
            if match.start("cur") == match.start():
                words = f"{currency}{GAP if currency[-1:].isalpha() else ''}{broad}"
            else:
                words = f"{broad}\u00a0{currency}"
            found.append(Found(match.start(), match.end(), Exact.SUM, words))
    return found


def find_days(text: str, months: Sequence[str]) -> list[Found]:
    """Days, as the month that `months` (twelve names) calls them by; the year alone where the month is unsure."""
    found: list[Found] = []
    if not _DIGIT.search(text):
        return found
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = parts.get("word") or (months[int(parts["m"]) - 1] if parts.get("m") else "")
            year = parts.get("year") or (f"20{parts['short']}" if parts.get("short") else "")
            begin = max(0, match.start() - 12)
            before = _ON.search(text[begin : match.start()])
            on = _INSTEAD[before[1].lower()] if before else ""
            on = f"{on.capitalize() if before and before[1][0].isupper() else on} " if on else ""
            start = begin + before.start() if before else match.start()
            found.append(Found(start, match.end(), Exact.DAY, on + f"{month} {year}".strip()))
    return found


def step_below(value: Decimal) -> Decimal:
    """The largest step of 1, 2, 5, 10, 20 … that is not above a positive value."""
    size = Decimal(1).scaleb(value.adjusted())
    return max(size * lead for lead in (1, 2, 5) if size * lead <= value)


def step_above(value: Decimal) -> Decimal:
    """The smallest such step that is above it."""
    size = Decimal(1).scaleb(value.adjusted())
    return min(size * lead for lead in (1, 2, 5, 10) if size * lead > value)


def grouped(value: Decimal) -> str:
    """A number in groups of thousands."""
    return f"{value.normalize():,f}".replace(",", GAP)


def broad_sum(value: Decimal) -> str:
    """The range that a value lies in: "10 000–20 000"."""
    return _broad(value, None)


def _broad(low: Decimal, high: Decimal | None) -> str:
    if low == 0 and high is None:
        return "0–1"
    top = high if high is not None else low
    begin = step_below(low) if low else Decimal(0)
    end = top if high is not None and _is_step(top) else step_above(top)
    return f"{grouped(begin)}–{grouped(end)}"


def _is_step(value: Decimal) -> bool:
    return value == 0 or step_below(value) == value


_SCALES: dict[str, int] = {"k": 3, "t": 3, "m": 6, "b": 9, "milliard": 9, "mrd": 9}


def _value(number: str, scale: str | None) -> Decimal | None:
    if not number:
        return None
    tail = re.search(r"[.,](\d+)$", number)
    cents = tail[1] if tail and (len(tail[1]) != 3 or number.startswith("0")) else ""
    whole = re.sub(r"\D", "", number[: len(number) - len(cents)])
    try:
        value = Decimal(f"{whole or 0}.{cents or 0}")
    except InvalidOperation:
        return None
    unit = (scale or "").lower().rstrip(".")
    power = next((_SCALES[key] for key in ("milliard", "mrd") if unit.startswith(key)), _SCALES.get(unit[:1], 0))
    return value.scaleb(power)
