"""Below the wood: the columns of what is open (O2, O3, L8, F6)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ours.own.models import WayOfWorking
from ours.people.models import Side
from ours.problem.models import Parking
from ours.table import proving, telling, trying
from ours.table.sheet import Sheet
from ours.table.similar.beside import column as similar_column
from ours.templating import day, url
from ours.words import once_key, quoted


def columns(sheet: Sheet) -> list[dict[str, Any]]:
    """What is open, in columns; those with nothing to say and nothing to do are left out."""
    found = [_promised(sheet), _asked(sheet), _ahead(sheet), *trying.columns(sheet), _parked(sheet)]
    if alike := similar_column(sheet):
        found.append(alike)
    if sheet.gone:
        found.insert(0, _let_go(sheet))
    if sheet.sold:
        found.insert(0, _sold(sheet))
    if success := proving.column(sheet):
        found.insert(0, success)
    if sheet.stuck:
        found.append(_stuck(sheet))
    if sheet.fears:
        found.append(_fears(sheet))
    if sheet.abilities:
        found.append(_abilities(sheet))
    if case := telling.column(sheet):
        found.append(case)
    return found


def _sold(sheet: Sheet) -> dict[str, Any]:
    return {
        "key": "sold",
        "title": _("It touches what was sold"),
        "rows": [
            {
                "words": row.words,
                "note": _("%(measure)s, by %(day)s; %(who)s answers for it")
                % {"measure": row.measure, "day": day(row.due), "who": sheet.name(row.answers_id)},
                "url": url("tending", problem_id=sheet.problem.pk) + "#sold",
                "state": "late" if row.due < sheet.today else "due",
            }
            for row in sheet.sold
        ],
        "empty": "",
    }


def _promised(sheet: Sheet) -> dict[str, Any]:
    where = url("ownership", problem_id=sheet.problem.pk)
    rows = []
    for row in sheet.commitments:
        if row.ended_at is not None:
            continue
        late = row.due < sheet.today
        deeds = []
        if row.seat_id == sheet.reader.pk:
            kept = url("ownership-kept", problem_id=sheet.problem.pk, commitment_id=row.id)
            deeds.append({"label": _("Kept"), "url": kept, "post": True, "once": once_key()})
        rows.append(
            {
                "who": sheet.name(row.seat_id),
                "side": row.side,
                "words": row.words,
                "note": _due(row.due, sheet.today),
                "state": "late" if late else "due",
                "url": f"{where}#commitment-{row.id}",
                "deeds": deeds,
            }
        )
    return {
        "key": "promised",
        "title": _("Promised"),
        "rows": rows,
        "empty": _("Nobody has committed to anything yet."),
        "add": {"label": _("Commit"), "url": f"{where}#commit", "adds": True},
    }


def _due(due: date, today: date) -> str:
    if due < today:
        return _("was due on %(day)s") % {"day": day(due)}
    return _("by %(day)s") % {"day": day(due)}


def _asked(sheet: Sheet) -> dict[str, Any]:
    where = url("listening", problem_id=sheet.problem.pk)
    answered = {row.question_id for row in sheet.rungs}
    rows = [
        {
            "who": sheet.name(row.by_id),
            "side": sheet.side_of(row.by_id),
            "words": row.words,
            "note": (
                _("asked of %(who)s, %(day)s") % {"who": sheet.name(row.asked_of_id), "day": day(row.at)}
                if row.asked_of_id
                else day(row.at)
            ),
            "url": f"{where}#question-{row.id}",
        }
        for row in sheet.questions
        if row.id not in answered
    ]
    rows += _to_confirm(sheet, where) + _playback(sheet)
    return {
        "key": "asked",
        "title": _("Asked and not settled yet"),
        "rows": rows,
        "empty": _("Every question has its answer."),
        "add": {"label": _("Ask"), "url": where, "adds": True} if sheet.reader.side == Side.EXPERT else None,
    }


def _to_confirm(sheet: Sheet, where: str) -> list[dict[str, Any]]:
    confirmed = {row.rung_id for row in sheet.confirmations}
    overturned = {row.overturns_id for row in sheet.rungs}
    open_ = [
        row
        for row in sheet.rungs
        if row.id not in confirmed and row.id not in overturned and row.by_id != row.said_by_id
    ]
    return [
        {
            "words": quoted(row.words),
            "note": _("said by %(who)s, to be confirmed") % {"who": sheet.name(row.said_by_id)},
            "url": f"{where}#rung-{row.id}",
            "state": "due",
        }
        for row in open_
    ]


def _playback(sheet: Sheet) -> list[dict[str, Any]]:
    latest = sheet.newest("playbacks")
    if latest is None or any(row.playback_id == latest.id and row.heard for row in sheet.hearings):
        return []
    return [
        {
            "words": _("Is this what you said? “%(words)s”") % {"words": latest.words},
            "note": _("read back by %(who)s") % {"who": sheet.name(latest.by_id)},
            "url": url("listening-session", problem_id=sheet.problem.pk),
            "state": "due",
        }
    ]


def _ahead(sheet: Sheet) -> dict[str, Any]:
    where = url("ownership", problem_id=sheet.problem.pk)
    rows: list[dict[str, Any]] = []
    way = sheet.newest("ways")
    if way is not None:
        agreed = next((row for row in sheet.way_agreements if row.way_id == way.id), None)
        note = (
            _("agreed by %(who)s") % {"who": sheet.name(agreed.by_id)}
            if agreed
            else _("proposed by %(who)s, not agreed yet") % {"who": sheet.name(way.by_id)}
        )
        rows.append({"kind": _("How"), "words": WayOfWorking.Way(way.way).label, "note": note, "url": f"{where}#way"})
    coming = True
    for row in sheet.steps:
        state = "done" if row.done_at else "due"
        note = _("comes next") if not row.done_at and coming else ""
        coming = coming and bool(row.done_at)
        rows.append({"words": row.words, "state": state, "note": note})
    return {
        "key": "ahead",
        "title": _("The way ahead"),
        "rows": rows,
        "empty": _("The steps ahead are not laid out yet."),
        "add": {"label": _("Lay it out"), "url": where, "adds": True} if not rows else None,
    }


def _parked(sheet: Sheet) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for row in sheet.parkings:
        until = day(row.back_on) if row.back_on else Parking.Until(row.back_when).label
        kind = _("Set aside") if row.what == Parking.What.OPINION else _("Parked")
        note = _("comes back: %(until)s") % {"until": until}
        rows.append(
            {
                "kind": kind,
                "words": row.words,
                "note": f"{sheet.name(row.holder_id)} · {note}" if row.holder_id else note,
                "gone": True,
                "url": url("parking", problem_id=sheet.problem.pk),
            }
        )
    return {
        "key": "parked",
        "title": _("What waits"),
        "rows": rows,
        "empty": _("Nothing is parked."),
        "add": {"label": _("Park something"), "url": url("parking", problem_id=sheet.problem.pk), "adds": True},
    }


def _let_go(sheet: Sheet) -> dict[str, Any]:
    take_up = url("taken-up", problem_id=sheet.problem.pk)
    return {
        "key": "let-go",
        "title": _("Let go"),
        "rows": [
            {
                "who": sheet.name(row.by_id),
                "side": sheet.side_of(row.by_id),
                "words": row.reason,
                "note": day(row.at),
                "deeds": [{"label": _("Take it up again"), "url": take_up, "post": True, "once": once_key()}],
            }
            for row in sheet.gone
        ],
        "empty": "",
    }


def _stuck(sheet: Sheet) -> dict[str, Any]:
    where = url("tending", problem_id=sheet.problem.pk)
    rows = []
    for row in sheet.stuck:
        said = sum(one.stuck_id == row.id for one in sheet.helps)
        answers = ngettext("%(n)d answer so far", "%(n)d answers so far", said) % {"n": said}
        rows.append(
            {
                "who": sheet.name(row.by_id),
                "side": sheet.side_of(row.by_id),
                "words": row.words,
                "note": _("help was asked for on %(day)s; %(answers)s") % {"day": day(row.at), "answers": answers},
                "url": f"{where}#stuck-{row.id}",
                "state": "due",
            }
        )
    return {"key": "stuck", "title": _("Stuck, and work goes on"), "rows": rows, "empty": ""}


def _fears(sheet: Sheet) -> dict[str, Any]:
    return {
        "key": "fears",
        "title": _("What somebody is afraid of, in their own words"),
        "rows": [
            {"who": sheet.name(row.by_id), "side": sheet.side_of(row.by_id), "words": row.words, "note": day(row.at)}
            for row in sheet.fears
        ],
        "empty": "",
    }


def _abilities(sheet: Sheet) -> dict[str, Any]:
    count = len(sheet.abilities)
    title = ngettext(
        "%(n)d thing the client can now do without help",
        "%(n)d things the client can now do without help",
        count,
    )
    return {
        "key": "abilities",
        "title": title % {"n": count},
        "rows": [{"words": row.words, "state": "done"} for row in sheet.abilities],
        "empty": "",
    }
