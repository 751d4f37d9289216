"""Similar cases beside a problem, for those of the firm who frame it."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ours.listen.models import Need
from ours.people.models import Seat
from ours.problem.models import Problem, Stage
from ours.solve.models import Constraint
from ours.table.sheet import Sheet
from ours.table.similar.traces import count_of
from ours.templating import url

if TYPE_CHECKING:
    from ours.table.similar.finding import Found, Similar

BESIDE = 3  # cases that stand beside a problem


def found_for(problem: Problem, *, limit: int, need: str | None = None) -> "Found | None":
    """The cases of the firm that are near a problem as it is in words now, and near its need, which may be given.

    None where the firm never had a case that could be found; then nothing is loaded that finds them.
    """
    count = count_of(problem.firm_id)
    if count is None:
        return None
    from ours.table.similar.finding import find

    if need is None:
        need = Need.objects.filter(problem=problem).order_by("-at").values_list("words", flat=True).first() or ""
    text = problem.headline if need in problem.headline else f"{problem.headline}\n{need}"
    return find(problem.firm_id, text, limit=limit, problem=problem.pk, need=need, count=count)


def beside(seat: Seat, problem: Problem) -> dict[str, Any] | None:
    """What parts/similar.html shows beside the words, to people of the firm; None for clients and without any case."""
    if seat.client_id is not None:
        return None
    found = found_for(problem, limit=BESIDE)
    if found is None or not found.cases:
        return None
    where = url("similar-problem", problem_id=problem.pk)
    return {"rows": [row(one) for one in found.cases], "by": found.by, "url": where}


def column(sheet: Sheet) -> dict[str, Any] | None:
    """Similar cases as a column of the Table: for people of the firm, until there are words that both have signed."""
    problem = sheet.problem
    if sheet.reader.client_id is not None or problem.stage not in (Stage.LISTENING, Stage.FRAMING):
        return None
    need = sheet.newest("needs")
    found = found_for(problem, limit=BESIDE, need=need.words if need else "")
    if found is None or not found.cases:
        return None
    rows = [
        {"words": one["title"], "url": one["url"], "note": next(iter(one["sentences"]), "")}
        for one in map(row, found.cases)
    ]
    where = url("similar-problem", problem_id=problem.pk)
    more = {"url": where, "label": _("All similar cases, and why they are similar")}
    return {"key": "similar", "title": _("Solved before"), "rows": rows, "more": more, "empty": ""}


def row(one: "Similar") -> dict[str, Any]:
    """A case as parts/similar.html shows it."""
    labels = dict(Constraint.Whose.choices)
    return {
        "url": url("case", case_id=one.case),
        "title": one.title,
        "sentences": [sentence for sentence in one.why.sentences if sentence != one.title],
        "words": one.why.words,
        "need": one.why.need,
        "constraints": [_("a constraint that is %(whose)s") % {"whose": labels[kind]} for kind in one.why.constraints],
    }
