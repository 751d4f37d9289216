"""Where a problem is on its way, what comes next and whose move it is (O3): derived from its records.

Recomputed inside the transaction of every deed that can change it, so that lists read columns and never count. The
order of the questions below is the order of the way: the first thing that is missing is the next step.
"""

from collections.abc import Callable

from django.db.models import F, QuerySet

from ours.frame.models import Agreement, BlindDraft, Disagreement, Signer, State, Statement
from ours.listen.models import Confirmation, Hearing, Need, Playback, Question, Rung
from ours.own.models import Commitment, Ownership
from ours.people.models import Side
from ours.problem.models import Event, Move, Problem, Stage
from ours.problem.steps import STEPS as STEPS
from ours.prove import reading
from ours.solve.solving import Solving, solving

# Deeds that cannot change the course.
_QUIET = {
    *("said", "asked_for", "marked", "seated", "seriousness_set", "urgent_said", "ahead_said", "opens_up", "able"),
    *("idea_given", "idea_noted", "idea_set_aside", "option_held", "look_again", "constraint_named"),
    *("constraint_checked", "constraint_lessened", "constraint_not_lessened", "constraint_lifted", "change_begun"),
    *("change_joined", "change_left", "change_sponsored", "change_steps_laid", "change_step_done", "change_reached"),
    *("change_given_up", "inlet_opened", "inlet_closed"),
    *("case_drafted", "case_worded", "case_asked", "case_permitted", "case_refused", "case_withdrawn"),
}


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: set stage, step and move anew. The history saves the problem."""
    if event.kind not in _QUIET:
        problem.stage, problem.step, problem.move = course(problem)


def course(problem: Problem) -> tuple[str, str, str]:
    """(stage, step, move) of a problem, from its records."""
    if problem.solved_at is not None:
        return Stage.PROVEN, *_proven(problem)
    stage, step, move = _on_the_way(problem)
    if reading.open_proposal(problem) is not None:
        return stage, "confirm_solved", Move.CLIENT
    return stage, step, move


def _on_the_way(problem: Problem) -> tuple[str, str, str]:
    for find in (_listening, _framing, _owning):
        found = find(problem)
        if found is not None:
            return found
    return _trying(problem)


def _proven(problem: Problem) -> tuple[str, str]:
    """(step, move) once the client has confirmed: opinions that came back with the success, then whether it lasts."""
    solved = reading.solved_now(problem)
    if solved is not None and solved.asked_at is not None:
        return "say_lasts", Move.CLIENT
    if _disagreements(problem).exists():
        return "settle", Move.BOTH
    waiting = reading.day_to_agree(solved) if solved is not None else None
    if waiting is not None:
        return "agree_day", Move.EXPERT if waiting.by.side == Side.CLIENT else Move.CLIENT
    return "lasts", Move.BOTH


_Found = tuple[str, str, str] | None
_Find = Callable[[Problem], _Found]


def _listening(problem: Problem) -> _Found:
    if Statement.objects.filter(problem=problem).exists() or Need.objects.filter(problem=problem).exists():
        return None
    playback = Playback.objects.filter(problem=problem).order_by("-at").first()
    hearing = Hearing.objects.filter(playback=playback).order_by("-at").first() if playback else None
    if playback is not None and hearing is None:
        return Stage.LISTENING, "hear", Move.CLIENT
    asked = Question.objects.filter(problem=problem)
    not_yet = hearing if hearing is not None and not hearing.heard else None
    if not asked.exists() or (not_yet and not asked.filter(at__gt=not_yet.at).exists()):
        return Stage.LISTENING, "ask", Move.EXPERT
    if asked.filter(rungs__isnull=True).exists():
        return Stage.LISTENING, "answer", Move.CLIENT
    unconfirmed = Rung.objects.filter(problem=problem, overturned_by__isnull=True).exclude(
        pk__in=Confirmation.objects.filter(rung__problem=problem).values("rung_id")
    )
    if unconfirmed.exclude(by=F("said_by")).exists():  # what people wrote down themselves counts as said
        return Stage.LISTENING, "confirm", Move.CLIENT
    return Stage.LISTENING, "name_need", Move.EXPERT


def _framing(problem: Problem) -> _Found:
    latest = Statement.objects.filter(problem=problem).order_by("-version").first()
    if latest is None:
        sides = set(BlindDraft.objects.filter(problem=problem).values_list("side", flat=True))
        if len(sides) == 1:
            other = Move.EXPERT if sides == {Side.CLIENT} else Move.CLIENT
            return Stage.FRAMING, "draft_blind", other
        return Stage.FRAMING, "draft", Move.EXPERT
    if _disagreements(problem).exists():
        return Stage.FRAMING, "settle", Move.BOTH
    waiting = unsigned_sides(problem, latest)
    if waiting:
        return Stage.FRAMING, "sign", _move(waiting)
    return None


def _disagreements(problem: Problem) -> "QuerySet[Disagreement]":
    return Disagreement.objects.filter(problem=problem, settled_at__isnull=True, set_aside_at__isnull=True)


def _owning(problem: Problem) -> _Found:
    said = set(State.objects.filter(problem=problem).values_list("which", flat=True))
    if len(said) < 2:
        return Stage.OWNING, "say_states", Move.BOTH
    both = {Side.CLIENT.value, Side.EXPERT.value}
    owned = set(Ownership.objects.filter(problem=problem, ended_at__isnull=True).values_list("side", flat=True))
    if both - owned:
        return Stage.OWNING, "own", _move(both - owned)
    committed = set(Commitment.objects.filter(problem=problem).values_list("side", flat=True))
    if both - committed:
        return Stage.OWNING, "commit", _move(both - committed)
    return None


def _trying(problem: Problem) -> tuple[str, str, str]:
    """What waits for both comes first: a word on each way out, a choice, its first attempt; then what is promised."""
    known = solving(problem)
    if silent := known.silent_sides():
        return Stage.TRYING, "position", _move(silent)
    if known.undecided():
        return Stage.TRYING, "decide", Move.BOTH
    if known.untried():
        return Stage.TRYING, "try", Move.EXPERT
    upcoming = Commitment.objects.filter(problem=problem, ended_at__isnull=True).order_by("due", "pk").first()
    if upcoming is not None:
        return Stage.TRYING, "keep", Move(upcoming.side)
    return Stage.TRYING, *_after_all(problem, known)


def _after_all(problem: Problem, known: Solving) -> tuple[str, str]:
    """(step, move) when nothing is promised and nothing waits for a decision."""
    if known.running():
        return "see", Move.BOTH
    if known.eased_by() is None:
        return ("find_way", Move.EXPERT) if known.options or known.attempts else ("commit", Move.BOTH)
    if known.alone():
        return "partner", Move.EXPERT
    return ("say_solved", Move.BOTH) if reading.where_wanted(problem) else ("lasts", Move.BOTH)


def unsigned_sides(problem: Problem, latest: Statement) -> set[str]:
    """The sides whose signature under the newest wording is still awaited; a side with no signer chosen counts."""
    agreed = set(Agreement.objects.filter(statement=latest).values_list("by_id", flat=True))
    chosen = {
        (signer.seat_id, signer.seat.side)
        for signer in Signer.objects.filter(problem=problem, ended_at__isnull=True).select_related("seat")
    }
    missing = {side for seat_id, side in chosen if seat_id not in agreed}
    return missing | ({Side.CLIENT.value, Side.EXPERT.value} - {side for _seat, side in chosen})


def _move(sides: set[str]) -> str:
    return Move.BOTH if len(sides) == 2 else Move(next(iter(sides)))
