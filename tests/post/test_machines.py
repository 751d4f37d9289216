"""Bounces mark their letter, machines are never taken for people, and none is answered (C3, C4, C6)."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from ours.listen.models import Message, Request, Rung
from ours.listen.receiving import receive
from ours.post.bundling import bundle_due
from ours.post.models import InboundMail, Letter, Notice
from tests.cast import DAY
from tests.post.letters import answer, asked_by_letter, bounce, news
from tests.post.test_bundling import say

HOUR = timedelta(hours=1)


def take_in(message, at=DAY + HOUR):
    raw = message if isinstance(message, bytes) else message.as_bytes()
    return receive(raw, at=at)


def nothing_was_said():
    return not (Message.objects.exists() or Rung.objects.exists() or Request.objects.exists())


@pytest.fixture
def sent(cast):
    _question, letter = asked_by_letter(cast)
    Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=DAY)
    letter.refresh_from_db()
    return letter


def test_a_bounce_marks_its_letter_as_failed(cast, sent):
    outcome = take_in(bounce(sent))
    sent.refresh_from_db()
    kept = InboundMail.objects.get()
    assert (sent.state, sent.error) == ("failed", "It came back on 03 March 2026: smtp; 550 5.1.1 No such user here")
    assert (outcome.state, kept.letter, kept.firm) == ("tray", sent, cast.neon)
    assert kept.reason == (
        f"Our letter “{sent.subject}” did not reach bea@example.org: smtp; 550 5.1.1 No such user here"
    )
    assert nothing_was_said()


def test_a_bounce_that_came_to_the_reply_address_does_too(cast, sent):
    raw = bounce(sent).as_bytes().replace(sent.message_id.encode(), b"<hidden@mx.example.org>")
    take_in(raw.replace(b"To: ours@ours.example", b"To: " + sent.reply_to.encode(), 1))
    sent.refresh_from_db()
    assert sent.state == "failed"


def test_a_bounce_without_the_fields_of_one_does_too(cast, sent):
    message = EmailMessage()
    message["From"] = "MAILER-DAEMON@qmail.example"
    message["To"] = "help@neon.example"
    message["Subject"] = "failure notice"
    message.set_content(
        "Hi. This is the qmail-send program.\nI could not deliver your message.\n\n<bea@example.org>:\nNo mailbox.\n"
        f"\n--- Below this line is a copy of the message.\n\nReturn-Path: <x@y>\nMessage-ID: {sent.message_id}\n\nHello"
    )
    take_in(message)
    sent.refresh_from_db()
    assert sent.state == "failed"


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ("delayed", "Our letter “{}” to bea@example.org is late; their mail server goes on trying."),
        ("relayed", "Our letter “{}” reached bea@example.org."),
    ],
)
def test_a_report_of_something_else_marks_nothing(cast, sent, action, reason):
    outcome = take_in(bounce(sent, action=action))
    sent.refresh_from_db()
    assert (sent.state, outcome.state) == ("sent", "left")
    assert InboundMail.objects.get().reason == reason.format(sent.subject)


def test_somebody_elses_bounce_marks_nothing(cast, sent):
    raw = bounce(sent).as_bytes().replace(sent.message_id.encode(), b"<else@where.example>")
    assert take_in(raw).state == "tray"
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_letter_that_never_left_does_not_come_back(cast, sent):
    Letter.objects.filter(pk=sent.pk).update(state="waiting")
    take_in(bounce(sent))
    sent.refresh_from_db()
    assert sent.state == "waiting"


def test_an_automatic_answer_is_nobodys_words(cast, sent):
    away = answer(sent, "I am away until Monday.", auto_submitted="auto-replied", subject="Out of office: your letter")
    assert take_in(away).state == "tray"
    sent.refresh_from_db()
    assert (sent.state, InboundMail.objects.get().reason, nothing_was_said()) == (
        "sent",
        f"A machine answered our letter “{sent.subject}” to bea@example.org.",
        True,
    )


def test_our_own_letter_that_comes_back_is_put_aside(cast, sent):
    own = answer(sent, "What would it change?", sender="Ours <ours@ours.example>", id=sent.message_id)
    assert take_in(own).state == "left"
    assert (InboundMail.objects.get().reason, nothing_was_said()) == (
        "It is a letter of ours that came back by itself.",
        True,
    )


def test_two_robots_that_answer_each_other_are_stopped_after_one_round(cast):
    """Both sides answer every letter with the same words and do not say that they are machines (C4)."""
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "Thursday at ten?")
    at, rounds = DAY, []
    for number in range(20):
        at += HOUR
        bundle_due(at)
        for seat, words in (
            (cast.bea, "Thank you for your letter, which we will answer as soon as we can."),
            (cast.tom, "We have received your message and are looking into it for you."),
        ):
            for letter in Letter.objects.filter(person=seat.person, at=at):
                robot = answer(letter, words, id=f"<{number}-{seat.pk}@robot.example>", at=at)
                rounds.append((seat, take_in(robot, at=at).state))
    assert [(seat, state) for seat, state in rounds if state == "placed"] == [
        (cast.bea, "placed"),
        (cast.tom, "placed"),
    ]
    assert Message.objects.count() == 2
    assert len(rounds) <= 6


def test_nobody_writes_eleven_mails_in_an_hour(cast):
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "Thursday at ten?")
    letter = news(problem, cast.bea, DAY + HOUR)
    states = [
        take_in(answer(letter, f"Number {n}.", id=f"<{n}@x>"), at=DAY + HOUR + timedelta(minutes=n)).state
        for n in range(1, 12)
    ]
    assert states == ["placed"] * 10 + ["tray"]
    later = answer(letter, "And one tomorrow.", id="<late@x>")
    assert take_in(later, at=DAY + 3 * HOUR).state == "placed"


def test_short_words_may_be_said_twice_a_day(cast):
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "Thursday at ten?")
    letter = news(problem, cast.bea, DAY + HOUR)
    states = [take_in(answer(letter, "Yes, fine.", id=f"<{n}@x>")).state for n in range(3)]
    assert states == ["placed", "placed", "tray"]


def test_no_machine_is_ever_answered(cast, sent):
    Notice.objects.all().delete()
    before = Letter.objects.count()
    for message in (bounce(sent), answer(sent, "Away.", auto_submitted="auto-replied", id="<a@x>")):
        take_in(message)
    bundle_due(DAY + 10 * HOUR)
    assert (Letter.objects.count(), Notice.objects.count()) == (before, 0)


DOUBLES = {
    "the same bytes": lambda raw: raw,
    "by another way": lambda raw: b"Received: from relay2.example\n" + raw,
    "with the envelope written down": lambda raw: (
        b"Return-Path: <bea@example.org>\nDelivered-To: help@neon.example\n" + raw
    ),
    "from a list": lambda raw: raw.replace(b"Subject: ", b"List-Post: <mailto:l@x.example>\nSubject: ", 1),
    "without an id": lambda raw: raw.replace(b"Message-ID: <answer@yoga.example>\n", b""),
}


@pytest.mark.parametrize("how", DOUBLES)
@pytest.mark.parametrize("times", [1, 4])
def test_what_comes_in_again_is_said_once(cast, sent, how, times):
    raw = answer(sent, "Forty-one people.").as_bytes()
    if how == "without an id":
        raw = DOUBLES[how](raw)
    assert take_in(raw).state == "placed"
    for number in range(times):
        again = DOUBLES[how](raw) if number == 0 else b"X-Hop: %d\n" % number + DOUBLES[how](raw)
        assert take_in(again, at=DAY + (number + 2) * HOUR).state == "double"
    assert (Rung.objects.count(), Message.objects.count()) == (1, 0)
