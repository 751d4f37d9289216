"""Mending trust with one named person (R4), and lessons that come back (R5)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ours.people.request import SeatRequest
from ours.reflect import acts, reading
from ours.reflect.forms import Choices, LessonForm, MendingForm, SeenForm
from ours.reflect.kinds import Lesson, Mending
from ours.reflect.lessons import PATTERNS, Place
from ours.reflect.room import Room
from ours.reflect.views import found, in_the_room, page, there

FIELDS = ("happened", "lost", "own", "steps", "signs", "days")


@require_safe
@in_the_room
def trust(request: SeatRequest, room: Room) -> HttpResponse:
    return _list(request, room, MendingForm(named=_people(request)))


@require_POST
@in_the_room
def begun(request: SeatRequest, room: Room) -> HttpResponse:
    form = MendingForm(request.POST, named=_people(request))
    if not form.is_valid():
        return _list(request, room, form, status=422)
    kept = acts.note(room, _filled(form, Mending(name="", at=timezone.now())))
    return there("reflect-mending", mending_id=kept.id)


@require_safe
@in_the_room
def mending(request: SeatRequest, room: Room, mending_id: int) -> HttpResponse:
    return _page(request, room, found(room, mending_id, Mending))


@require_POST
@in_the_room
def changed(request: SeatRequest, room: Room, mending_id: int) -> HttpResponse:
    entry = found(room, mending_id, Mending)
    form = MendingForm(request.POST, named=_people(request, entry))
    if not form.is_valid():
        return _page(request, room, entry, form=form, status=422)
    acts.change(room, _filled(form, entry), at=timezone.now())
    return there("reflect-mending", mending_id=entry.id)


@require_POST
@in_the_room
def seen(request: SeatRequest, room: Room, mending_id: int) -> HttpResponse:
    """Something was seen by which trust returns, or does not."""
    entry = found(room, mending_id, Mending)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _page(request, room, entry, seen_form=form, status=422)
    entry.seen = [*entry.seen, [timezone.localdate().isoformat(), form.cleaned_data["seen"]]]
    acts.change(room, entry, at=timezone.now())
    return there("reflect-mending", "seen", mending_id=entry.id)


@require_POST
@in_the_room
def mended(request: SeatRequest, room: Room, mending_id: int) -> HttpResponse:
    """Say that trust is back, or that it is not after all."""
    entry = found(room, mending_id, Mending)
    now = timezone.now()
    entry.mended_at = None if entry.mended_at else now
    acts.change(room, entry, at=now)
    return there("reflect-mending", mending_id=entry.id)


def _filled(form: MendingForm, entry: Mending) -> Mending:
    entry.name, entry.about = form.cleaned_data["name_of"], form.chosen()
    for one in FIELDS:
        setattr(entry, one, form.cleaned_data[one])
    return entry


def _people(request: SeatRequest, entry: Mending | None = None) -> Choices:
    """The people one can name; with the one that an entry names already, who may have left."""
    known = reading.people_named(request.seat)
    if entry and entry.about and entry.about not in dict(known):
        known.append((entry.about, entry.name))
    return list(known)


def _list(request: SeatRequest, room: Room, form: MendingForm, status: int = 200) -> HttpResponse:
    every, today = room.all(Mending), timezone.localdate()
    context = {
        "form": form,
        "open": [(one, reading.next_day(one, today)) for one in every if one.mended_at is None],
        "mended": [one for one in every if one.mended_at is not None],
        "due": reading.due(every, today),
    }
    return page(request, room, "trust", "trust", context, status)


def _page(
    request: SeatRequest,
    room: Room,
    entry: Mending,
    *,
    form: MendingForm | None = None,
    seen_form: SeenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    start = {"name_of": entry.name, "about": entry.about, **{one: getattr(entry, one) for one in FIELDS}}
    place = Place(entry.about, entry.name, text=f"{entry.happened} {entry.lost}")
    context = {
        "entry": entry,
        "form": form or MendingForm(initial=start, named=_people(request, entry)),
        "seen_form": seen_form or SeenForm(),
        "changing": form is not None,
        "tables": reading.begin_at(request.seat, entry.about),
        "back": reading.lessons_for(room, request.seat, [place]),
        "next_day": reading.next_day(entry, timezone.localdate()),
        "due": bool(reading.due([entry], timezone.localdate())),
    }
    return page(request, room, "mending", "trust", context, status)


@require_safe
@in_the_room
def lessons(request: SeatRequest, room: Room) -> HttpResponse:
    return _lessons(request, room, LessonForm(named=reading.named(request.seat)))


@require_POST
@in_the_room
def learned(request: SeatRequest, room: Room) -> HttpResponse:
    form = LessonForm(request.POST, named=reading.named(request.seat))
    if not form.is_valid():
        return _lessons(request, room, form, status=422)
    kept = form.cleaned_data
    acts.note(
        room,
        Lesson(
            words=kept["words"],
            about=form.chosen(),
            name=form.chosen_name(),
            patterns=kept["patterns"],
            at=timezone.now(),
        ),
    )
    return there("reflect-lessons")


def _lessons(request: SeatRequest, room: Room, form: LessonForm, status: int = 200) -> HttpResponse:
    every = room.all(Lesson)
    context = {
        "form": form,
        "lessons": every,
        "patterns": {one.key: one.name for one in PATTERNS},
        "back": reading.lessons_for(room, request.seat, reading.tables_now(request.seat)) if every else [],
    }
    return page(request, room, "lessons", "lessons", context, status)
