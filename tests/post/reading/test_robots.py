"""Machines are told from people."""

import pytest

from .mails import mail, told


def automatic(*fields: bytes, sender: bytes = b"ann@client.example", subject: bytes = b"The tills") -> bool:
    head = b"From: " + sender + b"\r\nSubject: " + subject + b"\r\n"
    return bool(told(head + b"".join(field + b"\r\n" for field in fields) + b"\r\nHello")["automatic"])


@pytest.mark.parametrize(
    "field",
    [
        b"Auto-Submitted: auto-replied",
        b"Auto-Submitted: auto-generated; owner-email=a@b",
        b"Return-Path: <>",
        b"X-Failed-Recipients: a@b.example",
        b"X-Autoreply: yes",
        b"X-Auto-Response-Suppress: DR, OOF, AutoReply",
        b"Precedence: bulk",
        b"Precedence: auto_reply",
        b"List-Unsubscribe: <https://shop.example/out>",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    ],
)
def test_fields_of_machines(field: bytes) -> None:
    assert automatic(field)


@pytest.mark.parametrize(
    "sender",
    [b"MAILER-DAEMON@x.example", b"postmaster@x.example", b"no-reply@x.example", b"noreply+7@x.example", b"Robot <>"],
)
def test_senders_that_are_machines(sender: bytes) -> None:
    assert automatic(sender=sender)


@pytest.mark.parametrize(
    "subject",
    [
        b"Automatic reply: The tills",
        b"=?utf-8?q?R=C3=A9ponse_automatique_:_La_caisse?=",
        b"Automatische Antwort: Kasse",
        b"Abwesenheitsnotiz: Kasse",
        b"Out of Office AutoReply: The tills",
        b"Undelivered Mail Returned to Sender",
        b"Undeliverable: The tills",
        b"Delivery Status Notification (Failure)",
        b"Mail delivery failed: returning message to sender",
        b"failure notice",
    ],
)
def test_subjects_of_machines(subject: bytes) -> None:
    assert automatic(subject=subject)


@pytest.mark.parametrize(
    "subject",
    [
        b"Delivery failed again on Friday",
        b"Automatic replies do not work in our shop",
        b"Out of office next week",
        b"Undelivered parcels",
        b"Failure notice periods in our contract",
        b"Auto: new tyres",
        b"Re: returned goods",
    ],
)
def test_people_write_such_subjects_too(subject: bytes) -> None:
    assert not automatic(subject=subject)


def test_people_are_people() -> None:
    assert not told(mail())["automatic"]
    assert not automatic(b"Auto-Submitted: no", b"Return-Path: <ann@client.example>", b"Precedence: first-class")
    assert not automatic(b"List-Post: <mailto:l@x.example>", b"List-Unsubscribe: <https://x>", b"Precedence: bulk")
    assert not automatic(sender=b"noreen@x.example")
    assert not automatic(sender=b"bouncer@x.example")
