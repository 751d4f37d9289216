"""Answers to letters: believed only from whom the letter went to; what is doubtful is shown as nobody's words (C5)."""

from datetime import timedelta

import pytest

from ours.listen import acts
from ours.listen.models import Attachment, Message, Request, Rung
from ours.listen.receiving import receive
from ours.people.models import Person
from ours.post import epochs, replies
from ours.post.models import InboundMail, Notice, Pass, ReplyAddress
from ours.problem import acts as problems
from ours.problem.models import Chair, Problem
from ours.problem.sentences import sentence
from tests.cast import DAY, seat
from tests.post.letters import answer, asked_by_letter, news
from tests.post.test_bundling import say

HOUR = timedelta(hours=1)
WORDS = "Forty-one people in the evening classes.\n\nIt is ten now."


def take_in(message, at=DAY + HOUR):
    return receive(message.as_bytes(), at=at)


def nothing_was_said():
    return not (Message.objects.exists() or Rung.objects.exists() or Request.objects.exists())


def why_unverified(outcome):
    """Why a mail is not believed; it waits in the tray, at no table and under nobody's name."""
    kept = InboundMail.objects.get(pk=outcome.mail)
    assert (outcome.state, kept.state, outcome.problem, kept.seat, kept.problem) == ("unverified",) * 2 + (None,) * 3
    assert nothing_was_said()
    return kept.reason


@pytest.fixture
def asked(cast):
    return asked_by_letter(cast)


def test_an_answer_becomes_the_answer_to_the_letters_question(cast, asked):
    question, letter = asked
    outcome = take_in(answer(letter, WORDS))
    rung = Rung.objects.get()
    assert (rung.question, rung.words, rung.said_by, rung.by, rung.channel, rung.mail) == (
        question,
        WORDS,
        cast.bea,
        cast.bea,
        "mail",
        outcome.mail,
    )
    kept = InboundMail.objects.get()
    assert (kept.state, kept.seat, kept.client, kept.problem, kept.letter) == (
        "placed",
        cast.bea,
        cast.yoga,
        question.problem,
        letter,
    )
    assert outcome.line == (
        f"Answered at problem {question.problem_id} of Yoga House by Bea Okafor: "
        "“Forty-one people in the evening classes. It is ten now.”"
    )
    assert not Message.objects.exists()
    assert Pass.objects.get().used_at == DAY + HOUR


def test_what_it_quotes_is_cut_and_kept_one_click_away(cast, asked, browser):
    question, letter = asked
    take_in(answer(letter, WORDS))
    rung, kept = Rung.objects.get(), InboundMail.objects.get()
    assert (rung.words, kept.words.startswith(WORDS), "What would three posts a week change?" in kept.words) == (
        WORDS,
        True,
        True,
    )
    address = f"/problems/{question.problem_id}/listening/answers/{rung.pk}/mail/"
    assert address in browser(cast.bea).get(f"/problems/{question.problem_id}/listening/").content.decode()
    told = {
        who.name: "The whole mail" in browser(who).get(address).content.decode()
        for who in (cast.tom, cast.ana, cast.bea)
    }
    assert told == {"Tom Weiss": True, "Ana Ruiz": True, "Bea Okafor": True}
    problems.seat_at(question.problem, cast.imani, by=cast.bea, at=DAY + HOUR)
    seen = browser(cast.imani).get(address).content.decode()
    assert ("Forty-one people" in seen, "The whole mail" in seen, ".eml" in seen) == (True, False, False)


def test_its_files_are_kept_with_the_answer(cast, asked, browser):
    question, letter = asked
    message = answer(letter, WORDS)
    message.add_attachment(b"month,seats\nJune,41\n", maintype="text", subtype="csv", filename="seats.csv")
    take_in(message)
    file = Attachment.objects.get()
    assert (file.rung, file.message, file.request, bytes(file.data)) == (
        Rung.objects.get(),
        None,
        None,
        b"month,seats\nJune,41\n",
    )
    page = f"/problems/{question.problem_id}/listening/answers/{file.rung_id}/mail/"
    at_the_table = f"/problems/{question.problem_id}/attachments/{file.pk}/"
    assert at_the_table in browser(cast.bea).get(page).content.decode()
    assert browser(cast.bea).get(at_the_table).content == b"month,seats\nJune,41\n"
    assert browser(cast.maja).get(at_the_table).status_code == 404


