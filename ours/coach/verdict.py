"""How far off a request was from the need that it came from (L4)."""

import re
from dataclasses import dataclass

from .rung import read_answer
from .text import N_, fold

VERDICTS = ("confirmed", "narrowed", "redirected", "reframed")

_WORD = re.compile(r"[^\W\d_]{3,}", re.UNICODE)
# Words that say nothing of what a text is about.
_EMPTY = frozenset(
    "the and for our your their his her its with that this these those from into onto over under about have has had "
    "was were are been being would could should can may might will shall must not but you they them she him who what "
    "when where which why how there here please need needs want wants wanted like hello dear thanks thank best regards "
    "some somebody someone something any anybody all more most much many very just also only than then too really "
    "make makes made get gets got give help let because since while each every one two three out off per".split()
)


@dataclass(frozen=True)
class Suggestion:
    """A verdict of `VERDICTS` and why, in an English sentence. People decide."""

    verdict: str
    reason: str


def telling_words(text: str) -> set[str]:
    """The words of a text that say what it is about, folded and cut to their stems."""
    return {_stem(word) for word in _WORD.findall(fold(text).lower()) if word not in _EMPTY}


def kept_words(request: str, need: str) -> tuple[int, int]:
    """(how many of the request's telling words the need still has, how many the request has)."""
    asked, needed = telling_words(request), telling_words(need)
    return len(asked & needed), len(asked)


def suggest_verdict(request: str, need: str) -> Suggestion:
    """How far off the request was: from the words both have in common, and from what each of them names."""
    asked, needed = telling_words(request), telling_words(need)
    shared = len(asked & needed)
    if needed and shared / len(needed) >= 0.75:
        if asked and shared / len(asked) >= 0.75:
            return Suggestion("confirmed", N_("The need says what the request said."))
        return Suggestion("narrowed", N_("The need is a part of what the request said."))
    named = read_answer(need).kind
    if named == "tactic":
        return Suggestion("redirected", N_("The need names another means than the request."))
    if shared >= 2:
        return Suggestion("redirected", N_("The need speaks of the same things and wants something else."))
    return Suggestion("reframed", N_("The need has hardly a word in common with the request: it is of another kind."))


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "edly", "ed", "ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
