"""The Garden: what burns, and what needs care first, over all clients of an expert."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ours import words
from ours.people.models import Seat, Side
from ours.prepared import Rows
from ours.problem import care, queue
from ours.problem.models import BadSign, Move, Stage
from ours.table.course import STEPS
from ours.table.seated import first_names
from ours.templating import day, url

ROWS = 25
BURNING = 6
BED = 40  # plants in the drawing
FRESH = 0.02  # of the promise: just cared for

FILTERS = ("all", "promised", "mine", "unowned", "parked")


@dataclass
class Garden:
    """The page's context; `templates/table/garden.html` documents each attribute."""

    title: str
    lead: str
    burning: list[dict[str, Any]]
    filters: list[dict[str, Any]]
    plots: list[dict[str, Any]]
    plants: list[dict[str, Any]]
    plants_words: str
    care_url: str
    empty: dict[str, str]
    newer: str = ""
    older: str = ""
    rest: str = ""
    notice: dict[str, str] | None = None
    weeding: dict[str, str] | None = field(default=None)


def garden(seat: Seat, at: datetime, *, chosen: str = "all", after: queue.Place | None = None) -> Garden:
    """The Garden of a firm's seat at a moment; `chosen` is one of FILTERS, `after` the place to go on from."""
    rows = _rows(seat, chosen, after)
    more = len(rows) > ROWS
    rows = rows[:ROWS]
    people = first_names([row.pk for row in rows], but=seat)
    overgrown, open_ = queue.count_due(seat, before=at), queue.count_due(seat)
    older = ""
    if more and rows[-1].care_due is not None:
        older = url("home", query={"show": chosen, "due": rows[-1].care_due.isoformat(), "id": rows[-1].pk})
    return Garden(
        title=_title(overgrown),
        lead=_lead(open_, rows, at),
        burning=_burning(seat) if chosen == "all" and after is None else [],
        filters=[
            {"words": _("All clients"), "url": url("home"), "on": chosen == "all"},
            {"words": _("Promised"), "url": url("home", query={"show": "promised"}), "on": chosen == "promised"},
            {"words": _("Mine"), "url": url("home", query={"show": "mine"}), "on": chosen == "mine"},
            {
                "words": _("An empty chair"),
                "url": url("home", query={"show": "unowned"}),
                "on": chosen == "unowned",
            },
            {"words": _("Parked"), "url": url("home", query={"show": "parked"}), "on": chosen == "parked"},
        ],
        plots=[plot(problem, people.get(problem.pk, []), at) for problem in rows],
        plants=_bed(rows, at) if chosen == "all" and after is None else [],
        plants_words=_("The next problems by the day on which our promise runs out; the list below says the same."),
        care_url=url("care"),
        empty=_empty(chosen),
        weeding={"url": url("weeding"), "label": _("Weed for a quarter of an hour")},
        newer=url("home", query={"show": chosen}) if after else "",
        older=older,
    )


def _rows(seat: Seat, chosen: str, after: queue.Place | None) -> list[Any]:
    if chosen == "parked":
        return queue.parked(seat, limit=ROWS)
    return queue.next_due(seat, limit=ROWS + 1, after=after, only="" if chosen == "all" else chosen)


def plot(problem: Any, people: list[str], at: datetime) -> dict[str, Any]:
    """One row of the Garden, from a row of the queue."""
    size = care.size(problem.cared_at, problem.care_due, at)
    care_words, care_note = told_care(problem, at)
    return {
        "size": size,
        "seriousness": problem.seriousness,
        "cut": size <= FRESH,
        "plant": plant_words(size, problem.care_due is None),
        "url": url("table", problem_id=problem.pk),
        "words": problem.headline,
        "asked": problem.stage == Stage.LISTENING,
        "promised": problem.promised,
        "parked": problem.care_due is None,
        "client": problem.client__name,
        "people": _("with %(names)s") % {"names": ", ".join(people)} if people else "",
        "unowned": _unowned(problem),
        "care": care_words,
        "care_note": care_note,
        "move": told_move(problem),
        "seen": "",
    }


def plant_words(size: float, parked: bool = False) -> str:
    """What a plant says, in words."""
    if parked:
        return _("parked")
    if size >= 1:
        return _("overgrown: our promise of care has run out")
    return _("growing") if size >= 0.5 else _("seedling: cared for lately")


def told_care(problem: Any, at: datetime) -> tuple[str, str]:
    """How the promise of care stands, and who spoke last."""
    if problem.spoke_last == Side.CLIENT:
        spoke = _("Their side spoke last")
    else:
        spoke = _("We spoke last")
    if problem.care_due is None:
        return _("Parked; it comes back by itself"), spoke
    silent = words.span(at - problem.cared_at)
    promised = words.span(problem.care_due - problem.cared_at)
    if at >= problem.care_due:
        facts = {"silent": silent, "promised": promised}
        return _("No sign of life for %(silent)s; %(promised)s were promised.") % facts, spoke
    if at - problem.cared_at < 0.5 * (problem.care_due - problem.cared_at):
        due = _("next by %(day)s") % {"day": day(problem.care_due)}
        return _("A sign of life %(ago)s") % {"ago": words.ago(problem.cared_at, at)}, due
    return _("Promise runs out %(moment)s") % {"moment": words.until(problem.care_due, at)}, spoke