def test_the_question_is_answered_once_and_what_follows_is_said(cast, asked):
    _question, letter = asked
    take_in(answer(letter, WORDS))
    take_in(answer(letter, "One more thing: Imani knows the numbers.", id="<second@yoga.example>"))
    assert [(rung.words, rung.said_by) for rung in Rung.objects.all()] == [(WORDS, cast.bea)]
    assert [(one.words, one.by) for one in Message.objects.all()] == [
        ("One more thing: Imani knows the numbers.", cast.bea)
    ]


def test_who_answered_on_the_letters_page_says_more_by_mail(cast, asked):
    question, letter = asked
    acts.answer(question, "Forty.", said_by=cast.bea, by=cast.bea, at=DAY)
    take_in(answer(letter, "Forty-one, I counted again."))
    assert [rung.words for rung in Rung.objects.all()] == ["Forty."]
    assert [one.words for one in Message.objects.all()] == ["Forty-one, I counted again."]


def test_an_answer_to_news_is_said_at_the_table_and_changes_no_state(cast):
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "Thursday at ten?")
    letter = news(problem, cast.bea, DAY + HOUR)
    problem.refresh_from_db()
    before = (problem.stage, problem.step, problem.move, problem.seriousness, problem.client_owned)
    outcome = take_in(answer(letter, "Thanks, solved, you can close it."), at=DAY + 2 * HOUR)
    problem.refresh_from_db()
    assert (problem.stage, problem.step, problem.move, problem.seriousness, problem.client_owned) == before
    message = Message.objects.get()
    assert (message.words, message.by, message.mail) == ("Thanks, solved, you can close it.", cast.bea, outcome.mail)
    newest = problem.events.order_by("-pk").first()
    assert sentence(newest) == "Bea Okafor said: “Thanks, solved, you can close it.”"


def test_an_experts_answer_is_said_by_the_expert(cast):
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.bea, DAY, "When do we start?")
    take_in(answer(news(problem, cast.tom, DAY + HOUR), "On Thursday."), at=DAY + 2 * HOUR)
    assert [(one.words, one.by) for one in Message.objects.all()] == [("On Thursday.", cast.tom)]


def test_another_senders_address_is_not_believed(cast, asked):
    _question, letter = asked
    outcome = take_in(answer(letter, "We give up.", sender="Bea Okafor <bea@evil.example>"))
    assert why_unverified(outcome) == "It came to the reply address of Bea Okafor, but from bea@evil.example."
    assert outcome.line.startswith("Not verified, in the tray of Neon, mail ")


def test_a_forwarded_letter_answers_for_nobody(cast, asked):
    """Imani, whom Bea sent the letter on, has a chair too; but the address speaks for Bea."""
    question, letter = asked
    problems.seat_at(question.problem, cast.imani, by=cast.bea, at=DAY)
    outcome = take_in(answer(letter, "I say no.", sender="Imani Reyes <imani@example.org>"))
    assert why_unverified(outcome) == "It came to the reply address of Bea Okafor, but from imani@example.org."
    by_id = take_in(answer(letter, "I say no.", sender="imani@example.org", to="help@neon.example", id="<2@x>"))
    assert why_unverified(by_id) == "It answers a letter that went to somebody else than Imani Reyes."


FORGED_SENDERS = {
    "a name that looks like an address": '"bea@example.org" <x@evil.example>',
    "two senders": "bea@example.org, x@evil.example",
    "an encoded sender": "=?utf-8?q?bea=40example=2Eorg?= <x@evil.example>",
    "a comment": "x@evil.example (bea@example.org)",
    "a route": "<@bea.example.org:x@evil.example>",
    "a group": "bea@example.org:x@evil.example;",
    "a lookalike": "Bea <bea@examp1e.org>",
    "a letter of another script": "Bea <b\u0435a@example.org>",
    "a longer domain": "bea@example.org.evil.example",
    "another local part": "xbea@example.org",
    "nobody": "<>",
}


@pytest.mark.parametrize("how", FORGED_SENDERS)
def test_tricks_with_the_sender_are_not_believed(cast, asked, how):
    _question, letter = asked
    raw = answer(letter, "We give up.").as_bytes()
    line = next(line for line in raw.splitlines() if line.startswith(b"From: "))
    receive(raw.replace(line, b"From: " + FORGED_SENDERS[how].encode()), at=DAY + HOUR)
    assert InboundMail.objects.get().state in ("unverified", "tray")
    assert nothing_was_said()


def test_two_from_fields_are_nobodys(cast, asked):
    _question, letter = asked
    receive(b"From: x@evil.example\n" + answer(letter, "We give up.").as_bytes(), at=DAY + HOUR)
    assert InboundMail.objects.get().state == "unverified"
    assert nothing_was_said()


