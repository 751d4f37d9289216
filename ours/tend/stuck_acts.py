"""The verbs of being stuck: ask for help, help, go on (T9)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ours.people import acts as people
from ours.people.models import Seat
from ours.problem import acts as problems
from ours.problem.access import readers
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.models import Problem
from ours.tend.models import Help, Stuck


@transaction.atomic
def stumble(problem: Problem, words: str, tried: str, asked: Iterable[Seat], *, by: Seat, at: datetime) -> Stuck:
    """Say where it is stuck, what was tried, and ask people for help.

    Who does not read the table yet is let in: people of the client get a chair, colleagues are put on the engagement.
    Whoever calls this has asked whether they may be. Raises ValueError without anybody to ask.
    """
    asked = list(asked)
    if not asked:
        raise ValueError("Somebody has to be asked.")
    reading = {seat.pk for seat in readers(problem)}
    for seat in asked:
        if seat.pk in reading:
            continue
        if seat.client_id is None:
            people.put_on(seat, problem.engagement, by=by, at=at)
        else:
            problems.seat_at(problem, seat, by=by, at=at)
    stuck = Stuck.objects.create(problem=problem, words=words, tried=tried, by=by, at=at)
    stuck.asked.set(asked)
    names = ", ".join(seat.name for seat in asked)
    record(problem, "stuck", by=by, at=at, words=headline_of(words), names=names, stuck=stuck.pk)
    return stuck


@transaction.atomic
def help_with(stuck: Stuck, words: str, *, by: Seat, at: datetime) -> Help:
    """Say something that may help; anybody at the table can, asked or not."""
    said = Help.objects.create(stuck=stuck, words=words, by=by, at=at)
    record(stuck.problem, "helped", by=by, at=at, words=headline_of(words), stuck=stuck.pk)
    return said


@transaction.atomic
def go_on(stuck: Stuck, words: str, *, by: Seat, at: datetime) -> bool:
    """It is no longer stuck: say how it goes on. False if that was said already."""
    if not Stuck.objects.filter(pk=stuck.pk, ended_at__isnull=True).update(ended_words=words, ended_by=by, ended_at=at):
        return False
    record(stuck.problem, "goes_on", by=by, at=at, words=headline_of(words), stuck=stuck.pk)
    return True
