"""Learning the weights from labelled texts: `python -m ours.coach.learn FILE... [--check]`.

A development tool: it needs scikit-learn, which the product does not. Each flag has a logistic regression over the
features of sentences (or of whole texts), scaled by how unevenly a feature is spread over the two answers, which helps
where texts are few. How well it does is measured by leaving out one author's texts at a time; from the same scores
comes the line from which on a flag is raised. `--check` only measures.
"""

import hashlib
import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .engine import look, whole
from .model import write
from .packs import pack
from .report import FLAGS, MARKS, ONLY_IN, WHOLE

_STRENGTH = 0.5  # how little large weights are held back
_SEEN = 2  # a feature of one text only says nothing about others
_MUTE = 0.02  # weights smaller than this are left out
_PRECISE = 0.90  # of what is raised, this much should be right


@dataclass(slots=True)
class Example:
    """A sentence or a text: whose it is, its features, and whether the flag holds."""

    row: int
    features: set[str]
    holds: bool


def load(paths: Iterable[str]) -> list[dict[str, Any]]:
    """Labelled texts from files with one JSON object a line: "id", "kind", "text", "flags" {flag: words}, "good"."""
    rows = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            row.setdefault("author", row["id"][:2])
            rows.append(row)
    return rows


def examples(rows: list[dict[str, Any]]) -> dict[str, list[Example]]:
    """For each flag and good mark, the examples of the kinds of text it is for."""
    found: dict[str, list[Example]] = {name: [] for name in (*FLAGS, *MARKS)}
    for number, row in enumerate(rows):
        kind, text = row["kind"], row["text"]
        seen = look(text, kind, {}) or []
        both = whole(kind, seen)
        for name in found:
            if ONLY_IN.get(name, kind) != kind:
                continue
            if name in WHOLE:
                holds = name in row["flags"] or name in row.get("good", ())
                if len(seen) > 1 or not name.startswith("no-"):
                    found[name].append(Example(number, both, holds))
                continue
            words = row["flags"].get(name)
            begin = text.find(words) if words else -1
            for sentence in seen:
                holds = words is not None
                if holds and begin >= 0:
                    holds = begin < sentence.line.end and sentence.line.start < begin + len(words)
                found[name].append(Example(number, {*sentence.seen, f"%{kind}"}, holds))
    return found


class Fit:
    """One logistic regression."""

    def __init__(self, given: list[Example]) -> None:
        numpy, linear = importlib.import_module("numpy"), importlib.import_module("sklearn.linear_model")
        counted = Counter(feature for one in given for feature in one.features)
        self.features = sorted(feature for feature, count in counted.items() if count >= _SEEN)
        self._place = {feature: at for at, feature in enumerate(self.features)}
        rows = self._matrix(given)
        holds = numpy.array([one.holds for one in given])
        yes = 1 + numpy.asarray(rows[holds].sum(0)).ravel()
        no = 1 + numpy.asarray(rows[~holds].sum(0)).ravel()
        spread = numpy.log((yes / yes.sum()) / (no / no.sum())).clip(-4, 4)
        scale = importlib.import_module("scipy.sparse").diags(spread)
        fitted = linear.LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0)
        fitted.fit(rows @ scale, holds)
        self.weights = fitted.coef_[0] * spread
        self.bias = float(fitted.intercept_[0])

    def sums(self, asked: list[Example]) -> list[float]:
        """The sum for each example."""
        return [float(value) + self.bias for value in self._matrix(asked) @ self.weights]

    def _matrix(self, rows: list[Example]) -> Any:
        numpy, sparse = importlib.import_module("numpy"), importlib.import_module("scipy.sparse")
        places: list[int] = []
        ends = [0]
        for one in rows:
            places += sorted(self._place[feature] for feature in one.features if feature in self._place)
            ends.append(len(places))
        return sparse.csr_matrix((numpy.ones(len(places)), places, ends), shape=(len(rows), len(self.features)))


