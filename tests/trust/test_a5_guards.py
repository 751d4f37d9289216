"""A5: every guard taken out or turned round, one at a time; somebody notices each.

`guards.py` says what a guard is, `mutating.py` runs the mutants in children. In short a few by chance, whose seed is
told (`OURS_TRUST_SEED` takes the same again).
"""

import json
import subprocess
import sys

from tests.trust.programme import chosen, size, tell


def mutate(*words: str) -> list[dict[str, object]]:
    """What became of these mutants."""
    command = [sys.executable, "-m", "tests.trust.mutating", *words]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-4000:]
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def test_every_mutant_is_noticed():
    seed = chosen()
    in_short = ["--some", "5", "--doors", "--seed", str(seed)]
    found = mutate(*(in_short if size(1, 0) else []))
    controls = [one for one in found if one["mutant"].startswith("nothing")]
    planted = [one for one in found if one not in controls]
    unnoticed = [one["mutant"] for one in planted if one["by"] not in ("cells", "tests")]
    tell("A5", mutants=len(planted), of=found[0]["of"], unnoticed=len(unnoticed), seed=seed)
    assert unnoticed == []
    assert len(planted) == size(5, found[0]["of"])
    # Of the code as it is nobody notices anything: else everything would count as noticed.
    assert controls
    assert {one["by"] for one in controls} == {"nobody"}
