"""Looking at oneself (R2), where one stands with clients, and where the firm does by its shared records (R3)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.door import experts_only
from ours.people.request import SeatRequest
from ours.reflect import acts, reading, record
from ours.reflect.diagnosis import THEMES
from ours.reflect.drawing import line
from ours.reflect.forms import DiagnosisForm, PlacingForm
from ours.reflect.kinds import HIGH, LOW, Diagnosis, Placing
from ours.reflect.levels import BY_NUMBER, HIGHEST, LEVELS, LOWEST
from ours.reflect.room import Room
from ours.reflect.views import in_the_room, page, there

MOST = 30  # answers in the table below the pictures


def firm_side(view: Any) -> Any:
    """The private room, for people of a firm: for a client's seat this page of it does not exist."""
    return experts_only(in_the_room(view))


@require_safe
@in_the_room
def oneself(request: SeatRequest, room: Room) -> HttpResponse:
    return _oneself(request, room, DiagnosisForm())


@require_POST
@in_the_room
def answered(request: SeatRequest, room: Room) -> HttpResponse:
    form = DiagnosisForm(request.POST)
    if not form.is_valid():
        return _oneself(request, room, form, status=422)
    acts.note(room, Diagnosis(answers=form.answers(), words=form.cleaned_data["words"], at=timezone.now()))
    return there("reflect-oneself", "over-time")


def _oneself(request: SeatRequest, room: Room, form: DiagnosisForm, status: int = 200) -> HttpResponse:
    every = room.all(Diagnosis)
    told = reading.lines(every)
    newest = every[0] if every else None
    context = {
        "form": form,
        "themes": [(theme, [form[one.key] for one in theme.questions]) for theme in THEMES],
        "lines": [(one, line(one.points, low=LOW, high=HIGH, told=_in_words(one))) for one in told],
        "every": [(one, [theme.level(one.answers) for theme in THEMES]) for one in every[:MOST]],
        "then": [theme for theme in THEMES if newest and theme.asks_on(newest.answers)],
    }
    return page(request, room, "oneself", "oneself", context, status)


def _in_words(told: reading.Line) -> str:
    if told.last is None:
        return ""
    return _("%(theme)s: %(first)s at first, %(last)s now, between 0 and 3.") % {
        "theme": told.theme.name,
        "first": number_format(told.points[0][1], 1),
        "last": number_format(told.last, 1),
    }


@require_safe
@firm_side
def levels(request: SeatRequest, room: Room) -> HttpResponse:
    return _levels(request, room, PlacingForm(named=reading.clients_named(request.seat)))


@require_POST
@firm_side
def placed(request: SeatRequest, room: Room) -> HttpResponse:
    form = PlacingForm(request.POST, named=reading.clients_named(request.seat))
    if not form.is_valid():
        return _levels(request, room, form, status=422)
    kept = form.cleaned_data
    name = form.chosen_name() if form.chosen() else ""
    placing = Placing(level=int(kept["level"]), words=kept["words"], about=form.chosen(), name=name, at=timezone.now())
    acts.note(room, placing)
    return there("reflect-levels", "where")


def _levels(request: SeatRequest, room: Room, form: PlacingForm, status: int = 200) -> HttpResponse:
    every = room.all(Placing)
    mine = reading.newest_placings(every)
    told = record.record_of(request.seat)
    overall = [one for one in reversed(every) if not one.about]
    rows = {f"client:{number}": (name, told.shown(client=number)) for number, name in told.clients()}
    for about, placing in mine.items():
        if about and about not in rows:
            rows[about] = (placing.name, told.shown(client=0))
    context = {
        "form": form,
        "levels": LEVELS,
        "by_number": BY_NUMBER,
        "mine": mine.get(""),
        "shown": told.shown(),
        "clients": [(name, mine.get(about), shown) for about, (name, shown) in rows.items()],
        "every": every[:MOST],
        "line": line(
            [(one.at, one.level) for one in overall], low=LOWEST, high=HIGHEST, told=_("Where I saw myself, over time")
        ),
        **_evidence(told),
    }
    return page(request, room, "levels", "levels", context, status)


@require_safe
@experts_only
def firm_focus(request: SeatRequest) -> HttpResponse:
    """The firm's level, from shared records alone: nothing private goes in, and this is no page of the private room."""
    told = record.record_of_firm(request.seat)
    context = {"shown": told.shown(), "levels": LEVELS, "by_number": BY_NUMBER, **_evidence(told)}
    return render(request, "reflect/firm.html", context)


def _evidence(told: record.Record) -> dict[str, Any]:
    """What the pages need to show the record: the problems by id, the last quarters, and what the rules ask."""
    now = timezone.localtime()
    return {
        "problems": told.problems,
        "over_time": [(begin, told.shown(within=(begin, end))) for begin, end in record.quarters(now)],
        "newest": record.NEWEST,
        "fewest": record.FEWEST,
        "some": record.SHOWN,
    }
