"""The rows of this room at one problem, as `problem/gather.py` brings them: for the Table and the room's own pages."""

from ours.problem.gather import Part
from ours.solve.models import (
    Attempt,
    Check,
    Constraint,
    Decision,
    Dissolving,
    Fate,
    Held,
    Idea,
    IdeasAsked,
    Initiative,
    InitiativeStep,
    Lessening,
    NextLife,
    Option,
    Pairing,
    Position,
    Result,
    Sponsorship,
)

_IN_TURN = ("at", "id")
_OF_CHANGE = (
    "t.ended_at IS NULL AND t.initiative_id IN "
    "(SELECT initiative_id FROM ours_dissolving WHERE problem_id = {p} AND ended_at IS NULL)"
)

PARTS: dict[str, Part] = {
    "ideas": Part(Idea, ("id", "words", "given_by_id", "by_id", "at", "message"), order=_IN_TURN),
    "ideas_asked": Part(IdeasAsked, ("id", "words", "by_id", "at"), order=_IN_TURN),
    "fates": Part(Fate, ("id", "idea_id", "kind", "words", "option_id", "attempt_id", "by_id", "at"), order=_IN_TURN),
    "constraints": Part(
        Constraint,
        (
            "id",
            "words",
            "whose",
            "holder",
            "others",
            "blocks",
            "by_id",
            "at",
            "lifted_at",
            "lifted_by_id",
            "lifted_how",
        ),
        order=_IN_TURN,
    ),
    "checks": Part(Check, ("id", "constraint_id", "found", "how", "on", "by_id", "at"), order=_IN_TURN),
    "lessenings": Part(Lessening, ("id", "constraint_id", "way", "found", "words", "by_id", "at"), order=_IN_TURN),
    "options": Part(
        Option,
        ("id", "kind", "words", "early", "reason", "idea_id", "lessening_id", "by_id", "at"),
        order=_IN_TURN,
    ),
    "held": Part(Held, ("id", "option_id", "against", "amount", "words", "item_id", "by_id", "at"), order=_IN_TURN),
    "pairings": Part(
        Pairing, ("id", "relief_id", "lasting_id", "by_id", "at"), "t.problem_id = {p} AND t.ended_at IS NULL", _IN_TURN
    ),
    "positions": Part(Position, ("id", "option_id", "side", "stand", "words", "by_id", "at"), order=_IN_TURN),
    "decisions": Part(
        Decision, ("id", "option_id", "kind", "reason", "again_on", "by_id", "at", "looked_at"), order=_IN_TURN
    ),
    "attempts": Part(Attempt, ("id", "option_id", "idea_id", "words", "expected", "by_id", "at"), order=_IN_TURN),
    "results": Part(Result, ("id", "attempt_id", "mark", "happened", "learned", "by_id", "at"), order=_IN_TURN),
    "lives": Part(NextLife, ("id", "number", "words", "after_id", "by_id", "at"), order=("number",)),
    "changes": Part(
        Initiative,
        ("id", "client_id", "name", "ended_at", "reached", "at"),
        "t.id IN (SELECT initiative_id FROM ours_dissolving WHERE problem_id = {p} AND ended_at IS NULL)",
        _IN_TURN,
    ),
    "dissolvings": Part(
        Dissolving,
        ("id", "initiative_id", "constraint_id", "by_id", "at"),
        "t.problem_id = {p} AND t.ended_at IS NULL",
        _IN_TURN,
    ),
    "sponsorships": Part(Sponsorship, ("initiative_id", "seat_id"), _OF_CHANGE),
    "change_steps": Part(
        InitiativeStep, ("initiative_id", "place", "words", "done_at", "id"), _OF_CHANGE, ("place", "id")
    ),
}
