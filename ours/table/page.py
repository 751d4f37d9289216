"""The Table of one problem, put together from the rooms."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import segno
from django.conf import settings
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ours.people.models import Seat, Side
from ours.problem.models import Problem
from ours.problem.sentences import KINDS, unpack
from ours.table import below, middle, sides, stair, way
from ours.table.sheet import Sheet
from ours.templating import url
from ours.wording.offering import coached
from ours.words import first_name, once_key

EVENTS = 12


@dataclass
class Page:
    """The page's context; `templates/table/table.html` documents each attribute."""

    problem: Problem
    title: str
    client_name: str
    client_url: str
    request: dict[str, Any]
    rungs: list[dict[str, Any]]
    verdict: str
    ladder_url: str
    client: dict[str, Any]
    expert: dict[str, Any]
    wood: dict[str, Any]
    stages: list[dict[str, Any]]
    care: dict[str, Any]
    columns: list[dict[str, Any]]
    events: list[dict[str, Any]]
    newer_events: str
    older_events: str
    newest: str
    say: dict[str, Any] | None
    aside: dict[str, str] | None
    rooms: list[dict[str, str]]
    wall: bool
    wall_url: str
    print_url: str
    address: str
    qr: SafeString | str
    notice: dict[str, str] | None = None


def page(
    problem: Problem,
    reader: Seat,
    at: datetime,
    events: list[Any],
    *,
    seen: int,
    wall: bool = False,
    qr: bool = False,
) -> Page:
    """Put the page together for one reader. `events` (rows) newest first, one more than shown if there are older ones.

    `seen` is the newest Event the reader knew before: what others did since is marked as new.
    """
    sheet = Sheet(problem, reader, at, timezone.localdate(at))
    shown = events[:EVENTS]
    address = settings.ADDRESS + url("table", problem_id=problem.pk)
    found = Page(
        problem=problem,
        title=_short(problem.headline),
        client_name=problem.client.name,
        client_url=url("client", client_id=problem.client_id) if reader.side == Side.EXPERT else "",
        request=stair.request(sheet),
        rungs=stair.rungs(sheet),
        verdict=stair.verdict(sheet),
        ladder_url=url("listening", problem_id=problem.pk),
        client=sides.side(sheet, Side.CLIENT),
        expert=sides.side(sheet, Side.EXPERT),
        wood=middle.wood(sheet),
        stages=way.stages(sheet),
        care=way.plant(sheet),
        columns=below.columns(sheet),
        events=[told(event, sheet, seen) for event in shown],
        newer_events="",
        older_events=url("history", problem_id=problem.pk, query={"before": shown[-1].id})
        if len(events) > EVENTS
        else "",
        newest=_newest(shown, reader),
        say=None if wall else _say(sheet),
        aside=None if wall else _aside(sheet),
        rooms=[] if wall else rooms(problem),
        wall=wall,
        wall_url=url("wall", problem_id=problem.pk),
        print_url=url("print", problem_id=problem.pk),
        address=address,
        qr=_code(address) if qr or wall else "",
    )
    return _unlinked(found) if wall else found


def _unlinked(found: Page) -> Page:
    """The same page for the wall, where nothing is to be pressed: what stands in the middle of a text leads nowhere."""
    found.wood["history_url"] = ""
    lines = (*found.wood["disputes"], *found.wood["measures"])
    for part in (*lines, *(row for column in found.columns for row in column["rows"])):
        part["url"] = ""
    for side in (found.client, found.expert):
        if side["nobody"]:
            side["nobody"]["url"] = ""
    return found


def told(event: Any, sheet: Sheet | None, seen: int) -> dict[str, Any]:
    """One deed as the list shows it: the sentence, with the name of who did it in the colour of the side."""
    facts: dict[str, str] = {key: escape(unpack(value)) for key, value in event.told.items()}
    # Whom it is about is of the client's side unless the deed tells another one: an owner, who missed a commitment.
    for key, side in (("who", event.side), ("whom", event.told.get("side", Side.CLIENT.value))):
        if key in facts:
            facts[key] = f'<b class="{escape(side)}">{facts[key]}</b>'
    sentence = mark_safe(escape(KINDS[event.kind].sentence) % facts)  # noqa: S308 - sentence and facts are escaped
    mine = sheet is not None and event.seat_id == sheet.reader.pk
    return {"at": event.at, "side": event.side, "words": sentence, "new": event.id > seen and not mine}


def rooms(problem: Problem) -> list[dict[str, str]]:
    """The ways from the Table into its rooms."""
    return [
        {"label": label, "url": url(name, problem_id=problem.pk)}
        for name, label in (
            ("listening", _("Listening")),
            ("heard", _("People")),
            ("words", _("Words")),
            ("drafts", _("Blind drafts")),
            ("state", _("Now and wanted")),
            ("ownership", _("Owners and commitments")),
            ("solve", _("Ways out")),
            ("proof", _("Measured and solved")),
            ("messages", _("Messages")),
            ("tending", _("Tending")),
            ("accounts", _("Where it stands")),
            ("parking", _("Parked")),
        )
    ]


def _say(sheet: Sheet) -> dict[str, Any]:
    return {
        "label": _("Say something to everybody here"),
        "form": {
            "id": "say",
            "action": url("say", problem_id=sheet.problem.pk),
            "once": once_key(),
            "hidden": [("from", "table")],
            "fields": [{"name": "words", "label": _("Your words"), "kind": "text", "required": True}],
            "readers": sheet.reader_names,
            "button": _("Say it"),
            "coach": coached(sheet.problem, "reply", url("say", problem_id=sheet.problem.pk)),
        },
    }


def _aside(sheet: Sheet) -> dict[str, str]:
    side = sheet.reader.side
    names = [first_name(seat.name) for seat in sheet.seated[side] if seat.person_id is not None]
    organisation = sheet.problem.client.name if side == Side.CLIENT else sheet.problem.firm.name
    facts = {"organisation": organisation, "names": ", ".join(names[:4])}
    words = _("%(organisation)s's aside, read by %(names)s") % facts
    return {"side": side, "words": words, "url": url("aside", problem_id=sheet.problem.pk)}


def _newest(events: list[Any], reader: Seat) -> str:
    if not events or events[0].seat_id == reader.pk:
        return ""
    newest = events[0]
    return str(KINDS[newest.kind].sentence) % {key: unpack(value) for key, value in newest.told.items()}


@lru_cache(maxsize=256)
def _code(address: str) -> SafeString:
    # Plain black on white whatever the theme: cameras want it so.
    return mark_safe(  # noqa: S308 - made here from our own address
        segno.make(address, error="m").svg_inline(scale=4, border=2, light="#fff", omitsize=True)
    )


def _short(headline: str) -> str:
    return headline if len(headline) <= 60 else headline[:59].rsplit(" ", 1)[0] + "…"
