"""The verbs of lasting: agree on a day, ask on it, say that it lasted or came back (P1, S9).

What counts the lives of a problem is another room's; who carries that out is told at the start (`carried_by`).
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from ours.people.models import Role, Seat, Side
from ours.post import passes
from ours.post.writing import write
from ours.problem import care
from ours.problem.access import may_see, readers
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.models import Event, Problem
from ours.prove.models import AskAgain, AskAgainAgreement, Lasted, Solved, SolvedProposal

# Kinds of Event by which a problem is back.
BACK = frozenset({"came_back", "relieved_and_back", "eased_and_back"})
HOUR = 9  # of the firm's day: when it is asked

_lives: dict[str, Callable[..., Any]] = {}


class Overtaken(Exception):
    """Somebody else was quicker. Nothing was written."""


def carried_by(*, may_come_again: Callable[[Problem], bool], come_again: Callable[..., Any]) -> None:
    """Have the next life of a problem counted by `come_again(problem, words, by=…, at=…)`, where something had helped
    in this one: `may_come_again(problem)` says so."""
    _lives.update(may_come_again=may_come_again, come_again=come_again)


def newest_day(proposal: SolvedProposal) -> AskAgain | None:
    """The day that was proposed last to ask whether it lasted, with who proposed it."""
    return AskAgain.objects.filter(proposal=proposal).select_related("by").order_by("-at", "-pk").first()


@transaction.atomic
def propose_day(solved: Solved, on: date, *, by: Seat, at: datetime) -> AskAgain:
    """Propose a day on which it is asked whether it lasted; the other side agrees to it. Raises Overtaken once it is
    back."""
    _hold(solved)
    day = AskAgain.objects.create(proposal=solved.proposal, on=on, by=by, at=at)
    record(solved.problem, "ask_again_proposed", by=by, at=at, until=on)
    return day


@transaction.atomic
def agree_day(solved: Solved, day: AskAgain, *, by: Seat, at: datetime) -> AskAgainAgreement:
    """The other side agrees to the day that was proposed last. Raises Overtaken for an older one, or if it is back."""
    _hold(solved)
    latest = newest_day(solved.proposal)
    if latest is None or latest.pk != day.pk or AskAgainAgreement.objects.filter(day=day).exists():
        raise Overtaken
    agreement = agree(solved, day, by=by, at=at)
    record(solved.problem, "ask_again_agreed", by=by, at=at, until=day.on)
    return agreement


def agree(solved: Solved, day: AskAgain, *, by: Seat, at: datetime) -> AskAgainAgreement:
    """Note that a side agrees to a day, and set the clock by it; what tells of it is the deed's."""
    agreement = AskAgainAgreement.objects.create(day=day, by=by, at=at)
    solved.ask_at = datetime.combine(day.on, time(HOUR), ZoneInfo(solved.problem.firm.time_zone))
    solved.save()
    return agreement


@transaction.atomic
def say_lasted(solved: Solved, words: str = "", *, by: Seat, at: datetime) -> Lasted:
    """A person of the client's side says that it lasted until now. Raises Overtaken once it is back."""
    _must_be_clients(by)
    _hold(solved)
    lasted = Lasted.objects.create(solved=solved, words=words, by=by, at=at)
    solved.asked_at, solved.asked = None, None
    solved.lasted_at = solved.lasted_at or at
    solved.save()
    if words:
        record(solved.problem, "lasted_said", by=by, at=at, words=headline_of(words))
    else:
        record(solved.problem, "lasted", by=by, at=at)
    return lasted


@transaction.atomic
def say_back(solved: Solved, words: str, *, by: Seat, at: datetime) -> None:
    """Somebody says that it came back: the next life of the same problem, counted where something had helped (S9).

    Raises Overtaken if it was said before.
    """
    _hold(solved)
    if _lives["may_come_again"](solved.problem):
        _lives["come_again"](solved.problem, words, by=by, at=at)
    else:
        record(solved.problem, "came_back", by=by, at=at, words=headline_of(words))


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: whoever says that a problem is back, and wherever, ends that it is solved."""
    if event.kind not in BACK or problem.solved_at is None:
        return
    open_ = Solved.objects.filter(problem=problem, ended_at__isnull=True)
    open_.update(ended_at=event.at, ended_by=event.seat_id, ask_at=None, asked_at=None, asked=None)
    problem.solved_at, problem.cared_at = None, max(problem.cared_at, event.at)
    care.set_due(problem)


def ask_due(at: datetime, *, most: int = 100) -> int:
    """Ask whether it lasted, wherever that day has come; one index scan. Returns how many were asked."""
    due = Solved.objects.filter(ask_at__lte=at).order_by("ask_at", "pk").values_list("pk", flat=True)[:most]
    return sum(_ask_one(one, at) for one in list(due))


@transaction.atomic
def _ask_one(solved_id: int, at: datetime) -> bool:
    solved = Solved.objects.select_related("problem", "by__person").get(pk=solved_id)
    hold(solved.problem)
    solved.refresh_from_db(fields=["ask_at", "ended_at"])
    if solved.ask_at is None or solved.ask_at > at or solved.ended_at is not None:
        return False  # another worker was faster, or the day was moved
    seat = _whom_to_ask(solved)
    solved.ask_at, solved.asked_at, solved.asked = None, at, seat
    solved.save()
    record(solved.problem, "lasting_asked", by=solved.by, at=at, day=solved.at.date())
    if seat is not None and seat.person is not None and seat.person.letters_per_day:
        key = passes.issue(seat, solved.problem, solved.pk, at=at)
        told = [(seat, {"problem_id": solved.problem_id})]
        write(seat.person, "lasting", {"solved": solved, "key": key}, at=at, firm=solved.problem.firm, told=told)
    return True


def _whom_to_ask(solved: Solved) -> Seat | None:
    """Whoever confirmed it; else somebody of the client's side who still sits there, those who speak for it first."""
    if may_see(solved.by, solved.problem_id):
        return solved.by
    seated = [one for one in readers(solved.problem) if one.side == Side.CLIENT and one.person is not None]
    here = [one for one in seated if one.person is not None and one.person.deactivated_at is None]
    return min(here, key=lambda one: (one.role not in (Role.SPONSOR, Role.CONTACT), one.level, one.pk), default=None)


def _hold(solved: Solved) -> None:
    hold(solved.problem)
    solved.refresh_from_db(fields=["ask_at", "asked_at", "lasted_at", "ended_at"])
    if solved.ended_at is not None:
        raise Overtaken


def _must_be_clients(by: Seat) -> None:
    if by.side != Side.CLIENT:
        raise ValueError("Only the client's side says whether it lasted.")
