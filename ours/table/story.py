"""The record of a solved problem told as the parts of a case, from all rooms (P2): a draft that a person goes over."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ours.cases.record import Story
from ours.frame.models import Agreement, Opportunity, Statement
from ours.listen.models import Need, Request
from ours.own.models import Ability
from ours.problem.measures import Measure, Reading, standing
from ours.problem.models import Problem
from ours.problem.plot import wanted_words
from ours.prove.reading import solved_now
from ours.solve.models import Result
from ours.solve.solving import Solving, solving
from ours.templating import day
from ours.words import quoted

LONGEST = 120  # of a title, in characters
MOST_POINTS = 400  # of a measure that a program reads: so many are told, evenly chosen


def tell(problem: Problem) -> Story:
    """The parts of the case that the record of this problem gives, with names. Some ten statements."""
    solved = solved_now(problem)
    known = solving(problem)
    need = Need.objects.filter(problem=problem).order_by("-at").values_list("words", flat=True).first() or ""
    asked = Request.objects.filter(problem=problem).order_by("asked_at", "pk").values_list("words", flat=True).first()
    statement = _signed(problem)
    return Story(
        solved_on=timezone.localdate(solved.at) if solved is not None else None,
        title=_title(need or statement or problem.headline),
        request=asked or "",
        need=need,
        statement=statement,
        tried=_tried(known, Result.Mark.DID_NOT),
        helped=_tried(known, Result.Mark.HELPED),
        outcome=_outcome(solved),
        opened=_opened(problem),
        figures=_figures(problem),
    )


def _title(words: str) -> str:
    first = " ".join(words.split())
    return first if len(first) <= LONGEST else first[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _signed(problem: Problem) -> str:
    """The newest words that somebody has signed, else the newest."""
    worded = Statement.objects.filter(problem=problem).order_by("-version")
    signed = worded.filter(pk__in=Agreement.objects.filter(statement__problem=problem).values("statement"))
    words = list(signed.values_list("words", flat=True)[:1]) or list(worded.values_list("words", flat=True)[:1])
    return words[0] if words else ""


def _tried(known: Solving, mark: str) -> str:
    """What was tried and ended so: what it was, what happened, what was learned; a paragraph each, in order."""
    told = []
    for row in known.attempts:
        result = known.result(row.id)
        if result is None or result.mark != mark:
            continue
        option = known.option(row.option_id)
        what = option.words if option is not None else row.words
        told.append("\n".join(filter(None, (what, result.happened, result.learned))))
    return "\n\n".join(told)


def _outcome(solved: Any | None) -> str:
    if solved is None:
        return ""
    said = [_("The client confirmed on %(day)s that it is solved.") % {"day": day(solved.at)}]
    if solved.words:
        said.append(quoted(solved.words))
    if solved.lasted_at is not None:
        said.append(_("On %(day)s it had lasted.") % {"day": day(solved.lasted_at)})
    return "\n".join(said)


def _opened(problem: Problem) -> str:
    opens = Opportunity.objects.filter(problem=problem).order_by("-at").values_list("words", flat=True).first()
    able = list(Ability.objects.filter(problem=problem).order_by("at").values_list("words", flat=True))
    told = [opens] if opens else []
    if able:
        told.append("\n".join([_("What the client can now do without us:"), *able]))
    return "\n\n".join(told)


def _figures(problem: Problem) -> list[dict[str, Any]]:
    """The measures that count, in the shape that `cases/figures.py` describes."""
    measures = list(Measure.objects.filter(problem=problem, ended_at__isnull=True).order_by("at", "pk"))
    readings: dict[int, list[Reading]] = {one.pk: [] for one in measures}
    for row in Reading.objects.filter(measure__in=measures).order_by("on", "at", "pk"):
        readings[row.measure_id].append(row)
    return [_figure(one, standing(readings[one.pk])) for one in measures if readings[one.pk]]


def _figure(measure: Measure, known: Iterable[Any]) -> dict[str, Any]:
    last: dict[date, str] = {}
    for row in known:
        last[row.on] = f"{row.value.normalize():f}"
    points = [[on.isoformat(), value] for on, value in last.items()]
    step = -(-len(points) // MOST_POINTS)
    if step > 1:
        points = [*points[:-1:step], points[-1]]
    return {
        "name": measure.name,
        "unit": measure.unit,
        "how": measure.how,
        "wanted": wanted_words(measure),
        "wanted_by": measure.wanted_by.isoformat(),
        "points": points,
    }
