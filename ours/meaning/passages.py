"""Where a long text is taken apart: into sentences, and into passages of some sentences that are about one thing."""

import re

PASSAGE_WORDS = 40  # a passage ends with the sentence that reaches so many
MOST = 12  # passages of one text; what comes after them counts by its words alone

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\s*\n\s*")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line; a line that ends ends a sentence."""
    return [one for part in _END.split(text) if (one := " ".join(part.split()))]


def passages(title: str, text: str) -> list[str]:
    """The passages of a text, the first with the title before it, unless the text begins with it."""
    found: list[str] = []
    told = " ".join(text.split())
    begun = " ".join(title.split()).rstrip("….")
    parts: list[str] = [] if not begun or told.startswith(begun) else [begun + "."]
    for sentence in sentences(text):
        parts.append(sentence)
        if sum(one.count(" ") + 1 for one in parts) >= PASSAGE_WORDS:
            found.append(" ".join(parts))
            parts = []
    if parts:
        found.append(" ".join(parts))
    return found[:MOST]
