"""Reading a text: what in it blames, labels, guesses, sweeps, deflects or advises, and what in it is well said (F2, T7,
L5).

One way through: blank what is not to be read (`masking`), part it in sentences, tag the words (`words`), run the rules
(`packs`) and sum the weights of all that was seen (`features`, `model`). A flag is raised where the sum is over its
line, or where a rule that is sure matched.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .features import Looker
from .language import is_english
from .masking import mask
from .model import Model, model
from .packs import Hit, pack
from .report import FLAGS, KINDS, MARKS, ONLY_IN, WHOLE, Finding, Report
from .rewording import rewording
from .sentences import sentences
from .text import fold
from .words import Line

_LONGEST = 100_000  # code points; a longer text is read up to here, so that no paste costs more than a second or two
_SINGULAR = (".i", ".my", "me", "mine", "myself")
_OTHERS = (".party", ".they", ".their", ".them", ".nobody")
_TO_OTHERS = ("advice", "reflect")
_ASKING = frozenset("what where when how why which who whose is are do does can could may".split())
_AFAR = 1.5
_UNKNOWN = 0.75  # a rule that the weights do not know yet decides for itself from this confidence on


@dataclass(slots=True)
class Sentence:
    """One sentence as it was seen."""

    line: Line
    hits: list[Hit]
    seen: set[str]


@dataclass(slots=True)
class Raised:
    """A flag that is raised in a sentence, or in the text as a whole, and by how much its sum is over the line."""

    name: str
    sentence: Sentence | None
    over: float


def read(text: str, kind: str, parties: Iterable[str] = (), question: str = "") -> Report:
    """Read a text of a kind: "statement", "reply", "question", "note" or "answer".

    `parties` are names of people and organisations of the room, which count as parties. `question` is what an answer
    answers. Any string is read, in time linear in its length. Raises ValueError for an unknown kind.
    """
    if kind == "answer":
        from .answering import read_answer_text

        return read_answer_text(text, question)
    if kind not in KINDS:
        raise ValueError(f"a kind is one of {', '.join(KINDS)} or answer")
    report = Report(text, kind, cut=len(text) > _LONGEST)
    known = _known(parties)
    seen = look(text, kind, known)
    if seen is None:
        report.language = "other"
        return report
    judged = model()
    raised, report.good = _judge(kind, seen, judged)
    for mark in raised:
        report.findings.append(_finding(text, kind, mark, seen, judged, known))
    report.findings.sort(key=lambda finding: (finding.start, FLAGS.index(finding.flag)))
    return report


def look(text: str, kind: str, known: Mapping[str, str]) -> list[Sentence] | None:
    """The sentences of a text with what was seen in them, the same for reading and for learning; None if not English.

    `known` adds letters to words: the people and organisations of the room.
    """
    head = text[:_LONGEST]
    masked = mask(head)
    if not is_english(masked):
        return None
    folded = fold(masked)
    rules, looks = pack(), looker()
    shouting = head.isupper()
    found = []
    for start, end in sentences(masked):
        line = rules.reader.read(folded, head, start, end, known, shouting)
        if not line.words or all(line.marks):
            continue
        places = rules.places(line)
        hits = rules.hits(line, kind, places)
        found.append(Sentence(line, hits, looks.names(line, places, hits)))
    return found


def is_clean(text: str, kind: str, known: Mapping[str, str]) -> bool:
    """Whether nothing is raised in a text: what a rewording has to be."""
    seen = look(text, kind, known)
    return seen is not None and not _judge(kind, seen, model())[0]


def whole(kind: str, seen: list[Sentence]) -> set[str]:
    """The features of a text as one."""
    features = {f"%{kind}", f"%{min(len(seen), 4)}"}
    for sentence in seen:
        features |= sentence.seen
    return features


def _judge(kind: str, seen: list[Sentence], judged: Model) -> tuple[list[Raised], list[str]]:
    """What is raised, and the good marks."""
    if not seen:
        return [], []
    total = judged.sums(whole(kind, seen))
    # In a text of one sentence the two are the same: what belongs to whole texts weighs nothing for a sentence's flags.
    sums = [total] if len(seen) == 1 else [judged.sums((*sentence.seen, f"%{kind}")) for sentence in seen]
    raised = []
    for name, index in judged.place.items():
        if name in MARKS or ONLY_IN.get(name, kind) != kind:
            continue
        line = judged.line[index]
        if name in WHOLE:
            sure = any(_decides(hit, name, judged) for sentence in seen for hit in sentence.hits)
            if (total[index] >= line or sure) and _can_be(name, seen):
                raised.append(Raised(name, None, max(total[index] - line, 0.0)))
            continue
        for sentence, one in zip(seen, sums, strict=True):
            over = line + _margin(name, sentence)
            if one[index] >= over or any(_decides(hit, name, judged) for hit in sentence.hits):
                raised.append(Raised(name, sentence, max(one[index] - line, 0.0)))
    return raised, [name for name in MARKS if total[judged.place[name]] >= judged.line[judged.place[name]]]


def _can_be(name: str, seen: list[Sentence]) -> bool:
    """A single sentence is no document; and whoever only asks, or speaks only of themselves, leaves no side out."""
    if name.startswith("no-") and len(seen) < 2:
        return False
    if name == "one-sided" or name.startswith("no-"):
        features = set().union(*(sentence.seen for sentence in seen))
        alone = not features.isdisjoint(_SINGULAR) and features.isdisjoint(_OTHERS)
        asking = [sentence.line.asks for sentence in seen]
        return not alone and not (all(asking) if name == "one-sided" else any(asking))
    return True


def _margin(name: str, sentence: Sentence) -> float:
    """How far over its line a sum has to be: whoever asks for themselves seldom advises or hands work back."""
    if name not in _TO_OTHERS or any(hit.rule.flag == name for hit in sentence.hits):
        return 0.0
    asks = sentence.line.words[0] in _ASKING and sentence.line.asks
    return _AFAR if asks or not sentence.seen.isdisjoint(_SINGULAR) else 0.0


def _decides(hit: Hit, name: str, judged: Model) -> bool:
    if hit.rule.flag != name:
        return False
    return hit.rule.sure or (hit.rule.id not in judged.rules and hit.rule.confidence >= _UNKNOWN)


def _finding(
    text: str, kind: str, mark: Raised, seen: list[Sentence], judged: Model, known: Mapping[str, str]
) -> Finding:
    """A finding points at the words of the best rule that matched, else at those that weigh most."""
    name = mark.name
    among = [mark.sentence] if mark.sentence else seen
    hits = [(hit, sentence) for sentence in among for hit in sentence.hits if hit.rule.flag == name]
    told: dict[str, Any]
    if hits:
        hit, sentence = max(hits, key=lambda one: (one[0].rule.confidence, one[0].last - one[0].first))
        rule, first, last, told, floor = hit.rule.id, hit.first, hit.last, hit.rule.told, hit.rule.confidence
    else:
        sentence = mark.sentence or (seen[-1] if name.startswith("no-") else seen[0])
        rule, told, floor = f"{name}-by-words", {}, 0.6
        first, last = 0, len(sentence.line.words)
        if mark.sentence:
            first, last = judged.loudest(looker().placed(sentence.line, sentence.hits), name, last)
    words = pack().flags[name] | told
    line = sentence.line
    replace, reword = rewording(text, kind, name, line, known)
    return Finding(
        flag=name,
        rule=rule,
        start=line.starts[first],
        end=line.ends[last - 1],
        severity="ask" if kind == "note" else words["severity"],
        confidence=_confidence(mark.over, floor),
        message=words["message"],
        why=words["why"],
        ask=words["ask"],
        fingerprint=_fingerprint(rule, line, first, last),
        replace=replace,
        reword=reword,
    )


def _confidence(over: float, floor: float) -> float:
    """From how far a sum is over its line, and how good the rule is."""
    return round(min(0.99, floor + (1 - floor) * (over / (over + 3.0))), 2)


def _fingerprint(rule: str, line: Line, first: int, last: int) -> str:
    around = " ".join(line.words[max(0, first - 2) : last + 2])
    return hashlib.blake2b(f"{rule}\0{around}".encode("utf-8", "replace"), digest_size=6).hexdigest()


def _known(parties: Iterable[str]) -> dict[str, str]:
    """Letters for the words that the people and organisations of the room are called by."""
    letters = pack().letters
    known: dict[str, str] = {}
    for party in parties:
        for word in pack().reader.plain(fold(party)[:200]):
            if len(word) > 2 and word not in ("the", "and", "for", "ltd", "inc"):
                known[word] = letters["name"] + letters["party"]
    return known


@cache
def looker() -> Looker:
    """Finds the features, with the classes of the packs that the coach ships with."""
    return Looker(pack())
