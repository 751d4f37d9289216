"""A draft of the account to the client, from the record: what is known, what was done, what comes next (T5).

Nothing is sent by itself: a person reads it, changes it and sends it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from ours.people.models import Side
from ours.problem.models import Event, Problem
from ours.problem.sentences import KINDS, sentence
from ours.problem.steps import STEPS
from ours.templating import day
from ours.tend import measuring
from ours.tend.models import Account, Stuck

LONGEST = 1200  # of each part
LINES = 8

# What is known, as distinct from what was done to find it out.
_KNOWN = (
    "need_named",
    "all_agreed",
    "now_said",
    "wanted_said",
    "measure_set",
    "measure_replaced",
    "reading_taken",
    "measure_reached",
    "able",
)
_NEITHER = {*_KNOWN, "account_given", "opened", "stuck"}


@dataclass(frozen=True)
class Draft:
    """The three parts of an account, and since when it tells."""

    known: str
    done: str
    ahead: str
    since: datetime


def draft(problem: Problem, now: datetime) -> Draft:
    """What the record gives for the next account; also when nothing was done and when nothing worked."""
    last = Account.objects.filter(problem=problem).order_by("-at").values_list("at", flat=True).first()
    since = last or problem.opened_at
    events = list(Event.objects.filter(problem=problem, at__gte=since).order_by("-id")[:200])[::-1]
    return Draft(_known(problem, last), _done(problem, events, since), _ahead(problem, now), since)


def _known(problem: Problem, last: datetime | None) -> str:
    told = Event.objects.filter(problem=problem, kind__in=_KNOWN).order_by("-id")
    if last is not None:
        told = told.filter(at__gt=last)
    lines = [problem.headline, *(sentence(event) for event in list(told[:LINES])[::-1])]
    if len(lines) == 1 and last is not None:
        lines.append(_("Nothing new is known since the last account."))
    return _joined(lines)


def _done(problem: Problem, events: list[Event], since: datetime) -> str:
    deeds = [
        event for event in events if event.side == Side.EXPERT and KINDS[event.kind].care and event.kind not in _NEITHER
    ]
    lines = [sentence(event) for event in deeds[-LINES:]]
    helped = any(event.kind in ("attempt_helped", "commitment_kept", "step_done") for event in deeds)
    stuck = [
        _("We are stuck and have asked for help: “%(words)s”") % {"words": " ".join(one.words.split())}
        for one in Stuck.objects.filter(problem=problem, ended_at__isnull=True).order_by("at")
    ]
    if lines and not helped:
        lines.append(_("Nothing of this has helped yet."))
    if not lines and not stuck:
        nothing = _("Since %(day)s we have done nothing that you could see. We have not forgotten it.")
        lines.append(nothing % {"day": day(since)})
    return _joined([*lines, *stuck])


def _ahead(problem: Problem, now: datetime) -> str:
    lines = [_("What comes next: %(step)s.") % {"step": STEPS[problem.step]}]
    for one in problem.commitments.filter(ended_at__isnull=True).select_related("seat").order_by("due", "pk")[:LINES]:
        facts = {"who": one.seat.name, "words": " ".join(one.words.split()), "day": day(one.due)}
        lines.append(_("%(who)s, by %(day)s: %(words)s") % facts)
    kept = measuring.rhythm(problem.engagement, now)
    if kept.agreed is not None and kept.beats:
        last = kept.beats[-1].last
        lines.append(_("You hear from us again by %(day)s.") % {"day": day(_after(last, kept.agreed.days))})
    return _joined(lines)


def _after(last: date, days: int) -> date:
    """The day by which the account after this one is due."""
    return last + timedelta(days=days)


def _joined(lines: list[str]) -> str:
    words = "\n".join(lines)
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit("\n", 1)[0] + "\n…"
