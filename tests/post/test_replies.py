"""Every letter carries an address that answers to it come to, bound to person and problem."""

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from ours.people.models import Person
from ours.post import epochs, replies
from ours.post.bundling import bundle_due
from ours.post.models import Epoch, Letter, Notice, Pass, ReplyAddress
from ours.post.writing import write
from ours.problem.models import Chair
from tests.cast import DAY
from tests.post.letters import asked_by_letter
from tests.post.smtp import mail_server
from tests.post.test_bundling import say

YEAR = timedelta(days=365)


def test_a_letter_about_one_question_is_bound_to_person_problem_and_question(cast):
    question, letter = asked_by_letter(cast)
    [key] = replies.keys_in([letter.reply_to])
    kept = ReplyAddress.objects.get()
    assert letter.reply_to == f"help+r{key}@neon.example"
    assert (len(key), key[:4], set(key) <= set(epochs.LETTERS)) == (26, Epoch.objects.get().code, True)
    assert (kept.key_hash, kept.person, kept.seat, kept.problem, kept.question, kept.letter, kept.firm) == (
        hashlib.sha256(key.encode()).hexdigest(),
        cast.bea.person,
        cast.bea,
        question.problem,
        question.pk,
        letter,
        cast.neon,
    )
    assert (kept.at, kept.expires_at) == (DAY, DAY + timedelta(days=180))
    assert (
        "You can also simply answer this letter: what you write is your answer, and everybody at the table reads it."
        in letter.text
    )


def test_news_of_one_problem_says_that_it_can_be_answered(cast):
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "Thursday at ten?")
    bundle_due(DAY + timedelta(minutes=10))
    letter = Letter.objects.get(person=cast.bea.person)
    kept = ReplyAddress.objects.get(person=cast.bea.person)
    assert (kept.seat, kept.problem, kept.question, kept.letter) == (cast.bea, problem, None, letter)
    told = "You can simply answer this letter: what you write is said at the table, and everybody there reads it."
    assert (told in letter.text, told in letter.html) == (True, True)


def test_a_letter_about_two_problems_names_an_address_for_each(cast):
    first, second = cast.problem(), cast.problem("The front desk is overrun.")
    Notice.objects.all().delete()
    say(first, cast.tom, DAY, "One.")
    say(second, cast.tom, DAY, "Two.")
    bundle_due(DAY + timedelta(minutes=10))
    letter = Letter.objects.get(person=cast.bea.person)
    given = {one.problem: one for one in letter.reply_addresses.all()}
    assert set(given) == {first, second, None}
    assert replies.find(*replies.keys_in([letter.reply_to])).problem is None
    written = [line.split()[-1] for line in letter.text.splitlines() if line.startswith("To answer about this one,")]
    assert [replies.find(*replies.keys_in([address])).problem for address in written] == [first, second]
    assert all(f'href="mailto:{address}"' in letter.html for address in written)


def test_an_invitation_has_one_that_tells_who_answers_and_a_code_has_none(cast):
    context = {"by": "Ana", "organisation": "Yoga House", "firm_name": "Neon", "link": "/"}
    invitation = write(cast.bea.person, "invitation", context, at=DAY, firm=cast.neon)
    kept = invitation.reply_addresses.get()
    assert (kept.person, kept.problem, kept.firm) == (cast.bea.person, None, cast.neon)
    code = write(cast.bea.person, "code", {"code": "1234 5678", "link": "/"}, at=DAY)
    assert (code.reply_to, code.reply_addresses.count()) == ("", 0)


def test_it_stands_in_the_head_of_what_is_sent(cast, settings):
    from ours.post.sending import send_due

    _question, letter = asked_by_letter(cast)
    with mail_server() as (keeping, port):
        settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        send_due(DAY)
    assert [message["Reply-To"] for message in keeping.kept] == [letter.reply_to]


def test_an_installation_may_have_one_address_for_all_firms(cast, settings):
    settings.REPLY_ADDRESS = "answers-{token}@ours.example"
    _question, letter = asked_by_letter(cast)
    [key] = replies.keys_in([letter.reply_to])
    assert letter.reply_to == f"answers-r{key}@ours.example"


def test_without_a_mailbox_nothing_is_promised(cast):
    cast.neon.mailbox = None
    cast.neon.save()
    _question, letter = asked_by_letter(cast)
    assert letter.reply_to == ""
    assert "answer this letter" not in letter.text + letter.html
    assert not ReplyAddress.objects.exists()


