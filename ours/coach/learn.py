"""Learning the weights from labelled texts: `python -m ours.coach.learn FILE... [--check]`.

A development tool: it needs scikit-learn, which the product does not. Each flag has a logistic regression over the
features of sentences (or of whole texts), scaled by how unevenly a feature is spread over the two answers, which helps
where texts are few. How well it does is measured by leaving out all texts of some authors at a time; from the same
scores comes the line from which on a flag is raised. `--check` only measures.
"""

import hashlib
import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import inf
from pathlib import Path
from typing import Any

from .engine import Sentence, can_be, look, margin, whole
from .model import write
from .packs import pack
from .report import AROUND, FLAGS, MARKS, ONLY_IN, WHOLE

_STRENGTH = 0.5  # how little large weights are held back
_RARE = 0.3  # what is added to every count, so that nothing that was seen on one side only decides alone
# Where what counts is spread over many common words, half of each weight comes from a regression without the scale …
_PLAIN = {"blame": 0.5}
_PLAIN_STRENGTH = 0.2  # … whose weights are held back more
_SEEN = 2  # a feature of one text only says nothing about others …
_PIECE_SEEN = 4  # … a piece of a word needs more
_PIECE_LOUD = 0.35  # many small features must not drown a few
_CLASS_LOUD = 0.6  # of classes beside each other
_AROUND_LOUD = 0.3  # of what stands in the sentences around
_AROUND = "~"  # before a feature that stands there
# Whose texts set the lines, and how much a text counts: those who wrote as people do count in full, those who wrote
# where the coach read worst a little.
_SETS_LINES = dict.fromkeys(("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"), 1.0)
_SETS_LINES |= dict.fromkeys(("q1", "q2", "q3", "q4", "w3", "w4", "w5"), 1.0)
_SETS_LINES |= dict.fromkeys(("n1", "n2", "n3", "n4", "n6", "n7", "n8", "b1", "b2", "b3", "b4"), 0.15)
_FOLDS = 5  # parts that these authors are dealt into; of the others is always learned
_MUTE = 0.03  # weights smaller than this are left out
_PRECISE = 0.90  # of what is raised, this much should be right …
_WELL = 0.80  # … while this much is found …
_WEIGHT = 0.5  # of recall beside precision, the square of F's beta


def load(paths: Iterable[str]) -> list[dict[str, Any]]:
    """Labelled texts from files with one JSON object a line: "id", "kind", "text", "flags" {flag: words}, "good"."""
    rows = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            row.setdefault("author", row["id"][:2])
            rows.append(row)
    return rows


class Table:
    """Sentences or whole texts with their features as a sparse matrix: one row each, one column for each feature.

    `of[i]` is the number of the text that row i belongs to, `spans[i]` its code points in it, `bars[i]` how much more
    than its line a flag needs there, below zero where a rule is sure.
    """

    def __init__(self, seen: list[tuple[int, tuple[int, int], Counter[str]]], bars: list[dict[str, float]]) -> None:
        numpy, sparse = importlib.import_module("numpy"), importlib.import_module("scipy.sparse")
        self.of = numpy.array([number for number, _, _ in seen])
        self.spans = [span for _, span, _ in seen]
        self.bars = bars
        counted = Counter(feature for _, _, features in seen for feature in features)
        self.features = sorted(feature for feature, count in counted.items() if count >= _least(feature))
        place = {feature: at for at, feature in enumerate(self.features)}
        places: list[int] = []
        counts: list[int] = []
        ends = [0]
        for _, _, features in seen:
            known = sorted((place[feature], count) for feature, count in features.items() if feature in place)
            places += [at for at, _ in known]
            counts += [count for _, count in known]
            ends.append(len(places))
        self.rows = sparse.csr_matrix((numpy.array(counts, float), places, ends), (len(seen), len(self.features)))
        self.least = numpy.array([_least(feature) for feature in self.features])
        self.loud = numpy.array([_loud(feature) for feature in self.features])
        self.around = numpy.array([feature[0] == _AROUND and len(feature) > 1 for feature in self.features])


def tables(rows: list[dict[str, Any]]) -> tuple[Table, Table]:
    """All sentences of the texts, and all texts as a whole."""
    each, both = [], []
    bars, bars_of_all = [], []
    for number, row in enumerate(rows):
        seen = look(row["text"], row["kind"], {}) or []
        own = [Counter(one.features) for one in seen]
        plain = [
            Counter(_AROUND + one for one in each_own if not _is_piece(one) and " " not in one) for each_own in own
        ]
        for at, one in enumerate(seen):
            found = own[at] + Counter([f"%{row['kind']}"])
            if row["kind"] == "reply":
                found = sum((around for place, around in enumerate(plain) if place != at), found)
            each.append((number, (one.line.start, one.line.end), found))
            bars.append({name: -inf if _is_sure(name, one) else margin(name, one) for name in FLAGS})
        both.append((number, (0, len(seen)), Counter(whole(row["kind"], seen))))
        never = {name: inf for name in WHOLE if name.startswith("no-") and not can_be(name, seen, [])}
        sure = {name: -inf for name in WHOLE if any(_is_sure(name, one) for one in seen)}
        bars_of_all.append(sure | never)
    return Table(each, bars), Table(both, bars_of_all)


