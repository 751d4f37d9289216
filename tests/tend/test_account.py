"""The account to the client: drafted from the record, read over, sent by a person, answered (T5, T7)."""

from datetime import timedelta

import pytest

from ours.frame import state_acts as state
from ours.listen import intake_acts as talk
from ours.own import acts as own
from ours.post.bundling import bundle_due
from ours.post.models import Letter
from ours.problem.models import Event, Problem
from ours.tend import account_acts, rhythm_acts, stuck_acts
from ours.tend.drafting import LONGEST, draft
from ours.tend.models import Account
from tests.cast import DAY
from tests.tend.helping import in_days, told

DAYS = timedelta(days=1)
PARTS = {"known": "The classes are half empty.", "done": "We asked ten people.", "ahead": "We ask ten more."}


def address(problem, rest=""):
    return f"/problems/{problem.pk}/accounts/{rest}"


def send(browser, problem, once="k", **changed):
    return browser.post(address(problem, "given/"), PARTS | {"once": once} | changed)


def test_the_draft_comes_from_the_record(cast, now):
    problem = cast.problem()
    state.say_state(problem, "now", "Half empty.", by=cast.bea, at=DAY + DAYS)
    talk.say(problem, "We looked at the lists.", by=cast.tom, at=DAY + 2 * DAYS)
    own.commit(problem, "Ask ten people.", in_days(3), by=cast.tom, at=DAY + 2 * DAYS)
    rhythm = rhythm_acts.propose_rhythm(cast.growth, 7, "", by=cast.tom, at=now)
    rhythm_acts.agree_rhythm(rhythm, by=cast.bea, at=now)
    made = draft(problem, now)
    assert made.known.splitlines() == [
        "We need someone to make Instagram posts.",
        "Bea Okafor said how it is now: “Half empty.”",
    ]
    assert made.done.splitlines() == [
        "Tom Weiss said: “We looked at the lists.”",
        "Tom Weiss committed: “Ask ten people.”, by 13 March 2026.",
        "Nothing of this has helped yet.",
    ]
    assert made.ahead.splitlines() == [
        "What comes next: ask what drives the request.",
        "Tom Weiss, by 13 March: Ask ten people.",
        "You hear from us again by 23 March.",
    ]


def test_it_says_plainly_that_nothing_was_done_and_that_it_is_stuck(cast, now):
    problem = cast.problem()
    nothing = "Since 3 March we have done nothing that you could see. We have not forgotten it."
    assert draft(problem, now).done == nothing
    stuck_acts.stumble(problem, "Nobody knows why.", "", [cast.bea], by=cast.tom, at=DAY)
    assert draft(problem, now).done == "We are stuck and have asked for help: “Nobody knows why.”"


def test_the_next_draft_begins_where_the_last_account_ended(cast, now):
    problem = cast.problem()
    talk.say(problem, "Before.", by=cast.tom, at=DAY + DAYS)
    account_acts.give_account(problem, **PARTS, by=cast.tom, at=DAY + 2 * DAYS)
    talk.say(problem, "After.", by=cast.tom, at=DAY + 3 * DAYS)
    made = draft(problem, now)
    assert made.since == DAY + 2 * DAYS
    assert made.done.splitlines() == ["Tom Weiss said: “After.”", "Nothing of this has helped yet."]
    assert made.known.splitlines()[-1] == "Nothing new is known since the last account."


def test_a_draft_fits_its_form(cast, browser, now):
    problem = cast.problem()
    for number in range(12):
        talk.say(problem, f"{number} " + "words " * 40, by=cast.tom, at=DAY + DAYS)
    made = draft(problem, now)
    assert max(len(made.known), len(made.done), len(made.ahead)) <= LONGEST
    page = browser(cast.tom).get(address(problem)).content.decode()
    assert "Nothing is sent until you send it" in page


