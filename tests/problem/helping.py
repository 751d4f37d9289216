"""What the tests of the spine's pages share."""

from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence


def told(problem: Problem) -> list[str]:
    """The sentences of what happened at this table since it was opened, oldest first."""
    return [sentence(event) for event in Event.objects.filter(problem=problem).exclude(kind="opened").order_by("pk")]
