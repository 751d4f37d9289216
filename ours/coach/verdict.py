"""How far off a request was from the need that it came from (L4)."""

from typing import NamedTuple

from .questions import Ladder
from .rung import read_answer
from .tags import split
from .text import N_, stem

VERDICTS = ("confirmed", "narrowed", "redirected", "reframed")

# Words that say nothing of what a text is about.
_EMPTY = frozenset(
    "the and for our your their his her its with that this these those from into onto over under about has have had "
    "was were are been being would could should can may might will shall must not but you they them she him who what "
    "when where which why how there here please need needs want wants wanted like hello dear thanks thank best regards "
    "some somebody someone something any anybody all more most much many very just also only even than then too really "
    "make makes made get gets got give help let because since while each every one two three out off per so such again "
    "still".split()
)
_MOST = 0.6  # of the telling words: from here on one text says what the other says


class Suggestion(NamedTuple):
    """A verdict of `VERDICTS` and why, in an English sentence for the translators. People decide."""

    verdict: str
    reason: str


def suggest_verdict(request: str, need: str, ladder: Ladder | None = None) -> Suggestion:
    """How far off the request was: from the words that both have in common, and from what each of them names.

    confirmed: the need says what the request said. narrowed: it keeps the request and says less or more exactly what.
    redirected: it keeps the subject, or the kind of thing asked for, and goes elsewhere. reframed: it is of another
    kind and has hardly a word in common. `ladder`, where there is one, lets an answer that was taken back count
    against "confirmed".
    """
    asked, needed = telling_words(request), telling_words(need)
    shared = len(asked & needed)
    of_request = shared / len(asked) if asked else 0.0
    of_need = shared / len(needed) if needed else 0.0
    turned = ladder is not None and any(rung.overturned for rung in ladder.rungs)
    if of_request >= _MOST and of_need >= _MOST and not turned:
        return Suggestion("confirmed", N_("The need says what the request said."))
    if of_need >= _MOST:
        return Suggestion("narrowed", N_("The need is a part of what the request said."))
    if of_request >= _MOST:
        return Suggestion("narrowed", N_("The need keeps what the request said and says more exactly what it is for."))
    before, after = read_answer(request).kind, read_answer(need).kind
    if after == "tactic":
        return Suggestion("redirected", N_("The need names another means than the request."))
    if shared >= 2 or of_request >= 0.5:
        return Suggestion("redirected", N_("The need speaks of the same things and wants something else."))
    if before == after and before != "unclear":
        return Suggestion("redirected", N_("Both name the same kind of thing, and not the same thing."))
    return Suggestion("reframed", N_("The need has hardly a word in common with the request: it is of another kind."))


def distance(request: str, need: str, rounds: int) -> float:
    """How far it was from the request to the need, from 0.0 (the same words, or nothing was asked) to 1.0.

    The share of the need's telling words that the request did not have, counted in full only when it was found by
    asking: one round of questions counts half of it, two three quarters, and so on. So a need that a single question
    brought up is nearer than the same need after four. `rounds` is the number of rounds, 0 or more.
    """
    asked, needed = telling_words(request), telling_words(need)
    if not needed:
        return 0.0
    return len(needed - asked) / len(needed) * (1 - 0.5 ** max(0, rounds))


def telling_words(text: str) -> set[str]:
    """The words of a text that say what it is about, folded and without their endings."""
    words = (token.word for token in split(text) if not token.mark)
    return {stem(word) for word in words if len(word) > 2 and word not in _EMPTY and not word.isdigit()}


def kept_words(request: str, need: str) -> tuple[int, int]:
    """(how many of the request's telling words the need still has, how many the request has)."""
    asked, needed = telling_words(request), telling_words(need)
    return len(asked & needed), len(asked)
