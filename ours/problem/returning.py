"""Something parked until an event returns in the transaction of that event (L8, F5)."""

from ours.problem import acts
from ours.problem.models import Event, Parking, Problem


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: let everything come back that waited for this kind of event."""
    if event.kind not in Parking.Until.values:
        return
    waiting = Parking.objects.filter(problem=problem, returned_at__isnull=True, back_when=event.kind)
    for parking in waiting.select_related("by"):
        parking.problem = problem  # the one instance the deed is working on
        acts.come_back(parking, at=event.at)
