"""One made-up problem with everything that belongs to it, as unsaved rows in the order they can be written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Model

from ours.cli.demo.bulkwords import ANSWERS, ASKS, MESSAGES, PROMISES, QUESTIONS, STATEMENTS, Speech
from ours.frame.models import Agreement, Signer, State, Statement
from ours.listen.models import Confirmation, Message, Need, Question, Request, Rung, Verdict
from ours.own.models import Commitment, Ownership
from ours.people.models import Engagement, Seat
from ours.problem import care
from ours.problem.acts import headline_of
from ours.problem.models import BadSign, Chair, Event, Move, Problem, Stage
from ours.problem.sentences import KINDS, pack

# How far problems have come, in per cent.
HOW_FAR = [
    ("asked", 8),
    ("answered", 12),
    ("confirmed", 10),
    ("worded", 15),
    ("signed", 15),
    ("owned", 10),
    ("trying", 30),
]
STAGES = [name for name, _ in HOW_FAR]

Rows = dict[type[Model], list[Any]]


@dataclass(frozen=True)
class Place:
    """An engagement with who takes part: the firm's owner and expert, and three client people, one on each level."""

    engagement: Engagement
    owner: Seat
    expert: Seat
    people: list[Seat]
    speech: Speech


class Draft:
    """A problem being written: a clock that moves on, and rows that fill up."""

    now: datetime
    rung: Rung
    question: Question
    statement: Statement

    def __init__(self, rng: Random, place: Place, at: datetime, rows: Rows) -> None:
        self.rng, self.place, self.rows, self.end = rng, place, rows, at
        self.say = place.speech.say
        self.sponsor = place.people[0]
        self.problem = Problem(
            firm_id=place.engagement.firm_id,
            client_id=place.engagement.client_id,
            engagement=place.engagement,
            seriousness=rng.choices((1, 2, 3), (5, 4, 1))[0],
            opened_by=self.sponsor,
            unanswered=0,
        )

    def put(self, row: Any) -> Any:
        self.rows[type(row)].append(row)
        return row

    def tell(self, kind: str, by: Seat, **told: Any) -> None:
        """The Event, and what `history.record` would derive from it."""
        facts = {key: pack(value) for key, value in {"who": by.name, **told}.items()}
        self.put(Event(problem=self.problem, seat=by, side=by.side, kind=kind, at=self.now, told=facts))
        care.follow(self.problem, side=by.side, at=self.now, kind=KINDS[kind])
        if self.problem.unanswered == 0:
            self.cool()

    def cool(self) -> None:
        """A sign that was answered does not burn any more."""
        for sign in reversed(self.rows[BadSign]):
            if sign.problem is not self.problem:
                break
            sign.cleared_at = sign.cleared_at or self.now

    def later(self) -> None:
        """Some hours later, more seldom days, never past the present."""
        self.now = min(self.now + timedelta(hours=self.rng.expovariate(1 / 14)), self.end)


def write_problem(rng: Random, place: Place, at: datetime, rows: Rows) -> Problem:
    """Add one problem to the rows, come as far as chance lets it."""
    far = STAGES.index(rng.choices(STAGES, [weight for _, weight in HOW_FAR])[0])
    draft = Draft(rng, place, at, rows)
    problem = draft.problem
    # Most problems had their last sign of life within the promise; one in eight waits longer.
    age = rng.uniform(0, 12) if rng.random() > 0.12 else rng.uniform(12, 60)
    draft.now = at - timedelta(days=age + rng.uniform(0.5, 2) * (far + 1))
    problem.opened_at = problem.cared_at = draft.now
    problem.care_due = draft.now + care.promise(place.engagement, problem.seriousness)
    draft.put(problem)
    _ask(draft)
    for step in STEPS[: far + 1]:
        step(draft)
    for _ in range(rng.randint(1, 4)):
        draft.later()
        by = rng.choice([place.expert, place.expert, *place.people])
        words = draft.say(MESSAGES)
        draft.put(Message(problem=problem, words=words, by=by, at=draft.now))
        draft.tell("said", by, words=words)
        if problem.unanswered == 2:
            _burn(draft, BadSign.Kind.UNANSWERED, by, words)
    return problem


def _ask(draft: Draft) -> None:
    problem, words = draft.problem, draft.say(ASKS)
    problem.headline = headline_of(words)
    draft.put(Chair(problem=problem, seat=draft.sponsor, at=draft.now, by=draft.sponsor))
    if draft.rng.random() < 0.6:
        draft.put(Chair(problem=problem, seat=draft.place.people[1], at=draft.now, by=draft.sponsor))
    draft.put(
        Request(
            problem=problem,
            words=words,
            channel="form",
            asked_by=draft.sponsor,
            asked_at=draft.now,
            by=draft.sponsor,
            at=draft.now,
        )
    )
    draft.tell("opened", draft.sponsor, words=words)
    problem.stage, problem.step, problem.move = Stage.LISTENING, "ask", Move.EXPERT


