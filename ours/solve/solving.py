"""What the rows of this room mean together: how an option stands, what became of an idea, which life it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from ours.people.models import Side
from ours.problem.gather import gather
from ours.problem.models import Problem
from ours.solve.models import Check, Decision, Held, Lessening, Option, Position, Result
from ours.solve.parts import PARTS

OPEN, BACK, LIFTED = "open", "back", "lifted"
SETTLED = (Decision.Kind.TURNED_DOWN, Decision.Kind.LATER)

Rows = Mapping[str, Sequence[Any]]


class Solving:
    """The rows of one problem by kind, as attributes (`solving.options`), and what pages, rules and acts ask of them.

    `rows` holds the keys of `parts.PARTS`, each in the order in which things happened.
    """

    ideas: Sequence[Any]
    ideas_asked: Sequence[Any]
    fates: Sequence[Any]
    constraints: Sequence[Any]
    checks: Sequence[Any]
    lessenings: Sequence[Any]
    options: Sequence[Any]
    held: Sequence[Any]
    pairings: Sequence[Any]
    positions: Sequence[Any]
    decisions: Sequence[Any]
    attempts: Sequence[Any]
    results: Sequence[Any]
    lives: Sequence[Any]
    changes: Sequence[Any]
    dissolvings: Sequence[Any]
    sponsorships: Sequence[Any]
    change_steps: Sequence[Any]

    def __init__(self, rows: Rows) -> None:
        for key in PARTS:
            setattr(self, key, rows[key])
        self._option = {row.id: row for row in self.options}
        self._attempt = {row.id: row for row in self.attempts}
        self._result = {row.id: row for row in self.results}
        self._newest_decision = {row.option_id: row for row in self.decisions}
        self._newest_result = {row.attempt_id: row for row in self.results}
        self._newest_check = {row.constraint_id: row for row in self.checks}
        self._newest_fate = {row.idea_id: row for row in self.fates}

    def option(self, option_id: int | None) -> Any | None:
        """The option with this id at this problem, or None."""
        return self._option.get(option_id or 0)

    def attempt(self, attempt_id: int | None) -> Any | None:
        """The attempt with this id at this problem, or None."""
        return self._attempt.get(attempt_id or 0)

    # Ideas
    def fate(self, idea_id: int) -> Any | None:
        """What became of an idea, as far as it is known now."""
        return self._newest_fate.get(idea_id)

    # Constraints
    def check(self, constraint_id: int) -> Any | None:
        """The newest check of a constraint."""
        return self._newest_check.get(constraint_id)

    def taken_for(self, constraint: Any) -> str:
        """What a constraint is: LIFTED, or one of Check.Found; an assumption while nobody has checked it."""
        if constraint.lifted_at is not None:
            return LIFTED
        check = self.check(constraint.id)
        return check.found if check else Check.Found.ASSUMPTION.value

    def stands(self, constraint: Any) -> bool:
        """Whether it still stands in the way."""
        return self.taken_for(constraint) not in (LIFTED, Check.Found.NOT_SO)

    def lessened(self, constraint_id: int) -> dict[str, list[Any]]:
        """What was found for each of the three ways to make it matter less; an empty list was not asked yet (S3)."""
        found: dict[str, list[Any]] = {way: [] for way in Lessening.Way.values}
        for row in self.lessenings:
            if row.constraint_id == constraint_id:
                found[row.way].append(row)
        return found

    def led_to(self, constraint_id: int) -> list[Any]:
        """The options that came from making this constraint matter less."""
        ways = {row.id for row in self.lessenings if row.constraint_id == constraint_id}
        return [row for row in self.options if row.lessening_id in ways]

    # Options
    def decision(self, option_id: int) -> Any | None:
        """The newest decision on an option."""
        return self._newest_decision.get(option_id)

    def standing(self, option_id: int) -> str:
        """How an option stands: OPEN, BACK (put off before, to be decided anew) or one of Decision.Kind."""
        decision = self.decision(option_id)
        if decision is None:
            return OPEN
        if decision.looked_at is not None and decision.kind in SETTLED:
            return BACK
        kind: str = decision.kind
        return kind

    def undecided(self) -> list[Any]:
        """The options that wait for a decision."""
        return [row for row in self.options if self.standing(row.id) in (OPEN, BACK)]

    def held_against(self, option_id: int) -> dict[str, Any]:
        """The newest answer to each of the three questions that has one (S6)."""
        return {row.against: row for row in self.held if row.option_id == option_id}

    def not_needed(self, option_id: int) -> list[str]:
        """Against which of the three an option turned out not to be needed."""
        held = self.held_against(option_id)
        empty = {
            Held.Against.GAP: Held.Amount.NONE,
            Held.Against.HAS: Held.Amount.ALL,
            Held.Against.DOES: Held.Amount.ALL,
        }
        return [
            against.value for against, amount in empty.items() if against in held and held[against].amount == amount
        ]

    def where_people_stand(self, option_id: int) -> list[Any]:
        """The newest position of each person, the first to speak first."""
        newest: dict[int, Any] = {}
        for row in self.positions:
            if row.option_id == option_id:
                newest[row.by_id] = row
        return list(newest.values())

    def sides_with(self, option_id: int, *stands: str) -> set[str]:
        """The sides of which somebody stands so to an option; without `stands`, of which anybody has said anything."""
        found = self.where_people_stand(option_id)
        return {row.side for row in found if not stands or row.stand in stands}

    def carried_by(self, option_id: int) -> set[str]:
        """The sides of which somebody is for an option or can live with it (S8)."""
        return self.sides_with(option_id, Position.Stand.FOR, Position.Stand.LIVE)

    def silent_sides(self) -> set[str]:
        """The sides that have not said anything yet about some option that waits for a decision."""
        both = {Side.CLIENT.value, Side.EXPERT.value}
        return {side for row in self.undecided() for side in both - self.sides_with(row.id)}

    def partner(self, relief_id: int) -> Any | None:
        """The lasting partner of a relief (S5)."""
        pairing = next((row for row in self.pairings if row.relief_id == relief_id), None)
        return self.option(pairing.lasting_id) if pairing else None

    def reliefs_of(self, lasting_id: int) -> list[Any]:
        """The reliefs whose lasting partner this option is."""
        reliefs = [self.option(row.relief_id) for row in self.pairings if row.lasting_id == lasting_id]
        return [row for row in reliefs if row is not None]

    def alone(self) -> list[Any]:
        """The reliefs that are not turned down and still ask for their lasting partner (S5)."""
        return [
            row
            for row in self.options
            if row.kind == Option.Kind.RELIEF
            and self.standing(row.id) != Decision.Kind.TURNED_DOWN
            and self.partner(row.id) is None
        ]

    # Attempts
    def attempts_at(self, option_id: int) -> list[Any]:
        """What was tried of an option."""
        return [row for row in self.attempts if row.option_id == option_id]

    def result(self, attempt_id: int) -> Any | None:
        """The newest result of an attempt."""
        return self._newest_result.get(attempt_id)

    def results_of(self, attempt_id: int) -> list[Any]:
        """Everything that was noted about an attempt, oldest first."""
        return [row for row in self.results if row.attempt_id == attempt_id]

    def running(self) -> list[Any]:
        """The attempts of which it is not said yet whether they helped."""
        return [row for row in self.attempts if self._is_running(row.id)]

    def _is_running(self, attempt_id: int) -> bool:
        result = self.result(attempt_id)
        return result is None or result.mark == Result.Mark.TO_BE_SEEN

    def untried(self) -> list[Any]:
        """The options that were chosen and that nobody has begun to try since."""
        found = []
        for row in self.options:
            decision = self.decision(row.id)
            if decision and decision.kind == Decision.Kind.CHOSEN and not self.attempts_at(row.id):
                found.append(row)
        return found

    def eased_by(self) -> Any | None:
        """The newest result that says what helps in this life; None while nothing does (S9)."""
        used = {row.after_id for row in self.lives}
        since = self.lives[-1].at if self.lives else None
        helped = [
            row
            for row in self._newest_result.values()
            if row.mark == Result.Mark.HELPED and row.id not in used and (since is None or row.at > since)
        ]
        return max(helped, key=lambda row: (row.at, row.id), default=None)

    # Lives
    @property
    def life(self) -> int:
        """Which life of the problem this is: 1 until it came back."""
        return len(self.lives) + 1

    def helped_first(self) -> tuple[Any, str, str] | None:
        """(the result that ended the first life, the words of what helped, its option's kind or empty), or None."""
        if not self.lives:
            return None
        result = self._result[self.lives[0].after_id]
        return result, *self.what_helped(result)

    def what_helped(self, result: Any) -> tuple[str, str]:
        """(the words of what helped, whether it was a relief or lasting; empty if it was no option)."""
        attempt = self._attempt[result.attempt_id]
        option = self.option(attempt.option_id)
        return (option.words, option.kind) if option else (attempt.words, "")

    # Changes
    def sponsor_of(self, initiative_id: int) -> int | None:
        """The seat that stands behind a change."""
        return next((row.seat_id for row in self.sponsorships if row.initiative_id == initiative_id), None)

    def steps_of(self, initiative_id: int) -> list[Any]:
        """The steps of a change as they are laid out now."""
        return [row for row in self.change_steps if row.initiative_id == initiative_id]

    def changes_for(self, constraint_id: int) -> list[Any]:
        """The changes that would remove a constraint (S4)."""
        ids = {row.initiative_id for row in self.dissolvings if row.constraint_id == constraint_id}
        return [row for row in self.changes if row.id in ids]


def solving(problem: Problem) -> Solving:
    """What there is of this room at a problem: one statement."""
    return Solving(gather(PARTS, problem.pk))
