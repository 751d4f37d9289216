"""A text's words as numbers: each word without its ending, and each part of three letters of each word.

The parts hold inflected and misspelt words together in any language (McNamee & Mayfield 2004), and count twice as much
as the words; pairs of words were tried and made it worse (`docs/decisions/similar.md`). A number is the CRC-32 of the
feature: among the features of a large firm's cases, one in some ten thousand meets another's by chance.
"""

import re
import unicodedata
from functools import lru_cache
from zlib import crc32

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
LONGEST = 20_000  # words of one text that are read
ENDINGS = ("ing", "edly", "ed", "ies", "es", "s", "ly", "ment", "d")
PART = 3  # letters, with a mark at both ends of the word

SHARES = (0.5, 1.0)  # what each kind counts: words, parts
KINDS = len(SHARES)


def words(text: str) -> list[str]:
    """The words of a text as they are compared: without case, accents and what stands between them."""
    if text.isascii():
        return WORD.findall(text.lower())[:LONGEST]
    told = unicodedata.normalize("NFKD", text.replace("\u2019", "'")).casefold()
    return WORD.findall("".join(one for one in told if not unicodedata.combining(one)))[:LONGEST]


def features(found: list[str]) -> tuple[list[int], list[int]]:
    """The features of these words, one list for each kind; what stands there twice is there twice."""
    single: list[int] = []
    parts: list[int] = []
    for word in found:
        number, own = _of_word(word)
        single.append(number)
        parts += own
    return single, parts


def stem(word: str) -> str:
    """A word without the commonest endings of English, if three letters are left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=100_000)
def _of_word(word: str) -> tuple[int, tuple[int, ...]]:
    whole = f"<{word}>"
    parts = [whole[start : start + PART] for start in range(len(whole) - PART + 1)]
    return crc32(stem(word).encode()), tuple(crc32(f"~{part}".encode()) for part in parts)
