"""What is seen of an answer beside the signs: runs of up to three words, words of the same use, and pieces of words.

Words that are used alike stand together in `rungkin.json`: 1,000 small families inside larger ones. So a word that no
labelled answer held still speaks a little, through its family. The families were gathered from the GloVe word vectors
(glove.6B.50d, Pennington, Socher and Manning 2014, in the public domain by PDDL 1.0).
"""

import json
from functools import cache, lru_cache
from pathlib import Path

from .tags import Token

_KIN = Path(__file__).with_name("rungkin.json")

# How loud a feature is while learning, by the first character of its name: many small ones must not drown a few.
LOUD = {"~": 0.5, "*": 0.4}

PIECES = "*"  # before a word: its pieces speak, each for itself

Seen = dict[str, tuple[int, int]]  # feature: the tokens (first, one past the last) where it was seen first


def see_words(seen: Seen, tokens: list[Token], numbers: str) -> None:
    """Add what the words of an answer are and what stands beside what; `numbers` is the tag of a number."""
    families = kin()
    words = ["^", *("#" if numbers in token.tags else token.word for token in tokens), "$"]
    last = len(tokens)
    wide: list[str] = []
    narrow: list[str] = []
    for at, word in enumerate(words):
        first, end = max(at - 1, 0), min(at, last)
        found = families.get(word) or families.get(word.rpartition("_")[2])
        if found and 0 < at <= last:
            for name in found:
                seen.setdefault(name, (first, end))
        if word.isalpha():
            seen.setdefault(PIECES + word, (first, end))
        wide.append(found[0] if found else word)
        narrow.append(found[1] if found else word)
    for at in range(len(words) - 1):
        first = max(at - 1, 0)
        two, three = min(at + 1, last), min(at + 2, last)
        seen.setdefault(f"+{words[at]} {words[at + 1]}", (first, two))
        seen.setdefault(f"{wide[at]} {wide[at + 1]}", (first, two))
        seen.setdefault(f"{narrow[at]} {narrow[at + 1]}", (first, two))
        if at + 2 < len(words):
            seen.setdefault(f"+{words[at]} {words[at + 1]} {words[at + 2]}", (first, three))
            seen.setdefault(f"{wide[at]} {wide[at + 1]} {wide[at + 2]}", (first, three))
            seen.setdefault(f"{narrow[at]} {narrow[at + 1]} {narrow[at + 2]}", (first, three))


@lru_cache(maxsize=500)
def asked_words(question: tuple[str, ...]) -> tuple[str, ...]:
    """What the words of a question are: each of them, its first and its first two."""
    return (
        *dict.fromkeys("?" + word for word in question),
        "?^" + " ".join(question[:1]),
        "?^^" + " ".join(question[:2]),
    )


def pieces(word: str) -> list[str]:
    """The features of a word's pieces of three to five letters; `_` stands where it begins and ends."""
    whole = f"_{word}_"
    sizes = (3, 4, 5)
    return list({PIECES + whole[at : at + size]: 1 for size in sizes for at in range(len(whole) - size + 1)})


@cache
def kin() -> dict[str, tuple[str, str, str, str]]:
    """The four families of each word, the largest first."""
    found = {}
    for at, (*around, words) in enumerate(json.loads(_KIN.read_text(encoding="utf-8"))):
        names = (f"~a{around[0]}", f"~b{around[1]}", f"~c{around[2]}", f"~d{at}")
        found.update(dict.fromkeys(words.split(), names))
    return found
