"""A client's home: what is on our table; what changed, what waits for you, what comes next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ours.people.models import Seat
from ours.prepared import Rows
from ours.problem import care
from ours.problem.access import visible_problems
from ours.problem.models import Move, Problem, Stage
from ours.problem.reading import Unseen, unseen
from ours.problem.sentences import sentence
from ours.table.course import STEPS
from ours.table.garden import FRESH, plant_words
from ours.table.seated import first_names
from ours.templating import url

ROWS = 30
SOLVED = 5  # of what was solved, the last ones
WAITING = ("say_lasts", "agree_day", "settle")  # steps by which something solved still waits for a word

# Where each step is done.
DONE_AT = {
    "ask": "listening",
    "answer": "listening",
    "confirm": "listening",
    "hear": "listening-session",
    "name_need": "listening",
    "draft_blind": "drafts",
    "draft": "words",
    "sign": "words",
    "settle": "words",
    "say_states": "state",
    "own": "ownership",
    "commit": "ownership",
    "keep": "ownership",
    **dict.fromkeys(("say_solved", "confirm_solved", "agree_day", "say_lasts"), "proof"),
    **dict.fromkeys(("position", "decide", "try", "see", "partner", "lasts", "find_way"), "solve"),
}


@dataclass
class Home:
    """The page's context; `templates/table/home.html` documents each attribute."""

    lead: str
    problems: list[dict[str, Any]]
    empty: dict[str, str]
    ask: dict[str, str] | None
    solved: list[dict[str, Any]]
    notice: dict[str, str] | None = None


def home(seat: Seat, at: datetime) -> Home:
    """The home of a client's seat: what waits for its side first, then what cared for longest ago."""
    assert seat.person is not None and seat.client_id is not None
    problems = _on_the_table(seat.pk, seat.client_id)
    problems.sort(key=lambda problem: problem.move == Move.EXPERT)
    ids = [problem.pk for problem in problems]
    news, others = unseen(seat.person, ids), first_names(ids, but=seat)
    rows = [_row(problem, news[problem.pk], others.get(problem.pk, []), seat.firm.name, at) for problem in problems]
    waiting = sum(row["waits"] is not None for row in rows)
    solved = _solved(seat.pk, seat.client_id)
    nothing = _("Nothing open is on the table. Tell in your own words what you need.")
    if not solved:
        nothing = _("Nothing is on the table yet. Tell in your own words what you need.")
    return Home(
        lead=_lead(waiting),
        problems=rows,
        empty={
            "words": nothing,
            "url": url("problem-new"),
            "label": _("Put something on the table"),
        },
        ask={"label": _("Put something new on the table"), "url": url("problem-new")} if rows else None,
        solved=[{"words": row.headline, "url": url("proof", problem_id=row.pk), "on": row.solved_at} for row in solved],
    )


def _lately_solved(seat: Seat) -> "QuerySet[Problem, Any]":
    solved = visible_problems(seat).filter(solved_at__isnull=False, let_go_at__isnull=True)
    solved = solved.exclude(step__in=WAITING)
    return solved.order_by("-solved_at", "-pk").values("pk", "headline", "solved_at")[:SOLVED]


_solved = Rows((int, int), lambda seat, client: _lately_solved(Seat(id=seat, client_id=client)))


def _listed(seat: Seat) -> "QuerySet[Problem, Any]":
    columns = ("pk", "headline", "stage", "step", "move", "seriousness", "cared_at", "care_due", "solved_at")
    # Of what is solved only what waits for a word of this side, or for both to talk on.
    open_ = Q(solved_at__isnull=True) | Q(step__in=WAITING)
    listed = visible_problems(seat).filter(open_, let_go_at__isnull=True)
    return listed.order_by("care_due", "pk").values(*columns)[:ROWS]


_on_the_table = Rows((int, int), lambda seat, client: _listed(Seat(id=seat, client_id=client)))


def _row(problem: Any, news: Unseen, people: list[str], firm: str, at: datetime) -> dict[str, Any]:
    size = care.size(problem.cared_at, problem.care_due, at)
    step = str(STEPS[problem.step])
    ours = problem.move in (Move.CLIENT, Move.BOTH)
    where = url(DONE_AT[problem.step], problem_id=problem.pk)
    return {
        "words": problem.headline,
        "url": url("table", problem_id=problem.pk),
        "asked": problem.stage == Stage.LISTENING,
        "people": _("with %(names)s") % {"names": ", ".join(people)} if people else "",
        "size": size,
        "seriousness": problem.seriousness,
        "plant": _("solved") if problem.solved_at else plant_words(size, problem.care_due is None),
        "cut": size <= FRESH,
        "changed": _changed(news),
        "waits": {"words": step, "on": None, "deed": {"label": _("Go there"), "url": where, "go": True}}
        if ours
        else None,
        "next": None if ours else {"words": _("%(who)s: %(step)s") % {"who": firm, "step": step}, "on": None},
    }


def _changed(news: Unseen) -> dict[str, Any] | None:
    if news.newest is None:
        return None
    told = sentence(news.newest)
    if news.count > 1:
        more = ngettext("And %(n)d more.", "And %(n)d more.", news.count - 1) % {"n": news.count - 1}
        told = f"{told} {more}"
    return {"words": told, "on": news.newest.at}


def _lead(waiting: int) -> str:
    if not waiting:
        return _("Nothing waits for you today.")
    return ngettext("%(n)d thing waits for you.", "%(n)d things wait for you.", waiting) % {"n": waiting}
