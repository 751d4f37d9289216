"""A text told without names: what stands for a name, a sum, a day, an address.

Plain Python. What comes out is a draft that a person reads; `checking.py` says whether a name is still in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ours.cases.exact import Exact, find_addresses, find_days, find_sums
from ours.cases.naming import Hit, Names, Whose, merged

ROUNDS = 4  # what stands for a name may bring two others together


@dataclass(frozen=True)
class Instead:
    """What is said instead, in the language of the text. None of it may hold a name."""

    client: str = "the client"
    firm: str = "the firm"
    theirs: str = "somebody at the client"
    ours: str = "somebody at the firm"
    work: str = "the project"
    hidden: str = "[…]"
    mail: str = "[mail address]"
    link: str = "[link]"
    handle: str = "[name]"
    phone: str = "[number]"
    street: str = "[address]"
    months: Sequence[str] = tuple(
        "January February March April May June July August September October November December".split()
    )


def blur(text: str, names: Names, instead: Instead) -> str:
    """The text without the names of a room, its sums as ranges, its days as months, its addresses left out."""
    for _round in range(ROUNDS):
        spans = [(hit, _said(hit.whose, instead)) for hit in _addressed(text, names)]
        if not spans:
            break
        text = _replaced(text, spans)
    for find in (find_sums, lambda now: find_days(now, instead.months)):
        broader = {Hit(one.start, one.end, one.kind): one.broader for one in find(text)}
        text = _replaced(text, [(hit, broader.get(hit, "")) for hit in merged(broader)])
    # Rounding has changed letters too: "1. Mai" next to a name.
    for _round in range(ROUNDS):
        left = names.find(text)
        if not left:
            break
        text = _replaced(text, [(hit, _said(hit.whose, instead)) for hit in left])
    return _tidy(text, instead)


def _addressed(text: str, names: Names) -> list[Hit]:
    """Names and addresses; a name in an address goes with all of it."""
    addresses = [Hit(one.start, one.end, one.kind) for one in find_addresses(text)]
    return merged([*addresses, *names.find(text)])


def _said(kind: str, instead: Instead) -> str:
    known = {*Whose, Exact.MAIL, Exact.LINK, Exact.HANDLE, Exact.PHONE, Exact.STREET}
    return str(getattr(instead, kind)) if kind in known else instead.hidden


_STARTS = re.compile(r"(?:^|[.!?…]['”’\"»]?\s+|\n\s*|[“„«])$")


def _replaced(text: str, spans: list[tuple[Hit, str]]) -> str:
    parts: list[str] = []
    place = 0
    for hit, words in spans:
        before = text[place : hit.start]
        parts.append(before)
        # What begins a sentence goes on with a capital; the rest of a word that a name stood in goes with it.
        if words and words[0].isalpha() and _STARTS.search("".join(parts)[-4:] or ""):
            words = words[0].upper() + words[1:]
        parts.append(words)
        place = hit.end
    parts.append(text[place:])
    return "".join(parts)


def _tidy(text: str, instead: Instead) -> str:
    """ "the the client", "the client the client": what stands twice, once."""
    text = re.sub(r"\b([Tt])he the\b", r"\1he", text)
    for words in {instead.client, instead.firm, instead.theirs, instead.ours, instead.work, instead.hidden}:
        again = re.escape(words)
        text = re.sub(rf"({again})(?:[ ,]+{again})+(?!\w)", r"\1", text, flags=re.IGNORECASE)
    return text
