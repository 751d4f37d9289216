"""What to ask next on the way from a request to the need, and why (L3).

Each suggestion comes from the state of the ladder, says its reason, is an open question and never advises. Where a few
of the client's own words stand in it, they are in quotation marks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from .asking import RULES
from .rung import read_answer
from .text import N_, fold, quote

MOST = 4  # suggestions at a time
_WORDS = 60  # code points of the client's words inside a question

_RUN_UP = (
    r"\s*(?:(?:well|so|honestly|frankly|actually|no|because|that|basically|really|and|but|then|hm+|oh|look)\b[ ,.]+)*"
    r"(?:(?:i|we) ?(?:'d|would)? ?(?:really |just |simply |also )*"
    r"(?:need|want|like|love|(?:'re|'m|am|are) (?:after|looking for)) (?:to )?"
    r"|it(?:'s| is) (?:all |really |just |more )*about |in order to |so that )?"
)
_TAKEN_BACK = (
    r"^\s*(?:(?:well|hm+|oh|ah|wait)\b[ ,.;]*)*(?:no\b[ ,.;]+(?:actually|wait|not|it|that|what|we|i)"
    r"|actually|wait\b|not really|rather|in truth|on second thought)"
)


@dataclass(frozen=True, slots=True)
class RungState:
    """One answer on the ladder.

    `id` and `parent_id` tell what it answers (None: the request itself); `kind` is one of `rung.KINDS`; `person` is who
    said it, if known; `overturned` tells that a later answer has put it differently.
    """

    id: int
    parent_id: int | None
    question: str
    answer: str
    kind: str
    person: str | None = None
    confirmed: bool = False
    overturned: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder as far as it has come, its rungs in the order in which they were said.

    `unheard` are names or labels of people or levels that have not spoken yet; `has_ahead` and `has_urgent` tell
    whether the future it should serve and the relief wanted now have been named (L7).
    """

    request: str
    rungs: tuple[RungState, ...] = ()
    unheard: tuple[str, ...] = ()
    has_ahead: bool = False
    has_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """A question to ask, the reason for it (an English sentence for the translators), and the rule it comes from."""

    text: str
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Due:
    """A rule that applies: the words and the name to put into its question, and which way of asking comes first."""

    rule: str
    words: str = ""
    who: str = ""
    turn: int = 0


def next_questions(ladder: Ladder, translate: Callable[[str], str] = N_) -> list[Suggested]:
    """At most four questions to ask now, the best first, none that was asked on this ladder before.

    `translate` is called with each English question before the client's words are put in; what was asked is
    recognised in the language that it returns. The same ladder always gets the same questions.
    """
    asked = {_same(rung.question) for rung in ladder.rungs}
    suggested: list[Suggested] = []
    for due in _due(ladder):
        if len(suggested) == MOST:
            break
        text = _worded(due, asked, translate)
        if text and all(one.rule != due.rule for one in suggested):
            suggested.append(Suggested(text, RULES[due.rule].reason, due.rule))
    return suggested


def _due(ladder: Ladder) -> Iterator[_Due]:
    """The rules that apply to this ladder, the most telling first."""
    live = [rung for rung in ladder.rungs if not rung.overturned]
    if not live:
        yield _Due("begin", _few(ladder.request), turn=len(ladder.rungs))
        yield from _horizons(ladder)
        return
    last = live[-1]
    branch = _branch(ladder, last)
    kinds = {rung.kind for rung in branch}
    turn = ladder.rungs.index(last)
    few = _few(last)
    if _turned(ladder, last, branch):
        yield _Due("overturned", few, turn=turn)
    if _whole(branch):
        heart = [
            _few(next(rung for rung in reversed(branch) if rung.kind == kind))
            for kind in ("outcome", "measure", "stake")
        ]
        yield _Due("whole", "” … “".join(heart), turn=turn)
    elif last.kind in ("unclear", "tactic", "constraint", "stake"):
        yield _Due(last.kind, few, turn=turn)
    if "outcome" in kinds and "measure" not in kinds:
        outcome = next(rung for rung in reversed(branch) if rung.kind == "outcome")
        yield _Due("no-measure", _few(outcome), turn=turn)
    if last.kind == "measure":
        yield _Due("measure" if "outcome" in kinds else "no-outcome", few, turn=turn)
    if kinds & {"outcome", "measure"} and "stake" not in kinds:
        matter = next(rung for rung in reversed(branch) if rung.kind in ("outcome", "measure"))
        yield _Due("no-person", _few(matter), turn=turn)
    if last.kind == "stake" and "outcome" not in kinds:
        yield _Due("no-outcome", few, turn=turn)
    for rung in reversed(live):
        if not rung.confirmed and rung.kind != "unclear":
            yield _Due("unconfirmed", _few(rung), turn=ladder.rungs.index(rung))
            break
    yield from _open_ends(ladder, live, last)
    for place, who in enumerate(ladder.unheard):
        yield _Due("unheard", who=who, turn=turn + place)
        break
    yield from _horizons(ladder)


