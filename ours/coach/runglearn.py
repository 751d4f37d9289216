"""Learning how much each feature counts, from labelled answers: `python -m ours.coach.runglearn FILE... [--check]`.

A softmax regression with a penalty on large weights. A file has one JSON object a line with "answer", "question",
"kind", and, if known, "evidence" (the piece of the answer that carries the kind: learned from once more by itself),
"part" ("held" is kept out of the learning) and "source" (who wrote it; else the name of the file). With `--check`
nothing is written: the share of right readings of each source is shown, learned without its author's answers.

Learning needs scikit-learn; reading does not.
"""

import hashlib
import importlib
import json
import struct
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from . import runggrams, rungsigns, rungwords
from .rung import KINDS, look
from .rungweights import WEIGHTS, Weights, save

_FREEDOM = 0.1  # how little large weights are held back
_SEEN = 2  # a feature of one answer only says nothing about others
_PART = 0.8  # evidence shorter than this share of its answer is learned from by itself …
_HALF = 0.5  # … and counts so much
_MOST = 127  # steps
_SAME_AUTHOR = {"gold": "t1"}  # sources of one author stand or fall together in a check


def learn(answers: list[dict]) -> Weights:
    """Weights from answers, each a mapping with "answer", "question" and "kind"."""
    names, fitted = _fit(answers)
    loud = [runggrams.LOUD.get(name[0], 1.0) for name in names]
    order = [list(fitted.classes_).index(kind) for kind in KINDS]
    table = fitted.coef_[order].T * [[value] for value in loud]
    step = max(float(abs(table).max()), float(abs(fitted.intercept_).max()), 0.01) / _MOST
    rows = [(name, [round(float(value) / step) for value in row]) for name, row in zip(names, table, strict=True)]
    rows = sorted((name, row) for name, row in rows if any(row))
    bias = [round(float(fitted.intercept_[at]) / step) for at in order]
    packed = struct.pack(f"{len(rows) * len(KINDS)}b", *(value for _, row in rows for value in row))
    return Weights(digest(answers), step, bias, [name for name, _ in rows], packed)


def _fit(answers: list[dict]) -> tuple[list[str], Any]:
    sparse, linear = importlib.import_module("scipy.sparse"), importlib.import_module("sklearn.linear_model")
    rows = [(row["answer"], row["question"], row["kind"], 1.0) for row in answers]
    for row in answers:
        piece = row.get("evidence", "")
        if piece and len(piece) < _PART * len(row["answer"]):
            rows.append((piece, row["question"], row["kind"], _HALF))
    seen = [list(look(answer, question)[1]) for answer, question, _, _ in rows]
    seen = [[part for name in names for part in _parts(name)] for names in seen]
    counted = Counter(name for names in seen for name in names)
    names = sorted(name for name, count in counted.items() if count >= _SEEN)
    place = {name: at for at, name in enumerate(names)}
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for found in seen:
        known = [name for name in found if name in place]
        columns += [place[name] for name in known]
        data += [runggrams.LOUD.get(name[0], 1.0) for name in known]
        ends.append(len(columns))
    fit = linear.LogisticRegression(C=_FREEDOM, max_iter=300, tol=2e-4)
    fit.fit(
        sparse.csr_matrix((data, columns, ends), (len(rows), len(names))),
        [row[2] for row in rows],
        [row[3] for row in rows],
    )
    return names, fit


def _parts(name: str) -> list[str]:
    return runggrams.pieces(name[1:]) if name[0] == runggrams.PIECES else [name]


def digest(answers: list[dict]) -> str:
    """What the weights were learned from, in 16 hex digits: signs, words, their families and answers."""
    told = [(row["answer"], row["question"], row["kind"], row.get("evidence", "")) for row in answers]
    kin = sorted(runggrams.kin().items())
    signs = (rungsigns.SIGNS, rungsigns.MACROS, rungsigns.SILENT, rungsigns.ASKED, rungwords.CLASSES)
    return hashlib.sha256(repr((signs, runggrams.LOUD, kin, told)).encode()).hexdigest()[:16]


def load(path: Path, part: str = "learn") -> list[dict]:
    """The answers of one part ("learn" or "held") of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row.setdefault("source", path.stem)
        row.setdefault("question", "")
    return [row for row in rows if row.get("part", "learn") == part]


def check(answers: list[dict]) -> dict[str, float]:
    """The share of right readings of each source, learned without its author's answers."""
    from .rung import weigh

    def author(source: str) -> str:
        return _SAME_AUTHOR.get(source, source)

    right = {}
    for one in sorted({author(row["source"]) for row in answers}):
        weights = learn([row for row in answers if author(row["source"]) != one])
        for source in sorted({row["source"] for row in answers if author(row["source"]) == one}):
            asked = [row for row in answers if row["source"] == source]
            hits = sum(weigh(look(row["answer"], row["question"])[1], weights) == row["kind"] for row in asked)
            right[source] = hits / len(asked)
    return right


def main(words: list[str]) -> None:
    files = [Path(word) for word in words if word != "--check"]
    answers = [row for file in files for row in load(file)]
    if "--check" in words:
        answers += [row for file in files for row in load(file, "held")]
        for source, share in check(answers).items():
            print(f"{source:12} {share:.3f}")
    else:
        save(learn(answers), WEIGHTS)


if __name__ == "__main__":
    main(sys.argv[1:])
