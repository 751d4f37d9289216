"""What the pulse keeps of a person who is erased: their turns, what they were asked and what they answered."""

from django.db import transaction

from ours.people.erasing import Erased
from ours.prove.models import Pulse, PulseAnswer, PulseQuestion


@transaction.atomic
def erase(gone: Erased) -> None:
    """Remove all of it."""
    answers = PulseAnswer.objects.filter(question__pulse__seat__in=gone.seats)
    # By `_base_manager`, because an answer can be removed by nobody's deed but this one.
    PulseAnswer._base_manager.filter(pk__in=list(answers.values_list("pk", flat=True))).delete()
    PulseQuestion.objects.filter(pulse__seat__in=gone.seats).delete()
    Pulse.objects.filter(seat__in=gone.seats).delete()
