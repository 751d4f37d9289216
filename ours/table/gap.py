"""The gap of a problem, read from the rows that the Table shows, for rooms that hold something against it (S6)."""

from ours.frame.models import State
from ours.problem.gap import Gap, Measured
from ours.problem.gather import gather
from ours.problem.models import Problem
from ours.table.sheet import PARTS

_OF_GAP = {key: PARTS[key] for key in ("states", "measures", "readings")}


def read(problem: Problem) -> Gap:
    """How it is, how it should be, and the measures with their newest readings. One statement."""
    rows = gather(_OF_GAP, problem.pk)
    said = {row.which: row.words for row in reversed(rows["states"])}  # newest first: the newest is kept
    newest = {row.measure_id: row for row in rows["readings"]}
    measures = [
        Measured(row.name, row.unit, newest[row.id].value, newest[row.id].on, row.wanted, row.wanted_by)
        for row in rows["measures"]
        if row.id in newest
    ]
    return Gap(said.get(State.Which.NOW, ""), said.get(State.Which.WANTED, ""), measures)
