"""Figures of silence, answers and rhythm, from the history: at one table, and over an engagement (T3, T6).

Counted over all tables of an engagement, so that both sides read the same figures; named are only tables that the
reader may see.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from ours.people.models import Engagement, Seat
from ours.problem import care
from ours.problem.models import Event, Problem
from ours.problem.sentences import KINDS
from ours.tend import figures
from ours.tend.access import problems_in
from ours.tend.figures import CLIENT, EXPERT, Answers, Beat, Deed, Silence, Wait
from ours.tend.models import Account, Rhythm, RhythmAgreement

PERIOD = timedelta(days=90)
MOST_EVENTS = 20_000
LAST = 5  # silences that are named

# The client's words, whoever wrote them down.
_CLIENTS = {"asked_for", "passed_on", "answered", "overturned"}
# What the expert's side asks of the client's.
_ASKS_CLIENT = {"asked", "played_back"}
_ANSWERS = {"confirmed", "heard"}
_SEEN_BY_BOTH = {kind for kind, what in KINDS.items() if what.care or what.speaks}


def as_deed(kind: str, side: str, at: datetime) -> Deed:
    """An Event as silences and answers see it: whose words it holds, whoever wrote them down."""
    what = KINDS[kind]
    side = CLIENT if kind in _CLIENTS else side
    speaks = what.speaks or kind == "opened" or (side == CLIENT and kind in _ANSWERS)
    asks = (what.wants_answer or kind == "opened") if side == CLIENT else kind in _ASKS_CLIENT
    return Deed(side, at, kind in _SEEN_BY_BOTH, speaks, asks)


@dataclass(frozen=True)
class AtTable:
    """Silence and answers at one table, as both sides read it."""

    least: timedelta  # what counts as a silence here: half of what is promised
    ours: datetime  # the last sign of life of the expert's side
    theirs: datetime | None  # the last word or deed of the client's side
    silences: list[Silence]  # the last ones, newest first
    first_answer: Wait | None
    answers: dict[str, Answers]  # by side


def at_table(problem: Problem, now: datetime) -> AtTable:
    """The figures of one table. One query."""
    events = Event.objects.filter(problem=problem).order_by("-id").values_list("kind", "side", "at")[:MOST_EVENTS]
    deeds = [as_deed(*row) for row in reversed(list(events))]
    least = care.promise(problem.engagement, problem.seriousness, problem.promised) / 2
    waits = figures.waits(deeds)
    return AtTable(
        least=least,
        ours=problem.cared_at,
        theirs=max((deed.at for deed in deeds if deed.side == CLIENT and deed.seen), default=None),
        silences=figures.silences(deeds, least=least, now=now)[-LAST:][::-1],
        first_answer=figures.first_answer(deeds),
        answers={side: figures.answers(waits, side) for side in (CLIENT, EXPERT)},
    )


@dataclass(frozen=True)
class OverEngagement:
    """The figures of an engagement over the last 90 days, the same for both sides."""

    answers: dict[str, Answers]  # by side
    first: Answers  # the first word on something new
    ended: dict[str, int]  # how many silences each side ended; under "" those that go on
    last: list[tuple[Any, Silence]]  # (problem, silence) that the reader may see, newest first


def over_engagement(engagement: Engagement, seat: Seat, now: datetime) -> OverEngagement:
    """The figures of an engagement. Two queries."""
    events = Event.objects.filter(problem__engagement=engagement, at__gte=now - PERIOD).order_by("problem_id", "id")
    rows = events.values_list(
        "problem_id", "kind", "side", "at", "problem__seriousness", "problem__promised", "problem__care_due"
    )
    seen = {problem.pk: problem for problem in problems_in(seat, engagement)}
    waits: list[Wait] = []
    firsts: list[Wait] = []
    quiet: list[tuple[int, Silence]] = []
    for problem_id, group in groupby(rows[:MOST_EVENTS], key=lambda row: row[0]):
        together = list(group)
        deeds = [as_deed(kind, side, at) for _problem, kind, side, at, *_more in together]
        *_facts, seriousness, promised, due = together[0]
        least = care.promise(engagement, seriousness, promised) / 2
        waits += figures.waits(deeds)
        first = figures.first_answer(deeds) if together[0][1] == "opened" else None
        firsts += [first] if first else []
        found = figures.silences(deeds, least=least, now=now)
        # While it is parked or let go, nobody owes a sign.
        quiet += [(problem_id, one) for one in found if one.ended_by or due is not None]
    quiet.sort(key=lambda pair: pair[1].until, reverse=True)
    return OverEngagement(
        answers={side: figures.answers(waits, side) for side in (CLIENT, EXPERT)},
        first=figures.answers(firsts, EXPERT),
        ended={side: sum(one.ended_by == side for _problem, one in quiet) for side in (CLIENT, EXPERT, "")},
        last=[(seen[problem], one) for problem, one in quiet if problem in seen][:LAST],
    )


@dataclass(frozen=True)
class Kept:
    """The rhythm of an engagement and how it was kept."""

    proposed: Rhythm | None  # the newest proposal, with its agreement if there is one
    agreed: Rhythm | None  # the one that counts
    beats: list[Beat]

    @property
    def kept(self) -> int:
        """How many stretches were kept."""
        return figures.kept_of(self.beats)[0]

    @property
    def over(self) -> int:
        """Of how many."""
        return figures.kept_of(self.beats)[1]


def rhythms(engagement: Engagement) -> "QuerySet[Rhythm]":
    """The rhythms of an engagement, newest first."""
    return Rhythm.objects.filter(engagement=engagement).select_related("by", "agreement__by").order_by("-at", "-pk")


def rhythm(engagement: Engagement, now: datetime) -> Kept:
    """The rhythm and how it was kept, by the days of the firm's time zone. Three queries at most."""
    proposed = rhythms(engagement).first()
    if proposed is None:
        return Kept(None, None, [])
    agreed: Rhythm | None = proposed
    if not hasattr(proposed, "agreement"):
        agreement = RhythmAgreement.objects.filter(rhythm__engagement=engagement).order_by("-at", "-pk")
        latest = agreement.select_related("rhythm__by", "by").first()
        agreed = latest.rhythm if latest else None
    if agreed is None:
        return Kept(proposed, None, [])
    zone = ZoneInfo(engagement.firm.time_zone)
    since = agreed.agreement.at.astimezone(zone).date()
    given = Account.objects.filter(problem__engagement=engagement, at__gte=agreed.agreement.at)
    days = {at.astimezone(zone).date() for at in given.values_list("at", flat=True)}
    return Kept(proposed, agreed, figures.beats(since, agreed.days, days, now.astimezone(zone).date()))
