"""Mails come in and find their place (L1)."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from ours.listen.models import Attachment, Message, Request
from ours.listen.receiving import Outcome, receive, receive_pending, receive_unclaimed
from ours.people.models import Engagement, Firm, Seat
from ours.post.models import InboundMail, Letter, Notice
from ours.problem import history
from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence
from tests.cast import DAY, seat
from tests.listen.letterbox import HTML_ONLY, WITH_FILE, mail, take_in

SENT = datetime(2026, 3, 2, 16, 42, 10, tzinfo=UTC)


def letter_to(seat: Seat, *problems: Problem, message_id: str = "<ours-1@ours.example>", kind: str = "news") -> Letter:
    letter = Letter.objects.create(
        person=seat.person,
        firm=seat.firm,
        kind=kind,
        to=seat.person.email,
        subject="News",
        text="",
        html="",
        message_id=message_id,
        at=DAY,
        next_try_at=DAY,
    )
    for problem in problems:
        Notice.objects.create(
            person=seat.person, seat=seat, problem=problem, kind="said", at=DAY, due_at=DAY, letter=letter
        )
    return letter


def in_the_tray(outcome: Outcome) -> str:
    """The reason why a mail waits in the tray; nothing else came of it."""
    kept = InboundMail.objects.get(pk=outcome.mail)
    assert (outcome.state, kept.state, outcome.problem, outcome.exit_code) == ("tray", "tray", None, 0)
    assert outcome.line == f"In the tray of {kept.firm}, mail {kept.pk}: {kept.reason}"
    return kept.reason


def test_a_client_persons_mail_becomes_a_problem(cast):
    raw = mail("Hi Ana,\n\nWe need someone to make Instagram posts.\n\nBest\nBea")
    outcome = take_in(raw)

    request = Request.objects.get()
    problem, kept = request.problem, InboundMail.objects.get()
    assert outcome == Outcome(
        f"New problem {problem.pk} for Yoga House from Bea Okafor: “We need someone to make Instagram posts. Best Bea”",
        "placed",
        kept.pk,
        problem.pk,
        0,
    )
    assert (kept.state, kept.reason, kept.firm, kept.client, kept.seat) == (
        "placed",
        "",
        cast.neon,
        cast.yoga,
        cast.bea,
    )
    assert (bytes(kept.raw), kept.digest, kept.problem) == (raw, hashlib.sha256(raw).hexdigest(), problem)
    assert (kept.message_id, kept.from_address, kept.from_name) == (
        "<one@yoga.example>",
        "bea@example.org",
        "Bea Okafor",
    )
    assert (request.words, request.subject) == (
        "Hi Ana,\n\nWe need someone to make Instagram posts.\n\nBest\nBea",
        "Instagram",
    )
    assert (request.channel, request.mail, request.asked_by, request.by) == ("mail", kept.pk, cast.bea, cast.bea)
    assert (request.asked_at, request.at) == (SENT, DAY)
    assert (problem.engagement, problem.headline) == (
        cast.growth,
        "We need someone to make Instagram posts. Best Bea",
    )
    assert [sentence(event) for event in problem.events.order_by("pk")] == [
        "Bea Okafor put it on the table: “We need someone to make Instagram posts. Best Bea”",
        "Bea Okafor asked, by mail: “We need someone to make Instagram posts. Best Bea”",
    ]
    assert (problem.unanswered, problem.spoke_last) == (1, "client")
    assert [chair.seat for chair in problem.chairs.all()] == [cast.bea]


def test_a_page_without_text_is_read_and_made_safe(cast):
    take_in(HTML_ONLY)
    request = Request.objects.get()
    assert request.words == "Hi Ana,\n\nwe need three posts a week."
    assert request.html == "<p>Hi Ana,</p><p>we need <b>three posts</b> a week.</p>"
    assert request.problem.headline == "we need three posts a week."


def test_its_files_are_kept(cast):
    take_in(WITH_FILE)
    file = Attachment.objects.get()
    assert (file.request, file.filename, file.content_type) == (Request.objects.get(), "seats.csv", "text/csv")
    assert (bytes(file.data), file.size) == (b"month,seats\nJune,41\n", 20)


def test_a_mail_without_words_asks_with_its_subject(cast):
    take_in(mail("", subject="Could you call me about the posts?"))
    assert Request.objects.get().words == "Could you call me about the posts?"


def test_a_reply_to_a_letter_is_said_at_its_table(cast):
    problem = cast.problem()
    letter_to(cast.bea, problem)
    before = (problem.stage, problem.step, problem.move)
    raw = mail(
        "Thursday suits me.\n\nOn Tue, 3 Mar 2026 Neon wrote:\n> When can we talk?",
        subject="Re: News",
        in_reply_to="<ours-1@ours.example>",
    )
    outcome = take_in(raw)

    message = Message.objects.get()
    problem.refresh_from_db()
    assert outcome == Outcome(
        f"Said at problem {problem.pk} of Yoga House by Bea Okafor: “Thursday suits me.”",
        "placed",
        message.mail,
        problem.pk,
        0,
    )
    assert (message.words, message.by, message.channel, message.problem) == (
        "Thursday suits me.",
        cast.bea,
        "mail",
        problem,
    )
    assert "When can we talk?" in InboundMail.objects.get().words
    assert sentence(Event.objects.get(kind="said")) == "Bea Okafor said: “Thursday suits me.”"
    assert (problem.stage, problem.step, problem.move) == before
    assert not Request.objects.exists()


def test_a_reply_to_an_earlier_mail_goes_to_the_problem_that_one_began(cast):
    first = take_in(mail())
    second = take_in(mail("And on Facebook.", id="<two@yoga.example>", references="<x@y> <one@yoga.example>"))
    assert (second.state, second.problem) == ("placed", first.problem)
    assert Message.objects.get().words == "And on Facebook."


def test_a_reply_to_nothing_of_ours_begins_something_new(cast):
    outcome = take_in(mail("Something else then.", subject="Re: Lunch", in_reply_to="<lunch@else.example>"))
    assert Request.objects.get().problem_id == outcome.problem


def test_an_answer_to_a_letter_about_several_problems_waits(cast):
    letter_to(cast.bea, cast.problem(), cast.problem("Another thing."))
    reason = in_the_tray(take_in(mail("Fine with me.", in_reply_to="<ours-1@ours.example>")))
    assert reason == "It answers a letter of ours that is not about one problem."


def test_an_answer_to_a_sign_in_letter_waits(cast):
    letter_to(cast.bea, kind="code")
    reason = in_the_tray(take_in(mail("Thanks.", in_reply_to="<ours-1@ours.example>")))
    assert reason == "It answers a letter of ours that is not about one problem."


def test_an_answer_from_somebody_without_a_chair_there_waits(cast):
    letter_to(cast.bea, cast.problem())
    forwarded = mail("I would rather not.", sender="imani@example.org", in_reply_to="<ours-1@ours.example>")
    assert in_the_tray(take_in(forwarded)) == "It answers something from a table at which Imani Reyes has no seat."


def test_an_experts_answer_to_their_own_letter_is_said_by_them(cast):
    problem = cast.problem()
    letter_to(cast.tom, problem)
    take_in(mail("I will call on Thursday.", sender="tom@example.org", in_reply_to="<ours-1@ours.example>"))
    assert [(one.by, one.words) for one in Message.objects.all()] == [(cast.tom, "I will call on Thursday.")]


def test_nobody_speaks_in_an_experts_name_with_a_letter_to_somebody_else(cast):
    problem = cast.problem()
    letter_to(cast.bea, problem)
    forged = mail("We give you your money back.", sender="ana@example.org", in_reply_to="<ours-1@ours.example>")
    assert in_the_tray(take_in(forged)) == "It answers something from a table at which Ana Ruiz has no seat."
    assert not Message.objects.exists()


def test_what_an_expert_forwards_waits_for_whose_words_it_holds(cast):
    reason = in_the_tray(take_in(mail("---------- Forwarded message\nFrom: Bea", sender="ana@example.org")))
    assert reason == "It comes from Ana Ruiz. If it was passed on, say whose words it holds."


def test_unknown_senders_wait_and_a_known_domain_is_named(cast):
    stranger = take_in(mail(sender="x@else.example", id="<a@x>"))
    assert in_the_tray(stranger) == "x@else.example is not known here."
    colleague = take_in(mail(sender="ann@yoga.example", id="<b@x>"))
    assert in_the_tray(colleague) == "ann@yoga.example is not known here; the address looks like Yoga House."
    clients = InboundMail.objects.order_by("pk").values_list("client", flat=True)
    assert list(clients) == [None, cast.yoga.pk]


def test_a_mail_that_does_not_say_who_sent_it_waits(cast):
    assert in_the_tray(take_in(mail(sender=""))) == "It does not say who sent it."


def test_machines_wait(cast):
    reason = in_the_tray(take_in(mail("I am away.", auto_submitted="auto-replied")))
    assert reason == "A machine sent it: an automatic answer, a bounce or a mass mailing."


def test_several_engagements_wait_for_the_right_one(cast):
    Engagement.objects.create(firm=cast.neon, client=cast.yoga, name="Website", began_at=DAY)
    outcome = take_in(mail())
    assert in_the_tray(outcome) == "Yoga House has several open engagements: say which one it is about."
    kept = InboundMail.objects.get()
    assert (kept.client, kept.seat) == (cast.yoga, cast.bea)


def test_no_open_engagement_waits(cast):
    Engagement.objects.filter(pk=cast.growth.pk).update(ended_at=DAY)
    assert in_the_tray(take_in(mail())) == "Yoga House has no open engagement."


def test_somebody_of_several_clients_waits(cast):
    seat(cast.bea.person, cast.neon, cast.bakery)
    assert in_the_tray(take_in(mail())) == "Bea Okafor belongs to several clients: say which one it is about."


def test_a_mail_without_any_word_waits(cast):
    assert in_the_tray(take_in(mail("", subject=""))) == "There are no words in it."


def test_who_left_is_unknown(cast):
    Seat.objects.filter(pk=cast.bea.pk).update(left_at=DAY)
    assert in_the_tray(take_in(mail())) == "bea@example.org is not known here."


def test_firms_are_told_apart_by_their_mailboxes(cast):
    known_at_both = take_in(mail(sender="luca@example.org"))
    assert in_the_tray(known_at_both) == "luca@example.org is not known here."
    luca = take_in(mail(sender="luca@example.org", to="Kobalt <HELP+casting@Kobalt.example>", id="<k@x>"))
    assert Problem.objects.get(pk=luca.problem).firm == cast.kobalt


def test_a_mail_for_no_mailbox_is_kept_and_placed_once_the_mailbox_is_set(cast):
    outcome = take_in(mail(to="office@neon.example"))
    kept = InboundMail.objects.get()
    assert (outcome.state, kept.firm) == ("tray", None)
    assert kept.reason == "None of the mailboxes that it went to belongs to a firm here."
    Firm.objects.filter(pk=cast.neon.pk).update(mailbox="office@neon.example")
    assert [one.state for one in receive_unclaimed(DAY)] == ["placed"]
    assert Request.objects.get().mail == kept.pk


def test_the_pipe_may_say_which_mailbox_it_was(cast):
    receive(mail(to="undisclosed-recipients:;"), at=DAY, mailbox="help@neon.example")
    assert Request.objects.get().problem.firm == cast.neon


def test_the_only_firm_takes_all(db):
    firm = Firm.objects.create(name="Solo", made_at=DAY)
    outcome = take_in(mail(to="anything@else.example"))
    assert InboundMail.objects.get(pk=outcome.mail).firm == firm


def test_the_same_mail_twice_is_one_problem(cast):
    take_in(mail())
    again = take_in(mail())
    first, second = InboundMail.objects.order_by("pk")
    assert (again.state, again.problem) == ("double", None)
    assert again.line == f"Kept as it came, mail {second.pk}: This mail came in before, as mail {first.pk}."
    assert Problem.objects.count() == 1


def test_the_same_mail_by_another_way_is_one_problem(cast):
    take_in(mail())
    assert take_in(mail(received="from relay2.example")).state == "double"
    assert Problem.objects.count() == 1


def test_other_words_under_the_same_id_are_not_swallowed(cast):
    take_in(mail())
    assert take_in(mail("Something quite different.")).state == "placed"


@pytest.mark.parametrize("raw", [b"", b"\x00\x01\x02\x03" * 400, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40])
def test_what_is_no_mail_is_parked_with_its_bytes(cast, raw):
    outcome = take_in(raw)
    kept = InboundMail.objects.get()
    assert (outcome.state, outcome.exit_code, bytes(kept.raw)) == ("parked", 0, raw)
    assert kept.reason in ("This mail is empty.", "This is not a mail.")


def test_a_date_still_to_come_is_not_believed(cast):
    take_in(mail(date="Fri, 1 Jan 2100 00:00:00 +0000"))
    assert Request.objects.get().asked_at == DAY


def test_a_mail_is_stored_before_it_is_read(cast):
    """Whoever listens to the history fails: nothing is half done, the mail is there and is read again."""

    def fail(problem, event):
        raise RuntimeError("The disk is full.")

    history.tell(fail)
    try:
        outcome = take_in(mail())
        kept = InboundMail.objects.get()
        assert (outcome.state, kept.state, outcome.exit_code) == ("new", "new", 0)
        assert (kept.firm, kept.subject) == (cast.neon, "Instagram")
        assert not Problem.objects.exists()
        assert receive_pending(DAY) == 0  # it may still be at work
        assert receive_pending(DAY + timedelta(minutes=2)) == 1
    finally:
        history._listeners.remove(fail)
    kept.refresh_from_db()
    assert kept.state == "parked"
    assert kept.reason == "Something went wrong while it was being placed; nobody has seen it yet."
    assert receive_pending(DAY + timedelta(minutes=4)) == 0


def test_a_mail_whose_reader_was_killed_is_read_by_the_worker(cast):
    raw = mail()
    InboundMail.objects.create(raw=raw, digest=hashlib.sha256(raw).hexdigest(), at=DAY)
    assert receive_pending(DAY + timedelta(minutes=2)) == 1
    assert Request.objects.get().mail == InboundMail.objects.get(state="placed").pk


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL plans by how much there is, SQLite by rule")
def test_the_worker_asks_by_an_index(cast):
    waiting = InboundMail.objects.filter(state=InboundMail.State.NEW, at__lte=DAY).order_by("at").values_list("pk")
    assert "mail_not_read" in waiting.explain()
