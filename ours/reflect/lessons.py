"""Lessons that come back to their author when they fit (R5). Matched in memory, after they were opened.

A lesson fits where it was learned with the same client, person or problem, where one of its patterns shows, or where
enough of its rarer words stand in what one looks at. A pattern is named by its author and known again by its signs.
The shared indexes are neither asked nor written.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ours.meaning.features import stem, words
from ours.reflect.kinds import Lesson

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Pattern:
    """A way in which things tend to go, and words by which it shows (beginnings of words or phrases, in English)."""

    key: str
    name: "_StrPromise"
    signs: "re.Pattern[str]"


def _pattern(key: str, name: "_StrPromise", signs: str) -> Pattern:
    return Pattern(key, name, re.compile(rf"\b(?:{signs})", re.IGNORECASE))


_NOT = r"(?:(?:will|does|did|do) not|(?:wo|does|did|do)n['’]t)"
PATTERNS = (
    _pattern(
        "withholding",
        _("What I need from them does not come"),
        rf"waiting for|no (?:data|figures|access)|{_NOT} (?:send|give|share)",
    ),
    _pattern("undecided", _("Nothing gets decided"), r"decid|decision|undecided|make up (?:his|her|their) mind"),
    _pattern("frozen", _("Nothing moves"), r"nothing (?:moves|happens)|stuck|frozen|stall|on hold"),
    _pattern("arguing", _("Every point is argued"), r"argu(?:e|es|ed|ing|ment)|disagree|contradict"),
    _pattern("price", _("It is all about the price"), r"price|discount|expensive|cheap|budget|invoice"),
    _pattern(
        "silence",
        _("I hear nothing any more"),
        rf"silen|no (?:answer|reply|word)|{_NOT} (?:answer|reply|call|write)",
    ),
    _pattern(
        "between", _("I stand between two of them"), r"between (?:them|the two|both)|one says|behind (?:his|her) back"
    ),
    _pattern(
        "rushed",
        _("It has to be now, and the need is not known"),
        r"urgent|asap|by tomorrow|at once|right away|in a hurry",
    ),
)
ALIKE = 0.28  # share of a lesson's words that stand in the other text (those of fewer letters left out)
SHORT = 4  # letters: what is shorter is in every text
FEW = 3  # words in common, at least
_COMMON = frozenset(
    "about after again also because been before being could does doing done even every first from have into just know "
    "like made make many more most much need never only other over same should some such than that their them then "
    "there these they thing this those time want well were what when where which while will with would your client "
    "problem".split()
)


@dataclass(frozen=True)
class Place:
    """What a lesson is held against: what it is (a reference, a name to show), what it belongs to, its words."""

    about: str = ""
    name: str = ""
    belongs: frozenset[str] = frozenset()  # further references: the client of a problem, its people
    text: str = ""


@dataclass(frozen=True)
class Back:
    """A lesson that came back, the place that brought it, and why."""

    lesson: Lesson
    place: Place
    why: str  # "same", "pattern" or "words"


def come_back(lessons: Iterable[Lesson], places: Sequence[Place]) -> list[Back]:
    """Each lesson that fits one of the places, with the first that it fits best; the surest reason first."""
    texts = [_stems(f"{one.name} {one.text}") for one in places]
    found = []
    for lesson in lessons:
        own = _stems(lesson.words)
        reasons = [(_reason(lesson, own, place, text), place) for place, text in zip(places, texts, strict=True)]
        for why in ("same", "pattern", "words"):
            place = next((place for reason, place in reasons if reason == why), None)
            if place is not None:
                found.append(Back(lesson, place, why))
                break
    order = {"same": 0, "pattern": 1, "words": 2}
    return sorted(found, key=lambda one: order[one.why])


def _reason(lesson: Lesson, own: frozenset[str], place: Place, text: frozenset[str]) -> str:
    if lesson.about and lesson.about in place.belongs | {place.about}:
        return "same"
    if any(one.key in lesson.patterns and one.signs.search(f"{place.name} {place.text}") for one in PATTERNS):
        return "pattern"
    shared = own & text
    return "words" if len(shared) >= FEW and len(shared) >= ALIKE * len(own) else ""


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(one) for one in words(text) if len(one) >= SHORT and one not in _COMMON)
