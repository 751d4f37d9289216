"""Handing letters to a mail server: once, with retries, and honest where nobody can know (B9)."""

from datetime import timedelta

import pytest

from ours.people import acts as people
from ours.post import rights
from ours.post.bundling import bundle_due
from ours.post.models import Letter, Notice
from ours.post.sending import doubt_interrupted, send, send_due
from ours.problem.models import Chair
from tests.cast import DAY
from tests.post.smtp import mail_server
from tests.post.test_bundling import say

MINUTE = timedelta(minutes=1)


@pytest.fixture
def server(settings):
    with mail_server() as (keeping, port):
        settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield keeping


def letter_to(seat, subject="Ana asks you something"):
    return Letter.objects.create(
        person=seat.person,
        kind="news",
        to=seat.person.email,
        subject=subject,
        text="What is it worth to you?\n",
        html="<p>What is it worth to you?</p>",
        message_id=f"<{subject.replace(' ', '.')}@ours.example>",
        at=DAY,
        next_try_at=DAY,
    )


def state(letter):
    letter.refresh_from_db()
    return letter.state, letter.tries


def test_it_goes_out_once_as_text_and_html(cast, server):
    letter = letter_to(cast.bea)
    assert send_due(DAY) == 1
    assert send_due(DAY + MINUTE) == 0
    assert state(letter) == ("sent", 1)
    [message] = server.kept
    assert server.recipients == [["bea@example.org"]]
    assert (message["Subject"], message["To"]) == ("Ana asks you something", "bea@example.org")
    assert (message["Message-ID"], message["Auto-Submitted"]) == (letter.message_id, "auto-generated")
    assert message.get_body(("plain",)).get_content().splitlines() == ["What is it worth to you?"]
    assert message.get_body(("html",)).get_content().strip() == "<p>What is it worth to you?</p>"


def test_what_somebody_is_called_adds_nothing_to_the_head(cast, server):
    cast.ana.name = "Ana\r\nBcc: thief@example.org\r\n\r\nWords of mine"
    people.invite(cast.yoga, name="Noor\nTo: thief@example.org", email="noor@example.org", by=cast.ana, at=DAY)
    assert send_due(DAY) == 1
    [message] = server.kept
    assert server.recipients == [["noor@example.org"]]
    assert (message["To"], message["Bcc"]) == ("noor@example.org", None)
    assert "\n" not in message["Subject"] and not message.defects


def test_a_busy_server_is_asked_again_later(cast, server):
    letter = letter_to(cast.bea)
    server.before = "451 later please"
    assert send_due(DAY) == 0
    assert state(letter) == ("waiting", 1)
    assert letter.next_try_at == DAY + MINUTE
    server.before = "250 yes"
    assert send_due(DAY) == 0
    assert send_due(DAY + MINUTE) == 1
    assert state(letter) == ("sent", 2)
    assert len(server.kept) == 1


def test_a_refusal_is_final(cast, server):
    letter = letter_to(cast.bea)
    server.answer = "554 not here"
    send_due(DAY)
    assert state(letter) == ("failed", 1)
    assert letter.error == "554 not here"
    assert send_due(DAY + timedelta(days=30)) == 0


def test_no_server_is_asked_again_until_the_tries_are_used_up(cast, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    letter = letter_to(cast.bea)
    at = DAY
    waits = []
    for _ in range(10):
        send_due(at)
        letter.refresh_from_db()
        if letter.state == Letter.State.FAILED:
            break
        waits.append(int((letter.next_try_at - at) / MINUTE))
        at = letter.next_try_at
    assert waits == [1, 5, 15, 60, 240, 720, 1440]
    assert state(letter) == ("failed", 8)


def test_when_the_answer_is_lost_nobody_gets_it_twice(cast, server):
    letter = letter_to(cast.bea)
    server.drop = True
    send_due(DAY)
    assert state(letter) == ("unsure", 1)
    server.drop = False
    assert send_due(DAY + timedelta(days=2)) == 0
    assert len(server.kept) == 1


def test_a_letter_in_hand_when_the_process_died_is_doubted_not_sent_again(cast, server):
    letter = letter_to(cast.bea)
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENDING, next_try_at=DAY + 10 * MINUTE)
    assert send_due(DAY + 5 * MINUTE) == 0
    assert doubt_interrupted(DAY + 5 * MINUTE) == 0
    assert doubt_interrupted(DAY + 10 * MINUTE) == 1
    assert state(letter)[0] == "unsure"
    assert server.kept == []


def test_two_workers_do_not_send_the_same_letter(cast, server):
    letter = letter_to(cast.bea)
    same = Letter.objects.get(pk=letter.pk)
    assert [send(letter, DAY), send(same, DAY)] == [True, False]
    assert len(server.kept) == 1


def test_without_a_mail_server_letters_are_kept_here(cast, settings):
    settings.SMTP_URL = ""
    letter = letter_to(cast.bea)
    send_due(DAY)
    assert state(letter) == ("kept", 0)


def test_whoever_was_shut_out_meanwhile_gets_nothing(cast, server):
    letter = letter_to(cast.bea)
    server.before = "451 later please"
    assert send_due(DAY) == 0
    people.leave(cast.bea, by=cast.ana, at=DAY)
    server.before = "250 yes"
    assert send_due(DAY + MINUTE) == 0
    assert (state(letter), letter.error, server.kept) == (("kept", 2), rights.WHY, [])


def test_news_that_may_still_be_told_go_into_another_letter(cast, server):
    left, stays = cast.problem("One."), cast.problem("Two.")
    Notice.objects.all().delete()
    for problem in (left, stays):
        say(problem, cast.tom, DAY, f"About {problem.headline}")
    bundle_due(DAY + 10 * MINUTE)
    letter = Letter.objects.get(person=cast.bea.person)
    Chair.objects.filter(problem=left, seat=cast.bea).update(left_at=DAY)
    send_due(DAY + 10 * MINUTE)
    assert (state(letter)[0], ["bea@example.org"] in server.recipients) == ("kept", False)
    bundle_due(DAY + 11 * MINUTE)
    send_due(DAY + 11 * MINUTE)
    [message] = [one for one in server.kept if one["To"] == "bea@example.org"]
    told = message.get_body(("plain",)).get_content()
    assert ("About Two." in told, "About One." in told) == (True, False)
