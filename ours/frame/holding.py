"""What the acts of this room share: one deed at a time for each problem, and the moment when all have signed."""

from collections.abc import Collection
from datetime import datetime

from ours.frame import reading, rules
from ours.frame.models import Statement
from ours.frame.seen import Signature
from ours.people.models import Seat
from ours.problem.history import record
from ours.problem.holding import hold as hold
from ours.problem.models import Problem


class Overtaken(Exception):
    """Somebody else was quicker: what this person had read is no longer the newest. Nothing was written.

    `newest`: the words that count now, where it is about words.
    """

    def __init__(self, newest: Statement | None = None) -> None:
        super().__init__("Somebody else was quicker.")
        self.newest = newest


def note_all_signed(
    problem: Problem, statement: Statement | None, before: Collection[Signature], *, by: Seat, at: datetime
) -> None:
    """Tell that everybody who was asked has signed, if that has just become true. `before`: how it was until now."""
    if statement is None or rules.all_signed(before):
        return
    if rules.all_signed(reading.signatures(problem, statement)):
        record(problem, "all_agreed", by=by, at=at, version=statement.version, statement=statement.pk)
