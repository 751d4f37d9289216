"""Where sentences begin and end."""

import re

_MARK = r"[.!?…][.!?…]*[\"')\]”’]*(?=\s|\Z)"  # at the end of a sentence; a set comes first, which is found fast
_STOP = re.compile(_MARK)
_END = re.compile(
    _MARK + r"|\n[ \t]*(?=\n)"  # an empty line
    r"|\n(?=[ \t]*(?:[-*•–·]|\d{1,2}[.)])[ \t])"  # a point of a list
    r"|[;](?=\s)|\s—\s"  # what comes after could stand alone
)
_SHORT = frozenset(
    "mr mrs ms dr prof st no nr vs etc e.g i.e approx ca inc ltd co corp dept fig p pp vol jan feb mar apr jun jul aug "
    "sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m".split()
)
_WITH_NEXT = frozenset("mr mrs ms dr prof st no nr vs e.g i.e approx ca".split())
_MOST = 1500  # code points; longer ones are read in pieces, so that one endless line costs no more than many


def sentences(text: str) -> list[tuple[int, int]]:
    """The places (start, end) of the sentences of a text, without the space around them.

    A semicolon and a spaced dash part sentences too: what follows them can stand alone. Lines broken in the middle of a
    sentence are joined; short lines stand for themselves.
    """
    cuts = []
    lined = "\n" in text
    for found in (_END if lined or ";" in text or "—" in text else _STOP).finditer(text):
        mark = found.group()
        if mark == ".":
            word = _short(text, found.start())
            if word:
                after = text[found.end() : found.end() + 3].lstrip()
                if not after or not after[0].isupper() or word in _WITH_NEXT or (len(word) == 1 and word != "i"):
                    continue  # it goes with what follows: "Dr. Meyer", "J. Smith", "etc. and"
        cuts.append(found.end())
    for found in re.finditer(r"\n", text) if lined else ():
        place = found.start()
        line = text.rfind("\n", 0, place) + 1
        if place - line < 45:
            cuts.append(place + 1)
    spans = []
    start = 0
    for cut in [*(sorted(set(cuts)) if lined else cuts), len(text)]:
        if cut - start > _MOST:
            spans += _pieces(text, start, cut)
        else:
            words = text[start:cut].lstrip()
            if words:
                spans.append((cut - len(words), cut - len(words) + len(words.rstrip())))
        start = cut
    return spans


def _short(text: str, end: int) -> str:
    """The word before a full stop at `end` in small letters, if it is a short form; else nothing."""
    word = text[max(0, end - 8) : end].lower()
    if word.isalpha():  # longer than any short form, or the first word of all
        return word if end < 8 and (word in _SHORT or (len(word) == 1 and "a" <= word <= "z")) else ""
    word = word[word.rfind(" ") + 1 :]
    if not word.isalpha():
        word = word[max(word.rfind(mark) for mark in '("\n\t') + 1 :]
    return word if word in _SHORT or (len(word) == 1 and "a" <= word <= "z") else ""


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a sentence that is too long; nothing for empty space."""
    pieces = []
    while start < end:
        stop = end
        if stop - start > _MOST:
            space = text.rfind(" ", start, start + _MOST)
            stop = space + 1 if space > start else start + _MOST
        words = text[start:stop]
        left = len(words) - len(words.lstrip())
        right = len(words.rstrip())
        if left < right:
            pieces.append((start + left, start + right))
        start = stop
    return pieces
