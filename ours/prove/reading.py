"""What is known of success at one problem: read by the pages of this room and by the course of the problem."""

from dataclasses import dataclass
from typing import Any

from ours.problem.gather import Part, gather
from ours.problem.measures import Measure, Reading, ReadingList, baseline, fits, newest, standing
from ours.problem.models import Problem
from ours.prove.models import AskAgain, AskAgainAgreement, Inlet, Lasted, NotYet, Solved, SolvedProposal


def solved_now(problem: Problem) -> Solved | None:
    """The client's word that it is solved, in this life of the problem; None while it is not."""
    if problem.solved_at is None:
        return None
    open_ = Solved.objects.filter(problem=problem, ended_at__isnull=True)
    return open_.select_related("proposal__measure", "proposal__reading", "by").first()


def solved_ever(problem: Problem) -> list[Solved]:
    """Every time it was solved, oldest first; those with `ended_at` came back."""
    every = Solved.objects.filter(problem=problem)
    return list(every.select_related("proposal__measure", "proposal__reading", "by").order_by("at", "pk"))


def open_proposal(problem: Problem) -> SolvedProposal | None:
    """The newest proposal that it is solved, if the client has not answered it."""
    newest_one = SolvedProposal.objects.filter(problem=problem).select_related("not_yet", "solved").order_by("-pk")
    proposal = newest_one.first()
    if proposal is None or hasattr(proposal, "not_yet") or hasattr(proposal, "solved"):
        return None
    return proposal


def day_to_agree(solved: Solved) -> AskAgain | None:
    """The day proposed last to ask whether it lasted, if the other side has not agreed to it yet."""
    days = AskAgain.objects.filter(proposal=solved.proposal_id).select_related("by__client", "agreement")
    day = days.order_by("-at", "-pk").first()
    return None if day is None or hasattr(day, "agreement") else day


def where_wanted(problem: Problem) -> list[tuple[Measure, Reading]]:
    """The measures whose newest reading is where it is wanted, with that reading."""
    found = []
    for measure in Measure.objects.filter(problem=problem, ended_at__isnull=True).order_by("at", "pk"):
        last = newest(measure)
        if last is not None and fits(measure, last.value):
            found.append((measure, last))
    return found


_MEASURES = "SELECT id FROM ours_measure WHERE problem_id = {p}"
_PROPOSALS = "SELECT id FROM ours_solvedproposal WHERE problem_id = {p}"
_IN_TURN = ("at", "id")
_MEASURE = (
    *("id", "name", "unit", "how", "wants", "wanted", "wanted_to", "wanted_by", "by_id", "at", "ended_at"),
    "replaces_id",
)

PARTS: dict[str, Part] = {
    "measures": Part(Measure, _MEASURE, order=_IN_TURN),
    "readings": Part(
        Reading,
        ("id", "measure_id", "value", "on", "source", "came_with_id", "corrects_id", "reason", "by_id", "at"),
        f"t.measure_id IN ({_MEASURES})",
        ("on", "at", "id"),
    ),
    "lists": Part(
        ReadingList,
        ("id", "measure_id", "filename", "taken", "left", "by_id", "at"),
        f"t.measure_id IN ({_MEASURES})",
        _IN_TURN,
    ),
    "inlets": Part(
        Inlet,
        ("id", "measure_id", "name", "by_id", "at", "used_at"),
        f"t.closed_at IS NULL AND t.measure_id IN ({_MEASURES})",
        _IN_TURN,
    ),
    "proposals": Part(
        SolvedProposal, ("id", "basis", "measure_id", "reading_id", "words", "by_id", "at"), order=_IN_TURN
    ),
    "not_yet": Part(NotYet, ("proposal_id", "missing", "by_id", "at", "id"), f"t.proposal_id IN ({_PROPOSALS})"),
    "solved": Part(
        Solved,
        (
            *("id", "proposal_id", "words", "by_id", "at", "ask_at", "asked_at", "lasted_at", "ended_at"),
            "ended_by_id",
        ),
        order=_IN_TURN,
    ),
    "days": Part(AskAgain, ("id", "proposal_id", "on", "by_id", "at"), f"t.proposal_id IN ({_PROPOSALS})", _IN_TURN),
    "day_agreements": Part(
        AskAgainAgreement,
        ("day_id", "by_id", "at"),
        f"t.day_id IN (SELECT id FROM ours_askagain WHERE proposal_id IN ({_PROPOSALS}))",
    ),
    "lastings": Part(
        Lasted,
        ("solved_id", "words", "by_id", "at", "id"),
        "t.solved_id IN (SELECT id FROM ours_solved WHERE problem_id = {p})",
        _IN_TURN,
    ),
}