def _question(draft: Draft) -> None:
    draft.later()
    words = draft.say(QUESTIONS)
    draft.question = draft.put(Question(problem=draft.problem, words=words, by=draft.place.expert, at=draft.now))
    draft.tell("asked", draft.place.expert, words=words)
    draft.problem.step, draft.problem.move = "answer", Move.CLIENT


def _answer(draft: Draft) -> None:
    draft.later()
    words = draft.say(ANSWERS)
    draft.rung = draft.put(
        Rung(
            problem=draft.problem,
            question=draft.question,
            words=words,
            said_by=draft.sponsor,
            said_at=draft.now,
            channel="meeting",
            by=draft.place.expert,
            at=draft.now,
        )
    )
    draft.tell("answered", draft.place.expert, whom=draft.sponsor.name, words=words)
    draft.problem.step, draft.problem.move = "confirm", Move.CLIENT


def _confirm(draft: Draft) -> None:
    draft.later()
    draft.put(Confirmation(rung=draft.rung, by=draft.sponsor, at=draft.now))
    draft.tell("confirmed", draft.sponsor, words=draft.rung.words)
    draft.problem.step, draft.problem.move = "name_need", Move.EXPERT


def _word(draft: Draft) -> None:
    draft.later()
    problem, expert = draft.problem, draft.place.expert
    need = draft.put(
        Need(
            problem=problem,
            rung=draft.rung,
            words=draft.rung.words,
            verdict=draft.rng.choice(["confirmed", "narrowed", "redirected", "reframed"]),
            rounds=1,
            by=expert,
            at=draft.now,
        )
    )
    label = Verdict(need.verdict).label
    draft.tell("need_named", expert, words=draft.rung.words, verdict=label, rounds=need.rounds, need=need.pk)
    draft.later()
    words = draft.say(STATEMENTS)
    draft.statement = draft.put(Statement(problem=problem, version=1, words=words, by=expert, at=draft.now))
    problem.headline = headline_of(words)
    for seat in (draft.sponsor, expert):
        draft.put(Signer(problem=problem, seat=seat, by=expert, at=draft.now))
    draft.tell("worded", expert, version=1, words=words)
    problem.stage, problem.step, problem.move = Stage.FRAMING, "sign", Move.BOTH


def _sign(draft: Draft) -> None:
    for seat in (draft.place.expert, draft.sponsor):
        draft.later()
        draft.put(Agreement(statement=draft.statement, by=seat, at=draft.now))
        draft.tell("agreed", seat, version=1)
    draft.tell("all_agreed", draft.sponsor, version=1)
    draft.problem.stage, draft.problem.step, draft.problem.move = Stage.OWNING, "say_states", Move.BOTH


def _own(draft: Draft) -> None:
    draft.later()
    problem = draft.problem
    for which, kind in (("now", "now_said"), ("wanted", "wanted_said")):
        words = draft.say(ANSWERS)
        draft.put(State(problem=problem, which=which, words=words, by=draft.sponsor, at=draft.now))
        draft.tell(kind, draft.sponsor, words=words)
    for seat in (draft.sponsor, draft.place.expert):
        draft.put(Ownership(problem=problem, side=seat.side, seat=seat, by=seat, at=draft.now))
        organisation = draft.place.engagement.client if seat.client_id else draft.place.engagement.firm
        draft.tell("owned", seat, whom=seat.name, organisation=organisation.name)
    problem.client_owned = problem.expert_owned = True
    problem.step, problem.move = "commit", Move.BOTH


def _commit(draft: Draft) -> None:
    first: tuple[Any, Seat] | None = None
    for seat in (draft.place.expert, draft.sponsor):
        draft.later()
        words = draft.say(PROMISES)
        due = (draft.end + timedelta(days=draft.rng.randint(1, 20))).date()
        made = Commitment(problem=draft.problem, side=seat.side, seat=seat, words=words, due=due, at=draft.now)
        draft.tell("committed", seat, words=words, due=due, commitment=draft.put(made).pk)
        if first is None or due < first[0]:
            first = (due, seat)
    assert first is not None
    draft.problem.stage, draft.problem.step, draft.problem.move = Stage.TRYING, "keep", Move(first[1].side)


def _burn(draft: Draft, kind: str, seat: Seat, words: str) -> None:
    draft.put(
        BadSign(
            firm_id=draft.problem.firm_id,
            problem=draft.problem,
            engagement=draft.place.engagement,
            kind=kind,
            seat=seat,
            words=words,
            at=draft.now,
        )
    )


STEPS: list[Callable[[Draft], None]] = [_question, _answer, _confirm, _word, _sign, _own, _commit]
