"""Advice that slipped into a question (L5): in a listening session one asks and does not suggest."""

from dataclasses import dataclass
from functools import cache

import re2

from .text import N_, fold


@dataclass(frozen=True)
class Span:
    """A piece of the question, `start` and `end` in code points, and why it reads as advice (English)."""

    start: int
    end: int
    words: str
    reason: str


_THING = r"[a-z]+ing\b"
_RULES = (
    (r"\bwhy (?:don't|do not|not|can't|won't) (?:you|we|they) \w+", N_("It proposes something under a question mark.")),
    (r"\bwhy not (?:just |simply |try )?\w+", N_("It proposes something under a question mark.")),
    (
        r"\b(?:have|had) you (?:ever )?(?:thought about|thought of|considered|tried) (?:"
        + _THING
        + r"|to \w+|a |an |the |our |some |using)",
        N_("It names a way out that the other did not name."),
    ),
    (
        r"\b(?:did|have) you (?:not |ever )?(?:try|consider|think of|think about) (?:"
        + _THING
        + r"|to \w+|a |an |the )",
        N_("It names a way out that the other did not name."),
    ),
    (
        r"\b(?:wouldn't|would) it (?:not )?(?:be|make|help) (?:\w+ ){0,3}(?:better|easier|sense|best|cheaper|wise|smarter|good|if|to)",
        N_("It already says what would be better."),
    ),
    (r"\b(?:shouldn't|couldn't|can't|don't you want to) (?:you|we|they)\b", N_("It leans towards one answer.")),
    (
        r"\b(?:you|we|they) (?:should|could just|ought to|need to|must|had better|might want to|may want to)\b",
        N_("It says what to do."),
    ),
    (r"\bwhat if (?:you|we|they) (?:just |simply |all )?\w+", N_("It brings a way out of one's own.")),
    (r"\bhow about (?:" + _THING + r"|a |an |the |if |we |you )", N_("It brings a way out of one's own.")),
    (r"\bwhat about (?:" + _THING + r"|a new |using )", N_("It brings a way out of one's own.")),
    (
        r"\b(?:don't|do) you (?:not )?(?:think|agree|feel|believe) (?:that |it |you |we |this |a |the )",
        N_("It asks for agreement with one's own view."),
    ),
    (r"\bisn't (?:it|that|this|the)\b", N_("It asks for agreement with one's own view.")),
    (r"\baren't (?:you|we|they|there)\b", N_("It asks for agreement with one's own view.")),
    (
        r"\b(?:i|we) (?:would|'d|could) (?:suggest|recommend|advise|propose|try|start with|go for)\b",
        N_("It recommends."),
    ),
    (r"\b(?:i|we) (?:suggest|recommend|advise|propose)\b", N_("It recommends.")),
    (r"\bif i were you\b", N_("It recommends.")),
    (
        r"\b(?:the best|a better|an easier|the easiest|the obvious) (?:way|thing|option|solution|idea|fix)\b (?:is|would|might|could|to)",
        N_("It already says what would be better."),
    ),
    (
        r", (?:right|no|isn't it|aren't you|don't you|wouldn't you|won't you|shouldn't you|correct)\?\s*$",
        N_("The end of the question gives the answer."),
    ),
    (r"\blet(?:'s| us) (?:just |simply )?\w+", N_("It proposes something.")),
)


@cache
def _patterns() -> tuple[tuple[object, str], ...]:
    return tuple((re2.compile("(?i)" + pattern), reason) for pattern, reason in _RULES)


def advice_in(question: str) -> list[Span]:
    """The pieces of a question that suggest or steer, in order and without overlap; none for an open question."""
    folded = fold(question[:4000])
    found: list[Span] = []
    for pattern, reason in _patterns():
        for match in pattern.finditer(folded):  # type: ignore[attr-defined]
            start, end = match.span()
            found.append(Span(start, end, question[start:end], reason))
    found.sort(key=lambda span: (span.start, -span.end))
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
