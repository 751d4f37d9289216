"""A snapshot of one's thoughts: written at once, read by the coach for its author alone (R1)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ours.people.request import SeatRequest
from ours.reflect import acts, reading
from ours.reflect.forms import SnapshotForm
from ours.reflect.kinds import Diagnosis, Entry, Lesson, Mending, Placing, Snapshot
from ours.reflect.lessons import Place
from ours.reflect.room import Room
from ours.reflect.views import found, in_the_room, page, there

MOST = 50  # on the page of earlier ones
LIST_OF: dict[type[Entry], str] = {
    Snapshot: "reflect-snapshots",
    Diagnosis: "reflect-oneself",
    Placing: "reflect-levels",
    Mending: "reflect-trust",
    Lesson: "reflect-lessons",
}


@require_safe
@in_the_room
def reflect(request: SeatRequest, room: Room) -> HttpResponse:
    """One empty field. Nothing that was written before: somebody may be looking over one's shoulder."""
    return _field(request, room, SnapshotForm(named=reading.named(request.seat)))


def snapshots(request: SeatRequest) -> HttpResponse:
    """Earlier ones, or a new one."""
    return _new(request) if request.method == "POST" else _earlier(request)


@require_POST
@in_the_room
def _new(request: SeatRequest, room: Room) -> HttpResponse:
    form = SnapshotForm(request.POST, named=reading.named(request.seat))
    if not form.is_valid():
        return _field(request, room, form, status=422)
    kept = Snapshot(words=form.cleaned_data["words"], about=form.chosen(), name=form.chosen_name(), at=timezone.now())
    return there("reflect-snapshot", entry_id=acts.note(room, kept).id)


@require_safe
@in_the_room
def _earlier(request: SeatRequest, room: Room) -> HttpResponse:
    every = room.all(Snapshot)
    return page(request, room, "snapshots", "snapshots", {"snapshots": every[:MOST], "more": len(every) - MOST})


@require_safe
@in_the_room
def snapshot(request: SeatRequest, room: Room, entry_id: int) -> HttpResponse:
    """What was written, what the coach asks, which lessons come back, and where it could be said together."""
    entry = found(room, entry_id, Snapshot)
    asks, could_read = reading.asked_about(entry.words, [entry.name] if entry.name else [])
    place = Place(entry.about, entry.name, text=entry.words)
    context = {
        "entry": entry,
        "asks": asks,
        "could_read": could_read,
        "back": reading.lessons_for(room, request.seat, [place]),
        "tables": reading.begin_at(request.seat, entry.about),
    }
    return page(request, room, "snapshot", "snapshots", context)


@require_POST
@in_the_room
def gone(request: SeatRequest, room: Room, entry_id: int) -> HttpResponse:
    """Remove an entry of any kind, for good."""
    entry = found(room, entry_id, Entry)
    acts.remove(room, entry)
    return there(LIST_OF[type(entry)])


def _field(request: SeatRequest, room: Room, form: SnapshotForm, status: int = 200) -> HttpResponse:
    return page(request, room, "reflect", "reflect", {"form": form}, status)
