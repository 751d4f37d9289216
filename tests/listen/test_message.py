"""Saying something at the table."""

import pytest

from ours.listen.intake_acts import keep_request, say
from ours.listen.models import Attachment, Message
from ours.post.models import InboundMail
from ours.problem.acts import seat_at
from ours.problem.models import BadSign, Event
from ours.problem.sentences import sentence
from tests.cast import DAY


def test_both_sides_say_something_and_both_read_it(cast, browser):
    problem = cast.problem()
    address = f"/problems/{problem.pk}/messages/"
    said = [
        (seat, browser(seat).post(f"{address}said/", {"words": words, "once": "k1"}))
        for seat, words in ((cast.tom, "When did it begin?\n\nAnd how?"), (cast.bea, "In June."))
    ]
    messages = list(Message.objects.order_by("pk"))
    assert [(one.by, one.words, one.channel) for one in messages] == [
        (cast.tom, "When did it begin?\n\nAnd how?", "form"),
        (cast.bea, "In June.", "form"),
    ]
    for (_seat, answer), message in zip(said, messages, strict=True):
        assert (answer.status_code, answer["Location"]) == (303, f"{address}#message-{message.pk}")
    events = list(Event.objects.filter(kind="said").order_by("pk"))
    assert [sentence(event) for event in events] == [
        "Tom Weiss said: “When did it begin? And how?”",
        "Bea Okafor said: “In June.”",
    ]
    assert [event.told["message"] for event in events] == [message.pk for message in messages]
    for seat in (cast.bea, cast.tom, cast.ana):
        page = browser(seat).get(address).content.decode()
        assert page.index("When did it begin?") < page.index("In June."), seat


def test_the_client_waits_for_a_word_and_twice_burns(cast, browser):
    problem = cast.problem()
    say(problem, "Hello?", by=cast.bea, at=DAY)
    assert (problem.unanswered, problem.spoke_last, BadSign.objects.count()) == (1, "client", 0)
    say(problem, "Hello again?", by=cast.bea, at=DAY)
    assert [(sign.kind, sign.words) for sign in BadSign.objects.all()] == [("unanswered", "Hello again?")]
    say(problem, "Here we are.", by=cast.tom, at=DAY)
    assert (problem.unanswered, problem.spoke_last) == (0, "expert")
    assert BadSign.objects.get().cleared_at == DAY


def test_it_changes_no_state(cast):
    problem = cast.problem()
    before = (problem.stage, problem.step, problem.move, problem.headline)
    say(problem, "It is solved, thanks.", by=cast.bea, at=DAY)
    problem.refresh_from_db()
    assert (problem.stage, problem.step, problem.move, problem.headline) == before


def test_what_an_expert_passes_on_is_signed_by_both(cast):
    problem = cast.problem()
    say(problem, "Nobody asked us.", by=cast.imani, at=DAY, channel="call", passed_on_by=cast.tom)
    event = Event.objects.get(kind="passed_on")
    assert (event.seat, event.side) == (cast.tom, "expert")
    assert sentence(event) == "Imani Reyes said, in a call: “Nobody asked us.”"
    assert (problem.unanswered, problem.spoke_last) == (1, "client")


def test_nothing_is_not_said(cast, browser):
    problem = cast.problem()
    answer = browser(cast.bea).post(f"/problems/{problem.pk}/messages/said/", {"words": " \n ", "once": "k1"})
    assert answer.status_code == 422
    assert "Write something first." in answer.content.decode()
    assert not Message.objects.exists()


def test_too_many_words_are_all_still_there(cast, browser):
    problem = cast.problem()
    words = "wort " * 20_001
    answer = browser(cast.bea).post(f"/problems/{problem.pk}/messages/said/", {"words": words, "once": "k1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "These are more than 100000 characters. Attach the rest as a file." in page
    assert words in page


def test_a_double_click_says_it_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    address = f"/problems/{problem.pk}/messages/said/"
    answers = [bea.post(address, {"words": "Yes.", "once": "k1"}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [answers[0]["Location"]] * 2
    assert Message.objects.count() == 1


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert browser(seat).get(f"/problems/{problem.pk}/messages/").status_code == 404, seat
        assert browser(seat).post(f"/problems/{problem.pk}/messages/said/", {"words": "x"}).status_code == 404, seat
    assert not Message.objects.exists()


def test_it_says_who_will_read_it(cast, browser):
    problem = cast.problem()
    seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    seat_at(problem, cast.front_desk, by=cast.bea, at=DAY)
    page = browser(cast.bea).get(f"/problems/{problem.pk}/messages/").content.decode()
    assert "Read by Ana Ruiz, Tom Weiss and Imani Reyes at this table." in page


def test_what_a_mail_said_beyond_its_new_words_is_one_click_away(cast, browser):
    """For the firm, to which it was sent, and for its author; nobody else at the table reads what it quotes."""
    problem = cast.problem()
    seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    whole = "Thursday.\n\nOn Tue Neon wrote:\n> When?"
    mail = InboundMail.objects.create(
        raw=b"x", digest="x", at=DAY, firm=cast.neon, state="placed", words=whole, from_address="bea@example.org"
    )
    html = "<p>Thursday.</p><blockquote>When?</blockquote>"
    message = say(problem, "Thursday.", by=cast.bea, at=DAY, channel="mail", html=html, mail=mail.pk)
    address = f"/problems/{problem.pk}/messages/"
    for seat, whole in ((cast.tom, True), (cast.bea, True), (cast.imani, False)):
        page = browser(seat).get(address).content.decode()
        assert "by mail from bea@example.org" in page and "Thursday." in page, seat
        assert ("The whole mail" in page, "&gt; When?" in page) == (whole, whole), seat
        assert (f'src="{address}{message.pk}/look/"' in page) == whole, seat
        assert browser(seat).get(f"{address}{message.pk}/look/").status_code == (200 if whole else 404), seat


def test_long_conversations_come_in_pages(cast, browser):
    problem = cast.problem()
    for number in range(120):
        say(problem, f"Word {number:03}.", by=cast.bea, at=DAY)
    address = f"/problems/{problem.pk}/messages/"
    bea, seen = browser(cast.bea), []
    while address:
        page = bea.get(address).content.decode()
        seen.append([number for number in range(120) if f"Word {number:03}." in page])
        older = [line for line in page.split('"') if "messages/?before=" in line]
        address = older[0] if older and "Older" in page else ""
    assert seen == [list(range(70, 120)), list(range(20, 70)), list(range(20))]


@pytest.mark.parametrize("several", [1, 3])
def test_the_page_asks_the_database_little(cast, browser, django_assert_num_queries, several):
    problem = keep_request(cast.growth, "Posts.", asked_by=cast.bea, asked_at=DAY, channel="form", by=cast.bea, at=DAY)
    for number in range(several):
        mail = InboundMail.objects.create(raw=b"x", digest=str(number), at=DAY, words="All of it.")
        message = say(problem, f"Word {number}.", by=cast.bea, at=DAY, mail=mail.pk)
        Attachment.objects.create(message=message, filename="a.txt", content_type="text/plain", size=1, data=b"x")
    bea = browser(cast.bea)
    with django_assert_num_queries(8):  # session, seat, problem, readers, messages, files, mails, requests
        bea.get(f"/problems/{problem.pk}/messages/")
