"""Rewordings of a finding: each clean under the coach itself, each with every number, name and date (F2).

A rewording takes the place of the whole sentence; where something is missing in a text as a whole, a sentence is added.
"""

from collections.abc import Callable, Mapping
from itertools import islice

from .packs import pack
from .ways import ADDED, NOTES, PLACES, QUESTIONS, REPLIES, WAYS
from .words import Line

_MOST = 3  # offered for one finding
_GO_ON = frozenset(("of", "the", "last", "to", "until", "per"))
_PRONOUNS = frozenset("it they them he him she her you we us one somebody someone people others who".split())
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "sir", "frau", "herr"))
_NO_UNIT = frozenset(("that", "which", "not", "so"))
_NO_UNITS = tuple("be do have modal not and the prep we i you they our my their your".split())  # classes


def rewording(
    text: str, kind: str, name: str, line: Line, known: Mapping[str, str]
) -> tuple[tuple[int, int], Callable[[], list[str]]]:
    """The code points that a rewording takes the place of, and a function that makes the rewordings.

    `name` is the flag, `line` the sentence, `known` the letters of the people and organisations of the room.
    """
    if name.startswith("no-"):
        end = len(text.rstrip())
        return (end, end), lambda: _clean(kind, [" " + ADDED[way] for way in WAYS[name][0]], known)
    start, end = line.start, line.end
    return (start, end), lambda: _made(text, kind, name, line, known)


def kept_in(text: str, line: Line) -> list[str]:
    """The numbers, names and dates of a sentence, each with the words that belong to it, as they are written."""
    return [text[line.starts[first] : line.ends[last]] for first, last in _runs(text, line)]


def _made(text: str, kind: str, name: str, line: Line, known: Mapping[str, str]) -> list[str]:
    runs = _runs(text, line)
    who, run = _who(text, kind, line, runs)
    facts = [text[line.starts[first] : line.ends[last]] for first, last in runs if (first, last) != run]
    if kind == "note":
        ways = [NOTES[way] for way in ("part", "stake", "seen", "afraid")]
    elif kind == "question":
        ways = [QUESTIONS[way] for way in WAYS[name][2]]
    elif kind == "reply":
        ways = [REPLIES[way] for way in WAYS[name][1]]
    else:
        ways = [PLACES[way] for way in WAYS[name][0]]
    told = []
    for way in ways:
        left = (
            facts if "{who}" in way.lower() or run is None else [text[line.starts[run[0]] : line.ends[run[1]]], *facts]
        )
        noted = f" ({'; '.join(left)})" if left else ""
        told.append(way.format(who=who, Who=who[0].upper() + who[1:], facts=noted))
    return _clean(kind, told, known)


def _clean(kind: str, told: list[str], known: Mapping[str, str]) -> list[str]:
    """The first few that the coach itself has nothing to say about."""
    from .engine import is_clean

    return list(islice((words for words in told if is_clean(words.strip(), kind, known)), _MOST))


def _runs(text: str, line: Line) -> list[tuple[int, int]]:
    """First and last word of each number, name or date, with the unit after a number and the title before a name."""
    kinds = _facts(text, line)
    words, count = line.words, len(line.words)
    runs = []
    at = 0
    while at < count:
        kind = kinds[at]
        if not kind:
            at += 1
            continue
        first = last = at
        while last + 1 < count:
            goes_on = 1 if kinds[last + 1] == kind else 0
            if not goes_on and kind == "number" and words[last + 1] in _GO_ON:
                # "4 of the last 5 meetings", "from 3 to 5"
                goes_on = next((far for far in (2, 3, 4) if kinds[last + far : last + far + 1] == [kind]), 0)
                if any(word not in _GO_ON for word in words[last + 1 : last + goes_on]):
                    goes_on = 0
            if not goes_on:
                break
            last += goes_on
        after = words[last + 1] if last + 1 < count else ""
        if kind == "number" and (after == "%" or after.isalpha()) and not kinds[last + 1] and _unit(line, last + 1):
            last += 1
        if kind == "name" and first and words[first - 1] in _TITLES:
            first -= 1
        elif kind == "name" and first > 1 and words[first - 1] == "." and words[first - 2] in _TITLES:
            first -= 2
        runs.append((first, last))
        at = last + 1
    return runs


def _unit(line: Line, at: int) -> bool:
    """Whether a word after a number can be what is counted."""
    letters = pack().letters
    return line.words[at] not in _NO_UNIT and not any(letters[name] in line.tags[at] for name in _NO_UNITS)


def _facts(text: str, line: Line) -> list[str]:
    """For each word whether it is a "number" (a date as well) or a "name"; empty for any other."""
    letters = pack().letters
    number, date, name = letters["number"], letters["date"], letters["name"]
    kinds: list[str] = []
    for start, end, tags, mark in zip(line.starts, line.ends, line.tags, line.marks, strict=True):
        shown = text[start:end]
        if mark:
            kinds.append("")
        elif number in tags or date in tags or (not shown.isalpha() and any(map(str.isdigit, shown))):
            kinds.append("number")
        elif name in tags:
            kinds.append("name")
        else:
            # With a capital: a name, unless it is a word of a class that only begins the sentence.
            capital = shown[:1].isupper() and len(shown) > 1 and shown != "I"
            kinds.append("name" if capital and (kinds or not tags) else "")
    return kinds


def _who(text: str, kind: str, line: Line, runs: list[tuple[int, int]]) -> tuple[str, tuple[int, int] | None]:
    """The other party in the words of the sentence, and the run it comes from, if it is a name."""
    letters = pack().letters
    for first, last in runs:
        shown = text[line.starts[first] : line.ends[last]]
        if letters["name"] in "".join(line.tags[first : last + 1]) and not any(char.isdigit() for char in shown):
            return shown, (first, last)
    if kind == "reply":
        return "you", None
    for at, tags in enumerate(line.tags):
        if letters["party"] in tags or letters["org"] in tags:
            shown = text[line.starts[at] : line.ends[at]]
            if shown.isalpha() and shown.islower() and shown not in _PRONOUNS:
                return f"the {shown}", None
    return "the other side", None
