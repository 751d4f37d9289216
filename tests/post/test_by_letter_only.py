"""The way of a client who never signs in and only answers letters: out by SMTP, back by SMTP and IMAP, on loopback."""

import smtplib
import threading
import time
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from ours.cli.mailroom import look_into_mailboxes, mails_come_in
from ours.listen import acts
from ours.listen.models import Attachment, Message, Request, Rung
from ours.people.models import Session
from ours.post.bundling import bundle_due
from ours.post.models import InboundMail, Letter, Mailbox
from ours.post.sending import send_due
from ours.problem.models import Problem
from tests.cast import make_cast
from tests.post.imap import DOVECOT, imap_server, mail_server_for
from tests.post.smtp import mail_server

pytestmark = [pytest.mark.slow, pytest.mark.skipif(DOVECOT is None, reason="needs Dovecot (dovecot-imapd)")]


def write_back(
    letter: EmailMessage, words: str, port: int, *, sender: str = "bea@example.org", file: bytes = b""
) -> None:
    """Answer a letter as a mail program does, through the mail server at `port`."""
    message = EmailMessage()
    message["From"], message["To"] = f"Bea Okafor <{sender}>", letter["Reply-To"]
    message["Subject"] = f"Re: {letter['Subject']}"
    message["In-Reply-To"] = letter["Message-ID"]
    message["Message-ID"] = f"<{time.time_ns()}@yoga.example>"
    body = letter.get_body(("plain",)).get_content()
    quoted = "".join(f"> {line}\n" for line in body.splitlines())
    message.set_content(f"{words}\n\nOn Mon, 2 Mar 2026 at 09:00, Ours <ours@ours.example> wrote:\n\n{quoted}")
    if file:
        message.add_attachment(file, maintype="text", subtype="csv", filename="seats.csv")
    with smtplib.SMTP("127.0.0.1", port) as line:
        line.send_message(message, sender, [letter["Reply-To"]])


@pytest.fixture
def world(transactional_db, settings):
    with imap_server() as post, mail_server_for(post) as inbound, mail_server() as (outbox, port):
        settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.IMAP_URLS = [post.url("help@neon.example")]
        post.deliver("help@neon.example", b"From: old@x.example\r\nAuto-Submitted: auto-replied\r\n\r\nold\r\n")
        yield make_cast(), inbound, outbox


def letters_to_bea(outbox, at):
    bundle_due(at)
    send_due(at)
    return [message for message in outbox.kept if message["To"] == "bea@example.org"]


def test_a_client_who_only_answers_letters(world):
    cast, inbound, outbox = world
    now = timezone.now()
    look_into_mailboxes(now)

    # Her first mail begins it.
    first = EmailMessage()
    first["From"], first["To"], first["Subject"] = "bea@example.org", "help@neon.example", "Posts"
    first["Message-ID"] = "<first@yoga.example>"
    first.set_content("We need someone to make Instagram posts.")
    with smtplib.SMTP("127.0.0.1", inbound) as line:
        line.send_message(first)
    assert look_into_mailboxes(now) == 1
    problem = Problem.objects.get()
    assert Request.objects.get().asked_by == cast.bea

    # A question goes out to her, and she answers the letter, with a file.
    question = acts.ask(
        problem, "What would three posts a week change?", by=cast.tom, at=now, asked_of=cast.bea, send=True
    )
    [asked] = letters_to_bea(outbox, now)
    write_back(asked, "More people in the evening classes.\n\nSee the file.", inbound, file=b"month,seats\nJune,41\n")
    assert look_into_mailboxes(now) == 1
    rung = Rung.objects.get()
    assert (rung.question, rung.said_by, rung.channel) == (question, cast.bea, "mail")
    assert rung.words == "More people in the evening classes.\n\nSee the file."
    assert [(file.rung, bytes(file.data)) for file in Attachment.objects.all()] == [(rung, b"month,seats\nJune,41\n")]

    # News comes, and what she answers is said at the table; somebody else's answer to the same letter is not.
    problem.refresh_from_db()
    from tests.post.test_bundling import say

    say(problem, cast.tom, now, "Shall we talk on Thursday at ten?")
    later = now + timedelta(minutes=11)
    news = letters_to_bea(outbox, later)[-1]
    assert "Shall we talk on Thursday at ten?" in news.get_body(("plain",)).get_content()
    write_back(news, "Thursday at ten is fine.", inbound)
    write_back(news, "We give up.", inbound, sender="bea@evil.example")
    assert look_into_mailboxes(later) == 2
    assert [(one.words, one.by) for one in Message.objects.all()] == [("Thursday at ten is fine.", cast.bea)]
    states = InboundMail.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["tray", "placed", "placed", "placed", "unverified"]
    assert Session.objects.count() == 0


def test_the_worker_takes_answers_in_as_they_arrive(world):
    cast, inbound, outbox = world
    problem = cast.problem(at=timezone.now())
    acts.ask(problem, "What would it change?", by=cast.tom, at=timezone.now(), asked_of=cast.bea, send=True)
    asked = letters_to_bea(outbox, timezone.now())[-1]
    stop = threading.Event()
    with mails_come_in(stop):
        wait_for(lambda: Mailbox.objects.filter(at__isnull=False).exists())
        write_back(asked, "More people in the evening classes.", inbound)
        wait_for(lambda: Rung.objects.exists())
    assert Rung.objects.get().words == "More people in the evening classes."


def test_a_bounce_comes_back_and_marks_its_letter(world):
    cast, inbound, outbox = world
    look_into_mailboxes(timezone.now())
    problem = cast.problem(at=timezone.now())
    acts.ask(problem, "What would it change?", by=cast.tom, at=timezone.now(), asked_of=cast.bea, send=True)
    letters_to_bea(outbox, timezone.now())
    letter = Letter.objects.get(person=cast.bea.person, kind="news")
    from tests.post.letters import bounce

    with smtplib.SMTP("127.0.0.1", inbound) as line:
        line.sendmail("", ["help@neon.example"], bounce(letter).as_bytes())
    assert look_into_mailboxes(timezone.now()) == 1
    letter.refresh_from_db()
    assert letter.state == "failed"


def wait_for(ready, seconds=20):
    limit = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.1)
