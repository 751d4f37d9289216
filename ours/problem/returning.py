"""Something parked until an event returns in the transaction of that event (L8, F5, P5)."""

from ours.problem import acts
from ours.problem.models import Event, Parking, Problem

Until = Parking.Until
# What each kind of Event lets come back. A success proven lets everything come back that waited for one.
_COMES_BACK: dict[str, tuple[str, ...]] = {
    "all_agreed": (Until.SIGNED,),
    "commitment_kept": (Until.KEPT,),
    "reading_taken": (Until.READING,),
    "readings_taken": (Until.READING,),
    "reading_sent": (Until.READING,),
    "measure_reached": (Until.REACHED,),
    "solved": (Until.SOLVED, Until.REACHED),
    "solved_enough": (Until.SOLVED, Until.REACHED),
}


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: let everything come back that waited for this kind of event."""
    until = _COMES_BACK.get(event.kind)
    if until is None:
        return
    waiting = Parking.objects.filter(problem=problem, returned_at__isnull=True, back_when__in=until)
    for parking in waiting.select_related("by", "holder").order_by("at", "pk"):
        parking.problem = problem  # the one instance the deed is working on
        acts.come_back(parking, at=event.at)