def test_a_mailbox_that_leaves_no_room_behind_its_plus_has_none(cast):
    cast.neon.mailbox = f"{'x' * 40}@neon.example"
    cast.neon.save()
    assert asked_by_letter(cast)[1].reply_to == ""


def test_two_letters_never_have_the_same(cast):
    given = {replies.issue(cast.bea.person, cast.neon, at=DAY) for _ in range(200)}
    assert len(given) == 200


VOID = {
    "expired": "The letter that it answers is too old to be answered by mail.",
    "revoked": "The reply address of Bea Okafor was revoked.",
    "restored": "The letter that it answers was written before a backup of this installation was put back.",
    "seat left": "Bea Okafor has no seat at that table any more.",
    "chair left": "Bea Okafor has no seat at that table any more.",
    "deactivated": "Bea Okafor has no seat at that table any more.",
    "seat taken by another": "The seat that it answers from is somebody else's now.",
}


@pytest.mark.parametrize("change", VOID)
def test_it_holds_only_as_long_as_it_should(cast, change):
    _question, letter = asked_by_letter(cast)
    at = DAY + timedelta(days=1)
    [key] = replies.keys_in([letter.reply_to])
    assert replies.why_void(replies.find(key), DAY + timedelta(days=180) - timedelta(seconds=1)) == ""
    if change == "expired":
        at = DAY + timedelta(days=180)
    elif change == "revoked":
        assert replies.revoke(cast.bea.person, at=at) == 1
    elif change == "restored":
        epochs.begin(at)
    elif change == "seat left":
        cast.bea.left_at = at
        cast.bea.save()
    elif change == "chair left":
        Chair.objects.update(left_at=at)
    elif change == "deactivated":
        Person.objects.filter(pk=cast.bea.person_id).update(deactivated_at=at)
    else:
        cast.bea.person = Person.objects.create(name="Ann", email="ann@example.org", made_at=DAY)
        cast.bea.save()
    assert replies.why_void(replies.find(key), at) == VOID[change]


def test_a_restore_voids_what_was_given_out_and_not_what_is_given_out_later(cast):
    question, letter = asked_by_letter(cast)
    passes = Pass.objects.filter(revoked_at__isnull=True).count()
    assert epochs.begin(DAY + timedelta(hours=1)) == (1, passes)
    assert not Pass.objects.filter(revoked_at__isnull=True).exists()
    later = DAY + timedelta(hours=2)
    fresh = replies.issue(
        cast.bea.person, cast.neon, at=later, seat=cast.bea, problem=question.problem, question=question.pk
    )
    assert replies.why_void(replies.find(*replies.keys_in([fresh])), later) == ""


def test_a_restore_counts_even_where_the_clock_went_back(cast):
    _question, letter = asked_by_letter(cast)
    epochs.begin(DAY - 10 * YEAR)
    [key] = replies.keys_in([letter.reply_to])
    assert replies.why_void(replies.find(key), DAY) == VOID["restored"]


def test_keys_are_found_however_the_address_was_written():
    key = "aaaa" + "b7" * 11
    for address in (f"help+r{key}@x.example", f"HELP+R{key.upper()}@X.example", f"answers-r{key}@x.example"):
        assert replies.keys_in([address]) == [key]
    for address in (f"help+{key}@x.example", f"help+r{key}b@x.example", f"help@r{key}.example", "help@x.example", ""):
        assert replies.keys_in([address]) == []


def test_a_person_lets_the_addresses_of_their_letters_count_no_more(cast, browser):
    _question, letter = asked_by_letter(cast)
    write(
        cast.imani.person, "invitation", {"by": "Ana", "organisation": "Neon", "firm_name": "Neon", "link": "/"}, at=DAY
    )
    theirs = ReplyAddress.objects.get(person=cast.imani.person)
    ReplyAddress.objects.update(expires_at=timezone.now() + YEAR)
    bea = browser(cast.bea)
    assert '<a href="/letters/answers/">' in bea.get("/me/").content.decode()
    page = bea.get("/letters/answers/").content.decode()
    assert ("1 address counts now." in page, "<button>Let them count no more</button>" in page) == (True, True)

    answer = bea.post("/letters/answers/", {"once": "k"})

    assert (answer.status_code, answer["Location"]) == (303, "/letters/answers/")
    page = bea.get("/letters/answers/").content.decode()
    assert "No address counts now. You last revoked them on" in page
    assert "<button>Let them count no more" not in page
    [key] = replies.keys_in([letter.reply_to])
    assert replies.why_void(replies.find(key), timezone.now()) == "The reply address of Bea Okafor was revoked."
    theirs.refresh_from_db()
    assert theirs.revoked_at is None