def _branch(ladder: Ladder, rung: RungState) -> list[RungState]:
    """The rungs that still hold on the way from the request up to `rung`."""
    by_id = {one.id: one for one in ladder.rungs}
    branch: list[RungState] = []
    seen: set[int] = set()
    step: RungState | None = rung
    while step is not None and step.id not in seen:
        seen.add(step.id)
        if not step.overturned:
            branch.append(step)
        step = by_id.get(step.parent_id) if step.parent_id is not None else None
    return branch[::-1]


def _turned(ladder: Ladder, last: RungState, branch: list[RungState]) -> bool:
    """Whether the last answer has just put an earlier one differently, said so or not."""
    before = ladder.rungs[: ladder.rungs.index(last)]
    if before and before[-1].overturned:
        return True
    return len(branch) > 1 and bool(_pattern(_TAKEN_BACK).search(fold(last.answer[:200])))


def _whole(branch: list[RungState]) -> bool:
    """Whether outcome, measure and stake are all there and each is confirmed."""
    return {"outcome", "measure", "stake"} <= {rung.kind for rung in branch if rung.confirmed}


def _open_ends(ladder: Ladder, live: list[RungState], last: RungState) -> Iterator[_Due]:
    """Other branches that were left before they came to a state of affairs, the newest first."""
    parents = {rung.parent_id for rung in live}
    for rung in reversed(live):
        if rung is not last and rung.id not in parents and rung.kind in ("tactic", "outcome", "unclear"):
            yield _Due("open-end", _few(rung), turn=ladder.rungs.index(rung))
            break


def _horizons(ladder: Ladder) -> Iterator[_Due]:
    if not ladder.has_ahead:
        yield _Due("ahead", turn=len(ladder.rungs))
    if not ladder.has_urgent:
        yield _Due("urgent", turn=len(ladder.rungs))


def _few(said: RungState | str) -> str:
    """A few of the client's own words: the sentence that the reading of them rests on, without its run-up."""
    words, question = (said, "") if isinstance(said, str) else (said.answer, said.question)
    reading = read_answer(words, question)
    begin = max((words.rfind(mark, 0, reading.start) + 1 for mark in ".!?;\n"), default=0)
    ends = [place for mark in ".!?;\n" if (place := words.find(mark, max(reading.end, begin + 1))) > 0]
    return _short(words[begin : min(ends, default=len(words))]) or quote(words, _WORDS)


def _short(words: str) -> str:
    """Words without "well, we need" in front and, where they are long, without what follows a comma."""
    run_up = _pattern(_RUN_UP).match(fold(words))
    if run_up and len(words[run_up.end() :].split()) > 1:
        words = words[run_up.end() :]
    comma = words.rfind(",", 0, _WORDS)
    if len(words) > _WORDS and len(words[: max(comma, 0)].split()) > 2:
        words = words[:comma]
    return quote(words, _WORDS)


@cache
def _pattern(written: str) -> Any:
    return re2.compile(written)


def _worded(due: _Due, asked: set[str], translate: Callable[[str], str]) -> str:
    """One way of asking by this rule that was not used yet; empty if there is none, or if once is enough."""
    rule = RULES[due.rule]
    ways = [translate(way).format(words=f"“{due.words}”", who=due.who) for way in rule.ways]
    used = [_same(way) in asked for way in ways]
    if rule.once and any(used):
        return ""
    for step in range(len(ways)):
        place = (due.turn + step) % len(ways)
        if not used[place]:
            return ways[place]
    return ""


def _same(question: str) -> str:
    return " ".join(fold(question).split()).rstrip("?!. ")
