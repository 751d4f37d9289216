"""Where sentences begin and end."""

import re

_END = re.compile(
    r"[.!?…]+[\"')\]”’]*(?=\s|\Z)"  # the mark at the end of a sentence
    r"|\n[ \t]*(?=\n)"  # an empty line
    r"|\n(?=[ \t]*(?:[-*•–·]|\d{1,2}[.)])[ \t])"  # a point of a list
    r"|[;](?=\s)|\s—\s"  # what comes after could stand alone
)
_SHORT = re.compile(
    r"(?:^|[\s(\"])(?:mr|mrs|ms|dr|prof|st|no|nr|vs|etc|e\.g|i\.e|approx|ca|inc|ltd|co|corp|dept|fig|p|pp|vol|jan|feb|mar|apr|jun"
    r"|jul|aug|sep|sept|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|a\.m|p\.m|[a-z])\.$",
    re.IGNORECASE,
)
_MOST = 1500  # code points; longer ones are read in pieces, so that one endless line costs no more than many


def sentences(text: str) -> list[tuple[int, int]]:
    """The places (start, end) of the sentences of a text, without the space around them.

    A semicolon and a spaced dash part sentences too: what follows them can stand alone. Lines broken in the middle of a
    sentence are joined; short lines stand for themselves.
    """
    cuts = []
    for found in _END.finditer(text):
        mark = found.group()
        if mark[0] == "." and len(mark) == 1 and _SHORT.search(text, max(0, found.end() - 12), found.end()):
            after = text[found.end() : found.end() + 3].lstrip()
            if not after or not after[0].isupper() or _titled(text, found.end()):
                continue
        cuts.append(found.end())
    for found in re.finditer(r"\n", text):
        place = found.start()
        line = text.rfind("\n", 0, place) + 1
        if place - line < 45:
            cuts.append(place + 1)
    spans = []
    start = 0
    for cut in [*sorted(set(cuts)), len(text)]:
        spans += _pieces(text, start, cut)
        start = cut
    return spans


def _titled(text: str, end: int) -> bool:
    """Whether the short word before `end` goes with what follows ("Dr. Meyer", "J. Smith")."""
    word = text[max(0, end - 6) : end].split()[-1].rstrip(".").lower()
    return word in ("mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "vs", "e.g", "i.e", "approx", "ca") or (
        len(word) == 1 and word != "i"
    )


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One sentence, or several pieces of one that is too long; nothing for empty space."""
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
