"""What the Table says of the ways out: what stands in the way, options, what was tried, ideas (S1–S9)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ours.solve.models import Check, Decision, Fate, Option, Position, Result
from ours.solve.solving import BACK, LIFTED
from ours.table.sheet import Sheet
from ours.templating import day, url

MOST = 8  # rows of a column; the rest is in the room


def stage(sheet: Sheet) -> str:
    """The name of the present stage, with how many attempts there are."""
    number = len(sheet.solving.attempts)
    return _("Trying, attempt %(number)d") % {"number": number} if number else _("Trying")


def columns(sheet: Sheet) -> list[dict[str, Any]]:
    """What stands in the way, the ways out, what was tried, and ideas; empty ones only where a deed is next."""
    return [_in_the_way(sheet), _ways_out(sheet), _tried(sheet), _ideas(sheet)]


def _where(sheet: Sheet) -> str:
    return url("solve", problem_id=sheet.problem.pk)


def _more(sheet: Sheet, rows: list[dict[str, Any]], anchor: str) -> dict[str, str] | None:
    if len(rows) <= MOST:
        return None
    label = ngettext("%(n)d more", "%(n)d more", len(rows) - MOST) % {"n": len(rows) - MOST}
    return {"label": label, "url": f"{_where(sheet)}#{anchor}"}


def _column(sheet: Sheet, key: str, title: str, rows: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"key": key, "title": title, "rows": rows[:MOST], "more": _more(sheet, rows, key), **more}


def _in_the_way(sheet: Sheet) -> dict[str, Any]:
    known = sheet.solving
    rows = []
    for row in sorted(known.constraints, key=lambda one: not known.stands(one)):
        led = len(known.led_to(row.id))
        notes = [_taken_for(known.taken_for(row)), row.holder]
        if led:
            notes.append(
                ngettext("%(n)d way out makes it matter less", "%(n)d ways out make it matter less", led) % {"n": led}
            )
        rows.append(
            {
                "words": row.words,
                "note": " · ".join(note for note in notes if note),
                "gone": not known.stands(row),
                "url": url("constraint", problem_id=sheet.problem.pk, constraint_id=row.id),
            }
        )
    rows += [_change(sheet, row) for row in known.changes]
    return _column(
        sheet,
        "in-the-way",
        _("In the way"),
        rows,
        empty=_("Nobody has named yet what stands in the way."),
        add={"label": _("Name it"), "url": f"{_where(sheet)}#in-the-way", "adds": True},
    )


def _taken_for(state: str) -> str:
    words = {
        Check.Found.FACT.value: _("a fact"),
        Check.Found.ASSUMPTION.value: _("an assumption"),
        Check.Found.NOT_SO.value: _("not so"),
        LIFTED: _("no longer in the way"),
    }
    return words[state]


def _change(sheet: Sheet, row: Any) -> dict[str, Any]:
    known = sheet.solving
    behind = known.sponsor_of(row.id)
    steps = known.steps_of(row.id)
    if row.ended_at is not None:
        notes = [_("carried through") if row.reached else _("given up")]
    else:
        name = sheet.name(behind) if behind else ""
        notes = [_("%(name)s stands behind it") % {"name": name} if name else _("nobody stands behind it yet")]
    if steps:
        done = sum(step.done_at is not None for step in steps)
        notes.append(_("%(done)s of %(all)s steps done") % {"done": done, "all": len(steps)})
    return {
        "kind": _("Change"),
        "words": row.name,
        "note": " · ".join(notes),
        "gone": row.ended_at is not None,
        "url": url("initiative", client_id=row.client_id, initiative_id=row.id),
    }


def _ways_out(sheet: Sheet) -> dict[str, Any]:
    known = sheet.solving
    put_off = (Decision.Kind.TURNED_DOWN, Decision.Kind.LATER)
    options = sorted(known.options, key=lambda one: known.standing(one.id) in put_off)
    rows = [_option(sheet, row) for row in options]
    rows += [
        {
            "kind": _("Early") if row.early else "",
            "words": row.words,
            "note": _("proposed before both states were named: %(reason)s") % {"reason": row.reason}
            if row.early
            else _("proposed by %(who)s") % {"who": sheet.name(row.by_id)},
        }
        for row in sheet.prescriptions
    ]
    return _column(
        sheet,
        "options",
        _("Ways out"),
        rows,
        empty=_("No way out was proposed yet."),
        add={"label": _("Propose one"), "url": f"{_where(sheet)}#options", "adds": True},
    )


def _option(sheet: Sheet, row: Any) -> dict[str, Any]:
    known = sheet.solving
    state, decision = known.standing(row.id), known.decision(row.id)
    notes = [_standing(state, decision)]
    against = [sheet.name(one.by_id) for one in known.where_people_stand(row.id) if one.stand == Position.Stand.AGAINST]
    if against:
        notes.append(_("against it: %(names)s") % {"names": ", ".join(against)})
    if known.not_needed(row.id):
        notes.append(_("something speaks against needing it"))
    if row.early:
        notes.append(_("proposed before both states were named"))
    if row in known.alone():
        notes.append(_("its lasting partner is missing"))
    elif partner := known.partner(row.id):
        notes.append(_("its lasting partner: %(words)s") % {"words": partner.words})
    return {
        "kind": _("Lasting") if row.kind == Option.Kind.LASTING else _("Relief"),
        "words": row.words,
        "note": " · ".join(notes),
        "state": "done" if state == Decision.Kind.CHOSEN else "due" if decision is None or state == BACK else "",
        "gone": state in (Decision.Kind.TURNED_DOWN, Decision.Kind.LATER),
        "url": url("option", problem_id=sheet.problem.pk, option_id=row.id),
    }


def _standing(state: str, decision: Any | None) -> str:
    if decision is None:
        return _("not decided yet")
    if state == BACK:
        return _("back on the table, to be decided anew")
    again = {"day": day(decision.again_on)}
    if state == Decision.Kind.CHOSEN:
        if decision.looked_at is not None:
            return _("chosen; it is time to look at it again")
        return _("chosen; looked at again on %(day)s") % again
    if state == Decision.Kind.TURNED_DOWN:
        return _("turned down; comes back on %(day)s") % again
    return _("later; comes back on %(day)s") % again


def _tried(sheet: Sheet) -> dict[str, Any]:
    known = sheet.solving
    rows = _lives(sheet)
    for row in reversed(known.attempts):
        result = known.result(row.id)
        notes = [_came_of_it(result.mark if result else ""), _("expected: %(words)s") % {"words": row.expected}]
        if result:
            notes.append(result.learned or result.happened)
        rows.append(
            {
                "words": row.words,
                "note": " · ".join(notes),
                "state": "done" if result and result.mark == Result.Mark.HELPED else "",
                "url": f"{_where(sheet)}#attempt-{row.id}",
            }
        )
    return _column(
        sheet,
        "tried",
        _("Tried so far"),
        rows,
        empty=_("Nothing has been tried yet."),
        add={"label": _("Try something"), "url": f"{_where(sheet)}#tried", "adds": True},
    )


def _lives(sheet: Sheet) -> list[dict[str, Any]]:
    """The row that says which life of the problem this is (S9)."""
    known = sheet.solving
    first = known.helped_first()
    if first is None:
        return []
    result, words, kind = first
    facts = {"day": day(result.at), "what": words}
    helped = (
        _("first relieved on %(day)s by “%(what)s”")
        if kind == Option.Kind.RELIEF
        else _("first eased on %(day)s by “%(what)s”")
    )
    return [
        {
            "kind": _("Life %(number)d") % {"number": known.life},
            "words": _("It is back: “%(words)s”") % {"words": known.lives[-1].words},
            "note": helped % facts,
            "state": "late",
            "url": f"{_where(sheet)}#lives",
        }
    ]


def _came_of_it(mark: str) -> str:
    words = {
        "": _("being tried"),
        Result.Mark.HELPED.value: _("it helped"),
        Result.Mark.DID_NOT.value: _("it did not help"),
        Result.Mark.TO_BE_SEEN.value: _("to be seen"),
    }
    return words[mark]


def _ideas(sheet: Sheet) -> dict[str, Any]:
    known = sheet.solving
    rows = []
    for row in sorted(known.ideas, key=lambda one: known.fate(one.id) is not None):
        fate = known.fate(row.id)
        rows.append(
            {
                "who": sheet.name(row.given_by_id),
                "side": sheet.side_of(row.given_by_id),
                "words": row.words,
                "note": f"{_fate(fate.kind)}: {fate.words}" if fate else _("nobody has said yet what becomes of it"),
                "state": "" if fate else "due",
                "gone": bool(fate and fate.kind == Fate.Kind.SET_ASIDE),
                "url": f"{_where(sheet)}#idea-{row.id}",
            }
        )
    return _column(
        sheet,
        "ideas",
        _("Ideas"),
        rows,
        empty=_("No idea has been given yet. Everybody at this table gives them."),
        add={"label": _("Give an idea"), "url": f"{_where(sheet)}#ideas", "adds": True},
    )


def _fate(kind: str) -> str:
    words = {
        Fate.Kind.TAKEN_UP.value: _("taken up as a way out"),
        Fate.Kind.TRIED.value: _("tried"),
        Fate.Kind.SET_ASIDE.value: _("set aside"),
    }
    return words[kind]