def crossed(given: list[Example], authors: list[str]) -> dict[int, float]:
    """The highest sum in each text, from weights learned without its author's texts."""
    sums: dict[int, float] = {}
    for author in sorted(set(authors)):
        others = [one for one in given if authors[one.row] != author]
        own = [one for one in given if authors[one.row] == author]
        if not own or not any(one.holds for one in others):
            continue
        for one, value in zip(own, Fit(others).sums(own), strict=True):
            sums[one.row] = max(sums.get(one.row, -99.0), value)
    return sums


def line_of(scored: list[tuple[float, bool]]) -> float:
    """From which sum on a flag is raised: the most found at the precision wanted, else the best balance."""
    scored = sorted(scored, reverse=True)
    wanted = sum(holds for _, holds in scored)
    best, balance = (0.0, 0.0), (0.0, 0.0)
    right = 0
    for count, (value, holds) in enumerate(scored, 1):
        right += holds
        precision, recall = right / count, right / wanted
        if holds and precision >= _PRECISE and recall >= best[0]:
            best = (recall, value)
        weighed = 1.5625 * precision * recall / (0.5625 * precision + recall) if right else 0.0  # F with beta 0.75
        if holds and weighed > balance[0]:
            balance = (weighed, value)
    return best[1] - 1e-6 if best[0] >= 0.75 else balance[1] - 1e-6


def measured(rows: list[dict[str, Any]]) -> tuple[dict[str, float], str]:
    """The line of each flag and mark, and a table of how well texts of unseen authors are read."""
    authors = [row["author"] for row in rows]
    lines: dict[str, float] = {}
    table = [f"{'':20}{'n':>5}{'P':>7}{'R':>7}{'F1':>7}"]
    read: dict[int, set[str]] = defaultdict(set)
    for name, given in examples(rows).items():
        holding = {one.row for one in given if one.holds}
        sums = crossed(given, authors)
        lines[name] = line_of([(value, row in holding) for row, value in sums.items() if not rows[row].get("pairs")])
        raised = {row for row, value in sums.items() if value >= lines[name]}
        right = len(raised & holding)
        precision, recall = right / max(1, len(raised)), right / max(1, len(holding))
        score = 2 * precision * recall / max(1e-9, precision + recall)
        table.append(f"{name:20}{len(holding):5}{precision:7.3f}{recall:7.3f}{score:7.3f}")
        if name in FLAGS:
            for row in raised:
                read[row].add(name)
    for author in sorted(set(authors)):
        own = [number for number, one in enumerate(authors) if one == author]
        exact = sum(read[number] == set(rows[number]["flags"]) for number in own) / len(own)
        table.append(f"exact match {exact:.3f} of {len(own)} texts by {author}")
    return lines, "\n".join(table)


def learn(rows: list[dict[str, Any]], lines: dict[str, float]) -> tuple[dict[str, Any], dict[str, list[float]]]:
    """What `model.write` takes: what is told of the weights, and the weights of each feature for all flags."""
    count = len(FLAGS) + len(MARKS)
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * count)
    bias = []
    names = [*FLAGS, *MARKS]
    for at, (_name, given) in enumerate(examples(rows).items()):
        fit = Fit(given)
        bias.append(round(fit.bias, 3))
        for feature, weight in zip(fit.features, fit.weights, strict=True):
            if abs(weight) >= _MUTE:
                weights[feature][at] = float(weight)
    told = {
        "digest": digest(rows),
        "names": names,
        "bias": bias,
        "line": [round(lines[name], 3) for name in names],
        "rules": sorted(rule.id for rule in pack().rules),
    }
    return told, weights


def digest(rows: list[dict[str, Any]]) -> str:
    """What the weights were learned from, packs and texts, in 16 hex digits."""
    told = [[row["kind"], row["text"], row["flags"], row.get("good", [])] for row in rows]
    whole_text = pack().digest + json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole_text.encode()).hexdigest()[:16]


if __name__ == "__main__":
    given_rows = load(one for one in sys.argv[1:] if one != "--check")
    found_lines, told_table = measured(given_rows)
    print(told_table)
    if "--check" not in sys.argv:
        write(*learn(given_rows, found_lines))
