"""The verbs of the pulse: give everybody their turn, ask, answer, stop (P6).

One person gets at most one question in the agreed number of days for each engagement, and at most one in seven days
over all of them. Whether they still belong to it is asked at the moment of writing.
"""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ours.people.models import Engagement, Person, Role, Seat
from ours.post.writing import write
from ours.problem.models import Chair
from ours.prove.models import Pulse, PulseAnswer, PulseQuestion, PulseRhythm

FIRST = timedelta(days=1)  # after both agreed
CAP = timedelta(days=7)  # between two questions to one person, whatever the engagement
LASTS = timedelta(days=30)  # how long a question can be answered
MOST_ANSWERS = 20  # to one question, by changing one's mind

_signer = signing.Signer(salt="pulse")


def running(engagement: Engagement) -> PulseRhythm | None:
    """The rhythm that both agreed to and nobody has ended, or None."""
    agreed = PulseRhythm.objects.filter(engagement=engagement, ended_at__isnull=True, agreement__isnull=False)
    return agreed.select_related("by", "agreement__by").order_by("-pk").first()


def set_turns(rhythm: PulseRhythm, *, at: datetime) -> None:
    """A rhythm begins: everybody who has not stopped is due, in the new rhythm after the last question."""
    for pulse in Pulse.objects.filter(engagement=rhythm.engagement_id, stopped_at__isnull=True).order_by("pk"):
        after_last = pulse.last_at + timedelta(days=rhythm.days) if pulse.last_at else at + FIRST
        pulse.next_at = max(after_last, at + FIRST)
        pulse.save()


def begin_for_everybody(at: datetime, *, most: int = 1000) -> int:
    """Give a turn to all of a client's people who take part and have none yet; returns how many. One query if none."""
    running_one = Q(
        client__engagements__ended_at__isnull=True,
        client__engagements__pulse_rhythms__ended_at__isnull=True,
        client__engagements__pulse_rhythms__agreement__isnull=False,
    )
    has = Pulse.objects.filter(seat=OuterRef("pk"), engagement=OuterRef("engagement"))
    people = Seat.objects.taken().filter(running_one).annotate(engagement=F("client__engagements"))
    new = people.filter(_takes_part("engagement"), ~Exists(has)).values_list("pk", "engagement").distinct()
    fresh = [Pulse(seat_id=seat, engagement_id=engagement, next_at=at + FIRST) for seat, engagement in new[:most]]
    Pulse.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _takes_part(engagement: str) -> Q:
    """Whether a seat speaks for its client, or sits at a table of the engagement."""
    chairs = Chair.objects.filter(seat=OuterRef("pk"), problem__engagement=OuterRef(engagement), left_at__isnull=True)
    return Q(role__in=(Role.SPONSOR, Role.CONTACT)) | Q(Exists(chairs))


def ask_due(at: datetime, *, most: int = 200) -> int:
    """Ask everybody whose turn has come; returns how many letters were written. One index scan."""
    # Of two turns of one person at the same moment first the one that waited longer, so that none always waits.
    in_turn = ("next_at", F("last_at").asc(nulls_first=True), "pk")
    due = Pulse.objects.filter(next_at__lte=at).order_by(*in_turn).values_list("pk", flat=True)[:most]
    return sum(_ask_one(one, at) for one in list(due))


