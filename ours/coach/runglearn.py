"""Learning how much each sign counts, from labelled answers: `python -m ours.coach.runglearn ANSWERS.jsonl`.

A softmax regression with a penalty on large weights, written out in full: it runs once when signs, words or answers
have changed, takes half a minute, always gives the same weights, and needs no library.
"""

import hashlib
import json
import math
import sys
from collections import Counter
from pathlib import Path

from . import rungsigns, rungwords
from .rung import KINDS, look

_ROUNDS = 120
_PENALTY = 2.0  # on the squares of the weights, for the whole set of answers
_SEEN = 2  # a word met in one answer only says nothing about others
_STEP = 0.5
_MUTE = 0.04  # a feature that weighs less than this for every kind is left out


def learn(answers: list[dict]) -> dict:
    """Weights from answers, each a mapping with "answer", "question" and "kind".

    Returns {"digest": …, "bias": a number for each of KINDS, "features": {name: a number for each of KINDS}}.
    """
    seen = [[feature.name for feature in look(row["answer"], row["question"])[1]] for row in answers]
    counted = Counter(name for names in seen for name in names)
    known = sorted(name for name, count in counted.items() if count >= _SEEN)
    place = {name: index + 1 for index, name in enumerate(known)}
    rows = [[0, *(place[name] for name in names if name in place)] for names in seen]
    truth = [KINDS.index(row["kind"]) for row in answers]
    size = len(known) + 1
    weights = [[0.0] * size for _ in KINDS]
    speed = [[1e-8] * size for _ in KINDS]
    for _ in range(_ROUNDS):
        slopes = [[_PENALTY * weight for weight in row] for row in weights]
        for slope in slopes:
            slope[0] = 0.0
        for row, right in zip(rows, truth, strict=True):
            raw = [sum(map(weight.__getitem__, row)) for weight in weights]
            top = max(raw)
            odds = [math.exp(value - top) for value in raw]
            whole = sum(odds)
            for index, slope in enumerate(slopes):
                wrong = odds[index] / whole - (index == right)
                if abs(wrong) > 1e-4:
                    for at in row:
                        slope[at] += wrong
        for weight, pace, slope in zip(weights, speed, slopes, strict=True):
            for at, value in enumerate(slope):
                pace[at] += value * value
                weight[at] -= _STEP * value / math.sqrt(pace[at])
    columns = [tuple(round(weight[at], 2) for weight in weights) for at in range(size)]
    features = {name: columns[place[name]] for name in known if max(map(abs, columns[place[name]])) > _MUTE}
    return {"digest": digest(answers), "bias": columns[0], "features": features}


def digest(answers: list[dict]) -> str:
    """What the weights were learned from, in 16 hex digits: signs, words and answers."""
    whole = repr((rungsigns.SIGNS, rungsigns.MACROS, rungsigns.SILENT, rungsigns.ASKED, rungwords.CLASSES, answers))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def load(path: Path, part: str) -> list[dict]:
    """The answers of one part ("learn" or "held") from a file with one JSON object a line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["part"] == part]


def write(learned: dict, path: Path) -> None:
    """Write weights as a module with one feature a line, so that a change can be read."""
    head = '"""How much each sign counts for each kind of `rung.KINDS`; written by `runglearn`, not by hand."""'
    lines = "".join(
        f"    {json.dumps(name, ensure_ascii=False)}: {row},\n" for name, row in learned["features"].items()
    )
    text = f'{head}\n\nDIGEST = "{learned["digest"]}"\nBIAS = {learned["bias"]}\nFEATURES = {{\n{lines}}}\n'
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(learn(load(Path(sys.argv[1]), "learn")), Path(__file__).with_name("rungweights.py"))
