"""A text as it is compared: without case, accents, width and invisible signs, with the place each letter came from.

Plain Python. Compatibility forms are decomposed (Unicode NFKD, UAX #15), combining marks and format characters dropped,
and the letters of other scripts that look like Latin ones are read as those (after Unicode's confusables, UTS #39).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"}
_ALIKE = dict(
    zip("авекмнорстухіјѕԁһ", "abekmhopctyxijsdh", strict=True),
) | dict(zip("αβεηικνορτυχ", "abenikvoptux", strict=True))
_WITH_E = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"})


class Folded(NamedTuple):
    """`text` in lower case and plain letters; `at[i]` is where its letter i stands in the original."""

    text: str
    at: Sequence[int]


def _letter(sign: str) -> str:
    if unicodedata.category(sign) == "Cf":
        return ""
    plain = "".join(one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one))
    plain = "".join(one for one in plain.casefold() if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    return "".join(_ALIKE.get(one, _SPECIAL.get(one, one)) for one in plain)


class _Table(dict[int, str]):
    """For `str.translate`: what each sign is compared as; `odd` are those that become none or several letters."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: set[str] = set()

    def __missing__(self, code: int) -> str:
        letters = _letter(chr(code))
        if len(letters) != 1:
            self.odd.add(chr(code))
        if len(self) < 20_000:
            self[code] = letters
        return letters


_table = _Table()


def fold(text: str) -> Folded:
    """The text as it is compared."""
    folded = text.translate(_table)
    if _table.odd.isdisjoint(text):
        return Folded(folded, range(len(text)))
    at = [place for place, sign in enumerate(text) for _one in range(len(_table[ord(sign)]))]
    return Folded(folded, at)


def plain(text: str) -> str:
    """The folded text alone."""
    return text.translate(_table)


def spellings(name: str) -> set[str]:
    """A name folded, with an umlaut as one letter and as two: "muller" and "mueller", whichever was written."""
    two = plain(unicodedata.normalize("NFC", name).translate(_WITH_E))
    found = {plain(name), two}
    for pair, one in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a")):
        found |= {each.replace(pair, one) for each in list(found)}
    return found


# Words that were taken apart: at the end of a line, and letter by letter.
_BROKEN = re.compile(r"(?<=\w)[-\u2010\u2011][ \t]*\r?\n[ \t]*(?=\w)")
_SPACED = re.compile(r"(?<!\w)(?:(?:ss|th|ae|oe|[^\W\d_])[ .·*_-]){2,}(?:ss|th|ae|oe|[^\W\d_])(?!\w)")


def readings(text: str) -> Iterator[Folded]:
    """The ways in which a text is compared: as it stands, with broken lines joined, with spaced letters joined."""
    whole = fold(text)
    yield whole
    for pattern, gap in ((_BROKEN, None), (_SPACED, re.compile(r"[ .·*_-]"))):
        left_out: set[int] = set()
        for match in pattern.finditer(whole.text):
            inner = [match] if gap is None else gap.finditer(whole.text, match.start(), match.end())
            left_out.update(place for one in inner for place in range(one.start(), one.end()))
        if left_out:
            kept = [place for place in range(len(whole.text)) if place not in left_out]
            yield Folded("".join(whole.text[place] for place in kept), [whole.at[place] for place in kept])
