"""The verbs of an aside: note, take back, go a guided way. They write no Event: the Table knows nothing of an aside."""

from datetime import datetime

from django.db import transaction

from ours.aside.models import AsideNote, GuidedWay
from ours.aside.patterns import BY_KEY, STEPS
from ours.people.models import Seat
from ours.problem.models import Problem


@transaction.atomic
def note(problem: Problem, words: str, *, by: Seat, at: datetime) -> AsideNote:
    """Write a note that only the author's own side reads."""
    return AsideNote.objects.create(problem=problem, side=by.side, words=words, by=by, at=at)


@transaction.atomic
def take_back(aside_note: AsideNote, *, by: Seat, at: datetime) -> None:
    """Take a note back: its words are gone, that it was there stays."""
    aside_note.words = ""
    aside_note.taken_back_at = at
    aside_note.save()


@transaction.atomic
def begin_way(problem: Problem, pattern: str, *, by: Seat, at: datetime) -> GuidedWay:
    """Begin a guided way (F7). Raises ValueError for a seat of a client, and KeyError for an unknown pattern."""
    if by.client_id is not None:
        raise ValueError("Guided ways are the firm's.")
    return GuidedWay.objects.create(problem=problem, pattern=BY_KEY[pattern].key, by=by, at=at)


@transaction.atomic
def go_way(way: GuidedWay, said: dict[str, str], *, by: Seat, at: datetime) -> None:
    """Keep what was answered on a guided way: any of its steps, and the statement it leads to."""
    for name in (*STEPS, "statement"):
        setattr(way, name, said[name])
    way.changed_by, way.changed_at = by, at
    way.save()


@transaction.atomic
def end_way(way: GuidedWay, *, by: Seat, at: datetime) -> bool:
    """Put a guided way away; its words are gone. False if it was put away already."""
    open_ = GuidedWay.objects.filter(pk=way.pk, ended_at__isnull=True)
    gone = dict.fromkeys((*STEPS, "statement"), "")
    return bool(open_.update(ended_at=at, changed_by=by, changed_at=at, **gone))
