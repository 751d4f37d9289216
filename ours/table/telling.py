"""The case of a solved problem on its Table: begun by the firm, and for the client once somebody was asked (P2)."""

from typing import Any

from django.utils.translation import gettext as _

from ours.cases.models import Case, Form
from ours.people.models import Side
from ours.table.sheet import Sheet
from ours.templating import url
from ours.words import once_key


def column(sheet: Sheet) -> dict[str, Any] | None:
    """The column, where there is a case to read or one can be begun; else None."""
    known = sheet.newest("cases")
    expert = sheet.reader.side == Side.EXPERT
    if known is not None and (expert or known.state != Case.State.DRAFTED):
        return _known(known)
    if known is None and expert and sheet.problem.solved_at is not None:
        begin = {
            "label": _("Tell it as a case"),
            "url": url("case-drafted", problem_id=sheet.problem.pk),
            "post": True,
            "once": once_key(),
        }
        empty = _("What was solved can be told to others, if the client permits it.")
        return {"key": "case", "title": _("The case"), "rows": [], "empty": empty, "add": begin}
    return None


def _known(case: Any) -> dict[str, Any]:
    shown = {
        Form.NAMED: _("may be shown by name"),
        Form.ANONYMOUS: _("may be shown without names"),
    }
    note = shown.get(case.shown, str(Case.State(case.state).label))
    where = url("case", case_id=case.id)
    state = "due" if case.state == Case.State.ASKED else "done" if case.shown else ""
    row = {"words": case.title, "note": note, "url": where, "state": state}
    return {"key": "case", "title": _("The case"), "rows": [row], "empty": ""}
