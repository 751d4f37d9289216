"""The verbs of the ladder: ask, answer, mark, confirm, name the need, say what is urgent and what is ahead.

Those of a listening session stand in `session_acts.py`.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ours.listen.intake_files import File, attach
from ours.listen.models import (
    Aim,
    Channel,
    Confirmation,
    ListeningSession,
    Need,
    Question,
    Rung,
    RungKind,
    RungMark,
    Verdict,
)
from ours.people.models import Seat
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.models import Problem


@transaction.atomic
def ask(
    problem: Problem,
    words: str,
    *,
    by: Seat,
    at: datetime,
    about: Rung | None = None,
    asked_of: Seat | None = None,
    send: bool = False,
    session: ListeningSession | None = None,
) -> Question:
    """Probe (L2): ask what drives the request, or the answer `about` which this asks on.

    `asked_of` is the one person asked, None for everybody on the client's side. With `send` that person gets the
    question in a letter and answers from there; ValueError if there is nobody to send it to.
    """
    if send and asked_of is None:
        raise ValueError("A question can only be sent to somebody.")
    question = Question.objects.create(
        problem=problem, words=words, about=about, asked_of=asked_of, sent=send, session=session, by=by, at=at
    )
    record(
        problem,
        "asked",
        by=by,
        at=at,
        words=headline_of(words),
        question=question.pk,
        sent=send,
        seat=asked_of.pk if asked_of else None,
    )
    return question


@transaction.atomic
def answer(
    question: Question,
    words: str,
    *,
    said_by: Seat,
    by: Seat,
    at: datetime,
    said_at: datetime | None = None,
    channel: str = Channel.FORM,
    place: str = "",
    overturns: Rung | None = None,
    mail: int | None = None,
    files: Iterable[File] = (),
) -> Rung:
    """Write down the client's answer in the client's words: a new rung (L2).

    `said_by` of the client's side said it at `said_at` (default: now), `by` wrote it down. With `overturns` it puts an
    earlier answer right: both stay, and the new one stands where the old one stood. Without, it stands on the rung that
    was asked about. `mail` is the id of the post.InboundMail it came in, `files` came along. Raises ValueError if the
    overturned answer belongs to another problem.
    """
    problem = question.problem
    if overturns is not None and overturns.problem_id != problem.pk:
        raise ValueError("An answer overturns one of the same problem.")
    rung = Rung.objects.create(
        problem=problem,
        question=question,
        parent_id=overturns.parent_id if overturns else question.about_id,
        overturns=overturns,
        words=words,
        said_by=said_by,
        said_at=said_at or at,
        channel=channel,
        place=place,
        by=by,
        at=at,
        mail=mail,
    )
    attach(files, rung=rung)
    record(
        problem,
        "overturned" if overturns else "answered",
        by=by,
        at=at,
        as_side=said_by.side,  # what an expert writes down are still the client's words
        whom=said_by.name,
        words=headline_of(words),
        question=question.pk,
        rung=rung.pk,
    )
    return rung


@transaction.atomic
def mark(rung: Rung, kind: str, *, suggested: str, by: Seat, at: datetime) -> RungMark:
    """Say what an answer names, against what reading its text had `suggested`; both are kept (L2)."""
    made = RungMark.objects.create(rung=rung, kind=kind, suggested=suggested, by=by, at=at)
    record(rung.problem, "marked", by=by, at=at, words=headline_of(rung.words), what=RungKind(kind).label, rung=rung.pk)
    return made


@transaction.atomic
def confirm(rung: Rung, *, by: Seat, at: datetime) -> Confirmation:
    """A client person says that an answer is right; said twice, it counts once (L2)."""
    confirmation, fresh = Confirmation.objects.get_or_create(rung=rung, by=by, defaults={"at": at})
    if fresh:
        record(rung.problem, "confirmed", by=by, at=at, words=headline_of(rung.words), rung=rung.pk)
    return confirmation


@transaction.atomic
def name_need(rung: Rung, words: str, *, verdict: str, by: Seat, at: datetime) -> Need:
    """Name what it is really about, from the rung that says it, with the verdict on the request (L4).

    The rounds are counted here: the questions answered on the way up to this rung, with those whose answer was later
    put right.
    """
    need = Need.objects.create(
        problem=rung.problem, rung=rung, words=words, verdict=verdict, rounds=rounds_to(rung), by=by, at=at
    )
    record(
        rung.problem,
        "need_named",
        by=by,
        at=at,
        words=headline_of(words),
        verdict=Verdict(verdict).label,
        rounds=need.rounds,
        need=need.pk,
    )
    return need


def rounds_to(rung: Rung) -> int:
    """How many questions were answered on the way from the request up to this rung."""
    rungs = {
        pk: (question, parent, overturns)
        for pk, question, parent, overturns in Rung.objects.filter(problem=rung.problem_id).values_list(
            "pk", "question_id", "parent_id", "overturns_id"
        )
    }
    asked, ahead, seen = set(), [rung.pk], set()
    while ahead:
        pk = ahead.pop()
        if pk is None or pk in seen:
            continue
        seen.add(pk)
        question, parent, overturns = rungs[pk]
        asked.add(question)
        ahead += [parent, overturns]
    return len(asked)


@transaction.atomic
def say_aim(problem: Problem, horizon: str, words: str, *, by: Seat, at: datetime) -> Aim:
    """Say the relief wanted now ("urgent") or the future it should serve ("ahead"); new words beside the old (L7)."""
    aim = Aim.objects.create(problem=problem, horizon=horizon, words=words, by=by, at=at)
    kind = "urgent_said" if horizon == Aim.Horizon.URGENT else "ahead_said"
    record(problem, kind, by=by, at=at, words=headline_of(words), aim=aim.pk)
    return aim
