"""What somebody typed, as words and phrases."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 200  # characters that are read
MOST = 12  # words and phrases that are looked for


@dataclass(frozen=True)
class Query:
    """Phrases (of one word or several) that must all be there; the last word may go on if it stands by itself."""

    phrases: tuple[tuple[str, ...], ...]
    goes_on: bool = False

    def __bool__(self) -> bool:
        return bool(self.phrases)


def read(typed: str) -> Query:
    """What is looked for. Every text can be read; letters and digits count, quotation marks make a phrase."""
    text = unicodedata.normalize("NFC", typed[:LONGEST])
    for mark in "“”„«»":
        text = text.replace(mark, '"')
    phrases: list[tuple[str, ...]] = []
    goes_on = False
    # The parts between quotation marks are outside and inside of them in turn; an open one reaches to the end.
    for place, part in enumerate(text.split('"')):
        words = tuple(re.findall(r"[^\W_]+", part))
        if not words:
            continue
        goes_on = place % 2 == 0 and part[-1] != " "
        phrases += [words] if place % 2 else [(word,) for word in words]
    return Query(tuple(phrases[:MOST]), goes_on and len(phrases) <= MOST)
