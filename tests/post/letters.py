"""Letters as they went out, and answers to them as a mail program writes them."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from ours.listen import acts
from ours.listen.models import Question
from ours.people.models import Seat
from ours.post.bundling import bundle_due
from ours.post.models import Letter, Notice
from ours.problem.models import Problem
from tests.cast import DAY, Cast


def asked_by_letter(cast: Cast, words: str = "What would three posts a week change?") -> tuple[Question, Letter]:
    """A question that Tom sends to Bea, and the letter in which it goes out to her."""
    problem = cast.problem()
    Notice.objects.all().delete()
    question = acts.ask(problem, words, by=cast.tom, at=DAY, asked_of=cast.bea, send=True)
    bundle_due(DAY)
    return question, Letter.objects.get(person=cast.bea.person)


def news(problem: Problem, seat: Seat, at: datetime) -> Letter:
    """The letter that tells this seat what happened at a problem."""
    bundle_due(at)
    return Letter.objects.filter(person=seat.person, notices__problem=problem).latest("at")


def answer(
    letter: Letter,
    words: str,
    *,
    sender: str = "",
    to: str | None = None,
    id: str = "<answer@yoga.example>",
    at: datetime = DAY,
    quoted: bool = True,
    **head: str,
) -> EmailMessage:
    """What somebody's mail program makes of an answer to a letter: to its Reply-To, with the letter quoted below."""
    message = EmailMessage()
    message["From"] = sender or f"{letter.person.name} <{letter.to}>"
    message["To"] = letter.reply_to if to is None else to
    message["Subject"] = f"Re: {letter.subject}"
    message["Message-ID"] = id
    message["Date"] = format_datetime(at)
    message["In-Reply-To"] = message["References"] = letter.message_id
    for name, value in head.items():
        name = name.replace("_", "-").title()
        del message[name]
        if value:
            message[name] = value
    lines = "".join(f"> {line}\n" for line in letter.text.splitlines())
    above = f"\n\nOn {at:%d %b %Y at %H:%M}, Ours <ours@ours.example> wrote:\n\n{lines}" if quoted else ""
    message.set_content(words + above)
    return message


def bounce(letter: Letter, *, action: str = "failed", why: str = "550 5.1.1 No such user here") -> EmailMessage:
    """What a mail server says when it could not deliver a letter (RFC 3464)."""
    message = EmailMessage()
    message["Return-Path"] = "<>"
    message["From"] = "Mail Delivery System <MAILER-DAEMON@mx.example.org>"
    message["To"] = "ours@ours.example"
    message["Subject"] = "Undelivered Mail Returned to Sender"
    message["Message-ID"] = "<bounce@mx.example.org>"
    message["Auto-Submitted"] = "auto-replied"
    message.set_type("multipart/report")
    message.set_param("report-type", "delivery-status")
    message.set_param("boundary", "=_b")
    message.set_payload(
        "--=_b\nContent-Type: text/plain\n\nI could not deliver your letter.\n"
        "--=_b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {letter.to}\nAction: {action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; {why}\n"
        "--=_b\nContent-Type: text/rfc822-headers\n\n"
        f"From: Ours <ours@ours.example>\nTo: {letter.to}\nMessage-ID: {letter.message_id}\nSubject: x\n--=_b--\n"
    )
    return message
