"""What the Table says of success: proposed as solved, solved, whether it lasted (P1)."""

from typing import Any

from django.utils.translation import gettext as _

from ours.people.models import Side
from ours.table.sheet import Sheet
from ours.templating import day, url


def column(sheet: Sheet) -> dict[str, Any] | None:
    """The column of success; None while nobody has said that it is solved."""
    solved, proposal = sheet.newest("solved"), sheet.newest("proposals")
    where = url("proof", problem_id=sheet.problem.pk)
    if solved is not None:
        row = {
            "who": sheet.name(solved.by_id),
            "side": Side.CLIENT,
            "words": solved.words or _said(sheet, proposal),
            "note": _lasting(solved),
            "state": "due" if solved.asked_at else "done",
            "url": f"{where}#lasting" if solved.asked_at else where,
        }
        return {"key": "success", "title": _("Solved"), "rows": [row], "empty": ""}
    if proposal is None or sheet.problem.step != "confirm_solved":
        return None  # answered, or confirmed and back
    row = {
        "who": sheet.name(proposal.by_id),
        "side": sheet.side_of(proposal.by_id),
        "words": _said(sheet, proposal),
        "note": _("%(client)s says whether it is.") % {"client": sheet.problem.client.name},
        "state": "due",
        "url": f"{where}#solved",
    }
    return {"key": "success", "title": _("Is it solved?"), "rows": [row], "empty": ""}


def _said(sheet: Sheet, proposal: Any) -> str:
    if proposal is None:
        return ""
    measure = next((row for row in sheet.measures if row.id == proposal.measure_id), None)
    reached = _("%(name)s reached what was wanted.") % {"name": measure.name} if measure else _("It is good enough.")
    words: str = proposal.words
    return words or reached


def _lasting(solved: Any) -> str:
    if solved.asked_at is not None:
        return _("solved on %(day)s; it is asked whether it lasted") % {"day": day(solved.at)}
    if solved.lasted_at is not None:
        return _("solved on %(day)s; it lasted") % {"day": day(solved.at)}
    if solved.ask_at is not None:
        return _("solved on %(day)s; asked again on %(again)s") % {"day": day(solved.at), "again": day(solved.ask_at)}
    return _("solved on %(day)s") % {"day": day(solved.at)}
