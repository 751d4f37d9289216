"""A listening session as it stands: what was said in it, what was read back, who said "you heard me" (L5)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from ours.listen.models import Hearing, ListeningSession, Playback
from ours.listen.reading import Ladder, Wording
from ours.people.models import Seat
from ours.problem.models import Problem


@dataclass
class Heard:
    """What was read back last."""

    pk: int
    words: str
    at: datetime
    by: str  # who read it back
    session: int


@dataclass
class Talk:
    """The newest session of a problem, going on or over, and what was read back last, in this session or before."""

    session: ListeningSession
    playback: Heard | None
    hearings: list[Hearing]  # the answers to the playback, the newest of each person, oldest first

    @property
    def going_on(self) -> bool:
        return self.session.ended_at is None

    @property
    def played_back(self) -> bool:
        """Whether something was read back in this session."""
        return self.playback is not None and self.playback.session == self.session.pk

    @property
    def not_yet(self) -> Hearing | None:
        """The newest "not yet" that its author has not taken back."""
        return next((hearing for hearing in reversed(self.hearings) if not hearing.heard), None)

    def said_by(self, seat: Seat) -> Hearing | None:
        """What this person said to what was read back last."""
        return next((hearing for hearing in self.hearings if hearing.by_id == seat.pk), None)

    def waits_for(self, seat: Seat) -> bool:
        """Whether this client person is asked whether they were heard."""
        return self.playback is not None and seat.client_id is not None and self.said_by(seat) is None


def talk_of(problem: Problem) -> Talk | None:
    """The newest listening session of a problem, in 2 queries; None if there was none."""
    newest = Playback.objects.filter(problem=OuterRef("problem")).order_by("-at", "-pk")
    session = (
        ListeningSession.objects.filter(problem=problem)
        .select_related("by")
        .annotate(
            heard_pk=Subquery(newest.values("pk")[:1]),
            heard_words=Subquery(newest.values("words")[:1]),
            heard_at=Subquery(newest.values("at")[:1]),
            heard_by=Subquery(newest.values("by__name")[:1]),
            heard_in=Subquery(newest.values("session")[:1]),
        )
        .order_by("-at", "-pk")
        .first()
    )
    if session is None:
        return None
    if session.heard_pk is None:
        return Talk(session, None, [])
    playback = Heard(session.heard_pk, session.heard_words, session.heard_at, session.heard_by, session.heard_in)
    hearings = Hearing.objects.filter(playback=playback.pk).select_related("by").order_by("at", "pk")
    newest_of = {hearing.by_id: hearing for hearing in hearings}
    return Talk(session, playback, sorted(newest_of.values(), key=lambda hearing: hearing.at))


def said_in(talk: Talk, ladder: Ladder) -> list[Wording]:
    """The answers to what was asked in this session, as they were given."""
    return [one for one in ladder.wordings.values() if one.question.session_id == talk.session.pk]


def words_to_play_back(talk: Talk, ladder: Ladder) -> str:
    """What the client said in this session and has not put right, line by line: the draft of the playback."""
    said = [one.rung.words for one in said_in(talk, ladder) if one.put_right_by is None]
    return "\n".join(said)
