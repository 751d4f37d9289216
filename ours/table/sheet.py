"""All rows that the Table of one problem shows, in one statement (`problem/gather.py`)."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from ours.cases.models import Case
from ours.frame.models import (
    Agreement,
    BlindDraft,
    Disagreement,
    Fear,
    Measure,
    Opportunity,
    Reading,
    Signer,
    State,
    Statement,
)
from ours.listen.models import (
    Aim,
    Confirmation,
    Hearing,
    Message,
    Need,
    Playback,
    Question,
    Request,
    Rung,
    RungMark,
)
from ours.own.models import (
    Ability,
    Commitment,
    Outcome,
    Ownership,
    Prescription,
    Step,
    WayAgreement,
    WayOfWorking,
)
from ours.people.models import Crew, Role, Seat, Side
from ours.problem.gather import Part, gather
from ours.problem.models import Chair, Parking, Problem
from ours.prove.models import Solved, SolvedProposal
from ours.solve.parts import PARTS as OF_SOLVING
from ours.solve.solving import Solving
from ours.tend.models import Help, LetGo, PromisedOutcome, Stuck

_OF_RUNG = "t.rung_id IN (SELECT id FROM ours_rung WHERE problem_id = {p})"
_FIRM = "(SELECT firm_id FROM ours_problem WHERE id = {p})"

_SEAT = ("id", "name", "title", "role", "level", "client_id", "person_id", "left_at")
_BY_LEVEL = ("level", "name", "id")

PARTS: dict[str, Part] = {
    # The people: everybody who ever sat here on the client's side, and the firm's.
    "seats": Part(Seat, _SEAT, "t.id IN (SELECT seat_id FROM ours_chair WHERE problem_id = {p})", _BY_LEVEL),
    "colleagues": Part(Seat, _SEAT, f"t.client_id IS NULL AND t.firm_id = {_FIRM}", _BY_LEVEL),
    "chairs": Part(Chair, ("seat_id", "at"), "t.problem_id = {p} AND t.left_at IS NULL"),
    "crews": Part(
        Crew,
        ("seat_id",),
        "t.ended_at IS NULL AND t.engagement_id = (SELECT engagement_id FROM ours_problem WHERE id = {p})",
    ),
    # Listen
    "requests": Part(Request, ("id", "words", "channel", "asked_by_id", "asked_at"), order=("at",), limit=1),
    "questions": Part(Question, ("id", "words", "by_id", "asked_of_id", "at"), order=("at", "id")),
    "rungs": Part(
        Rung,
        ("id", "question_id", "parent_id", "overturns_id", "words", "said_by_id", "by_id", "said_at", "at"),
        order=("at", "id"),
    ),
    "marks": Part(RungMark, ("rung_id", "kind", "at", "id"), _OF_RUNG, ("at", "id")),
    "confirmations": Part(Confirmation, ("rung_id", "by_id", "at", "id"), _OF_RUNG, ("at", "id")),
    "needs": Part(Need, ("rung_id", "words", "verdict", "rounds"), order=("-at", "id"), limit=1),
    "playbacks": Part(Playback, ("id", "words", "by_id", "at"), order=("-at", "id"), limit=1),
    "hearings": Part(
        Hearing,
        ("playback_id", "heard", "by_id"),
        "t.playback_id IN (SELECT id FROM ours_playback WHERE problem_id = {p})",
    ),
    "spoke": Part(Message, ("by_id",), "t.problem_id = {p}", ("-at",), 50),
    "aims": Part(Aim, ("horizon", "words", "at", "id"), order=("-at", "id")),
    # Frame. Of blind drafts only that they are there; their words have their own page.
    "statements": Part(Statement, ("id", "version", "words", "by_id", "at"), order=("-version",), limit=1),
    "signers": Part(Signer, ("seat_id", "at", "id"), "t.problem_id = {p} AND t.ended_at IS NULL", ("at", "id")),
    "agreements": Part(
        Agreement,
        ("by_id", "at"),
        "t.statement_id = (SELECT id FROM ours_statement WHERE problem_id = {p} ORDER BY version DESC LIMIT 1)",
    ),
    "drafts": Part(BlindDraft, ("round", "side")),
    "disagreements": Part(
        Disagreement,
        ("id", "place", "common_ground", "words", "by_id", "at"),
        "t.problem_id = {p} AND t.settled_at IS NULL AND t.set_aside_at IS NULL",
        ("at", "id"),
    ),
    "states": Part(State, ("which", "words", "at", "id"), order=("-at", "id")),
    "measures": Part(
        Measure,
        ("id", "name", "unit", "wants", "wanted", "wanted_to", "wanted_by", "at"),
        "t.problem_id = {p} AND t.ended_at IS NULL",
        ("at", "id"),
    ),
    "readings": Part(
        Reading,
        ("measure_id", "value", "on", "at", "id"),
        "t.measure_id IN (SELECT id FROM ours_measure WHERE problem_id = {p} AND ended_at IS NULL) "
        "AND NOT EXISTS (SELECT 1 FROM ours_reading c WHERE c.corrects_id = t.id)",
        ("on", "at", "id"),
    ),
    "opportunities": Part(Opportunity, ("words",), order=("-at", "id"), limit=1),
    "fears": Part(Fear, ("words", "by_id", "at", "id"), order=("at", "id")),
    # Own
    "owners": Part(Ownership, ("side", "seat_id"), "t.problem_id = {p} AND t.ended_at IS NULL"),
    "commitments": Part(Commitment, ("id", "side", "seat_id", "words", "due", "ended_at"), order=("due", "id")),
    "outcomes": Part(
        Outcome,
        ("commitment_id", "kind"),
        "t.commitment_id IN (SELECT id FROM ours_commitment WHERE problem_id = {p})",
    ),
    "ways": Part(WayOfWorking, ("id", "way", "words", "by_id"), order=("-at", "id"), limit=1),
    "way_agreements": Part(
        WayAgreement,
        ("way_id", "by_id"),
        "t.way_id IN (SELECT id FROM ours_wayofworking WHERE problem_id = {p})",
    ),
    "steps": Part(
        Step, ("id", "words", "done_at", "place"), "t.problem_id = {p} AND t.ended_at IS NULL", ("place", "id")
    ),
    "prescriptions": Part(Prescription, ("words", "reason", "early", "by_id", "at", "id"), order=("at", "id")),
    "abilities": Part(Ability, ("words", "at", "id"), order=("at", "id")),
    "parkings": Part(
        Parking,
        ("id", "what", "words", "back_on", "back_when", "holder_id", "at"),
        "t.problem_id = {p} AND t.returned_at IS NULL",
        ("at", "id"),
    ),
    # Tend
    "sold": Part(
        PromisedOutcome,
        ("id", "words", "measure", "due", "answers_id"),
        "t.id IN (SELECT outcome_id FROM ours_touch WHERE problem_id = {p} AND ended_at IS NULL)",
        ("due", "id"),
    ),
    "gone": Part(LetGo, ("reason", "by_id", "at"), "t.problem_id = {p} AND t.taken_up_at IS NULL"),
    "stuck": Part(Stuck, ("id", "words", "by_id", "at"), "t.problem_id = {p} AND t.ended_at IS NULL", ("at", "id")),
    "helps": Part(
        Help,
        ("stuck_id", "by_id"),
        "t.stuck_id IN (SELECT id FROM ours_stuck WHERE problem_id = {p} AND ended_at IS NULL)",
    ),
    # Cases
    "cases": Part(Case, ("id", "title", "state", "shown")),
    # Solve
    **OF_SOLVING,
    # Prove
    "proposals": Part(SolvedProposal, ("id", "measure_id", "words", "by_id", "at"), order=("-at", "id"), limit=1),
    "solved": Part(
        Solved,
        ("proposal_id", "words", "by_id", "at", "ask_at", "asked_at", "lasted_at"),
        "t.problem_id = {p} AND t.ended_at IS NULL",
    ),
}


class Sheet:
    """The rows of one problem by kind, and what several parts of the page ask of them."""

    def __init__(self, problem: Problem, reader: Seat, at: datetime, today: date) -> None:
        self.problem, self.reader, self.at, self.today = problem, reader, at, today
        self.rows = gather(PARTS, problem.pk)
        self.seats = {row.id: row for key in ("seats", "colleagues") for row in self.rows[key]}

    def __getattr__(self, key: str) -> list[Any]:
        try:
            return self.rows[key]
        except KeyError:
            raise AttributeError(key) from None

    def newest(self, key: str) -> Any | None:
        """The first row of a part, or None."""
        rows = self.rows[key]
        return rows[0] if rows else None

    def name(self, seat_id: int) -> str:
        """The name that goes with a seat."""
        return self.seats[seat_id].name if seat_id in self.seats else ""

    def side_of(self, seat_id: int) -> str:
        """Which side of the table a seat is on."""
        seat = self.seats.get(seat_id)
        return Side.EXPERT if seat is None or seat.client_id is None else Side.CLIENT

    @cached_property
    def seated(self) -> dict[str, list[Any]]:
        """Who sits here now, by side: client people and placeholders with a chair, the firm's crew and owners."""
        chairs = {row.seat_id for row in self.rows["chairs"]}
        crew = {row.seat_id for row in self.rows["crews"]}
        here: dict[str, list[Any]] = {Side.CLIENT: [], Side.EXPERT: []}
        for seat in self.seats.values():
            if seat.left_at is not None:
                continue
            if seat.client_id is not None:
                if seat.id in chairs:
                    here[Side.CLIENT].append(seat)
            elif seat.id in crew or seat.role == Role.OWNER:
                here[Side.EXPERT].append(seat)
        return here

    @cached_property
    def reader_names(self) -> list[str]:
        """Who reads what is written here, by name."""
        return [seat.name for side in self.seated.values() for seat in side if seat.person_id is not None]

    @cached_property
    def heard(self) -> set[int]:
        """The seats that have said something here: asked, answered, spoken, answered a playback (L6)."""
        said = {row.asked_by_id for row in self.rows["requests"]}
        said |= {row.said_by_id for row in self.rows["rungs"]}
        said |= {row.by_id for key in ("spoke", "hearings", "confirmations") for row in self.rows[key]}
        said.add(self.problem.opened_by_id)
        return said

    @cached_property
    def solving(self) -> Solving:
        """What the ways out mean together."""
        return Solving(self.rows)

    @cached_property
    def owner(self) -> dict[str, int]:
        """The owner's seat on each side that has one."""
        return {row.side: row.seat_id for row in self.rows["owners"]}
