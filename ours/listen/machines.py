"""What becomes of mails that no human wrote: bounces, automatic answers, and letters of ours that come back.

None of them is ever shown as said by anybody, none is answered, and none changes a problem (`trust.md` 9).
"""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from ours.listen.models import Channel, Message, Rung
from ours.people.models import Seat
from ours.post import bounces
from ours.post.models import InboundMail, Letter
from ours.post.reading import Reading
from ours.problem.models import Problem

State = InboundMail.State
DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
AN_HOUR: Final = 10  # mails that one person may well write to us in an hour
FEW: Final = 5  # words; "Thank you, that is fine." is said twice on one day by people too


class Fate(NamedTuple):
    """What becomes of a mail: its state, the reason in a sentence, and the letter of ours that it is about."""

    state: str
    reason: str
    letter: Letter | None = None


def is_ours(reading: Reading) -> bool:
    """Whether the mail is a letter of ours that came back by itself: whoever forwards it makes a new mail of it."""
    return bool(reading.message_id) and Letter.objects.filter(message_id=reading.message_id).exists()


def fate_of(mail: InboundMail, reading: Reading, *, at: datetime) -> Fate:
    """What becomes of a machine's mail; marks the letter of ours that it says has not arrived."""
    letter = bounces.letter_of(reading, mail.firm)
    if letter is None:
        return Fate(State.TRAY, _("A machine sent it: an automatic answer, a bounce or a mass mailing."))
    told = {"subject": letter.subject, "to": letter.to, "why": reading.diagnosis or reading.subject}
    if reading.report == "failed":
        bounces.came_back(letter, reading.diagnosis, at=at)
        reason = _("Our letter “%(subject)s” did not reach %(to)s: %(why)s")
        return Fate(State.TRAY, reason % told, letter)
    if reading.report:
        still = {
            "delayed": _("Our letter “%(subject)s” to %(to)s is late; their mail server goes on trying."),
            "delivered": _("Our letter “%(subject)s” reached %(to)s."),
        }
        return Fate(State.LEFT, still[reading.report] % told, letter)
    return Fate(State.TRAY, _("A machine answered our letter “%(subject)s” to %(to)s.") % told, letter)


def looks_like_one(seat: Seat, problem: Problem, words: str, *, at: datetime) -> str:
    """Why these words may come from a machine that does not say that it is one, as a sentence; '' if they do not.

    Two machines that answer each other are stopped here, after one round: the same words a second time within a day,
    or more mails in an hour than people write.
    """
    placed = InboundMail.objects.filter(seat=seat, state=State.PLACED, at__gt=at - HOUR)
    if placed.count() >= AN_HOUR:
        return _("More mails came from %(name)s within an hour than people write.") % {"name": seat.name}
    said = Message.objects.filter(by=seat, problem=problem, channel=Channel.MAIL, at__gt=at - DAY, words=words).count()
    said += Rung.objects.filter(by=seat, problem=problem, channel=Channel.MAIL, at__gt=at - DAY, words=words).count()
    if said > (len(words.split()) <= FEW):
        return _("%(name)s wrote the same words within a day; perhaps a machine answers.") % {"name": seat.name}
    return ""