def test_keys_that_were_never_given_out_are_not_believed(cast, asked):
    _question, letter = asked
    for number, key in enumerate(("a" * 26, "aaaa" + "7" * 22, letter.reply_to[6:31] + "a")):
        to = f"help+r{key}@neon.example"
        outcome = take_in(answer(letter, "We give up.", to=to, id=f"<{number}@x>"))
        if to == letter.reply_to:
            continue
        assert why_unverified(outcome) == "It came to a reply address that was never given out here."


def test_another_firms_address_is_as_if_it_did_not_exist(cast):
    problem = cast.problem("Castings crack.", engagement=cast.casting, by=cast.luca)
    key = replies.keys_in([replies.issue(cast.luca.person, cast.kobalt, at=DAY, seat=cast.luca, problem=problem)])[0]
    _question, letter = asked_by_letter(cast)
    foreign = answer(letter, "Here too?", sender="luca@example.org", to=f"help+r{key}@neon.example")
    assert why_unverified(take_in(foreign)) == "It came to a reply address that was never given out here."
    assert InboundMail.objects.get().firm == cast.neon


@pytest.mark.parametrize("change", ["expired", "revoked", "restored", "chair left"])
def test_what_does_not_count_any_more_is_not_believed_by_either_way(cast, asked, change):
    """Neither to the reply address nor, with that taken out, to the mailbox with the letter's message id."""
    _question, letter = asked
    at = DAY + HOUR
    if change == "expired":
        at = DAY + timedelta(days=180)
    elif change == "revoked":
        replies.revoke(cast.bea.person, at=at)
    elif change == "restored":
        epochs.begin(at)
    else:
        Chair.objects.update(left_at=at)
    states = [
        take_in(answer(letter, "We give up.", id="<1@x>"), at=at).state,
        take_in(answer(letter, "We give up.", to="help@neon.example", id="<2@x>"), at=at).state,
    ]
    assert states == ["unverified", "tray" if change == "chair left" else "unverified"]
    assert nothing_was_said()


def test_the_message_id_alone_is_enough_where_a_program_forgot_the_address(cast, asked):
    question, letter = asked
    take_in(answer(letter, WORDS, to="help@neon.example"))
    assert [(rung.question, rung.words) for rung in Rung.objects.all()] == [(question, WORDS)]


def test_an_answer_to_a_letter_about_several_problems_waits_with_its_sender(cast):
    first, second = cast.problem(), cast.problem("The front desk is overrun.")
    Notice.objects.all().delete()
    say(first, cast.tom, DAY, "One.")
    say(second, cast.tom, DAY, "Two.")
    letter = news(first, cast.bea, DAY + HOUR)
    outcome = take_in(answer(letter, "Fine."), at=DAY + 2 * HOUR)
    kept = InboundMail.objects.get()
    assert (outcome.state, kept.seat, kept.client, kept.reason) == (
        "tray",
        cast.bea,
        cast.yoga,
        "Bea Okafor answers a letter that is not about one problem: say which one it is about.",
    )
    of_second = letter.text.split("To answer about this one, write to: ")[2].split()[0]
    take_in(answer(letter, "Fine with the second.", to=of_second, id="<2@x>"), at=DAY + 2 * HOUR)
    assert [(one.words, one.problem) for one in Message.objects.all()] == [("Fine with the second.", second)]


def test_an_answer_to_two_letters_at_once_waits(cast, asked):
    question, letter = asked
    other = cast.problem("The front desk is overrun.")
    more = replies.issue(cast.bea.person, cast.neon, at=DAY, seat=cast.bea, problem=other)
    outcome = take_in(answer(letter, "Both.", to=f"{letter.reply_to}, {more}"))
    kept = InboundMail.objects.get()
    assert (outcome.state, kept.seat) == ("tray", cast.bea)
    assert kept.reason == "Bea Okafor answers letters about several problems: say which one it is about."
    assert nothing_was_said()


CHECKED = "mx.neon.example"
PASSED = f"{CHECKED}; dkim=pass header.d=example.org; dmarc=pass (p=none) header.from=example.org"
FAILED = f"{CHECKED}; dkim=none; spf=fail smtp.mailfrom=x@evil.example; dmarc=fail (p=none) header.from=example.org"