@dataclass(frozen=True)
class Measured:
    """A measure with all of its readings, as rows."""

    measure: Any
    every: list[Any]  # also those that were corrected
    lists: list[Any]
    inlets: list[Any]

    @property
    def readings(self) -> list[Any]:
        """Those that count, by day."""
        return standing(self.every)

    @property
    def began(self) -> Any:
        """Where it began."""
        return baseline(self.every)

    @property
    def newest(self) -> Any:
        """The reading of the latest day."""
        known = self.readings
        return known[-1] if known else None

    @property
    def reached(self) -> bool:
        """Whether the newest reading is where it is wanted."""
        return self.newest is not None and fits(self.measure, self.newest.value)


class Proof:
    """Everything of this room at one problem, from one statement."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rows = gather(PARTS, problem.pk)
        self.missing = {row.proposal_id: row for row in self.rows["not_yet"]}
        self.solved_by_proposal = {row.proposal_id: row for row in self.rows["solved"]}
        self._agreed = {row.day_id: row for row in self.rows["day_agreements"]}

    @property
    def measures(self) -> list[Measured]:
        """Those that count, then those that were replaced."""
        rows = self.rows

        def of(key: str, measure: Any) -> list[Any]:
            return [row for row in rows[key] if row.measure_id == measure.id]

        found = [Measured(one, of("readings", one), of("lists", one), of("inlets", one)) for one in rows["measures"]]
        return sorted(found, key=lambda one: one.measure.ended_at is not None)

    def measured(self, measure_id: int | None) -> Measured | None:
        """The measure with this id, or None."""
        return next((one for one in self.measures if one.measure.id == measure_id), None)

    def reading(self, reading_id: int | None) -> Any | None:
        """The reading with this id, or None."""
        return next((row for row in self.rows["readings"] if row.id == reading_id), None)

    @property
    def proposals(self) -> list[Any]:
        """Every proposal that it is solved, oldest first."""
        return self.rows["proposals"]

    def proposal(self, proposal_id: int) -> Any | None:
        """The proposal with this id, or None."""
        return next((row for row in self.proposals if row.id == proposal_id), None)

    @property
    def open_proposal(self) -> Any | None:
        """The newest proposal, while the client has not answered it."""
        last = self.proposals[-1] if self.proposals else None
        answered = last is not None and (last.id in self.missing or last.id in self.solved_by_proposal)
        return None if answered else last

    @property
    def lives(self) -> list[Any]:
        """Every time that it was solved, oldest first."""
        return self.rows["solved"]

    @property
    def solved(self) -> Any | None:
        """The client's word that it is solved, while it is."""
        return next((row for row in self.lives if row.ended_at is None), None)

    def days(self, proposal_id: int) -> list[Any]:
        """The days proposed to ask whether it lasted, oldest first."""
        return [row for row in self.rows["days"] if row.proposal_id == proposal_id]

    def agreement(self, day: Any) -> Any | None:
        """Who of the other side agreed to a day, or None."""
        return self._agreed.get(day.id)

    def lastings(self, solved_id: int) -> list[Any]:
        """Every time that it was said to have lasted, oldest first."""
        return [row for row in self.rows["lastings"] if row.solved_id == solved_id]
