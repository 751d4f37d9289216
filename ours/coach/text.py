"""Small helpers on text that every part of the coach shares.

Offsets are the promise here: whatever is matched on the folded text stands at the same code points of the original.
"""

import unicodedata
from functools import cache

_SAME = str.maketrans(
    {
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
)


def N_(text: str) -> str:
    """Mark an English sentence for the translators and hand it back as it is; callers translate it."""
    return text


@cache
def _plain(char: str) -> str:
    if char.isascii():
        return char.lower()
    if "\ud800" <= char <= "\udfff":  # half a surrogate pair cannot be encoded, so no engine could read it
        return "?"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


def fold(text: str) -> str:
    """Text in small letters, with plain quotes, dashes, spaces and unaccented letters.

    Returns a string of exactly as many code points as `text`, so that places found in it hold for `text` too.
    """
    text = text.translate(_SAME)
    if text.isascii():
        return text.lower()
    return "".join(map(_plain, text))


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
