"""From notices to letters: one letter for what happened within ten minutes, and never more than the person's cap.

Rights are asked again here, at the moment of writing: whoever left the table in the meantime hears nothing more of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import connection, transaction

from ours.people.models import Person, Seat
from ours.post import passes, replies
from ours.post.models import Letter, Notice
from ours.post.writing import write
from ours.problem.access import may_see
from ours.problem.models import Event, Problem
from ours.problem.steps import STEPS

DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Asked:
    """A question that the reader can answer from the letter."""

    words: str
    by: str
    key: str


@dataclass(frozen=True)
class Wish:
    """A wish for ideas, which the reader can answer with one."""

    words: str
    by: str


@dataclass(frozen=True)
class News:
    """What a letter tells of one problem."""

    problem: Problem
    seat: Seat
    events: list[Event]
    asked: list[Asked]
    ideas: list[Wish]
    reply_to: str  # the address that answers about this problem come to, '' where there is none


def waits(at: datetime) -> bool:
    """Whether there is anything to bundle."""
    return Notice.objects.filter(letter__isnull=True, dropped_at__isnull=True, due_at__lte=at).exists()


def bundle_due(at: datetime, *, most: int = 200) -> int:
    """Write the letters of everybody who has a due notice; returns how many were written."""
    due = Notice.objects.filter(letter__isnull=True, dropped_at__isnull=True, due_at__lte=at)
    people = list(due.order_by("due_at", "pk").values_list("person_id", flat=True)[: most * 10])
    return sum(bundle_for(person_id, at) for person_id in list(dict.fromkeys(people))[:most])


@transaction.atomic
def bundle_for(person_id: int, at: datetime) -> bool:
    """Write one letter with everything that waits for this person. False if nothing was left to tell.

    What has happened by `at` goes along, also what is not due yet, so that the next letter is not five minutes later.
    """
    people = Person.objects.filter(pk=person_id)
    if connection.features.has_select_for_update_skip_locked:
        people = people.select_for_update(skip_locked=True, no_key=True)
    person = people.first()
    if person is None:
        return False
    waiting = Notice.objects.filter(person=person, letter__isnull=True, dropped_at__isnull=True, at__lte=at)
    free_at = _free_at(person, at)
    if free_at > at:
        waiting.filter(due_at__lt=free_at).update(due_at=free_at)
        return False
    everything = waiting.select_related("person", "seat__firm", "problem__client", "problem__firm")
    notices = list(everything.order_by("problem_id", "pk"))
    # Firms are wholly apart, in letters too: what waits from another one is the next letter's.
    notices = [notice for notice in notices if notice.seat.firm_id == notices[0].seat.firm_id]
    news, dropped = _news(notices, at)
    Notice.objects.filter(pk__in=dropped).update(dropped_at=at)
    if not news:
        return False
    # An answer to a letter about several problems says only who writes, unless it goes to the address of one of them.
    reply_to = news[0].reply_to if len(news) == 1 else None
    context = {"news": news, "steps": STEPS}
    letter = write(person, "news", context, at=at, firm=news[0].problem.firm, reply_to=reply_to)
    replies.belong_to(letter, [one.reply_to for one in news])
    told = [notice.pk for notice in notices if notice.pk not in dropped]
    Notice.objects.filter(pk__in=told).update(letter=letter)
    return True


def _free_at(person: Person, at: datetime) -> datetime:
    """When the person's cap lets the next letter go: now, or a day after the oldest one that still counts."""
    recent = Letter.objects.filter(person=person, kind="news", at__gt=at - DAY).order_by("-at")
    counted = list(recent.values_list("at", flat=True)[: person.letters_per_day])
    if person.letters_per_day and len(counted) < person.letters_per_day:
        return at
    return (counted[-1] if counted else at) + DAY


def _news(notices: Iterable[Notice], at: datetime) -> tuple[list[News], set[int]]:
    """What may be told, problem by problem, and the ids of notices whose reader may not see the problem any more."""
    news: list[News] = []
    dropped: set[int] = set()
    for _place, group in groupby(notices, key=lambda notice: (notice.seat_id, notice.problem_id)):
        together = list(group)
        seat, problem = together[0].seat, together[0].problem
        if problem is None or not may_see(seat, problem.pk):
            dropped.update(notice.pk for notice in together)
            continue
        events: dict[int | None, Event] = {
            event.pk: event for event in Event.objects.filter(pk__in=[notice.event for notice in together])
        }
        asked = [
            Asked(
                words=events[notice.event].told["words"],
                by=events[notice.event].told["who"],
                key=passes.issue(seat, problem, notice.ref, at=at),
            )
            for notice in together
            if notice.kind == "question" and notice.ref is not None
        ]
        ideas = [
            Wish(words=events[notice.event].told["words"], by=events[notice.event].told["who"])
            for notice in together
            if notice.kind == "ideas"
        ]
        told = [events[notice.event] for notice in together if notice.kind not in ("question", "ideas")]
        questions = [notice.ref for notice in together if notice.kind == "question" and notice.ref is not None]
        wishes = [notice.ref for notice in together if notice.kind == "ideas"]
        reply_to = replies.issue(
            together[0].person,
            problem.firm,
            seat=seat,
            problem=problem,
            question=questions[0] if len(questions) == 1 and not wishes else None,
            ideas=wishes[-1] if wishes and not questions else None,
            at=at,
        )
        news.append(News(problem=problem, seat=seat, events=told, asked=asked, ideas=ideas, reply_to=reply_to))
    return news, dropped
