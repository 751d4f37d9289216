"""The verbs of a listening session: begin, read back, hear, end (L5). Asking and answering are in `acts.py`."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ours.listen.models import Hearing, ListeningSession, Playback
from ours.people.models import Seat
from ours.problem import signs
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.models import BadSign, Problem


@transaction.atomic
def begin(problem: Problem, *, by: Seat, at: datetime, place: str = "") -> ListeningSession:
    """Begin to listen; if a session is still open, that one goes on."""
    session, fresh = ListeningSession.objects.get_or_create(
        problem=problem, ended_at=None, defaults={"by": by, "at": at, "place": place}
    )
    if fresh:
        record(problem, "listening_began", by=by, at=at, session=session.pk)
    return session


@transaction.atomic
def play_back(session: ListeningSession, words: str, *, by: Seat, at: datetime) -> Playback:
    """Read back what was heard, in the client's words; the client says whether it is so."""
    problem = session.problem
    playback = Playback.objects.create(session=session, problem=problem, words=words, by=by, at=at)
    record(problem, "played_back", by=by, at=at, words=headline_of(words), playback=playback.pk, session=session.pk)
    return playback


@transaction.atomic
def hear(playback: Playback, *, heard: bool, by: Seat, at: datetime, missing: str = "") -> Hearing:
    """A client person answers a playback: "you heard me", or "not yet" with what is missing; each counts once.

    "Not yet" burns until the same person says "you heard me", or until a later playback was heard. Raises ValueError
    for a "not yet" that does not say what is missing.
    """
    if not heard and not missing:
        raise ValueError("Not yet: what is missing?")
    problem = playback.problem
    hearing, fresh = Hearing.objects.get_or_create(
        playback=playback, by=by, heard=heard, defaults={"missing": "" if heard else missing, "at": at}
    )
    if not fresh:
        return hearing
    if heard:
        not_yet = Hearing.objects.filter(playback__problem=problem, playback__at__lte=playback.at, heard=False)
        for pk in not_yet.filter(Q(by=by) | ~Q(playback=playback)).values_list("pk", flat=True):
            signs.quench(problem, BadSign.Kind.NOT_HEARD, at=at, ref=pk)
        record(problem, "heard", by=by, at=at, playback=playback.pk)
    else:
        signs.burn(problem, BadSign.Kind.NOT_HEARD, seat=by, at=at, words=headline_of(missing), ref=hearing.pk)
        record(problem, "not_heard", by=by, at=at, words=headline_of(missing), playback=playback.pk)
    return hearing


@transaction.atomic
def end(session: ListeningSession, *, by: Seat, at: datetime) -> None:
    """End a session; ended twice, it ends once."""
    if ListeningSession.objects.filter(pk=session.pk, ended_at__isnull=True).update(ended_at=at):
        session.ended_at = at
        record(session.problem, "listening_ended", by=by, at=at, session=session.pk)
