"""The verbs of an aside: note, take back. They write no Event: the Table's history knows nothing of an aside."""

from datetime import datetime

from django.db import transaction

from ours.aside.models import AsideNote
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
