"""Answers to letters: who speaks, at which problem, and what becomes of the words.

An answer never changes the state of a problem by itself. It becomes the answer to the one question that the letter
asked, an idea where it asked for ideas, or what was said at the table (`trust.md` 9). Whatever is doubtful about it
waits unverified in the tray, where an expert asks whoever it seems to come from; it is never shown as theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from ours.listen import acts, machines
from ours.listen.intake_acts import keep_words, say
from ours.listen.intake_files import File
from ours.listen.models import Channel, Question, Rung
from ours.people.models import Seat, Side
from ours.post import replies
from ours.post.checking import Sender, sender_of
from ours.post.models import InboundMail, Letter, Pass, ReplyAddress
from ours.post.reading import Reading
from ours.problem.holding import hold
from ours.problem.models import Problem


@dataclass(frozen=True)
class Answer:
    """An answer of which it is known who gives it: from which seat, at which problem, to which question and letter."""

    seat: Seat
    problem: Problem
    question: int | None = None
    letter: Letter | None = None
    ideas: int | None = None  # the solve.IdeasAsked that the letter was about


@dataclass(frozen=True)
class Doubt:
    """Why a mail is not believed, as a sentence, and whom it names."""

    reason: str
    about: Seat | None = None


@dataclass(frozen=True)
class Unclear:
    """Whose mail it is is known, and where it belongs is not."""

    reason: str
    seat: Seat | None = None


def by_address(mail: InboundMail, reading: Reading, *, at: datetime) -> Answer | Doubt | Unclear | None:
    """What a mail answers that came to a reply address; None if it came to none."""
    keys = replies.keys_in(reading.delivered_to)
    if not keys:
        return None
    known = [found for key in keys if (found := replies.find(key)) is not None]
    if len(known) < len(keys) or any(mail.firm_id != found.firm_id for found in known):
        return Doubt(_("It came to a reply address that was never given out here."))
    for found in known:
        doubt = why_doubted(found, reading, at=at)
        if doubt:
            return Doubt(doubt, found.seat)
    [first, *others] = known
    if first.seat is None or first.problem is None:
        told = _("%(name)s answers a letter that is not about one problem: say which one it is about.")
        return Unclear(told % {"name": first.person.name}, first.seat or _only_seat(first))
    if any((one.seat_id, one.problem_id) != (first.seat_id, first.problem_id) for one in others):
        told = _("%(name)s answers letters about several problems: say which one it is about.")
        return Unclear(told % {"name": first.person.name}, first.seat)
    return Answer(first.seat, first.problem, first.question, first.letter, first.ideas)


def _only_seat(found: ReplyAddress) -> Seat | None:
    """The client's seat of whoever an address was given to, if there is just one at this firm."""
    seats = Seat.objects.taken().filter(person=found.person_id, firm=found.firm_id, client__isnull=False)
    both = list(seats.select_related("client")[:2])
    return both[0] if len(both) == 1 else None


def why_doubted(found: ReplyAddress, reading: Reading, *, at: datetime) -> str:
    """Why an answer to this address is not believed, as a sentence; '' if it is."""
    told = {"name": found.person.name, "address": reading.from_address or _("nobody")}
    if reading.from_address != found.person.email:
        return _("It came to the reply address of %(name)s, but from %(address)s.") % told
    if is_forged(reading):
        return forged(reading)
    return replies.why_void(found, at)


def is_forged(reading: Reading) -> bool:
    """Whether a mail server found that the mail does not come from the address in From."""
    return sender_of(reading, settings.MAIL_CHECKED_BY) is Sender.FORGED


def is_unchecked(reading: Reading) -> bool:
    """Whether our mail server would have said that the address in From is genuine, and did not."""
    return bool(settings.MAIL_CHECKED_BY) and sender_of(reading, settings.MAIL_CHECKED_BY) is not Sender.GENUINE


def forged(reading: Reading) -> str:
    """The sentence for a forged sender."""
    return _("The mail server says that it does not come from %(address)s.") % {"address": reading.from_address}


class Became(Enum):
    """What became of an answer."""

    ANSWER = "answer"
    IDEA = "idea"
    SAID = "said"


Giving = Callable[..., object]
_giving: list[Giving] = []


def ideas_given_by(giving: Giving) -> None:
    """Have ideas kept by `giving(problem, words, by=…, at=…, message=…)`; ideas belong to another room."""
    _giving[:] = [giving]


def take_in(mail: InboundMail, answer: Answer, words: str, *, html: str, files: list[File], at: datetime) -> Became:
    """Put an answer where it belongs: below the question that it answers, among the ideas where the letter asked for
    some, else among what was said at the table.

    An idea is kept as a message too, with its files and the look it came with. A letter's question is answered by it
    once: what comes in after an answer of the same person, by mail or from the letter's page, is said at the table.
    """
    hold(answer.problem)
    question = _open_question(answer)
    came: dict[str, Any] = {"channel": Channel.MAIL, "html": html, "mail": mail.pk, "files": files}
    if question is None and answer.ideas is not None:
        message = keep_words(answer.problem, words, by=answer.seat, at=at, **came)
        for give in _giving:
            give(answer.problem, words, by=answer.seat, at=at, message=message.pk)
        return Became.IDEA
    if question is None:
        say(answer.problem, words, by=answer.seat, at=at, **came)
        return Became.SAID
    question.problem = answer.problem
    Pass.objects.filter(seat=answer.seat, question=question.pk, used_at__isnull=True).update(used_at=at)
    acts.answer(
        question,
        words,
        said_by=answer.seat,
        by=answer.seat,
        at=at,
        channel=Channel.MAIL,
        mail=mail.pk,
        files=files,
    )
    return Became.ANSWER


def _open_question(answer: Answer) -> Question | None:
    """The question of the letter, if this seat was asked it and has not answered it yet."""
    if answer.question is None or answer.seat.side != Side.CLIENT:
        return None
    if Rung.objects.filter(question=answer.question, said_by=answer.seat).exists():
        return None
    return Question.objects.filter(pk=answer.question, problem=answer.problem).first()


def stopped(answer: Answer, words: str, *, at: datetime) -> str:
    """Why an answer may come from a machine, as a sentence; '' if it does not look like that."""
    return machines.looks_like_one(answer.seat, answer.problem, words, at=at)
