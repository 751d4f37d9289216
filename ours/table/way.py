"""Where we are: the stages with whose move it is, and the plant at their end (O3, T1)."""

from typing import Any

from django.utils.translation import gettext as _

from ours import words
from ours.people.models import Side
from ours.problem import care
from ours.problem.models import Problem, Stage
from ours.table import trying
from ours.table.course import STEPS
from ours.table.garden import FRESH, plant_words
from ours.table.sheet import Sheet
from ours.templating import day, url


def stages(sheet: Sheet) -> list[dict[str, Any]]:
    """The five stages; the present one says whose move it is."""
    order = list(Stage)
    here = order.index(Stage(sheet.problem.stage))
    found = []
    for place, stage in enumerate(order):
        doing, done = _stage_names(sheet)[stage]
        state = "was" if place < here else "now" if place == here else "ahead"
        more = _move(sheet) if state == "now" else ""
        found.append({"name": doing if state == "now" else done, "state": state, "more": more})
    return found


def _stage_names(sheet: Sheet) -> dict[Stage, tuple[str, str]]:
    return {
        Stage.LISTENING: (_("Listening"), _("Listened")),
        Stage.FRAMING: (_("Framing"), _("Framed")),
        Stage.OWNING: (_("Owning"), _("Owned")),
        Stage.TRYING: (trying.stage(sheet), _("Tried")),
        Stage.PROVEN: (_("Proving"), _("Proven")),
    }


def _move(sheet: Sheet) -> str:
    problem = sheet.problem
    names = {Side.CLIENT: problem.client.name, Side.EXPERT: problem.firm.name}
    who = names.get(Side(problem.move)) if problem.move in names else _("Both")
    return _("%(who)s: %(step)s") % {"who": who, "step": STEPS[problem.step]}


def plant(sheet: Sheet) -> dict[str, Any]:
    """The plant at the end of the line: our promise of care, in words (T1)."""
    problem, at = sheet.problem, sheet.at
    size = care.size(problem.cared_at, problem.care_due, at)
    if problem.solved_at is not None:
        following = _("solved on %(day)s, as %(client)s says") % {
            "day": day(problem.solved_at),
            "client": problem.client.name,
        }
    elif problem.let_go_at is not None:
        following = _("let go on %(day)s; everybody here can take it up again") % {"day": day(problem.let_go_at)}
    elif problem.care_due is None:
        following = _("parked; it comes back by itself")
    elif at >= problem.care_due:
        following = _("the next one was promised by %(day)s") % {"day": day(problem.care_due)}
    else:
        following = _("the next one is promised by %(day)s") % {"day": day(problem.care_due)}
    return {
        "size": size,
        "seriousness": problem.seriousness,
        "cut": size <= FRESH,
        "title": _plant_title(problem, size),
        "words": _("A sign of life %(ago)s") % {"ago": words.ago(problem.cared_at, at)},
        "next": following,
        "url": url("care"),
    }


def _plant_title(problem: Problem, size: float) -> str:
    if problem.solved_at is not None:
        return _("solved")
    return _("let go") if problem.let_go_at else plant_words(size, problem.care_due is None)
