"""Who may say what in proving; doors come first."""

from ours.people.models import Seat, Side
from ours.problem.models import Problem
from ours.prove.models import AskAgain, NotYet, PulseRhythm, Solved, SolvedProposal


def may_confirm(seat: Seat) -> bool:
    """The client's side says whether it is solved, and whether it lasted."""
    return seat.side == Side.CLIENT


def may_propose(problem: Problem) -> bool:
    """Whatever is neither solved nor let go can be proposed as solved."""
    return problem.solved_at is None and problem.let_go_at is None


def is_open(proposal: SolvedProposal) -> bool:
    """Whether a proposal waits for the client's word: the newest one, not answered. Two queries."""
    newer = SolvedProposal.objects.filter(problem=proposal.problem_id, pk__gt=proposal.pk).exists()
    answered = NotYet.objects.filter(proposal=proposal).exists() or Solved.objects.filter(proposal=proposal).exists()
    return not newer and not answered


def may_agree_day(seat: Seat, day: AskAgain) -> bool:
    """The side that did not propose a day agrees to it."""
    return seat.side != day.by.side


def may_agree_pulse(seat: Seat, rhythm: PulseRhythm) -> bool:
    """The side that did not propose how often the pulse is felt agrees to it."""
    return seat.side != rhythm.by.side


def may_see_figures(seat: Seat) -> bool:
    """What a client brings the firm is for the firm alone."""
    return seat.side == Side.EXPERT