@transaction.atomic
def _ask_one(pulse_id: int, at: datetime) -> bool:
    rows = Pulse.objects.filter(pk=pulse_id, next_at__lte=at).select_related("seat__person", "engagement__firm")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(of=("self",), skip_locked=True, no_key=True)
    pulse = rows.first()
    if pulse is None:
        return False  # another worker was faster
    rhythm = running(pulse.engagement)
    person = pulse.seat.person
    if rhythm is None or pulse.engagement.ended_at is not None or person is None:
        pulse.next_at = None  # a new rhythm sets it anew
        pulse.save()
        return False
    # Their turns in several engagements wait for each other, so that nobody is asked twice.
    list(Person.objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk"))
    length = timedelta(days=rhythm.days)
    free_at = max(_free_at(person), pulse.last_at + length if pulse.last_at else at)
    if free_at > at:
        pulse.next_at = free_at
        pulse.save()
        return False
    pulse.next_at = at + length
    if not _belongs(pulse) or not person.letters_per_day:
        pulse.save()
        return False
    kinds = list(PulseQuestion.Kind)
    kind = kinds[pulse.asked % len(kinds)]
    pulse.asked, pulse.last_at = pulse.asked + 1, at
    pulse.save()
    key = secrets.token_urlsafe(32)
    question = PulseQuestion.objects.create(pulse=pulse, kind=kind, key_hash=_hash(key), at=at, expires_at=at + LASTS)
    facts = {"question": question, "key": key, "stop": stop_key(pulse), "engagement": pulse.engagement}
    told = [(pulse.seat, {"ref": pulse.engagement_id})]
    write(person, "pulse", facts | {"days": rhythm.days}, at=at, firm=pulse.engagement.firm, told=told)
    return True


def _free_at(person: Person) -> datetime:
    """When the next question may go to a person, whatever the engagement."""
    last = Pulse.objects.filter(seat__person=person, last_at__isnull=False).order_by("-last_at").first()
    return datetime.min.replace(tzinfo=UTC) if last is None or last.last_at is None else last.last_at + CAP


def _belongs(pulse: Pulse) -> bool:
    seats = Seat.objects.taken().annotate(engagement=F("client__engagements"))
    return seats.filter(_takes_part("engagement"), pk=pulse.seat_id, engagement=pulse.engagement_id).exists()


def find(key: str, at: datetime) -> PulseQuestion | None:
    """The question that a letter's key opens; None for a wrong or late one, or once its person has left."""
    open_ = PulseQuestion.objects.filter(key_hash=_hash(key), expires_at__gt=at)
    found = open_.select_related("pulse__seat__person", "pulse__seat__client", "pulse__engagement__firm").first()
    return found if found is not None and Seat.objects.taken().filter(pk=found.pulse.seat_id).exists() else None


@transaction.atomic
def answer(question: PulseQuestion, said: str, words: str = "", *, at: datetime) -> PulseAnswer | None:
    """Keep an answer; the newest counts. None when one question was answered too often."""
    if question.answers.count() >= MOST_ANSWERS:
        return None
    return PulseAnswer.objects.create(question=question, answer=said, words=words, at=at)


def stop_key(pulse: Pulse) -> str:
    """What the link in a letter carries to stop these questions without signing in."""
    return _signer.sign(str(pulse.pk))


def behind(key: str) -> Pulse | None:
    """The turn that a link's key belongs to; None for a wrong key."""
    try:
        number = int(_signer.unsign(key))
    except (signing.BadSignature, ValueError):
        return None
    return Pulse.objects.select_related("seat__person", "seat__firm").filter(pk=number).first()


@transaction.atomic
def stop(seat: Seat, *, at: datetime) -> None:
    """No more questions of this firm to whoever sits here, until they want them again."""
    _turns(seat).update(next_at=None, stopped_at=at)


@transaction.atomic
def want(seat: Seat, *, at: datetime) -> None:
    """Have the questions again, not sooner than agreed."""
    for pulse in _turns(seat).filter(stopped_at__isnull=False).select_related("engagement"):
        rhythm = running(pulse.engagement)
        pulse.stopped_at = None
        if rhythm is not None:
            after_last = pulse.last_at + timedelta(days=rhythm.days) if pulse.last_at else at + FIRST
            pulse.next_at = max(after_last, at + FIRST)
        pulse.save()


@transaction.atomic
def void_all(at: datetime) -> int:
    """After the database was put back from a backup: no question that went out before can be answered any more, and
    nobody is asked again before their next turn. Returns how many could be."""
    Pulse.objects.filter(next_at__lte=at).update(next_at=at + CAP)
    return PulseQuestion.objects.filter(expires_at__gt=at).update(expires_at=at)


def _turns(seat: Seat) -> "QuerySet[Pulse]":
    return Pulse.objects.filter(seat__person=seat.person_id, seat__firm=seat.firm_id)


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
