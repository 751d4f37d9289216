"""The rule packs as a program uses them, read from `packs.json` once."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from .needs import Needs
from .report import KINDS
from .words import Line

_ROOM = 12 << 20  # bytes for what a pattern knows of rows; with RE2's own 8 the longest one forgets again and again
_PACKED = __file__.removesuffix("packs.py") + "packs.json"


class Rule(NamedTuple):
    """One rule of a pack; see `docs/coach-rules.md`. Its patterns are compiled when they are first needed."""

    id: str
    flag: str
    kinds: frozenset[str]
    confidence: float
    match: str
    not_in: frozenset[str]
    unless: str
    exempt: str
    sure: bool
    told: dict[str, Any]


class Hit(NamedTuple):
    """A rule that matched: the words (first, one past the last) of the sentence it matched."""

    rule: Rule
    first: int
    last: int


class Place(NamedTuple):
    """A part of a sentence that does not claim what it says: words `first` to `last` stand in `scope`."""

    scope: str
    first: int
    last: int


_NOWHERE: tuple[Place, ...] = ()
_NOTHING: tuple[Hit, ...] = ()


class Pack:
    """All rules, ready to be run over sentences."""

    def __init__(self, packed: dict[str, Any]) -> None:
        self.letters: dict[str, str] = packed["letters"]
        self.flags: dict[str, dict[str, Any]] = packed["flags"]
        self.digest: str = packed["digest"]
        self.scopes: list[tuple[str, str, str]] = [(scope[0], scope[1], scope[2]) for scope in packed["scopes"]]
        self.rules = [
            Rule(
                rule["id"],
                rule["flag"],
                frozenset(rule["kinds"]),
                rule["confidence"],
                rule["match"],
                frozenset(rule["scopes"]),
                rule.get("unless", ""),
                rule.get("except", ""),
                rule.get("sure", False),
                {key: rule[key] for key in ("message", "why", "ask", "severity", "suggest") if key in rule},
            )
            for rule in packed["rules"]
        ]
        # Scopes come first among the patterns, then rules.
        self.needs = Needs([scope[3] for scope in packed["scopes"]] + [rule["needs"] for rule in packed["rules"]])
        self.tags: dict[str, str] = packed["tags"]
        self._first = len(self.scopes)
        self._in_scopes = self.needs.wanted(range(self._first))
        self._wanted = {
            kind: self.needs.wanted(self._first + at for at, rule in enumerate(self.rules) if kind in rule.kinds)
            for kind in KINDS
        }

    def read(self, line: Line, kind: str) -> tuple[Sequence[Place], Sequence[Hit]]:
        """The matches of rules for this kind, without those that a rule's scopes and exceptions take back.

        Where there are any, also where the sentence asks, supposes, reports, guesses or denies.
        """
        met = self.needs.met(line.given, self._wanted[kind])
        if not met:
            return _NOWHERE, _NOTHING
        places: list[Place] | None = None
        hits: list[Hit] = []
        for number in met:
            rule = self.rules[number - self._first]
            found = list(compiled(rule.match).finditer(line.row))
            if found:
                if places is None:
                    scopes = self.needs.met(line.given, self._in_scopes)
                    places = [one for scope in scopes for one in self._places(line, scope)]
                hits += self._hits(line, rule, found, places)
        return places or _NOWHERE, hits

    def _places(self, line: Line, number: int) -> Iterator[Place]:
        scope, pattern, to = self.scopes[number]
        for found in compiled(pattern).finditer(line.row):
            first, last = line.between(*found.span())
            end = len(line.words)
            if to != "end":
                end = next((at for at in range(last, end) if line.marks[at]), end)
            yield Place(scope, first, end)

    @staticmethod
    def _hits(line: Line, rule: Rule, matches: list[Any], places: list[Place]) -> Iterator[Hit]:
        if rule.unless and compiled(rule.unless).search(line.row):
            return
        exempt = [line.between(*one.span()) for one in compiled(rule.exempt).finditer(line.row)] if rule.exempt else []
        for match in matches:
            first, last = line.between(*match.span())
            if any(place.first <= first < place.last and place.scope in rule.not_in for place in places):
                continue
            if any(begin < last and first < end for begin, end in exempt):
                continue
            while first < last - 1 and line.marks[first]:
                first += 1
            while first < last - 1 and line.marks[last - 1]:
                last -= 1
            yield Hit(rule, first, last)


@cache
def compiled(pattern: str) -> Any:
    """A pattern ready to search rows with."""
    import re2

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = _ROOM
    return re2.compile(pattern.encode(), options)


@cache
def pack() -> Pack:
    """The packs that the coach ships with."""
    with open(_PACKED, encoding="utf-8") as file:
        return Pack(json.load(file))