def test_what_our_mail_server_found_forged_is_not_believed(cast, asked, settings):
    _question, letter = asked
    forged = answer(letter, "We give up.", authentication_results=FAILED)
    assert why_unverified(take_in(forged)) == "The mail server says that it does not come from bea@example.org."
    request = answer(
        letter, "We give up.", to="help@neon.example", id="<2@x>", in_reply_to="", references="",
        authentication_results=FAILED,
    )  # fmt: skip
    assert why_unverified(take_in(request)) == "The mail server says that it does not come from bea@example.org."


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (PASSED, "placed"),
        ("", "unverified"),
        ("other.example; dmarc=pass header.from=example.org", "unverified"),
        (f"{CHECKED}; dmarc=pass header.from=evil.example", "unverified"),
        (f"{CHECKED}; dkim=pass header.d=evil.example", "unverified"),
        (f"{CHECKED} 1; dkim=pass header.i=@mail.example.org", "placed"),
        (f"{CHECKED}; spf=pass smtp.mailfrom=example.org", "placed"),
        (f"{CHECKED}; none (dmarc=pass header.from=example.org)", "unverified"),
    ],
)
def test_a_request_is_believed_if_our_mail_server_found_its_sender_genuine(cast, settings, found, state):
    settings.MAIL_CHECKED_BY = CHECKED
    _question, letter = asked_by_letter(cast)
    words = "We need a new front door."
    request = answer(
        letter, words, to="help@neon.example", subject="Door", in_reply_to="", references="",
        authentication_results=found, quoted=False,
    )  # fmt: skip
    outcome = take_in(request)
    assert outcome.state == state
    assert [one.words for one in Request.objects.all()] == ([words] if state == "placed" else [])


def test_an_answer_to_the_reply_address_needs_no_server_that_checks(cast, settings):
    settings.MAIL_CHECKED_BY = CHECKED
    _question, letter = asked_by_letter(cast)
    assert take_in(answer(letter, WORDS)).state == "placed"


def test_one_address_for_all_firms(cast, settings):
    settings.REPLY_ADDRESS = "help+{token}@neon.example"  # which is also the mailbox of one of them
    problem = cast.problem("Castings crack.", engagement=cast.casting, by=cast.luca)
    Notice.objects.all().delete()
    say(problem, cast.kai, DAY, "Since when?")
    take_in(answer(news(problem, cast.luca, DAY + HOUR), "Since May."), at=DAY + 2 * HOUR)
    assert [(one.words, one.by) for one in Message.objects.all()] == [("Since May.", cast.luca)]


def test_an_expert_sees_that_it_is_not_verified_and_nobody_is_proposed(cast, asked, browser):
    _question, letter = asked
    outcome = take_in(answer(letter, "We give up.", sender="Bea Okafor <bea@evil.example>"))
    ana = browser(cast.ana)
    assert "not verified" in ana.get("/tray/").content.decode()
    page = ana.get(f"/tray/{outcome.mail}/").content.decode()
    assert "Not verified: It came to the reply address of Bea Okafor, but from bea@evil.example." in page
    assert "Ask them in another way before you place it." in page
    assert f'value="{cast.bea.pk}" selected' not in page
    assert browser(cast.bea).get(f"/tray/{outcome.mail}/").status_code == 404
    for address in ("", "messages/", "listening/"):
        table = browser(cast.bea).get(f"/problems/{Problem.objects.get().pk}/{address}").content.decode()
        assert "We give up." not in table


def test_forged_mails_by_the_hundred(cast, asked):
    """Every way of forging an answer, one after the other: none is taken for a client's (C5)."""
    question, letter = asked
    other = seat(Person.objects.create(name="Ann", email="ann@example.org", made_at=DAY), cast.neon, cast.yoga)
    problems.seat_at(question.problem, other, by=cast.bea, at=DAY)
    senders = ["ann@example.org", "x@evil.example", "ana@example.org", "help@neon.example", "<>"]
    tried = 0
    for sender in senders:
        for to in (letter.reply_to, f"x@y.example, {letter.reply_to}", letter.reply_to.upper()):
            for head in (
                {},
                {"reply_to": "bea@example.org"},
                {"return_path": "<bea@example.org>"},
                {"x_from": "bea@example.org"},
            ):
                message = answer(letter, f"Forged {tried}.", sender=sender, to=to, id=f"<{tried}@x>", **head)
                assert take_in(message).state in ("unverified", "tray")
                tried += 1
    assert (tried, nothing_was_said()) == (60, True)
    assert not InboundMail.objects.filter(seat__isnull=False).exists()
    assert ReplyAddress.objects.count() == 1
