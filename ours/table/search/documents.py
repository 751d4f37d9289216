"""What is found: the words of each table, kept in the transaction of the deed that brought them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections
from django.db.models import Model
from django.db.models.signals import post_save

from ours.frame.models import Disagreement, Fear, Measure, Opportunity, State, Statement
from ours.listen.models import Aim, Hearing, Message, Need, Playback, Question, Request, Rung
from ours.own.models import Ability, Commitment, Prescription, Step, WayOfWorking
from ours.problem.models import Event, Parking, Problem
from ours.prove.models import Lasted, NotYet, Solved, SolvedProposal
from ours.solve.models import (
    Attempt,
    Check,
    Constraint,
    Decision,
    Fate,
    Held,
    Idea,
    Lessening,
    NextLife,
    Option,
    Position,
    Result,
)
from ours.table.search.index import BEGIN, END, LONGEST, Index, index
from ours.tend.models import Account, LetGo, Stuck

BATCH = 500  # problems that are written down together

# Where words stand that everybody at a table may read; the problem's headline comes before all of them.
PARTS: tuple[tuple[type[Model], str], ...] = (
    (Statement, "words"),
    (Request, "words"),
    (Request, "subject"),
    (Need, "words"),
    (Question, "words"),
    (Rung, "words"),
    (Playback, "words"),
    (Hearing, "missing"),
    (Aim, "words"),
    (Message, "words"),
    (Disagreement, "words"),
    (Disagreement, "common_ground"),
    (Disagreement, "settled_how"),
    (State, "words"),
    (Measure, "name"),
    (Measure, "how"),
    (SolvedProposal, "words"),
    (NotYet, "missing"),
    (Solved, "words"),
    (Lasted, "words"),
    (Opportunity, "words"),
    (Fear, "words"),
    (Commitment, "words"),
    (WayOfWorking, "words"),
    (Step, "words"),
    (Ability, "words"),
    (Prescription, "words"),
    (Prescription, "reason"),
    (Parking, "words"),
    (Parking, "reason"),
    (Account, "known"),
    (Account, "done"),
    (Account, "ahead"),
    (Stuck, "words"),
    (Stuck, "tried"),
    (LetGo, "reason"),
    (Idea, "words"),
    (Fate, "words"),
    (Constraint, "words"),
    (Constraint, "blocks"),
    (Constraint, "others"),
    (Constraint, "lifted_how"),
    (Check, "how"),
    (Lessening, "words"),
    (Option, "words"),
    (Option, "reason"),
    (Held, "words"),
    (Position, "words"),
    (Decision, "reason"),
    (Attempt, "words"),
    (Attempt, "expected"),
    (Result, "happened"),
    (Result, "learned"),
    (NextLife, "words"),
)

# What stands at a problem by way of another record: its table, and the key that leads there.
_BY_WAY_OF: dict[type[Model], tuple[str, str]] = {
    Hearing: ("ours_playback", "playback_id"),
    NotYet: ("ours_solvedproposal", "proposal_id"),
    Lasted: ("ours_solved", "solved_id"),
}


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: keep the words of this table as they are after the deed."""
    _keep(index(), [problem])


def on_request(instance: Request, created: bool, using: str, **kwargs: Any) -> None:
    """A request that the client wrote is kept after the Event that tells of it, and may be longer than that."""
    if created:
        _keep(index(using), [instance.problem])


def listen() -> None:
    """Hear of requests as they are kept."""
    post_save.connect(on_request, sender=Request, dispatch_uid="ours.search")


def make(using: str = "default", **kwargs: Any) -> None:
    """After the tables were made: make the index where it is missing, of all that is there. Can be done again."""
    found = index(using)
    with found.connection.cursor() as cursor:
        there = Problem._meta.db_table in found.connection.introspection.table_names(cursor)
    if there and not found.exists():
        found.drop()  # one that an earlier version has made
        found.create()
        keep_all(using)


def keep_all(using: str = "default") -> None:
    """Write down the words of every problem anew."""
    last = 0
    while some := list(Problem.objects.using(using).filter(pk__gt=last).order_by("pk")[:BATCH]):
        _keep(index(using), some)
        last = some[-1].pk


def keep(problems: Sequence[Problem]) -> None:
    """Write down the words of some problems that were not made by deeds."""
    for start in range(0, len(problems), BATCH):
        _keep(index(), problems[start : start + BATCH])


def _keep(found: Index, problems: Sequence[Problem]) -> None:
    sql, parts = _words_of(len(problems))
    # The headline is the instance's own: during a deed it is not saved yet.
    texts: dict[int, dict[str, None]] = {problem.pk: {problem.headline: None} for problem in problems}
    with connections[found.connection.alias].cursor() as cursor:
        cursor.execute(sql, [problem.pk for problem in problems] * parts)
        for problem_id, words in cursor.fetchall():
            texts[problem_id][words] = None
    found.put([(problem, _document(texts[problem.pk])) for problem in problems])


def _document(texts: dict[str, None]) -> str:
    words = "\n".join(text for text in texts if text)[:LONGEST]
    return words.replace(BEGIN, "").replace(END, "").replace("\0", "")


@cache
def _words_of(many: int) -> tuple[str, int]:
    """The statement that gives (problem's id, words) of so many problems, and how often it takes their ids."""
    places = ", ".join(["%s"] * many)
    selects = []
    for model, column in PARTS:
        table = model._meta.db_table
        if model in _BY_WAY_OF:
            of, key = _BY_WAY_OF[model]
            joined = f"{of} p ON p.id = t.{key} WHERE p.problem_id IN ({places})"
            selects.append(f"SELECT p.problem_id, t.{column} FROM {table} t JOIN {joined}")
        else:
            selects.append(f"SELECT t.problem_id, t.{column} FROM {table} t WHERE t.problem_id IN ({places})")
    return " UNION ALL ".join(selects), len(selects)