def test_a_person_sends_it_and_it_counts_once(cast, browser, now):
    problem = cast.problem()
    answers = [send(browser(cast.tom), problem) for _ in range(2)]
    given = Account.objects.get()
    where = address(problem) + f"#account-{given.pk}"
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, where)] * 2
    assert (given.known, given.done, given.ahead, given.by) == (*PARTS.values(), cast.tom)
    assert told(problem) == [
        "Tom Weiss told where it stands. Known: The classes are half empty. Done: We asked ten people. "
        "Next: We ask ten more.",
    ]
    assert Problem.objects.get().cared_at == now
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(address(problem)).content.decode()
        assert [page.count(f"<p>{words}</p>") for words in PARTS.values()] == [1, 1, 1]


def test_the_letter_tells_all_of_it(cast, browser, now):
    problem = cast.problem()
    send(browser(cast.tom), problem)
    bundle_due(now + timedelta(minutes=11))
    letter = Letter.objects.get(person=cast.bea.person)
    assert [words in letter.text for words in PARTS.values()] == [True, True, True]
    assert [words in letter.html for words in PARTS.values()] == [True, True, True]


def test_the_client_answers_it(cast, browser):
    problem = cast.problem()
    send(browser(cast.tom), problem)
    page = browser(cast.bea).get(address(problem)).content.decode()
    assert (page.count("Answer it"), "Tell Yoga House where it stands" in page) == (1, False)
    browser(cast.bea).post(f"/problems/{problem.pk}/messages/said/", {"words": "Thank you.", "once": "k"})
    assert told(problem)[-1] == "Bea Okafor said: “Thank you.”"
    assert send(browser(cast.bea), problem, once="k2").status_code == 403
    for seat in (cast.una, cast.imani, cast.kai):
        assert browser(seat).get(address(problem)).status_code == 404
        assert send(browser(seat), problem, once="k3").status_code == 404


def test_typed_words_stay(cast, browser):
    problem = cast.problem()
    answer = send(browser(cast.tom), problem, done="", known="Kept as typed.")
    page = answer.content.decode()
    assert (answer.status_code, "Kept as typed." in page) == (422, True)
    assert "Say what was done, also when nothing worked." in page
    assert send(browser(cast.tom), problem, ahead="x" * 1201).status_code == 422
    assert not Account.objects.exists()


DEFLECTING = "It was much worse before we came, and your team never answers."


def test_the_coach_reads_it_before_it_is_sent(cast, browser):
    problem = cast.problem()
    answer = send(browser(cast.tom), problem, done=DEFLECTING)
    page = answer.content.decode()
    assert (answer.status_code, "Send it as it is" in page, DEFLECTING in page) == (422, True, True)
    assert not Account.objects.exists()
    seen = page.split('name="seen" value="', 1)[1].split('"', 1)[0]
    assert seen
    assert send(browser(cast.tom), problem, done="Your team always refuses. " + DEFLECTING, seen="").status_code == 422
    assert send(browser(cast.tom), problem, done=DEFLECTING, seen=seen).status_code == 303
    assert Account.objects.get().done == DEFLECTING


@pytest.mark.parametrize("who", ["ana", "tom"])
def test_the_record_is_untouched_by_a_draft(cast, browser, who):
    problem = cast.problem()
    before = Event.objects.count()
    assert browser(getattr(cast, who)).get(address(problem)).status_code == 200
    assert (Event.objects.count(), Account.objects.count()) == (before, 0)


def test_each_part_can_be_read_over_and_remarks_say_how_else_to_put_it(cast, browser):
    problem = cast.problem()
    page = browser(cast.tom).get(address(problem)).content.decode()
    for part in ("known", "done", "ahead"):
        assert f'data-coach="{part}"' in page
        assert f"field={part}&amp;kind=reply" in page
    assert "data-coach" not in browser(cast.bea).get(address(problem)).content.decode()
    blaming = "You never send us the figures."
    page = send(browser(cast.tom), problem, done=blaming).content.decode()
    assert "Or: “" in page
