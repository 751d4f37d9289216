"""Why a case is similar: the sentences that match, the words and the kinds of constraint that both have."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from os.path import commonprefix

from ours.meaning.features import words
from ours.meaning.passages import passages, sentences

MOST_SENTENCES, MOST_WORDS = 2, 8
LEAST = 4  # letters that forms of a word begin with alike
BEGINNING = 0.7  # of the longer of two words that must be the same for them to be called the same

# Words that say nothing about what a text is about.
EMPTY = frozenset(
    "a about after again all also am an and any are as at be because been before being but by can cannot can't could "
    "did didn't do does doesn't doing don't down each even few for from further get gets getting got had has hasn't "
    "have haven't having he her here hers him his how i i'd i'll i'm i've if in into is isn't it it's its just let "
    "like made make me more most much my need no nor not now of off on once one only or other our ours out over own "
    "please s same she should so some still such t than that that's the their them then there these they they're this "
    "those to too under until up us use used using very want was wasn't way we we're we've were what what's when "
    "where which while who why will with won't would you your yours".split()
)


@dataclass(frozen=True)
class Why:
    """Sentences of the case that match, words that both have, the case's need if it is shared, and the kinds of
    constraint ("client", "expert", "others": whose) that both problems have."""

    sentences: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    need: str = ""
    constraints: list[str] = field(default_factory=list)


def telling(text: str) -> list[str]:
    """The words of a text that say something about what it is about, each once."""
    return [one for one in dict.fromkeys(words(text)) if one not in EMPTY and not (len(one) == 1 and one.isascii())]


def same(one: str, other: str) -> bool:
    """Whether two words are forms of one: equal, or with a common beginning of four letters and most of the longer."""
    if one == other:
        return True
    if one[:LEAST] != other[:LEAST] or len(one) < LEAST or len(other) < LEAST:
        return False
    return len(commonprefix((one, other))) >= BEGINNING * max(len(one), len(other))


class _Wanted:
    """The telling words of what is asked, and which other words are forms of them."""

    def __init__(self, text: str) -> None:
        self.words = telling(text)
        self._begun: dict[str, list[str]] = {}
        for word in self.words:
            self._begun.setdefault(word[:LEAST], []).append(word)
        self._known: dict[str, bool] = {}

    def has(self, word: str) -> bool:
        found = self._known.get(word)
        if found is None:
            found = any(same(word, other) for other in self._begun.get(word[:LEAST], ()))
            self._known[word] = found
        return found

    def of(self, part: str) -> list[str]:
        """The telling words of a part that are wanted."""
        return [one for one in telling(part) if self.has(one)]


_wanted = lru_cache(8)(_Wanted)  # the cases of one answer are all held against the same text


def why(text: str, title: str, told: str, passage: int | None) -> Why:
    """Why a case with this title and these words is near a text; `passage` is the nearest one in meaning, if known."""
    of = _wanted(text).of
    near: list[str] = []
    if passage is not None:
        parts = passages(title, told)
        near = sentences(parts[passage]) if passage < len(parts) else []
        near = [one for one in near if one.rstrip(".") != title.rstrip("….")] or near
    shared = {one: len(of(one)) for one in dict.fromkeys([*near, *sentences(told)])}
    # The sentences with most words of what was asked; among those with none, only what is near in meaning.
    ranked = sorted((one for one in shared if shared[one]), key=lambda one: (-shared[one], one not in near))
    chosen = list(dict.fromkeys([*ranked[:1], *sorted(near, key=lambda one: -shared[one])[:1], *ranked[1:]]))
    return Why(sentences=chosen[:MOST_SENTENCES], words=of(f"{title}\n{told}")[:MOST_WORDS])


def shares(text: str, other: str) -> bool:
    """Whether two texts have words in common that say something, at least two or all of the shorter."""
    ones, others = telling(text), _wanted(other)
    both = sum(map(others.has, ones))
    return both >= min(2, len(ones), len(others.words)) > 0


def in_order(kinds: Iterable[str]) -> list[str]:
    """Kinds of constraint, each once."""
    return sorted(set(kinds))
