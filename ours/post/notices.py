"""Who should hear of a deed: rows of the outbox, written in the deed's transaction."""

from ours.problem.models import Event, Problem


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history."""
