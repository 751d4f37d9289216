"""Who may do what with ways out, and what a choice takes. No query is hidden here."""

from typing import Any

from ours.people.models import Seat, Side
from ours.solve.models import Decision, Held, Initiative
from ours.solve.solving import Solving

# What can be missing before an option is chosen: the three things it is held against, and a word from each side.
MISSING = (*Held.Against.values, *Side.values)


def may_give_for(seat: Seat, giver: Seat) -> bool:
    """Ideas of others are written down by the other side, or for a placeholder; who can write gives their own (S1)."""
    return giver.pk == seat.pk or giver.person_id is None or giver.side != seat.side


def missing_to_choose(solving: Solving, option_id: int) -> list[str]:
    """What is still missing before an option can be chosen, of MISSING (S6, S8).

    It has been held against all three, and on each side somebody is for it or can live with it: neither side chooses
    over the other's head. That somebody is against it does not stop it; it stays on record beside the choice.
    """
    held, carried = solving.held_against(option_id), solving.carried_by(option_id)
    return [one for one in MISSING if one not in held and one not in carried]


def may_try(solving: Solving, option_id: int) -> bool:
    """Anything is tried but what was turned down; that is decided anew first."""
    return solving.standing(option_id) != Decision.Kind.TURNED_DOWN


def may_come_again(solving: Solving) -> bool:
    """A problem comes back only after something had helped (S9)."""
    return solving.eased_by() is not None


def may_set_aside(solving: Solving, idea: Any) -> bool:
    """An idea is set aside once; taken up or tried before, it still can be."""
    fate = solving.fate(idea.id)
    return fate is None or fate.kind != "set_aside"


def is_going_on(initiative: Initiative) -> bool:
    """Whether a change is neither carried through nor given up."""
    return initiative.ended_at is None
