"""What simpler means would say: a list of keywords for each flag, and word n-grams weighed by logistic regression."""

import math
import random
import re
from collections import Counter
from collections.abc import Callable

from ours.coach.report import FLAGS, ONLY_IN

WORDS = {
    "blame": "won't|doesn't|didn't|don't|never|refuses?|fails?|failed|fault|blame|because of (?:you|your|them|their)",
    "label": "lazy|incompetent|difficult|stupid|clueless|jerks?|idiots?|amateurs?|micromanagers?|impossible|arrogant",
    "absolute": "always|never|every time|everyone|everybody|nobody|no one|constantly|all the time",
    "motive": "afraid|wants? to|doesn't care|don't care|tr(?:y|ies|ying) to|thinks?|just wants?|on purpose",
    "unverifiable": "feels?|bad|terrible|a mess|not working|toxic|awful|off|poor",
    "solution": "we need an?|need an? new|should (?:buy|hire|build)|lack of|there is no|have no",
    "no-current-state": "should|must",
    "no-desired-state": "problem",
    "deflect": "other (?:clients|agencies|customers)|everyone|before we|not our|their fault|host|provider",
    "reflect": "yourself|yourselves|you can|your team|as you (?:said|suggested)|you already have",
    "advice": "have you (?:tried|considered|thought)|why don't you|wouldn't it|don't you think|what if",
}
_ROUNDS = 30
_STEP = 0.3
_PENALTY = 1e-4


def keywords(row: dict) -> set[str]:
    """Flags of a text by keywords; one-sided where none of we, us, our, both, together stands."""
    text = row["text"].replace("’", "'").lower()
    found = {flag for flag, words in WORDS.items() if re.search(rf"\b(?:{words})\b", text)}
    if not re.search(r"\b(?:we|us|our|ours|both|together)\b", text):
        found.add("one-sided")
    return {flag for flag in found if ONLY_IN.get(flag, row["kind"]) == row["kind"]}


def learned(texts: list[dict]) -> Callable[[dict], set[str]]:
    """A reader that weighs word 1- to 3-grams, learned from these texts by stochastic gradient descent."""
    weights = {flag: _learn(texts, flag) for flag in FLAGS}

    def read(row: dict) -> set[str]:
        seen = _seen(row)
        return {
            flag
            for flag, known in weights.items()
            if ONLY_IN.get(flag, row["kind"]) == row["kind"] and _sum(known, seen) > 0
        }

    return read


def _learn(texts: list[dict], flag: str) -> Counter[str]:
    fitting = [row for row in texts if ONLY_IN.get(flag, row["kind"]) == row["kind"]]
    examples = [(_seen(row), flag in row["flags"]) for row in fitting]
    share = sum(there for _, there in examples) / max(1, len(examples))
    weights: Counter[str] = Counter()
    order = random.Random(1)
    for turn in range(_ROUNDS):
        order.shuffle(examples)
        pace = _STEP / (1 + turn / 5)
        for seen, there in examples:
            wrong = there - 1 / (1 + math.exp(-max(-30.0, min(30.0, _sum(weights, seen)))))
            weight = (1 - share if there else share) * 2  # both answers count alike
            for one in seen:
                weights[one] += pace * (weight * wrong / math.sqrt(len(seen)) - _PENALTY * weights[one])
    return weights


def _sum(weights: Counter[str], seen: list[str]) -> float:
    return sum(weights[one] for one in seen) / math.sqrt(len(seen))


def _seen(row: dict) -> list[str]:
    words = re.findall(r"[a-z']+|\d+|[?!]", row["text"].replace("’", "'").lower())
    grams = {" ".join(words[at : at + size]) for size in (1, 2, 3) for at in range(len(words) - size + 1)}
    return ["", f"%{row['kind']}", *grams]
