"""Reading a text: what in it blames, labels, guesses, sweeps, deflects or advises, and what in it is well said (F2, T7,
L5).

One way through: blank what is not to be read (`masking`), part it in sentences, tag the words (`words`), run the rules
(`packs`) and sum the weights of all that was seen (`features`, `model`). A flag is raised where the sum is over its
line, or where a rule that is sure matched.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, reduce
from math import inf
from operator import or_
from typing import Any, NamedTuple

from .features import Looker, Weigher
from .language import is_english
from .masking import mask
from .model import Model, model
from .packs import Hit, Place, pack
from .report import FLAGS, KINDS, MARKS, ONLY_IN, WHOLE, Finding, Report
from .rewording import rewording
from .sentences import sentences
from .text import fold, plain
from .words import Line, Reader, Weights

_LONGEST = 100_000  # code points; a longer text is read up to here, so that no paste costs more than a second or two
_NONE: frozenset[str] = frozenset()
_SINGULAR = (".i", ".my")
_OTHERS = (".party", ".they", ".their", ".them", ".nobody")
_TO_OTHERS = ("advice", "reflect")
_AFAR = 1.5
_REPROACHES = frozenset(("blame", "label", "motive", "absolute"))
_TURNED = (".you", ".your", ".we")
_ASKING = frozenset("please why how is are do does did can could would explain list".split())
_OPEN = _ASKING | frozenset("what where when which who whose may".split())
_NAMES = {kind: [name for name in FLAGS if ONLY_IN.get(name, kind) == kind] for kind in KINDS}
_UNKNOWN = 0.75  # a rule that the weights do not know yet decides for itself from this confidence on


class Sentence:
    """One sentence as it was seen."""

    __slots__ = ("line", "places", "hits")

    def __init__(self, line: Line, places: Sequence[Place], hits: Sequence[Hit]) -> None:
        self.line = line
        self.places = places
        self.hits = hits

    @property
    def classes(self) -> set[str]:
        """The word classes in it, as features."""
        return set(looker().dots("".join(self.line.tags)))

    @property
    def features(self) -> list[str]:
        """All that the weights know a sentence by, each as often as it is there."""
        return looker().names(self.line, self.places, self.hits)


class Raised(NamedTuple):
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
    told = masked if masked.isascii() else plain(masked)
    read_line, read_rules = reader().read, pack().read
    shouting = head.isupper()
    found = []
    for start, end in sentences(masked):
        line = read_line(told, start, end, known, shouting)
        if line is not None:
            found.append(Sentence(line, *read_rules(line, kind)))
    return found


def is_clean(text: str, kind: str, known: Mapping[str, str]) -> bool:
    """Whether nothing is raised in a text: what a rewording has to be."""
    return _is_clean(text, kind, tuple(known.items()))


@lru_cache(1024)  # most rewordings are the same every time
def _is_clean(text: str, kind: str, known: tuple[tuple[str, str], ...]) -> bool:
    seen = look(text, kind, dict(known))
    return seen is not None and not _judge(kind, seen, model())[0]


def whole(kind: str, seen: list[Sentence]) -> list[str]:
    """The features of a text as one, each as often as it is there."""
    return [f"%{kind}", f"%{min(len(seen), 4)}", *(feature for one in seen for feature in one.features)]


def _judge(kind: str, seen: list[Sentence], judged: Model) -> tuple[list[Raised], list[str]]:
    """What is raised, and the good marks."""
    if not seen:
        return [], []
    bits = judged.bits
    weigh = weigher().sentence
    start = judged.of_kind(kind)
    # What belongs to whole texts weighs nothing for a sentence's flags.
    if len(seen) == 1:
        alone = seen[0]
        sums = [weigh(alone.line, alone.places, alone.hits) + start]
        total = sums[0] + judged.of_size(1)
        said = sums[0] | total
    else:
        sums = [weigh(one.line, one.places, one.hits) + start for one in seen]
        total = sum(sums) - start * (len(seen) - 1) + judged.of_size(len(seen))
        if kind == "reply":
            sums = judged.with_around(sums, total)
        said = reduce(or_, sums, total)
    good = [name for name in MARKS if total & bits[name]] if total & judged.marks else []
    raised: list[Raised] = []
    if not said & judged.any_of(kind) and not any(one.hits for one in seen):
        return raised, good
    decided = [decided_by(one.hits, judged) if one.hits else _NONE for one in seen]
    any_decided = _NONE.union(*decided)
    for name in _NAMES[kind]:
        bit = bits[name]
        if not said & bit and name not in any_decided:
            continue
        if name in WHOLE:
            if (total & bit or name in any_decided) and can_be(name, seen, raised):
                raised.append(Raised(name, None, max(judged.over(total, name), 0.0)))
            continue
        for sentence, one, sure in zip(seen, sums, decided, strict=True):
            if name in sure or (one & bit and judged.over(one, name) >= margin(name, sentence)):
                raised.append(Raised(name, sentence, max(judged.over(one, name), 0.0)))
    return raised, good


def can_be(name: str, seen: list[Sentence], raised: list[Raised]) -> bool:
    """Whether it can be said of such a text at all.

    A single sentence is no document. Whoever only asks, speaks only of themselves, or wants something of the other
    without a reproach, leaves no side out.
    """
    if name.startswith("no-") and len(seen) < 2:
        return False
    if name == "one-sided" or name.startswith("no-"):
        classes = set().union(*(sentence.classes for sentence in seen))
        others = not classes.isdisjoint(_OTHERS)
        alone = not classes.isdisjoint(_SINGULAR) and not others
        if name == "one-sided":
            reproach = any(mark.name in _REPROACHES for mark in raised)
            plainly = not reproach and not others and not classes.isdisjoint((".you", ".your"))
            return not alone and not plainly and not all(map(_asks, seen))
        return not alone and not any(sentence.line.asks for sentence in seen)
    return True


def _asks(sentence: Sentence) -> bool:
    """Whether a sentence asks, also where the mark was left out or a please stands for it."""
    return sentence.line.asks or sentence.line.words[0] in _ASKING


def margin(name: str, sentence: Sentence) -> float:
    """How far over its line a sum has to be: whoever asks for themselves seldom advises or hands work back.

    Who neither asks nor speaks of the other or of both never advises, and who writes no word says nothing.
    """
    if not any(word[:1].isalpha() for word in sentence.line.words):
        return inf
    if name == "advice" and not _asks(sentence) and sentence.classes.isdisjoint(_TURNED):
        return inf
    if name not in _TO_OTHERS or any(hit.rule.flag == name for hit in sentence.hits):
        return 0.0
    asks = sentence.line.words[0] in _OPEN and sentence.line.asks
    return _AFAR if asks or not sentence.classes.isdisjoint(_SINGULAR) else 0.0


def decided_by(hits: Iterable[Hit], judged: Model) -> frozenset[str]:
    """The flags that rules raise whatever the weights say."""
    return frozenset(
        rule.flag for rule, _, _ in hits if rule.sure or (rule.id not in judged.rules and rule.confidence >= _UNKNOWN)
    )


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
            first, last = weigher().loudest(sentence.line, name)
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
    from hashlib import blake2b  # only where something is found: it takes its time to load

    around = " ".join(line.words[max(0, first - 2) : last + 2])
    return blake2b(f"{rule}\0{around}".encode("utf-8", "replace"), digest_size=6).hexdigest()


def _known(parties: Iterable[str]) -> dict[str, str]:
    """Letters for the words that the people and organisations of the room are called by."""
    known: dict[str, str] = {}
    if not parties:
        return known
    letters = pack().letters
    for party in parties:
        for word in reader().plain(fold(party)[:200]):
            if len(word) > 2 and word not in ("the", "and", "for", "ltd", "inc"):
                known[word] = letters["name"] + letters["party"]
    return known


@cache
def reader() -> Reader:
    """Reads sentences with the classes, patterns and weights that the coach ships with."""
    rules = pack()
    weights = weigher()
    return Reader(rules.tags, rules.letters, rules.needs.given, Weights(weights.word, weights.pairs, weights.beside))


@cache
def weigher() -> Weigher:
    """Sums what a sentence weighs."""
    return Weigher(looker(), model(), pack())


@cache
def looker() -> Looker:
    """Finds the features, with the classes of the packs that the coach ships with."""
    return Looker(pack())
