"""What the spine keeps of a person who is erased: names in the history of tables, and what they have looked at."""

from typing import Any

from django.db import transaction

from ours.people.erasing import Erased
from ours.people.models import Seat
from ours.problem.models import BadSign, Event, Look

# The facts of an Event that are names, one or several with commas between. Words that somebody said are none.
NAMES = ("who", "whom", "before", "holder", "answers", "sponsor", "giver", "names")


@transaction.atomic
def erase(gone: Erased) -> int:
    """Put neutral names in the place of a person's; returns in how many Events. Reads all of their firms'."""
    Look.objects.filter(person=gone.person).delete()
    # Earlier names too: each deed keeps the one that was right then.
    own = Event.objects.filter(seat__in=gone.seats).values_list("told", flat=True)
    names = gone.names | {str(told["who"]) for told in own.iterator() if "who" in told}
    changed = 0
    for firm in set(Seat.objects.filter(pk__in=gone.seats).values_list("firm", flat=True)):
        neutral = gone.name_at(firm)
        BadSign.objects.filter(firm=firm, kind=BadSign.Kind.HANDED_OVER, words__in=names).update(words=neutral)
        for event in Event.objects.filter(problem__firm=firm).only("told", "seat_id").iterator():
            told = _told(event.told, names, gone.neutral.get(event.seat_id, neutral))
            if told != event.told:
                # `_base_manager`, because an Event can be changed by nobody's deed but this one.
                changed += Event._base_manager.filter(pk=event.pk).update(told=told)
    return changed


def _told(told: dict[str, Any], names: frozenset[str] | set[str], neutral: str) -> dict[str, Any]:
    def instead(value: str) -> str:
        return ", ".join(neutral if one in names else one for one in value.split(", "))

    return {key: instead(value) if key in NAMES and isinstance(value, str) else value for key, value in told.items()}
