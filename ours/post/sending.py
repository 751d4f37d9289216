"""Handing letters to the mail server: retried when it is busy, never handed over twice.

A letter is marked as being sent before the server sees it. If this process dies in between, or the connection breaks
after the words went out and before the server's answer, nobody can know whether it arrived: it is marked `unsure` and
`ours doctor` names it, rather than that somebody gets it twice. What it tells can be read at the table in any case.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F

from ours.post import rights
from ours.post.models import Letter

log = logging.getLogger(__name__)

TRIES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]  # waits after each failure
HANDING_OVER = timedelta(minutes=10)  # longer than any exchange with a mail server lasts


class Unsure(Exception):
    """The server had all words and its answer did not reach us."""


class Refused(Exception):
    """The server will never take this letter (RFC 5321: 5yz)."""


class TooLate(Exception):
    """Whoever the letter is for may not read it any more."""


def waits(at: datetime) -> bool:
    """Whether there is anything to send."""
    return Letter.objects.filter(state=Letter.State.WAITING, next_try_at__lte=at).exists()


def send_due(at: datetime, *, most: int = 100) -> int:
    """Send the letters that are due; returns how many left. Without a mail server they are kept to be read here."""
    due = Letter.objects.filter(state=Letter.State.WAITING, next_try_at__lte=at).order_by("next_try_at", "pk")[:most]
    if not settings.SMTP_URL:
        return Letter.objects.filter(pk__in=[letter.pk for letter in due]).update(state=Letter.State.KEPT, sent_at=at)
    return sum(send(letter, at) for letter in due)


def send(letter: Letter, at: datetime) -> bool:
    """Hand over one letter. True if the server took it."""
    mine = Letter.objects.filter(pk=letter.pk, state=Letter.State.WAITING).update(
        state=Letter.State.SENDING, tries=F("tries") + 1, next_try_at=at + HANDING_OVER
    )
    if not mine:
        return False  # another worker was faster
    try:
        _hand_over(letter)
    except Unsure as error:
        _now(letter, state=Letter.State.UNSURE, error=str(error))
    except Refused as error:
        _now(letter, state=Letter.State.FAILED, error=str(error))
    except TooLate:
        rights.keep_back(letter, at)
    except (OSError, smtplib.SMTPException) as error:
        _again(letter, at, str(error))
    else:
        _now(letter, state=Letter.State.SENT, sent_at=at, error="")
        return True
    return False


def doubt_interrupted(at: datetime) -> int:
    """Mark letters whose handing over was interrupted (the process died) as unsure; returns how many."""
    return Letter.objects.filter(state=Letter.State.SENDING, next_try_at__lte=at).update(state=Letter.State.UNSURE)


def _hand_over(letter: Letter) -> None:
    connection: Any = get_connection(timeout=settings.EMAIL_TIMEOUT)
    connection.open()
    smtp: smtplib.SMTP = connection.connection
    try:
        smtp.ehlo_or_helo_if_needed()
        message = _message(letter)
        sender = message.from_email.rpartition("<")[2].rstrip(">")
        _check(smtp.mail(sender))
        _check(smtp.rcpt(letter.to))
        payload = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own has it
        # As late as can be: the letter may have waited for days, and a server may take its time until here.
        if not rights.may_go(letter):
            raise TooLate
        try:
            answer: tuple[int, bytes | str] = smtp.data(payload)
        except smtplib.SMTPDataError as error:
            answer = (error.smtp_code, error.smtp_error)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            raise Unsure(f"The connection broke before the server answered: {error}") from error
        _check(answer)
    finally:
        connection.close()


def _check(answer: tuple[int, bytes | str]) -> None:
    code, words = answer[0], answer[1].decode(errors="replace") if isinstance(answer[1], bytes) else answer[1]
    if code >= 500:
        raise Refused(f"{code} {words}")
    if code >= 400:
        raise smtplib.SMTPResponseException(code, words)


def _message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.LETTERS_FROM,
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _again(letter: Letter, at: datetime, error: str) -> None:
    if letter.tries < len(TRIES):  # as it was before this try
        _now(letter, state=Letter.State.WAITING, next_try_at=at + TRIES[letter.tries], error=error)
        log.info("Letter %s could not be handed over and is tried again: %s", letter.pk, error)
    else:
        _now(letter, state=Letter.State.FAILED, error=error)
        log.warning("A letter to %s could not be delivered: %s", letter.to, error)


def _now(letter: Letter, **columns: object) -> None:
    Letter.objects.filter(pk=letter.pk, state=Letter.State.SENDING).update(**columns)