def _is_sure(name: str, sentence: Sentence) -> bool:
    return any(hit.rule.sure and hit.rule.flag == name for hit in sentence.hits)


def asked(name: str, rows: list[dict[str, Any]], table: Table) -> tuple[Any, Any]:
    """The rows of a table that a flag or mark is for, and whether it holds in each."""
    numpy = importlib.import_module("numpy")
    chosen, holds = [], []
    for at, number in enumerate(table.of):
        row, (start, end) = rows[number], table.spans[at]
        if ONLY_IN.get(name, row["kind"]) != row["kind"]:
            continue
        if name in WHOLE:
            if name.startswith("no-") and end < 2:
                continue
            there = name in row["flags"] or name in row.get("good", ())
        else:
            words = row["flags"].get(name)
            begin = row["text"].find(words) if words else -1
            there = words is not None and (begin < 0 or (begin < end and start < begin + len(words)))
        chosen.append(at)
        holds.append(there)
    return numpy.array(chosen), numpy.array(holds)


class Fit:
    """Logistic regression over rows of a table with scaled features, mixed with a plain one where `_PLAIN` says."""

    def __init__(self, name: str, table: Table, chosen: Any, holds: Any) -> None:
        numpy = importlib.import_module("numpy")
        rows = table.rows[chosen]
        there = rows.sign()
        yes, no = (numpy.asarray(there[answer].sum(0)).ravel() for answer in (holds, ~holds))
        kept = (yes + no >= table.least) & (~table.around | (name in AROUND))
        yes, no = yes + _RARE, no + _RARE
        scale = numpy.log((yes / yes.sum()) / (no / no.sum())).clip(-4, 4) * table.loud
        self.weights = numpy.zeros(len(scale))
        self.bias = 0.0
        plain = _PLAIN.get(name, 0.0)
        self._add(rows, holds, numpy.where(kept, scale, 0.0), _STRENGTH, 1.0 - plain)
        if plain:
            self._add(rows, holds, numpy.where(kept, table.loud, 0.0), _PLAIN_STRENGTH, plain)

    def _add(self, rows: Any, holds: Any, scale: Any, strength: float, part: float) -> None:
        """Adds this part of the weights of a regression over features with this scale."""
        numpy, linear = importlib.import_module("numpy"), importlib.import_module("sklearn.linear_model")
        kept = numpy.flatnonzero(scale)
        fitted = linear.LogisticRegression(C=strength, solver="liblinear", random_state=0, tol=1e-3)
        fitted.fit(rows[:, kept].multiply(scale[kept]).tocsr(), holds)
        self.weights[kept] += part * fitted.coef_[0] * scale[kept]
        self.bias += part * float(fitted.intercept_[0])

    def sums(self, table: Table, chosen: Any) -> Any:
        """The sum for each of these rows."""
        return table.rows[chosen] @ self.weights + self.bias


def _is_piece(feature: str) -> bool:
    return feature[0] == "*" and len(feature) > 1 and " " not in feature


def _loud(feature: str) -> float:
    if feature[0] == _AROUND and len(feature) > 1:
        return _AROUND_LOUD
    if " " in feature and any(part[0] == "." and len(part) > 1 for part in feature.split(" ")):
        return _CLASS_LOUD
    return _PIECE_LOUD if _is_piece(feature) else 1.0


def _least(feature: str) -> int:
    return _PIECE_SEEN if _is_piece(feature) else _SEEN


def crossed(name: str, table: Table, chosen: Any, holds: Any, authors: list[str]) -> dict[int, float]:
    """The highest sum in each text, less what it needs more than its line, from weights without a text of its author.

    Of those who set the lines.
    """
    numpy = importlib.import_module("numpy")
    sums: dict[int, float] = {}
    names = sorted(set(authors) & _SETS_LINES.keys())
    for fold in range(_FOLDS):
        left_out = set(names[fold::_FOLDS])
        own = numpy.array([authors[number] in left_out for number in table.of[chosen]])
        if not own.any() or not holds[~own].any():
            continue
        fit = Fit(name, table, chosen[~own], holds[~own])
        for at, value in zip(chosen[own], fit.sums(table, chosen[own]), strict=True):
            number = int(table.of[at])
            sums[number] = max(sums.get(number, -inf), float(value) - table.bars[at].get(name, 0.0))
    return sums


