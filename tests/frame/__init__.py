"""What the tests of this room share."""

from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence

FIRST = "Our income from workshops swings so much that we cannot promise our teachers their hours."
SECOND = "Our income from workshops swings so much from month to month that we cannot promise our teachers their hours."


def told(problem: Problem) -> list[str]:
    """The sentences of what happened at this table since it was opened."""
    return [sentence(event) for event in Event.objects.filter(problem=problem).exclude(kind="opened").order_by("pk")]
