"""The two sides of the Table: who sits there, who owns it, what was kept; an empty chair where nobody does (O1, O4)."""

from typing import Any

from django.utils.translation import gettext as _

from ours.own.models import Outcome
from ours.people.models import Side
from ours.table.sheet import Sheet
from ours.templating import url


def side(sheet: Sheet, key: str) -> dict[str, Any]:
    """One side of the table, as `parts/people.html` shows it."""
    problem = sheet.problem
    owner = sheet.owner.get(key)
    people = sorted(sheet.seated[key], key=lambda seat: (seat.id != owner, seat.id in sheet.heard, seat.level))
    return {
        "key": key,
        "name": problem.client.name if key == Side.CLIENT else problem.firm.name,
        "people": [_person(sheet, seat, key, seat.id == owner) for seat in people],
        "nobody": None if owner else _nobody(sheet, key),
        "figures": figures(sheet, key),
        "lines": _lines(sheet, key),
    }


def figures(sheet: Sheet, key: str) -> dict[str, int]:
    """Commitments of one side: how many were kept, of all that have come to an end (O4)."""
    ends = {row.commitment_id: row.kind for row in sheet.outcomes}
    kinds = [ends[row.id] for row in sheet.commitments if row.side == key and row.id in ends]
    counted = [kind for kind in kinds if kind != Outcome.Kind.RENEGOTIATED]
    return {"kept": counted.count(Outcome.Kind.KEPT), "made": len(counted)}


def _person(sheet: Sheet, seat: Any, key: str, is_owner: bool) -> dict[str, Any]:
    notes = [_("owns it")] if is_owner else []
    if seat.title:
        notes.append(seat.title)
    if key == Side.CLIENT:
        if seat.level > 1:
            notes.append(_("level %(number)s") % {"number": seat.level})
        if seat.id not in sheet.heard:
            notes.append(_("not heard yet"))
    people_page = url("heard", problem_id=sheet.problem.pk)
    return {
        "name": seat.name,
        "notes": notes,
        "owner": is_owner,
        "empty": seat.person_id is None,
        "invite_url": people_page if seat.person_id is None else "",
    }


def _nobody(sheet: Sheet, key: str) -> dict[str, str]:
    return {
        "words": _("Empty chair: nobody here owns it yet"),
        "url": url("ownership", problem_id=sheet.problem.pk),
        "label": _("name an owner"),
    }


def _lines(sheet: Sheet, key: str) -> list[str]:
    if not any(row.side == key for row in sheet.commitments):
        return [_("Nothing is committed on this side yet.")]
    return []
