"""The names of a room, and where they stand in a text: in any case, accent or inflection, hyphenated, in handles.

Plain Python. A name is looked for as a whole (with or without what stands between its words) and by those of its words
that tell who it is. How far a word may be hidden in a longer one depends on its length: "Bea" is not in "beach", but
"Lindgren" is in "lindgrenteam". A name that is also an ordinary word (Will, May) counts where it is
written like a name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from ours.cases.folding import Folded, plain, readings, spellings
from ours.cases.ordinary import EVERYDAY, GENERIC, MONTHS, PARTICLES, POST_BOXES


class Whose(StrEnum):
    """What a name belongs to."""

    CLIENT = "client"
    FIRM = "firm"
    THEIRS = "theirs"  # a person of the client
    OURS = "ours"  # a person of the firm
    WORK = "work"  # an engagement
    HIDDEN = "hidden"  # a further word that would give somebody away


class Hit(NamedTuple):
    """A name stands at text[start:end]."""

    start: int
    end: int
    whose: str


_SHORT, _LONG, _LONGEST = 3, 5, 7  # letters: below, only as a whole word; from, with an ending; from, anywhere
_BETWEEN = r"[\W_]{0,3}"
# Scripts that put no space between words, or hang other words onto a name: there a name is looked for anywhere.
_RUNNING = re.compile("[\u0590-\u06ff\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ufaff]")
_ENDINGS = r"(?:e?s)?"
_TAIL = r"[^\W\d_]{0,3}"
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Names:
    """Everything that would tell who a case is about, as it is known of one room."""

    client: tuple[str, ...] = ()  # the organisation, its other names
    firm: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    addresses: tuple[str, ...] = field(default=())  # mail addresses and domains; whoever they belong to
    hidden: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()  # places for somebody not yet known: "Front desk", "Frau Berger's deputy"

    @cached_property
    def _sought(self) -> list["_Sought"]:
        """What is looked for, the most telling first."""
        made: dict[_Sought, None] = {}
        for whose, names, parts in (
            (Whose.HIDDEN, self.hidden, _whole),
            (Whose.CLIENT, self.client, _organisation),
            (Whose.THEIRS, self.theirs, _person),
            (Whose.FIRM, self.firm, _organisation),
            (Whose.OURS, self.ours, _person),
            (Whose.HIDDEN, self.addresses, _address),
            (Whose.THEIRS, self.roles, _role),
            (Whose.WORK, self.works, _work),
        ):
            for name in names:
                for needle, pattern, edges, written in parts(name):
                    made.setdefault(_Sought(whose, needle, pattern, edges, written))
        return list(made)

    def find(self, text: str) -> list[Hit]:
        """Where a name stands, in order, without overlaps: of two at one place the longer."""
        # Most texts hold hardly any name; that is seen without looking at every place.
        squashed = _NO_LETTERS.sub("", plain(text))
        sought = [one for one in self._sought if one.needle in squashed]
        if not sought:
            return []
        found: list[Hit] = []
        for reading in readings(text):
            edges = _Edges(text, reading)
            for one in sought:
                found += (Hit(*span, one.whose) for span in edges.spans(one))
        return merged(found)


class _Edge(StrEnum):
    """What must be around a name for it to be one."""

    ANY = "any"  # nothing: it tells wherever it stands
    WORD = "word"  # a word begins and ends there
    ENDING = "ending"  # a word begins there, and ends there or after an ending


class _Sought(NamedTuple):
    whose: str
    needle: str  # its letters without anything between them
    pattern: str
    edge: _Edge
    written: bool  # only where it is written like a name, with a capital


def merged(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in order; those that overlap become one, named after the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if kept and hit.start < kept[-1].end:
            last = kept[-1]
            longer = hit if hit.end - hit.start > last.end - last.start else last
            kept[-1] = Hit(last.start, max(last.end, hit.end), longer.whose)
        else:
            kept.append(hit)
    return kept


class _Edges:
    """Matches on a folded text as places in the original, where a word begins or ends also at a change of case."""

    def __init__(self, text: str, folded: Folded) -> None:
        self.text, self.folded = text, folded

    def spans(self, sought: _Sought) -> Iterator[tuple[int, int]]:
        """Where it stands in the original, as (start, end)."""
        at, whole = self.folded.at, self.folded.text
        place, pattern = 0, _compiled(sought.pattern)
        while match := pattern.search(whole, place):
            place = match.start() + 1
            end = self._end(match, sought.edge)
            if end is None:
                continue
            start, stop = at[match.start()], at[end - 1] + 1
            if sought.written and not self._written(start, stop):
                continue
            place = end
            yield start, stop

    def _end(self, match: re.Match[str], edge: _Edge) -> int | None:
        if edge is _Edge.ANY:
            return match.end(1)
        if not self._edge(match.start()):
            return None
        # What follows may be an ending, or the next word of "BeaSays".
        return next((end for end in (match.end(), match.end(1)) if self._edge(end)), None)

    def _edge(self, place: int) -> bool:
        whole, at = self.folded.text, self.folded.at
        if place in (0, len(whole)) or not (whole[place - 1].isalpha() and whole[place].isalpha()):
            return True
        if _RUNNING.search(whole[place - 1 : place + 1]):
            return True
        return self.text[at[place]].isupper() and self.text[at[place - 1]].islower()

    def _written(self, start: int, stop: int) -> bool:
        """Whether it is written like a name, and not as a month: "in May", "5 May", "May 2026"."""
        if not self.text[start].isupper():
            return False
        if plain(self.text[start:stop]) not in MONTHS:
            return True
        return not (_BEFORE_MONTH.search(self.text, max(0, start - 12), start) or _AFTER_MONTH.match(self.text, stop))


_BEFORE_MONTH = re.compile(
    r"(?:\d(?:st|nd|rd|th)?\.?|\b(?:in|since|until|till|by|from|to|of|before|after|early|late|mid|last|next|this|during"
    r"|im|seit|bis|ab|vor|nach|anfang|mitte|ende|and|und|[–-]))[\s–-]+$",
    re.IGNORECASE,
)
_AFTER_MONTH = re.compile(r"\.?,?\s+\d|\s+[–-]|\s+(?:to|and|und|bis)\s+[A-Z]")


@lru_cache(maxsize=20_000)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_Part = tuple[str, str, _Edge, bool]
_Parts = Iterator[_Part]


def _tokens(folded: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded)


def _camel(name: str) -> str:
    return re.sub(r"(?<=[^\W\d_A-Z])(?=[A-Z])", " ", name)


def _all_words(name: str) -> Iterator[list[str]]:
    seen = set()
    for way in (name, _camel(name)):
        for spelling in sorted(spellings(way)):
            words = _tokens(spelling)
            if words and tuple(words) not in seen:
                seen.add(tuple(words))
                yield words


def _token(word: str, *, written: bool = False) -> _Part:
    """One telling word."""
    if len(word) >= _LONGEST or _RUNNING.search(word):
        return word, f"({re.escape(word)})", _Edge.ANY, written
    ending = _TAIL if len(word) >= _LONG else _ENDINGS if len(word) >= _SHORT else ""
    return word, f"({re.escape(word)}){ending}", _Edge.ENDING if ending else _Edge.WORD, written


def _phrase(words: list[str]) -> _Part:
    needle = "".join(words)
    safe = _BETWEEN.join(map(re.escape, words))
    if len(needle) >= _LONGEST:
        return needle, f"({safe})", _Edge.ANY, False
    return needle, f"({safe}){_ENDINGS}", _Edge.ENDING, False


def _word(word: str) -> _Part:
    return _token(word, written=word in EVERYDAY)


def _organisation(name: str) -> _Parts:
    for words in _all_words(name):
        telling = [word for word in words if word not in GENERIC and word not in PARTICLES and len(word) >= _SHORT]
        if len(words) > 1:
            yield _phrase(words)
            # Without "GmbH" it is the same house.
            core = [word for word in words if word not in PARTICLES]
            if 1 < len(core) < len(words):
                yield _phrase(core)
        elif words[0] not in telling:
            yield _word(words[0])
        for word in telling:
            yield _word(word)


def _person(name: str) -> _Parts:
    for words in _all_words(name):
        telling = [word for word in words if word not in PARTICLES and len(word) >= 2]
        if len(words) > 1:
            yield _phrase(words)
            yield _phrase([*words[1:], words[0]])
        if len(telling) > 1 and len(words[-1]) >= _SHORT:
            yield _phrase([words[0][0], words[-1]])
            yield _phrase([words[-1], words[0][0]])
        for word in telling:
            yield _token(word, written=word in EVERYDAY or word in GENERIC)
    # "D'Arcy" and "Jean-Luc" are one name each, also without what stands inside.
    for part in name.split():
        for words in _all_words(part):
            if len(words) > 1:
                yield _phrase(words)


def _role(name: str) -> _Parts:
    for words in _all_words(name):
        for word in words:
            if word not in GENERIC | EVERYDAY | PARTICLES and len(word) >= _SHORT:
                yield _token(word)


def _work(name: str) -> _Parts:
    for words in _all_words(name):
        # Engagements are called "Growth" or "Orders"; the bare word tells nobody, the name does.
        yield _phrase(words) if len(words) > 1 else _token(words[0], written=True)


def _whole(name: str) -> _Parts:
    for words in _all_words(name):
        yield _phrase(words) if len(words) > 1 else _token(words[0])


def _address(address: str) -> _Parts:
    """What a mail address or a domain would tell where it stands alone: "bokafor88", "yogahouse"."""
    local, _at, domain = address.rpartition("@")
    for part in (local, *domain.split(".")[:-1]):
        words = _tokens(plain(part))
        if len(words) > 1:
            yield _phrase(words)
        elif words and len(words[0]) >= _LONG and words[0] not in GENERIC | POST_BOXES | EVERYDAY:
            yield _token(words[0])