def told_move(problem: Any) -> str:
    """Whose move it is, and which, from the firm's side."""
    step = STEPS[problem.step]
    if problem.move == Move.BOTH:
        return _("Both: %(step)s") % {"step": step}
    if problem.move == Move.EXPERT:
        return _("Ours: %(step)s") % {"step": step}
    return _("Theirs: %(step)s") % {"step": step}


def _unowned(problem: Any) -> str:
    if not problem.client_owned and not problem.expert_owned:
        return _("nobody owns it yet")
    if not problem.client_owned:
        return _("empty chair on their side")
    return "" if problem.expert_owned else _("empty chair on our side")


def _burning(seat: Seat) -> list[dict[str, Any]]:
    signs = _of_firm(seat.firm_id) if seat.is_firm_owner else _of_crew(seat.firm_id, seat.pk)
    return [{"at": sign.at, "words": _sign_words(sign)} for sign in signs]


def _newest(**whose: Any) -> "QuerySet[BadSign, Any]":
    signs = BadSign.objects.filter(**whose, cleared_at__isnull=True).order_by("-at")
    about = ("problem_id", "problem__headline", "problem__client__name", "seat__name", "seat__client_id")
    return signs.values("kind", "words", "at", *about)[:BURNING]


_of_firm = Rows((int,), lambda firm: _newest(firm_id=firm))
_of_crew = Rows(
    (int, int),
    lambda firm, seat: _newest(firm_id=firm, engagement__crews__seat=seat, engagement__crews__ended_at__isnull=True),
)


def _sign_words(sign: Any) -> str:
    sentences = {
        BadSign.Kind.UNANSWERED: _("{who} wrote again and has no answer yet: {what}"),
        BadSign.Kind.MISSED: _("{who} missed a commitment: {what}"),
        BadSign.Kind.DISAGREED: _("{who} disagrees: {what}"),
        BadSign.Kind.HANDED_OVER: _("{who} has taken it over and was not heard of yet: {what}"),
        BadSign.Kind.NOT_HEARD: _("{who} does not feel heard yet: {what}"),
        BadSign.Kind.RETURNED: _("{who} said that it is back: {what}"),
    }
    link = format_html('<a href="{}">{}</a>', url("table", problem_id=sign.problem_id), _short(sign))
    side = Side.EXPERT if sign.seat__client_id is None else Side.CLIENT
    who = format_html('<b class="{}">{}</b>, {}', side, sign.seat__name, sign.problem__client__name)
    return format_html(sentences[BadSign.Kind(sign.kind)], who=who, what=link)


def _short(sign: Any) -> str:
    line = sign.words or sign.problem__headline
    return line if len(line) <= 120 else line[:119] + "…"


def _bed(rows: list[Any], at: datetime) -> list[dict[str, Any]]:
    """Plants on a line: this moment at 20 per cent, a fortnight ahead at the right end, three days back at the left."""
    plants = []
    for problem in rows[:BED]:
        if problem.care_due is None:
            continue
        days = (problem.care_due - at).total_seconds() / 86_400
        place = 20 + (days / 14 * 76 if days > 0 else max(days / 3, -1) * 17)
        size = care.size(problem.cared_at, problem.care_due, at)
        plants.append(
            {
                "size": size,
                "seriousness": problem.seriousness,
                "cut": size <= FRESH,
                "place": round(min(place, 96), 1),
            }
        )
    return plants


def _title(overgrown: int) -> str:
    if overgrown > queue.MANY:
        return _("Over %(many)d problems want care today") % {"many": queue.MANY}
    if overgrown == 0:
        return _("Every promise of care is kept today")
    return ngettext("%(n)d problem wants care today", "%(n)d problems want care today", overgrown) % {"n": overgrown}


def _lead(open_: int, rows: list[Any], at: datetime) -> str:
    if open_ == 0:
        lead = _("No problem is open.")
    elif open_ > queue.MANY:
        lead = _("Over %(many)d problems are open.") % {"many": queue.MANY}
    else:
        lead = ngettext("%(n)d problem is open.", "%(n)d problems are open.", open_) % {"n": open_}
    ahead = next((row.care_due for row in rows if row.care_due and row.care_due > at), None)
    return f"{lead} " + _("The next promise runs out %(when)s.") % {"when": moment_ahead(ahead, at)} if ahead else lead


def moment_ahead(value: datetime, at: datetime) -> str:
    """A moment to come in words: "in 3 hours", from two days on the day itself."""
    return words.until(value, at) if (value - at).days < 2 else _("on %(day)s") % {"day": day(value)}


def _empty(chosen: str) -> dict[str, str]:
    sentences = {
        "all": _("Nothing grows here yet. Put the first request on the table, word for word."),
        "promised": _("No open problem touches something that was sold."),
        "mine": _("You own no problem yet. Take one on at its table."),
        "unowned": _("Every problem has an owner on both sides."),
        "parked": _("Nothing is parked."),
    }
    return {"words": sentences[chosen], "url": url("problem-new"), "label": _("Put a request on the table")}
