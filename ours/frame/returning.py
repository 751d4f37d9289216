"""An opinion that was set aside comes back to the table (F5)."""

from ours.frame.dispute_acts import burn
from ours.frame.models import Disagreement
from ours.problem.models import Event, Parking, Problem


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: when an opinion's parking returns, the disagreement is open again and burns."""
    if event.kind != "opinion_back":
        return
    parking = Parking.objects.filter(pk=event.told["parking"]).first()
    if parking is None or parking.disagreement is None:
        return
    set_aside = Disagreement.objects.filter(pk=parking.disagreement, set_aside_at__isnull=False)
    for disagreement in set_aside.select_related("by", "problem"):
        disagreement.set_aside_at = None
        disagreement.save()
        burn(disagreement, at=event.at)
