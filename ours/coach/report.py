"""What a reading of a text gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass
class Finding:
    """A place in a text that the coach points at.

    `start` and `end` are code points of the text. `severity` is "warn", "info" or, in a private note, "ask". `why`
    begins with the practice. A suggestion is put in place of the code points `replace`. `fingerprint` stays the same
    while the words around the finding do, so that a dismissal outlives edits elsewhere.
    """

    flag: str
    rule: str
    start: int
    end: int
    severity: str
    confidence: float
    message: str
    why: str
    ask: str
    fingerprint: str
    replace: tuple[int, int]
    reword: Callable[[], list[str]] = field(repr=False, compare=False, default=list)

    @cached_property
    def suggestions(self) -> list[str]:
        """Other ways to say it, each clean under the coach, with every number, name and date; made when asked for."""
        return self.reword()

    def as_dict(self) -> dict[str, Any]:
        """The finding as the fixed interface writes it."""
        return {
            "flag": self.flag,
            "rule": self.rule,
            "start": self.start,
            "end": self.end,
            "severity": self.severity,
            "confidence": self.confidence,
            "message": self.message,
            "why": self.why,
            "ask": self.ask,
            "suggestions": self.suggestions,
            "fingerprint": self.fingerprint,
            "replace": list(self.replace),
        }


@dataclass
class Report:
    """The reading of one text.

    `flags` are the names of what was found, in the order of `FLAGS`; `good` what is well said. `language` is "en" or
    "other"; a text in another language has no findings. `cut` tells that only the beginning of a very long text was
    read. `reading`, its place and `next` belong to the kind "answer" alone.
    """

    text: str
    kind: str
    findings: list[Finding] = field(default_factory=list)
    good: list[str] = field(default_factory=list)
    language: str = "en"
    cut: bool = False
    reading: str = ""
    span: tuple[int, int] = (0, 0)
    next: list[dict[str, str]] = field(default_factory=list)

    @property
    def flags(self) -> list[str]:
        """The flags found, each once."""
        if not self.findings:
            return []
        found = {finding.flag for finding in self.findings}
        return [flag for flag in FLAGS if flag in found]

    def as_dict(self) -> dict[str, Any]:
        """The report as the fixed interface writes it."""
        told: dict[str, Any] = {
            "text": self.text,
            "kind": self.kind,
            "flags": self.flags,
            "findings": [finding.as_dict() for finding in self.findings],
            "good": self.good,
            "language": self.language,
        }
        if self.cut:
            told["cut"] = True
        if self.kind == "answer":
            told |= {"reading": self.reading, "span": list(self.span), "next": self.next}
        return told


FLAGS = (
    *("blame", "label", "absolute", "motive", "unverifiable", "solution"),
    *("one-sided", "no-current-state", "no-desired-state", "deflect", "reflect", "advice"),
)
MARKS = ("joint", "specific", "open-question", "acknowledgement")
KINDS = ("statement", "reply", "question", "note")
AROUND = ("deflect", "reflect")
"""What is judged in a sentence also by the sentences around it."""
ONLY_IN = {
    "one-sided": "statement",
    "no-current-state": "statement",
    "no-desired-state": "statement",
    "deflect": "reply",
    "reflect": "reply",
    "advice": "question",
}
WHOLE = frozenset(("unverifiable", "one-sided", "no-current-state", "no-desired-state", *MARKS))
"""What is judged over the whole text and not sentence by sentence."""
