"""The middle of the Table: the words, who signed them, the measure, both states, what it opens up (F3–F5, F8, L7)."""

from typing import Any

from django.utils.translation import gettext as _

from ours.frame.models import Disagreement, State
from ours.listen.models import Aim
from ours.people.models import Side
from ours.table.sheet import Sheet
from ours.templating import day, url
from ours.words import once_key

MOST_READINGS = 80


def wood(sheet: Sheet) -> dict[str, Any]:
    """The middle, as `parts/wood.html` shows it."""
    latest = sheet.newest("statements")
    kept = sheet.newest("requests")
    return {
        "statement": latest.words if latest else "",
        "asked": kept.words if kept else sheet.problem.headline,
        "about": _about(sheet, latest),
        "history_url": url("words", problem_id=sheet.problem.pk),
        "signatures": signatures(sheet),
        "disputes": [dispute(sheet, row) for row in sheet.disagreements],
        "measures": _measures(sheet),
        "states": _states(sheet),
        "opens": row.words if (row := sheet.newest("opportunities")) else "",
        "deeds": _deeds(sheet, latest),
    }


def signatures(sheet: Sheet) -> list[dict[str, Any]]:
    """Who was asked to sign the newest words, and who has."""
    if sheet.newest("statements") is None:
        return []
    agreed = {row.by_id: row.at for row in sheet.agreements}
    return [
        {"name": sheet.name(row.seat_id), "side": sheet.side_of(row.seat_id), "on": agreed.get(row.seat_id)}
        for row in sheet.signers
    ]


def dispute(sheet: Sheet, row: Any) -> dict[str, Any]:
    """A disagreement where it belongs, common ground first (F5)."""
    return {
        "place": Disagreement.Place(row.place).label,
        "common": row.common_ground,
        "words": row.words,
        "who": sheet.name(row.by_id),
        "side": sheet.side_of(row.by_id),
        "on": row.at,
        "url": url("disagreements", problem_id=sheet.problem.pk) + f"#disagreement-{row.id}",
        "label": _("go on from there"),
    }


def _about(sheet: Sheet, latest: Any) -> str:
    if latest is None:
        return ""
    facts = {"version": latest.version, "who": sheet.name(latest.by_id), "day": day(latest.at)}
    return _("wording %(version)s, by %(who)s on %(day)s") % facts


def _measures(sheet: Sheet) -> list[dict[str, Any]]:
    found = []
    for row in sheet.measures:
        readings = [one for one in sheet.readings if one.measure_id == row.id]
        if not readings:
            continue
        found.append(
            {
                "name": row.name,
                "unit": row.unit,
                "wanted": row.wanted,
                "wanted_to": row.wanted_to,
                "by": row.wanted_by,
                "now": readings[-1].value,
                "now_on": readings[-1].on,
                "readings": _few(readings),
                "url": url("measure", problem_id=sheet.problem.pk, measure_id=row.id),
            }
        )
    return found


def _few(readings: list[Any]) -> list[Any]:
    """Of very many readings so many as a line of this size can show, always the first and the last."""
    if len(readings) <= MOST_READINGS:
        return readings
    step = -(-len(readings) // MOST_READINGS)
    return [*readings[:-1:step], readings[-1]]


def _states(sheet: Sheet) -> list[dict[str, Any]]:
    said = {row.which: row.words for row in reversed(sheet.states)}
    said |= {row.horizon: row.words for row in reversed(sheet.aims)}
    listening = url("listening", problem_id=sheet.problem.pk)
    state = url("state", problem_id=sheet.problem.pk)
    parts = [
        (_("Urgent: the relief wanted now"), Aim.Horizon.URGENT, f"{listening}?aim=urgent#write"),
        (_("Ahead: the future it should serve"), Aim.Horizon.AHEAD, f"{listening}?aim=ahead#write"),
        (_("How it is now"), State.Which.NOW, f"{state}#now"),
        (_("How it should be"), State.Which.WANTED, f"{state}#wanted"),
    ]
    return [
        {"label": label, "words": said.get(which, _("not said yet")), "say": "" if which in said else where}
        for label, which, where in parts
    ]


def _deeds(sheet: Sheet, latest: Any) -> list[dict[str, Any]]:
    problem_id, step = sheet.problem.pk, sheet.problem.step
    words = url("words", problem_id=problem_id)
    if latest is None:
        laid = {row.side for row in sheet.drafts}
        return [
            _listening(sheet),
            {
                "label": _("Lay a blind draft"),
                "url": url("drafts", problem_id=problem_id),
                "go": step == "draft_blind" and sheet.reader.side not in laid,
            },
            {"label": _("Put it into words"), "url": words, "go": step == "draft"},
        ]
    deeds = []
    if may_sign(sheet):
        deeds.append(
            {
                "label": _("Sign these words"),
                "url": url("agreement", problem_id=problem_id),
                "post": True,
                "once": once_key(),
                "hidden": [("version", latest.version), ("from", "table")],
                "go": True,
            }
        )
    deeds.append({"label": _("Put it differently"), "url": words})
    deeds.append({"label": _("I do not agree"), "url": url("disagreements", problem_id=problem_id)})
    return deeds


def _listening(sheet: Sheet) -> dict[str, Any]:
    """The way into the listening room: filled where the next step is the reader's."""
    problem_id, step = sheet.problem.pk, sheet.problem.step
    if sheet.reader.side == Side.EXPERT:
        go = step in {"ask", "answer", "confirm", "hear", "name_need"}
        return {"label": _("Listen and ask"), "url": url("listening", problem_id=problem_id), "go": go}
    if step == "hear":
        where = url("listening-session", problem_id=problem_id)
        return {"label": _("Say whether you were heard"), "url": where, "go": True}
    labels = {"answer": _("Answer what was asked"), "confirm": _("Confirm what was written down")}
    label = labels.get(step, _("See what was asked"))
    return {"label": label, "url": url("listening", problem_id=problem_id), "go": step in labels}


def may_sign(sheet: Sheet) -> bool:
    """Whether the reader was asked to sign the newest words and has not yet."""
    asked = any(row.seat_id == sheet.reader.pk for row in sheet.signers)
    return asked and not any(row.by_id == sheet.reader.pk for row in sheet.agreements)
