"""The mail door: real SMTP and LMTP conversations with it; what it says yes to is stored."""

import smtplib
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from ours.listen.receiving import is_for_us, receive, traced
from ours.post.listener import Door, door_of, opened
from ours.post.models import InboundMail
from tests.cast import DAY, make_cast
from tests.post.imap import free_port
from tests.post.letters import answer, asked_by_letter, bounce

MAIL = b"From: bea@example.org\r\nTo: help@neon.example\r\nSubject: Hi\r\n\r\nWe need posts.\r\n"


def take_in(raw, sender, recipients):
    receive(traced(raw, sender=sender, recipients=recipients), at=DAY + timedelta(hours=1))


@pytest.fixture(params=["smtp", "lmtp"])
def door(request, transactional_db):
    """A client of the running door."""
    port = free_port()
    controller = opened(Door(request.param, "127.0.0.1", port, ""), is_for_us, take_in)
    client = {"smtp": smtplib.SMTP, "lmtp": smtplib.LMTP}[request.param]
    try:
        with client("127.0.0.1", port) as line:
            yield line
    finally:
        controller.stop()


@pytest.fixture
def neon(transactional_db):
    return make_cast()


def test_a_mail_for_a_firms_mailbox_is_stored_with_its_envelope(neon, door):
    assert door.sendmail("bea@example.org", ["help@neon.example"], MAIL) == {}
    kept = InboundMail.objects.get()
    assert bytes(kept.raw) == b"Return-Path: <bea@example.org>\r\nDelivered-To: help@neon.example\r\n" + MAIL
    assert (kept.state, kept.firm) == ("placed", neon.neon)


def test_an_answer_comes_in_by_its_address_even_if_the_head_does_not_name_it(neon, door):
    _question, letter = asked_by_letter(neon)
    hidden = answer(letter, "Forty-one.", to="undisclosed-recipients:;", in_reply_to="", references="")
    door.sendmail("bea@example.org", [letter.reply_to], hidden.as_bytes())
    kept = InboundMail.objects.get()
    assert (kept.state, kept.seat, kept.letter) == ("placed", neon.bea, letter)


def test_an_empty_sender_is_a_machine(neon, door):
    door.sendmail("", ["help@neon.example"], MAIL)
    assert InboundMail.objects.get().automatic is True


def test_mail_for_others_is_refused(neon, door):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        door.sendmail("x@evil.example", ["somebody@else.example"], MAIL)
    assert refused.value.recipients == {"somebody@else.example": (550, b"5.1.1 Nobody here has this address")}
    assert not InboundMail.objects.exists()


def test_bounces_of_our_letters_come_to_their_sender(neon, door, settings):
    _question, letter = asked_by_letter(neon)
    letter.state = "sent"
    letter.save()
    settings.LETTERS_FROM = "Ours <ours@ours.example>"
    door.sendmail("", ["ours@ours.example"], bounce(letter).as_bytes())
    letter.refresh_from_db()
    assert letter.state == "failed"


def test_each_recipient_is_answered(neon, door):
    door.ehlo_or_helo_if_needed()
    is_lmtp = isinstance(door, smtplib.LMTP)
    assert door.mail("bea@example.org")[0] == 250
    for address in ("help@neon.example", "help+more@neon.example"):
        assert door.rcpt(address)[0] == 250
    assert door.docmd("DATA")[0] == 354
    door.send(MAIL + b".\r\n")
    assert [door.getreply()[0] for _recipient in range(2 if is_lmtp else 1)] == [250] * (2 if is_lmtp else 1)
    assert door.docmd("NOOP")[0] == 250
    assert bytes(InboundMail.objects.get().raw).count(b"Delivered-To") == 2


def test_long_lines_and_dots_arrive_as_they_are(neon, door):
    raw = MAIL + b".\r\n..dots\r\n" + b"x" * 100_000 + b"\r\n"
    door.sendmail("bea@example.org", ["help@neon.example"], raw)
    assert bytes(InboundMail.objects.get().raw).endswith(raw)


def test_what_cannot_be_stored_is_asked_for_again(neon):
    def refuse(raw, sender, recipients):
        raise DatabaseError("The disk is full.")

    port = free_port()
    controller = opened(Door("smtp", "127.0.0.1", port, ""), is_for_us, refuse)
    try:
        with smtplib.SMTP("127.0.0.1", port) as line, pytest.raises(smtplib.SMTPDataError) as error:
            line.sendmail("bea@example.org", ["help@neon.example"], MAIL)
        assert (error.value.smtp_code, error.value.smtp_error) == (
            451,
            b"4.3.0 Not stored, please try again later",
        )
    finally:
        controller.stop()


def test_too_large_a_mail_is_refused_before_it_is_sent(neon, door):
    assert int(door.esmtp_features.get("size", 0)) == 0
    door.ehlo_or_helo_if_needed()
    assert door.esmtp_features["size"] == "48000000"


def test_a_unix_socket(neon, tmp_path):
    path = str(tmp_path / "lmtp")
    controller = opened(door_of(f"lmtp://{path}"), is_for_us, take_in)
    try:
        with smtplib.LMTP(path) as line:
            line.sendmail("bea@example.org", ["help@neon.example"], MAIL)
    finally:
        controller.stop()
    assert InboundMail.objects.get().state == "placed"


def test_doors_are_read_from_addresses():
    assert door_of("lmtp://127.0.0.1:8024") == Door("lmtp", "127.0.0.1", 8024, "")
    assert door_of("smtp://[::1]:25") == Door("smtp", "::1", 25, "")
    assert door_of("lmtp:///run/ours/lmtp") == Door("lmtp", "127.0.0.1", 0, "/run/ours/lmtp")
    for wrong in ("http://x:1", "smtp://x", "lmtp:", "smtp://x:25/path"):
        with pytest.raises(ImproperlyConfigured):
            door_of(wrong)
