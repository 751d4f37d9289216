"""Small helpers on text that every part of the coach shares.

Offsets are the promise here: whatever is matched on the folded text stands at the same code points of the original.
"""

import re
import unicodedata

_SAME = {
    "\u2019": "'",
    "\u2018": "'",
    "\u02bc": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u2014": ";",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\t": " ",
    "\n": " ",
    "\r": " ",
}


def N_(text: str) -> str:
    """Mark an English sentence for the translators and hand it back as it is; callers translate it."""
    return text


class _Plain(dict[str, str]):
    """For each character the plain one that stands for it, found when first met."""

    def __missing__(self, char: str) -> str:
        if "\ud800" <= char <= "\udfff":  # half a surrogate pair cannot be encoded, so no engine could read it
            return "?"
        found = unicodedata.normalize("NFD", char)[0]
        if len(self) < _KNOWN:
            self[char] = found
        return found


_KNOWN = 4096  # characters whose plain form is kept
_PLAIN = _Plain(_SAME)
_SPACES = str.maketrans("\t\n\r", "   ")
_ODD = re.compile("[^ -~]")


def plain(text: str) -> str:
    """Text with plain quotes, dashes, spaces and unaccented letters.

    Returns a string of exactly as many code points as `text`, so that places found in it hold for `text` too.
    """
    if text.isascii():
        return text.translate(_SPACES)
    return _ODD.sub(lambda found: _PLAIN[found[0]], text)


def fold(text: str) -> str:
    """Text as `plain` makes it, in small letters, of as many code points."""
    text = plain(text)
    return text.lower() if text.isascii() else "".join(map(_small, text))


def _small(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char


def quote(text: str, most: int = 60) -> str:
    """The beginning of somebody's words, short enough to stand inside a question.

    `most` is the length in code points that is not exceeded; a cut is made between words and shown by an ellipsis.
    """
    words = " ".join(text.split()).strip(" .,;:!?\"'")
    if len(words) <= most:
        return words
    head = words[: most - 1]
    if " " in head and words[most - 1] != " ":
        head = head[: head.rindex(" ")]
    return head.rstrip(" .,;:!?\"'") + "…"


_ENDINGS = ("ing", "ed", "ies", "es", "s", "ly")


def stem(word: str) -> str:
    """A word without its ending, roughly: "waiting", "waits" and "waited" become one. Takes folded words."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word
