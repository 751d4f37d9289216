"""The verbs of taking in: keep a request, say something at the table."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from ours.listen.intake_files import File, attach
from ours.listen.models import Channel, Message, Request
from ours.people.models import Engagement, Seat, Side
from ours.problem import care
from ours.problem.acts import headline_of, open_problem, seat_at
from ours.problem.history import record
from ours.problem.models import Problem
from ours.problem.sentences import KINDS


@transaction.atomic
def keep_request(
    engagement: Engagement,
    words: str,
    *,
    asked_by: Seat,
    asked_at: datetime,
    channel: str,
    by: Seat,
    at: datetime,
    subject: str = "",
    html: str = "",
    mail: int | None = None,
    files: Iterable[File] = (),
    headline: str = "",
) -> Problem:
    """Put a problem on the table with what the client asked for, word for word (L1).

    `asked_by` is the seat of the client whose words these are, a placeholder's too; it gets a chair. `by` is whoever
    brings them in: an expert who pasted them, else the asker. `channel` is one of `Channel`; `html` is the mail's own
    look, already made safe; `mail` the id of the post.InboundMail. `headline` are the words that stand for the problem
    where its first ones are a greeting. Returns the new problem. Raises ValueError for a seat of another client.
    """
    if asked_by.client_id != engagement.client_id:
        raise ValueError("A request is asked by somebody of the client that it is for.")
    problem = open_problem(engagement, headline or words, by=by, at=at)
    if asked_by != by:
        seat_at(problem, asked_by, by=by, at=at)
    request = Request.objects.create(
        problem=problem,
        words=words,
        html=html,
        subject=subject,
        channel=channel,
        asked_by=asked_by,
        asked_at=asked_at,
        by=by,
        at=at,
        mail=mail,
    )
    attach(files, request=request)
    if by == asked_by and channel == Channel.FORM:
        # The client put it on the table with their own hands, which "opened" already tells; they wait for a word now.
        care.follow(problem, side=Side.CLIENT, at=at, kind=KINDS["asked_for"])
        problem.save()
    else:
        record(
            problem,
            "asked_for",
            by=by,
            at=at,
            as_side=Side.CLIENT,
            whom=asked_by.name,
            seat=asked_by.pk,
            channel=Channel(channel).label,
            words=headline_of(headline or words),
            request=request.pk,
        )
    return problem


@transaction.atomic
def say(
    problem: Problem,
    words: str,
    *,
    by: Seat,
    at: datetime,
    channel: str = Channel.FORM,
    html: str = "",
    mail: int | None = None,
    files: Iterable[File] = (),
    passed_on_by: Seat | None = None,
) -> Message:
    """Say something at the table; everybody seated there reads it.

    `by` is whose words these are; `passed_on_by` the expert who brought them in from elsewhere, who then signs the
    Event. What somebody says changes no state of the problem by itself (`trust.md` 9).
    """
    message = keep_words(problem, words, by=by, at=at, channel=channel, html=html, mail=mail, files=files)
    told: dict[str, Any] = {"words": headline_of(words), "message": message.pk}
    if passed_on_by is None:
        record(problem, "said", by=by, at=at, **told)
    else:
        label = Channel(channel).label
        record(problem, "passed_on", by=passed_on_by, at=at, as_side=by.side, whom=by.name, channel=label, **told)
    return message


@transaction.atomic(savepoint=False)  # always a part of a deed: it stands or falls with that
def keep_words(
    problem: Problem,
    words: str,
    *,
    by: Seat,
    at: datetime,
    channel: str = Channel.FORM,
    html: str = "",
    mail: int | None = None,
    files: Iterable[File] = (),
) -> Message:
    """Keep words and files among what was said, for a deed that tells of them itself."""
    message = Message.objects.create(problem=problem, words=words, html=html, channel=channel, by=by, at=at, mail=mail)
    attach(files, message=message)
    return message