def line_of(scored: list[tuple[float, bool, float]]) -> float:
    """From which sum on a flag is raised, of (sum, whether it holds, how much the text counts).

    Of the lines that are as precise as wanted and find enough: the one farthest from missing either. If there are none:
    the one where precision, which counts more, and recall balance best.
    """
    scored = sorted(scored, reverse=True)
    wanted = sum(counts for _, holds, counts in scored if holds)
    best = (False, 0.0, 0.0)
    right = said = 0.0
    for value, holds, counts in scored:
        said += counts
        if holds:
            right += counts
            precision, recall = right / said, right / wanted
            balance = (1 + _WEIGHT) * precision * recall / (_WEIGHT * precision + recall)
            spare = min((precision - _PRECISE) / (1 - _PRECISE), (recall - _WELL) / (1 - _WELL))
            best = max(best, (spare >= 0, spare if spare >= 0 else balance, max(value, -99.0)))
    return best[2] - 1e-6


def measured(rows: list[dict[str, Any]], seen: tuple[Table, Table]) -> tuple[dict[str, float], str]:
    """The line of each flag and mark, and a table of how well texts of unseen authors are read."""
    authors = [row["author"] for row in rows]
    lines: dict[str, float] = {}
    table = [f"{'':20}{'n':>5}{'P':>7}{'R':>7}{'F1':>7}"]
    read: dict[int, set[str]] = defaultdict(set)
    for name in (*FLAGS, *MARKS):
        chosen, holds = asked(name, rows, seen[name in WHOLE])
        holding = {int(number) for number in seen[name in WHOLE].of[chosen[holds]]}
        sums = crossed(name, seen[name in WHOLE], chosen, holds, authors)
        holding &= sums.keys()
        scored = [(value, row in holding, _SETS_LINES[authors[row]]) for row, value in sums.items()]
        lines[name] = line_of(scored)
        raised = {row for row, value in sums.items() if value >= lines[name]}
        right = len(raised & holding)
        precision, recall = right / max(1, len(raised)), right / max(1, len(holding))
        score = 2 * precision * recall / max(1e-9, precision + recall)
        table.append(f"{name:20}{len(holding):5}{precision:7.3f}{recall:7.3f}{score:7.3f}")
        print(table[-1], flush=True)
        if name in FLAGS:
            for row in raised:
                read[row].add(name)
    for author in sorted(set(authors) & _SETS_LINES.keys()):
        own = [number for number, one in enumerate(authors) if one == author]
        exact = sum(read[number] == set(rows[number]["flags"]) for number in own) / len(own)
        table.append(f"exact match {exact:.3f} of {len(own)} texts by {author}")
    return lines, "\n".join(table)


def learn(
    rows: list[dict[str, Any]], seen: tuple[Table, Table], lines: dict[str, float]
) -> tuple[dict[str, Any], dict[str, list[float]]]:
    """What `model.write` takes: what is told of the weights, and the weights of each feature for all flags."""
    names = [*FLAGS, *MARKS, *(_AROUND + name for name in AROUND)]
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(names))
    bias = dict.fromkeys(names, 0.0)
    for at, name in enumerate((*FLAGS, *MARKS)):
        table = seen[name in WHOLE]
        fit = Fit(name, table, *asked(name, rows, table))
        bias[name] = round(fit.bias, 3)
        for feature, weight, around in zip(table.features, fit.weights, table.around, strict=True):
            if abs(weight) >= _MUTE:
                if around:
                    weights[feature[1:]][names.index(_AROUND + name)] = float(weight)
                else:
                    weights[feature][at] = float(weight)
    told = {
        "digest": digest(rows),
        "names": names,
        "bias": [*bias.values()],
        "line": [round(lines.get(name, 0.0), 3) for name in names],
        "rules": sorted(rule.id for rule in pack().rules),
    }
    return told, weights


def digest(rows: list[dict[str, Any]]) -> str:
    """What the weights were learned from, packs and texts, in 16 hex digits."""
    told = sorted(json.dumps([row["kind"], row["text"], row["flags"], row.get("good", [])]) for row in rows)
    whole_text = pack().digest + json.dumps(told)
    return hashlib.sha256(whole_text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    given_rows = load(one for one in sys.argv[1:] if one != "--check")
    given_tables = tables(given_rows)
    found_lines, told_table = measured(given_rows, given_tables)
    print(told_table)
    if "--check" not in sys.argv:
        write(*learn(given_rows, given_tables, found_lines))
