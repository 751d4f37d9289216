"""Mails from a mailbox on a real IMAP server: each taken in once, as they arrive, whatever happens in between."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from ours.post import fetching
from ours.post.fetching import Place, fetch, place_of, watch
from ours.post.models import Mailbox
from tests.post.imap import DOVECOT, PASSWORD, free_port, imap_server

USER = "help@neon.example"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),  # fetching lets go of its connection, as a thread of the worker does
    pytest.mark.skipif(DOVECOT is None, reason="needs Dovecot (dovecot-imapd)"),
]


@pytest.fixture(scope="module")
def server():
    with imap_server() as post:
        yield post


@pytest.fixture
def post(server, request):
    """The server, and a user of its own for each test."""
    user = f"{request.node.name.replace('[', '-').strip(']')[:60]}@neon.example"
    return server, user, place_of(server.url(user))


class Kept:
    """Stores mails in a list, and moves the mailbox on with it; `fail` times the database refuses."""

    def __init__(self, fail=0):
        self.mails, self.fail = [], fail

    def __call__(self, raw, along):
        along()
        if self.fail:
            self.fail -= 1
            raise DatabaseError("The disk is full.")
        self.mails.append(raw)


def mail(number):
    return b"From: bea@example.org\r\nSubject: %d\r\nMessage-ID: <%d@x>\r\n\r\nNumber %d\r\n" % ((number,) * 3)


def now():
    return datetime.now(UTC)


def test_what_is_new_is_taken_in_once_and_the_mailbox_stays_as_it_is(db, post):
    server, user, place = post
    kept = Kept()
    assert fetch(place, kept, at=now()) == 0
    for number in range(3):
        server.deliver(user, mail(number))
    assert [fetch(place, kept, at=now()), fetch(place, kept, at=now())] == [3, 0]
    server.deliver(user, mail(3))
    assert fetch(place, kept, at=now()) == 1
    assert kept.mails == [mail(number) for number in range(4)]
    mailbox = Mailbox.objects.get()
    assert (mailbox.place, mailbox.uid, mailbox.error) == (f"{user}@127.0.0.1:{server.port}/INBOX", 4, "")
    unread = sum(1 for file in (server.mail / user / "cur").iterdir() if "S" in file.name.rpartition(",")[2])
    assert unread == 0


def test_mails_that_somebody_has_read_or_moved_in_are_taken_in_too(db, post):
    server, user, place = post
    fetch(place, Kept(), at=now())
    server.deliver(user, mail(1))
    import imap_tools

    with imap_tools.MailBoxUnencrypted("127.0.0.1", server.port).login(user, PASSWORD) as box:
        assert [message.subject for message in box.fetch(mark_seen=True)] == ["1"]
        box.append(mail(2), "INBOX", flag_set=["\\Seen"])
    kept = Kept()
    assert fetch(place, kept, at=now()) == 2
    assert [raw.replace(b"\r\n", b"\n") for raw in kept.mails] == [mail(n).replace(b"\r\n", b"\n") for n in (1, 2)]


def test_old_mails_stay_unread_by_us_when_a_mailbox_is_first_looked_into(db, post):
    server, user, place = post
    import imap_tools

    with imap_tools.MailBoxUnencrypted("127.0.0.1", server.port).login(user, PASSWORD) as box:
        box.append(mail(1), "INBOX", dt=now() - timedelta(days=30))
        box.append(mail(2), "INBOX", dt=now() - timedelta(minutes=5))
    kept = Kept()
    assert fetch(place, kept, at=now()) == 1
    assert b"Subject: 2" in kept.mails[0]


def test_a_mail_that_could_not_be_stored_is_fetched_again(transactional_db, post):
    from django.db import transaction

    server, user, place = post
    fetch(place, Kept(), at=now())
    for number in range(3):
        server.deliver(user, mail(number))
    kept = Kept(fail=1)

    def take(raw, along):
        with transaction.atomic():
            kept(raw, along)

    with pytest.raises(DatabaseError):
        fetch(place, take, at=now())
    assert kept.mails == []
    assert fetch(place, take, at=now()) == 3
    assert kept.mails == [mail(number) for number in range(3)]


def test_two_workers_take_a_mail_in_once(db, post):
    server, user, place = post
    fetch(place, Kept(), at=now())
    server.deliver(user, mail(1))
    second = Kept()

    class First(Kept):
        def __call__(self, raw, along):
            fetch(place, second, at=now())  # while the first one is at it
            super().__call__(raw, along)

    first = First()
    assert fetch(place, first, at=now()) == 0
    assert (first.mails, second.mails) == ([], [mail(1)])


def test_a_mailbox_that_was_numbered_anew_loses_nothing(db, post):
    server, user, place = post
    fetch(place, Kept(), at=now())
    server.deliver(user, mail(1))
    assert fetch(place, Kept(), at=now()) == 1
    Mailbox.objects.update(validity=1, uid=900)
    server.deliver(user, mail(2))
    kept = Kept()
    assert fetch(place, kept, at=now()) == 2  # what came twice is known by its bytes
    assert kept.mails == [mail(1), mail(2)]


def test_a_large_and_an_empty_mail(db, post):
    server, user, place = post
    fetch(place, Kept(), at=now())
    large = mail(1) + b"x" * 76 + (b"\r\n" + b"y" * 76) * 100_000 + b"\r\n"
    server.deliver(user, large)
    server.deliver(user, b"\x00\xff\r\n")
    kept = Kept()
    assert fetch(place, kept, at=now()) == 2
    assert kept.mails[0] == large
    assert len(kept.mails) == 2


def test_mails_are_taken_in_as_they_arrive(transactional_db, post):
    """By IDLE: within two seconds, where looking anew would take minutes."""
    server, user, place = post
    kept, stop = Kept(), threading.Event()
    worker = threading.Thread(target=watch, args=(place, kept, stop, now))
    worker.start()
    try:
        until(lambda: Mailbox.objects.filter(at__isnull=False).exists())
        time.sleep(0.5)
        for number in range(3):
            began = time.monotonic()
            server.deliver(user, mail(number))
            until(lambda number=number: len(kept.mails) == number + 1)
            assert time.monotonic() - began < 5
    finally:
        stop.set()
        worker.join(10)
    assert kept.mails == [mail(number) for number in range(3)]
    assert not worker.is_alive()


def test_a_mail_that_comes_before_anybody_listens_is_taken_in_too(transactional_db, post):
    """What arrives after the search and before IDLE is told of once, while nobody waits for it."""
    server, user, place = post
    fetch(place, Kept(), at=now())
    server.deliver(user, mail(0))
    stop = threading.Event()

    class Meanwhile(Kept):
        def __call__(self, raw, along):
            if not self.mails:
                server.deliver(user, mail(1))
            super().__call__(raw, along)

    kept = Meanwhile()
    worker = threading.Thread(target=watch, args=(place, kept, stop, now))
    worker.start()
    try:
        until(lambda: len(kept.mails) == 2)
    finally:
        stop.set()
        worker.join(10)
    assert kept.mails == [mail(0), mail(1)]


def test_trouble_is_noted_and_tried_again(transactional_db, post, monkeypatch):
    server, user, place = post
    fetch(place, Kept(), at=now())
    monkeypatch.setattr(fetching, "WAITS", (0.2,))
    stop = threading.Event()
    lost = place._replace(password="wrong")
    worker = threading.Thread(target=watch, args=(lost, Kept(), stop, now))
    worker.start()
    try:
        until(lambda: Mailbox.objects.filter(failing_since__isnull=False).exclude(error="").exists())
    finally:
        stop.set()
        worker.join(10)
    assert fetch(place, Kept(), at=now()) == 0
    mailbox = Mailbox.objects.get()
    assert (mailbox.failing_since, mailbox.error) == (None, "")


def test_a_server_that_is_not_there_raises(db):
    with pytest.raises(OSError):
        fetch(place_of(f"imap://a:b@127.0.0.1:{free_port()}/INBOX"), Kept(), at=now())


def test_places_are_read_from_addresses():
    assert place_of("imap+ssl://help%40neon.example:p%2Fw@mail.example.com") == Place(
        "ssl", "mail.example.com", 993, "help@neon.example", "p/w", "INBOX"
    )
    assert place_of("imap+tls://a:b@mail.example.com:1143/Answers/2026").folder == "Answers/2026"
    assert place_of("imap://a:b@127.0.0.1").way == "plain"


@pytest.mark.parametrize("url", ["imap://a:b@mail.example.com", "pop3://a:b@x", "imap+ssl://a@x", "imap+ssl://x", ""])
def test_other_addresses_are_refused(url):
    with pytest.raises(ImproperlyConfigured, match="OURS_IMAP_URLS"):
        place_of(url)


def until(ready, seconds=15):
    limit = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.05)
