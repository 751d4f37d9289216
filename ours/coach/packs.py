"""The rule packs as a program uses them, read from `packs.json` once."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import re2

from .words import Line, Reader

_PACKED = Path(__file__).with_name("packs.json")
_ROOM = 6 << 20  # bytes of states that one set may keep
_TOGETHER = 2  # patterns in one set: with more the states multiply, and are thrown away as fast as they are made


@dataclass(slots=True)
class Rule:
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


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched: the words (first, one past the last) of the sentence it matched."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a sentence that does not claim what it says: words `first` to `last` stand in `scope`."""

    scope: str
    first: int
    last: int


class Pack:
    """All rules, ready to be run over sentences."""

    def __init__(self, packed: dict[str, Any]) -> None:
        self.letters: dict[str, str] = packed["letters"]
        self.flags: dict[str, dict[str, Any]] = packed["flags"]
        self.digest: str = packed["digest"]
        self.reader = Reader(packed["tags"], self.letters)
        self.scopes: list[tuple[str, str, str]] = [tuple(scope) for scope in packed["scopes"]]
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
        self._by_kind: dict[str, tuple[Any, list[Rule]]] = {}

    def places(self, line: Line) -> list[Place]:
        """Where the sentence asks, supposes, reports, guesses or denies."""
        places = []
        for index in self._candidates("scopes", line):
            scope, pattern, to = self.scopes[index]
            for found in compiled(pattern).finditer(line.row):
                first, last = line.between(*found.span())
                if to == "end":
                    end = len(line.words)
                else:
                    end = next((at for at in range(last, len(line.words)) if line.marks[at]), len(line.words))
                places.append(Place(scope, first, end))
        return places

    def hits(self, line: Line, kind: str, places: Iterable[Place]) -> list[Hit]:
        """Every match of every rule for texts of this kind, without those its scopes and exceptions take back."""
        hits: list[Hit] = []
        candidates = self._candidates(kind, line)
        if not candidates:
            return hits
        rules = self._by_kind[kind][1]
        for index in candidates:
            rule = rules[index]
            if rule.unless and compiled(rule.unless).search(line.row):
                continue
            exempt: list[tuple[int, int]] | None = None
            for found in compiled(rule.match).finditer(line.row):
                first, last = line.between(*found.span())
                if rule.not_in and any(
                    place.first <= first < place.last and place.scope in rule.not_in for place in places
                ):
                    continue
                if rule.exempt:
                    if exempt is None:
                        exempt = [line.between(*one.span()) for one in compiled(rule.exempt).finditer(line.row)]
                    if any(begin < last and first < end for begin, end in exempt):
                        continue
                while first < last - 1 and line.marks[first]:
                    first += 1
                while first < last - 1 and line.marks[last - 1]:
                    last -= 1
                hits.append(Hit(rule, first, last))
        return hits

    def _candidates(self, kind: str, line: Line) -> list[int]:
        """The numbers of the patterns that match somewhere in the sentence, found in one pass."""
        if kind not in self._by_kind:
            rules = [rule for rule in self.rules if kind in rule.kinds]
            patterns = (
                [pattern for _, pattern, _ in self.scopes] if kind == "scopes" else [rule.match for rule in rules]
            )
            self._by_kind[kind] = (choices(patterns), rules)
        found: list[int] = []
        for start, chosen in self._by_kind[kind][0]:
            found += [start + index for index in chosen.Match(line.row) or ()]
        return sorted(found)


def choices(patterns: list[str]) -> list[tuple[int, Any]]:
    """Passes that tell which of many patterns match, each with the number of its first pattern."""
    options = re2.Options()
    options.max_mem = _ROOM
    options.encoding = re2.Options.Encoding.LATIN1
    sets = []
    for start in range(0, len(patterns), _TOGETHER):
        chosen = re2.Set.SearchSet(options)
        for pattern in patterns[start : start + _TOGETHER]:
            chosen.Add(pattern.encode())
        chosen.Compile()
        sets.append((start, chosen))
    return sets


@cache
def compiled(pattern: str) -> Any:
    """A pattern ready to search rows with."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(pattern.encode(), options)


@cache
def pack() -> Pack:
    """The packs that the coach ships with."""
    return Pack(json.loads(_PACKED.read_text(encoding="utf-8")))
