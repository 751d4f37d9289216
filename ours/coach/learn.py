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
from pathlib import Path
from typing import Any

from .engine import look, whole
from .model import write
from .packs import pack
from .report import FLAGS, MARKS, ONLY_IN, WHOLE

_STRENGTH = 0.5  # how little large weights are held back
_SEEN = 2  # a feature of one text only says nothing about others …
_PIECE_SEEN = 4  # … a piece of a word needs more
_PIECE_LOUD = 0.35  # many small features must not drown a few
_LIKE_PEOPLE = ("a", "b", "w3", "w4", "w5")  # who wrote as people do, not to teach a difference: they set the lines
_FOLDS = 4  # parts that the authors are dealt into
_MUTE = 0.02  # weights smaller than this are left out
_PRECISE = 0.90  # of what is raised, this much should be right …
_MOST = 0.75  # … while this much is found


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

    `of[i]` is the number of the text that row i belongs to, `spans[i]` its code points in it.
    """

    def __init__(self, seen: list[tuple[int, tuple[int, int], Counter[str]]]) -> None:
        numpy, sparse = importlib.import_module("numpy"), importlib.import_module("scipy.sparse")
        self.of = numpy.array([number for number, _, _ in seen])
        self.spans = [span for _, span, _ in seen]
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
        self.loud = numpy.array([_PIECE_LOUD if _is_piece(feature) else 1.0 for feature in self.features])


def tables(rows: list[dict[str, Any]]) -> tuple[Table, Table]:
    """All sentences of the texts, and all texts as a whole."""
    each, both = [], []
    for number, row in enumerate(rows):
        seen = look(row["text"], row["kind"], {}) or []
        for one in seen:
            each.append((number, (one.line.start, one.line.end), Counter((*one.features, f"%{row['kind']}"))))
        both.append((number, (0, len(seen)), Counter(whole(row["kind"], seen))))
    return Table(each), Table(both)


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
    """One logistic regression over some rows of a table."""

    def __init__(self, table: Table, chosen: Any, holds: Any) -> None:
        numpy, linear = importlib.import_module("numpy"), importlib.import_module("sklearn.linear_model")
        rows = table.rows[chosen]
        there = rows.sign()
        yes, no = (numpy.asarray(there[answer].sum(0)).ravel() for answer in (holds, ~holds))
        scale = numpy.log(((1 + yes) / (1 + yes).sum()) / ((1 + no) / (1 + no).sum())).clip(-4, 4) * table.loud
        scale[yes + no < table.least] = 0.0
        kept = numpy.flatnonzero(scale)
        fitted = linear.LogisticRegression(C=_STRENGTH, solver="liblinear", random_state=0, tol=1e-3)
        fitted.fit(rows[:, kept].multiply(scale[kept]).tocsr(), holds)
        self.weights = numpy.zeros(len(scale))
        self.weights[kept] = fitted.coef_[0] * scale[kept]
        self.bias = float(fitted.intercept_[0])

    def sums(self, table: Table, chosen: Any) -> Any:
        """The sum for each of these rows."""
        return table.rows[chosen] @ self.weights + self.bias


def _is_piece(feature: str) -> bool:
    return feature[0] == "*" and len(feature) > 1 and " " not in feature


def _least(feature: str) -> int:
    return _PIECE_SEEN if _is_piece(feature) else _SEEN


def crossed(table: Table, chosen: Any, holds: Any, authors: list[str]) -> dict[int, float]:
    """The highest sum in each text, from weights learned without any text of its author."""
    numpy = importlib.import_module("numpy")
    sums: dict[int, float] = {}
    names = sorted(set(authors))
    for fold in range(_FOLDS):
        left_out = set(names[fold::_FOLDS])
        own = numpy.array([authors[number] in left_out for number in table.of[chosen]])
        if not own.any() or not holds[~own].any():
            continue
        fit = Fit(table, chosen[~own], holds[~own])
        for number, value in zip(table.of[chosen[own]], fit.sums(table, chosen[own]), strict=True):
            sums[int(number)] = max(sums.get(int(number), -99.0), float(value))
    return sums


def line_of(scored: list[tuple[float, bool]]) -> float:
    """From which sum on a flag is raised: where precision, which counts more, and recall balance best.

    Of the lines that are as precise as wanted and still find most, if there are any.
    """
    scored = sorted(scored, reverse=True)
    wanted = sum(holds for _, holds in scored)
    best = (False, 0.0, 0.0)
    right = 0
    for count, (value, holds) in enumerate(scored, 1):
        right += holds
        if holds:
            precision, recall = right / count, right / wanted
            balance = 1.36 * precision * recall / (0.36 * precision + recall)  # F with beta 0.6
            best = max(best, (precision >= _PRECISE and recall >= _MOST, balance, value))
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
        sums = crossed(seen[name in WHOLE], chosen, holds, authors)
        lines[name] = line_of([(value, row in holding) for row, value in sums.items() if authors[row] in _LIKE_PEOPLE])
        raised = {row for row, value in sums.items() if value >= lines[name]}
        right = len(raised & holding)
        precision, recall = right / max(1, len(raised)), right / max(1, len(holding))
        score = 2 * precision * recall / max(1e-9, precision + recall)
        table.append(f"{name:20}{len(holding):5}{precision:7.3f}{recall:7.3f}{score:7.3f}")
        print(table[-1], flush=True)
        if name in FLAGS:
            for row in raised:
                read[row].add(name)
    for author in sorted(set(authors)):
        own = [number for number, one in enumerate(authors) if one == author]
        exact = sum(read[number] == set(rows[number]["flags"]) for number in own) / len(own)
        table.append(f"exact match {exact:.3f} of {len(own)} texts by {author}")
    return lines, "\n".join(table)


def learn(
    rows: list[dict[str, Any]], seen: tuple[Table, Table], lines: dict[str, float]
) -> tuple[dict[str, Any], dict[str, list[float]]]:
    """What `model.write` takes: what is told of the weights, and the weights of each feature for all flags."""
    names = [*FLAGS, *MARKS]
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(names))
    bias = []
    for at, name in enumerate(names):
        table = seen[name in WHOLE]
        fit = Fit(table, *asked(name, rows, table))
        bias.append(round(fit.bias, 3))
        for feature, weight in zip(table.features, fit.weights, strict=True):
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
