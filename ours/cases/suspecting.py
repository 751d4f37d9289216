"""Words that look like a name and are none that is known: for a person to look at. Plain Python."""

import re

from ours.cases.folding import plain
from ours.cases.ordinary import GENERIC, MONTHS

_WORD = re.compile(r"(?<![\w’'-])[^\W\d_a-zß-öø-ÿ][\w’'-]*[^\W\d_][\w-]*")
_BEGINS = re.compile(r"(?:^|[.!?…:]['”’\"»)]*\s+|\n\s*|[“„«\"(]\s*)$")
_CALENDAR = MONTHS | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday february september october november december "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag februar marz oktober dezember i english german".split()
)


def suspects(text: str) -> list[str]:
    """Words with a capital in the middle of a sentence, each once, in order: perhaps a place, a product, a brand."""
    found: dict[str, None] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        known = plain(word)
        if known in _CALENDAR or known in GENERIC or _BEGINS.search(text[: match.start()]):
            continue
        found.setdefault(word)
    return list(found)
