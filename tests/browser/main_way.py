# ruff: noqa: E501
"""The main way, walked by two people in two browsers: from a client's mail to words that both sides signed.

Ana of Neon sits at a laptop, Bea of Yoga House has a phone. Everything goes through the pages, the mail server's pipe
and real letters; nothing is put into the database behind their backs.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.browser.conftest import SitsAt
from tests.browser.house import House, code_in, house, links_in
from tests.browser.visitor import LAPTOP, PHONE, SECOND, Visitor

MAIL = Path(__file__).with_name("request.eml")
ASKED = (
    "could somebody with you make posts for our Instagram, three a week? We hardly show up there, and the studio round "
    "the corner does it every day."
)
HISTORY = """
Bea Okafor put it on the table: “could somebody with you make posts for our Instagram, three a week? We hardly show up there, and the studio round the corner does it every day. Best from the house – Bea”
Bea Okafor asked, by mail: “could somebody with you make posts for our Instagram, three a week? We hardly show up there, and the studio round the corner does it every day. Best from the house – Bea”
Ana Ruiz asked: “What happened lately that made you think of posts?”
Bea Okafor answered: “Hardly anybody under thirty comes. We want younger people to see us.”
Ana Ruiz asked: “Suppose they saw you: what would they do then?”
Bea Okafor answered: “They would book the workshops, I think.”
Ana Ruiz asked: “Who books them today?”
Bea Okafor put it differently: “No, actually it is not the age. The workshops are full in March and empty in April.”
Ana Ruiz asked: “For whom is that hardest?”
Bea Okafor answered: “For the teachers: I cannot tell them their hours, and the good ones leave.”
Bea Okafor confirmed: “No, actually it is not the age. The workshops are full in March and empty in April.”
Bea Okafor confirmed: “For the teachers: I cannot tell them their hours, and the good ones leave.”
Ana Ruiz named the need: “Income that does not swing, so that teachers can count on their hours”
Ana Ruiz began to listen.
Ana Ruiz asked: “Suppose the hours were certain: what would be different?”
Bea Okafor answered: “I could keep Imani. She asks every month what she can count on.”
Ana Ruiz read back what was heard: “You asked for posts. Your workshops are empty in April.”
Bea Okafor said: not yet. Missing is “That Imani may leave.”
Ana Ruiz read back what was heard: “Your workshops are empty in April, and Imani may leave.”
Bea Okafor said: you heard me.
Ana Ruiz ended the listening session.
Bea Okafor said what is wanted now: “The workshops in April are half empty.”
Ana Ruiz said what it should serve: “Teachers know in January what they earn in June.”
Ana Ruiz laid down a blind draft for Neon.
Bea Okafor laid down a blind draft for Yoga House.
Both blind drafts were opened.
Ana Ruiz put it into words, version 1: “We do not reach enough people for the workshops.”
Ana Ruiz asked Bea Okafor, Ana Ruiz to sign.
Bea Okafor disagrees with the way it is put: “It is not that too few know of us. It swings.”
Bea Okafor put it into words, version 2: “Our income from workshops swings so much from month to month that we cannot promise the teachers their hours.”
Bea Okafor settled a disagreement: “The second wording says that it swings.”
Bea Okafor signed version 2.
Ana Ruiz signed version 2.
Everybody who was asked has signed the same words, version 2.
Bea Okafor said how it is now: “Two workshops in five are cancelled.”
Bea Okafor said how it should be: “Hours for a whole season.”
Bea Okafor set a measure: seats sold, now 41 %, wanted 70 % by {latest}.
Ana Ruiz read seats sold: 44 %.
Ana Ruiz said what it opens up: “Fixed hours for six teachers.”
Ana Ruiz owns it for Neon.
Ana Ruiz committed: “Look through the bookings”, by {soon}.
Bea Okafor owns it for Yoga House.
Bea Okafor committed: “Ask the regulars”, by {soon}.
Bea Okafor kept a commitment: “Ask the regulars”
Ana Ruiz proposed how to work on it: done together.
Ana Ruiz laid out the steps ahead.
Bea Okafor agreed to the way of working: done together.
Ana Ruiz parked a topic: “Posts for Instagram”; it comes back: {later}.
"""
FIRST = "We do not reach enough people for the workshops."
WORDS = "Our income from workshops swings so much from month to month that we cannot promise the teachers their hours."
ANA, BEA = "ana@neon.example", "bea@yoga.example"


@dataclass
class Story:
    """The installation, the two people, and the table they meet at."""

    home: House
    ana: Visitor
    bea: Visitor
    another_phone: Callable[[], Visitor]
    table: str = ""

    def at(self, who: Visitor, room: str = "") -> None:
        """Go to the table, or into one of its rooms."""
        who.page.goto(f"{self.home.address}{self.table}{room}")

    def well(self, *people: Visitor) -> None:
        """With JavaScript: the page at which somebody is now has no faults. Without, the pages are the same."""
        for who in people:
            if who.script:
                who.is_well()

    def hears(self, who: Visitor) -> None:
        """With JavaScript: the open page has begun to listen to its table."""
        if who.script:
            who.listens()

    def deaf(self, who: Visitor) -> None:
        """The open page does not hear what happens: as on a phone that lost its network for a while."""
        if who.script:
            who.page.evaluate("dispatchEvent(new Event('pagehide'))")

    def shows(self, who: Visitor, words: str) -> None:
        """The open page shows what just happened: with JavaScript within a second, without after a reload."""
        if not who.script:
            who.page.reload()
        who.sees(words, soon=SECOND if who.script else None)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_mail_to_words_both_signed(tmp_path: Path, sits_at: SitsAt, script: bool) -> None:
    with house(tmp_path, "--no-demo") as home:
        assert "Neon is founded." in home.ours("found", "Neon", "Ana Ruiz", ANA)
        ana, bea = sits_at(LAPTOP, script=script), sits_at(PHONE, script=script)
        story = Story(home, ana, bea, lambda: sits_at(PHONE, script=script))
        take_a_client_on(story)
        a_mail_comes_in(story)
        the_client_comes_in(story)
        a_question_goes_out_in_a_letter(story)
        probe_in_rounds(story)
        name_the_need(story)
        listen_and_read_back(story)
        say_what_is_urgent_and_what_is_ahead(story)
        lay_two_blind_drafts(story)
        word_disagree_and_settle(story)
        sign_the_same_words(story)
        say_how_it_is_and_should_be(story)
        own_it_on_both_sides(story)
        park_something(story)
        both_read_the_same(story)
        assert ana.errors == []
        assert bea.errors == []


def sign_in(story: Story, who: Visitor, mail: str, *, address: str = "") -> None:
    """Come in with a mailed code."""
    who.page.goto(address or f"{story.home.address}/sign-in/")
    if not address:
        who.fill("Your mail address", mail)
    story.well(who)
    who.press("Send me a code")
    letter = story.home.letter(mail, "is your code for Ours")
    story.well(who)
    who.fill("Code", code_in(letter))
    who.press("Come in")


def take_a_client_on(story: Story) -> None:
    ana, page = story.ana, story.ana.page
    sign_in(story, ana, ANA)
    ana.sees("Nothing grows here yet")
    story.well(ana)
    page.goto(f"{story.home.address}/firm/")
    ana.open("Name, mailbox, language, time zone")
    ana.fill("Mail address that clients write to", "help@neon.example")
    ana.press("Keep this")
    ana.sees("Clients write to help@neon.example.")
    story.well(ana)
    ana.follow("Clients")
    ana.open("Take a client on")
    story.well(ana)
    ana.fill("Name of the client", "Yoga House")
    ana.fill("What you work on together", "Filling the house")
    ana.press("Take them on")
    ana.open("Invite somebody")
    ana.fill("Name", "Bea Okafor")
    ana.fill("Mail address", BEA)
    ana.fill("What they do there", "founder")
    ana.pick("sponsor")
    story.well(ana)
    ana.press("Send the invitation")
    ana.sees("Bea Okafor")
    story.well(ana)


def a_mail_comes_in(story: Story) -> None:
    """The mail server's pipe; the request is kept word for word (L1)."""
    line = story.home.ours("receive", "-", stdin=MAIL.read_bytes())
    assert re.fullmatch(r"New problem \d+ .*\n", line), line
    ana = story.ana
    ana.page.goto(story.home.address)
    story.well(ana)
    ana.follow("could somebody with you make posts")
    story.table = ana.page.url.removeprefix(story.home.address)
    ana.sees("Empty chair: nobody here owns it yet")
    story.well(ana)
    ana.follow("The whole message")
    assert ana.words(".as-written") == f"Hello Ana, {ASKED} Best from the house – Bea"
    assert ana.page.title() != "owned"
    story.well(ana)


def the_client_comes_in(story: Story) -> None:
    """From the letter of invitation, with a mailed code."""
    letter = story.home.letter(BEA, "Ana Ruiz keeps a seat for you at the table")
    assert "Ana Ruiz invites you to the table that Yoga House and Neon share on Ours" in letter
    sign_in(story, story.bea, BEA, address=links_in(letter)[0])
    story.bea.sees("What is on our table")
    story.well(story.bea)
    story.bea.follow("could somebody with you make posts")
    story.bea.sees("We hardly show up there")
    story.well(story.bea)


def a_question_goes_out_in_a_letter(story: Story) -> None:
    """Bea answers from the letter's page: on another phone, without signing in."""
    ana, question = story.ana, "What happened lately that made you think of posts?"
    story.at(ana, "listening/")
    ana.fill("Your question", question)
    ana.choose("Who is asked", "Bea Okafor")
    ana.pick("Send it in a letter")
    ana.press("Ask")
    ana.sees("Waiting for an answer")
    story.well(ana)
    story.hears(ana)
    letter = story.home.letter(BEA, question)
    assert letter.splitlines()[0] == "Ana Ruiz asks you something"
    assert f"Ana Ruiz asks you:\n“{question}”\nAnswer here, without signing in:\n" in letter
    phone = story.another_phone()
    phone.page.goto(links_in(letter)[0])
    phone.sees("You answer as Bea Okafor.")
    story.well(phone)
    phone.fill("The answer, in your own words", "Hardly anybody under thirty comes. We want younger people to see us.")
    phone.press("Send this answer")
    phone.sees("Thank you, Bea. This is kept, in your words:")
    story.well(phone)
    story.shows(ana, "Hardly anybody under thirty comes.")
    phone.page.goto(story.home.address)
    assert phone.page.url.startswith(f"{story.home.address}/sign-in/")
    phone.page.goto(links_in(letter)[0])
    assert phone.page.get_by_role("button").count() == 0
    assert phone.errors == []


def probe_in_rounds(story: Story) -> None:
    """Answers on the client's own device, and said in a meeting; one overturns another; the client confirms."""
    ana, bea = story.ana, story.bea
    story.at(bea, "listening/")
    story.hears(bea)
    ask(ana, "Suppose they saw you: what would they do then?")
    story.shows(bea, "Suppose they saw you: what would they do then?")
    story.at(bea, "listening/")
    bea.fill("The answer, in your own words", "They would book the workshops, I think.")
    story.well(bea)
    bea.press("Keep this answer")
    story.at(ana, "listening/")
    ana.sees("They would book the workshops, I think.")
    ask(ana, "Who books them today?")
    ana.follow("Write down the answer")
    ana.fill(
        "The answer, in their words",
        "No, actually it is not the age. The workshops are full in March and empty in April.",
    )
    ana.choose("Who said it", "Bea Okafor")
    ana.choose("How it reached us", "in a meeting")
    ana.fill("Which meeting or message", "at the studio")
    ana.pick("It puts right what was said before")
    story.well(ana)
    ana.press("Keep this answer")
    ana.sees("put right by Bea Okafor")
    ask(ana, "For whom is that hardest?")
    ana.follow("Write down the answer")
    ana.fill("The answer, in their words", "For the teachers: I cannot tell them their hours, and the good ones leave.")
    ana.choose("Who said it", "Bea Okafor")
    ana.press("Keep this answer")
    story.at(bea)
    story.well(bea)
    bea.follow("For the teachers: I cannot tell them their hours")
    for _rung in range(2):
        bea.press("Yes, that is right")
    bea.sees("confirmed by Bea Okafor")
    assert bea.page.get_by_role("button", name="Yes, that is right").count() == 0
    story.well(bea)


def ask(ana: Visitor, words: str) -> None:
    ana.fill("Your question", words)
    ana.press("Ask")
    ana.sees(words)


def name_the_need(story: Story) -> None:
    """What each answer is gets marked; the need is named; both see how far off the request was (L3, L4)."""
    ana, bea = story.ana, story.bea
    story.at(ana, "listening/")
    ana.follow("Something else")
    ana.pick("what is at stake for a person")
    story.well(ana)
    ana.press("Mark it")
    ana.sees("marked by Ana Ruiz")
    while ana.page.get_by_role("button", name="Mark it so").count():
        ana.press("Mark it so")
    rung = ana.page.locator(".given", has_text="For the teachers: I cannot tell them their hours")
    ana.follow("This is the need", within=rung)
    ana.fill("The need, in the client's words", "Income that does not swing, so that teachers can count on their hours")
    ana.pick("reframed")
    story.well(ana)
    story.at(bea)
    story.hears(bea)
    ana.press("Name it")
    story.shows(bea, "The request was reframed: the need is of another kind.")
    story.at(ana)
    ana.sees("The request was reframed: the need is of another kind.")
    story.well(ana, bea)


def listen_and_read_back(story: Story) -> None:
    """A talk in which nobody advises; it ends with the client's word (L5)."""
    ana, bea = story.ana, story.bea
    story.at(ana, "listening/session/")
    story.well(ana)
    ana.fill("Where you talk", "a call")
    ana.press("Begin to listen")
    story.at(bea, "listening/session/")
    bea.sees("Nothing is suggested or sold here.")
    story.well(ana, bea)
    story.hears(bea)
    ana.fill("Your question", "Suppose the hours were certain: what would be different?")
    ana.press("Ask")
    story.shows(bea, "Suppose the hours were certain: what would be different?")
    ana.fill("The answer, in their words", "I could keep Imani. She asks every month what she can count on.")
    ana.press("Keep this answer")
    ana.sees("She asks every month what she can count on.")
    story.well(ana)
    ana.follow("Read back what you heard")
    story.well(ana)
    ana.fill("What you heard, in the client's words", "You asked for posts.\nYour workshops are empty in April.")
    ana.press("Read it back")
    story.shows(bea, "Your workshops are empty in April.")
    bea.open("Not yet")
    bea.fill("What is missing", "That Imani may leave.")
    story.well(bea)
    story.hears(ana)
    bea.press("Not yet, this is missing")
    story.shows(ana, "Bea Okafor: not yet. Missing is “That Imani may leave.”")
    story.well(ana)
    ana.follow("Read back what you heard")
    ana.fill("What you heard, in the client's words", "Your workshops are empty in April, and Imani may leave.")
    ana.press("Read it back")
    story.at(bea)
    bea.follow("Is this what you said?")
    bea.press("You heard me")
    bea.sees("Bea Okafor: you heard me.")
    story.well(bea)
    story.at(ana, "listening/session/")
    ana.sees("Bea Okafor: you heard me.")
    ana.press("End the talk")
    story.well(ana)


def say_what_is_urgent_and_what_is_ahead(story: Story) -> None:
    """The relief wanted now and the future it serves are two things (L7)."""
    for who, which, words in (
        (story.bea, "urgent", "The workshops in April are half empty."),
        (story.ana, "ahead", "Teachers know in January what they earn in June."),
    ):
        story.at(who, "listening/")
        who.follow("Say it", within=who.page.locator(f"#{which}"))
        who.fill("In your words", words)
        who.press("Say it")
        who.sees(words)
    story.at(story.bea)
    assert story.bea.words(".states").startswith(
        "Urgent: the relief wanted now The workshops in April are half empty. "
        "Ahead: the future it should serve Teachers know in January what they earn in June."
    )


def lay_two_blind_drafts(story: Story) -> None:
    """Each side writes how it sees the problem and how it believes the other does; both are opened together (F1)."""
    ana, bea = story.ana, story.bea
    story.at(ana, "drafts/")
    ana.fill("How we at Neon see the problem", "The house sells workshops one by one.")
    ana.fill("How we believe Yoga House sees it", "Too few people know of it.")
    story.well(ana)
    ana.press("Seal it and lay it down")
    ana.sees("Your draft lies sealed")
    story.at(bea, "drafts/")
    bea.sees("Neon has laid down its draft")
    bea.misses("one by one")
    bea.misses("Too few people")
    bea.fill("How we at Yoga House see the problem", "Our workshops are good and half empty.")
    bea.fill("How we believe Neon sees it", "That we sell them badly.")
    story.well(bea)
    bea.press("Seal it and lay it down")
    for who in (bea, ana):
        story.at(who, "drafts/")
        for words in (
            "The house sells workshops one by one.",
            "Too few people know of it.",
            "Our workshops are good and half empty.",
            "That we sell them badly.",
        ):
            who.sees(words)
        story.well(who)


def word_disagree_and_settle(story: Story) -> None:
    """A first version; Bea disagrees with how it is put, the common ground first (F5); a second one settles it."""
    ana, bea = story.ana, story.bea
    ana.follow("Begin common words from these")
    story.well(ana)
    ana.fill("The problem, in words that both sides could sign", FIRST)
    ana.press("Lay it on the table")
    ana.sees("version 1, by Ana Ruiz")
    story.at(bea)
    story.hears(bea)
    bea.sees(FIRST)
    story.well(bea)
    bea.follow("I do not agree")
    bea.open("I do not agree")
    bea.fill("What do both sides hold to be true?", "The workshops are half empty.")
    bea.pick("the way it is put")
    bea.fill("What do you see differently?", "It is not that too few know of us. It swings.")
    story.well(bea)
    story.at(ana)
    story.hears(ana)
    bea.press("Lay it on the table")
    story.shows(ana, "It is not that too few know of us. It swings.")
    assert ana.words(".wood .dispute").startswith("Both hold this to be true The workshops are half empty. Bea Okafor")
    story.well(ana, bea)


def sign_the_same_words(story: Story) -> None:
    """Words both sides sign; who has read older words cannot sign the newer ones unread (F3)."""
    ana, bea = story.ana, story.bea
    story.at(ana)
    story.deaf(ana)
    story.at(bea, "words/")
    bea.follow("Put it differently")
    bea.open("Put it differently")
    bea.fill("The problem, in words that both sides could sign", WORDS)
    story.well(bea)
    bea.press("Lay it on the table")
    story.well(bea)
    ana.press("Sign these words")
    ana.sees("The words have changed while you were reading them. Nothing was signed.")
    ana.sees(FIRST)
    ana.sees("version 2, by Bea Okafor")
    story.well(ana)
    story.at(bea, "disagreements/")
    bea.open("It is settled")
    bea.fill("How was it settled?", "The second wording says that it swings.")
    story.well(bea)
    bea.press("It is settled")
    story.well(bea)
    story.at(bea)
    story.hears(bea)
    bea.press("Sign these words")
    bea.sees("awaiting Ana Ruiz")
    story.at(ana)
    ana.press("Sign these words")
    story.at(bea)
    bea.sees("Everybody who was asked has signed the same words, version 2.")
    for who in (ana, bea):
        story.at(who)
        assert re.fullmatch(
            r"Bea Okafor \d+ \w+ wording 2, by Bea Okafor on \d+ \w+ Ana Ruiz \d+ \w+", who.words(".wood .signed")
        )
    story.well(ana, bea)


def say_how_it_is_and_should_be(story: Story) -> None:
    """Both states, and a measure with a reading (F4); what solving it opens up (F8)."""
    bea, ana, today = story.bea, story.ana, date.today()
    story.at(bea, "state/")
    for which, label, words in (
        ("now", "How is it now?", "Two workshops in five are cancelled."),
        ("wanted", "How should it be?", "Hours for a whole season."),
    ):
        section = bea.page.locator(f"#{which}")
        bea.open("Say it", within=section)
        bea.fill(label, words, within=section)
        bea.press("Say it", within=section)
        bea.sees(words)
    bea.open("Add a measure")
    bea.fill("What is counted or measured", "seats sold")
    bea.fill("Unit", "%")
    bea.fill("Now", "41")
    bea.fill("Wanted", "70")
    bea.fill("By when", str(today + timedelta(days=200)))
    story.well(bea)
    bea.press("Set this measure")
    story.at(ana, "state/")
    ana.open("New reading")
    ana.fill("New reading", "44")
    ana.press("Note it")
    ana.open("Say what it opens up")
    ana.fill("What would solving it open up?", "Fixed hours for six teachers.")
    ana.press("Lay it on the table")
    story.well(ana)
    story.at(bea)
    bea.sees("Solved, it opens up: Fixed hours for six teachers.")
    assert bea.words(".wood .measure").startswith("44 % seats sold")
    story.well(bea)


def own_it_on_both_sides(story: Story) -> None:
    """An empty chair is seen by both; then an owner and a promise on each side, and how they work together (O1–O3)."""
    ana, bea, today = story.ana, story.bea, date.today()
    for who in (ana, bea):
        story.at(who)
        assert who.page.get_by_text("Empty chair: nobody here owns it yet").count() == 2
    for who, promise in ((ana, "Look through the bookings"), (bea, "Ask the regulars")):
        story.at(who, "ownership/")
        who.press("I own it")
        story.well(who)
        who.open("Promise something")
        who.fill("What you will do", promise)
        who.fill("By when", str(today + timedelta(days=7)))
        who.press("Promise it")
        story.well(who)
    story.at(bea)
    story.hears(bea)
    assert bea.page.get_by_text("Empty chair").count() == 0
    story.at(ana)
    story.hears(ana)
    bea.press("Kept")
    story.shows(ana, "Commitments kept: 1 of 1")
    story.at(ana, "ownership/")
    ana.open("Propose a way")
    ana.pick("done together")
    ana.press("Propose it")
    ana.open("Lay out the steps")
    ana.fill("The steps, one on each line", "Find out who cancels\nTry one course, paid ahead")
    ana.press("Lay them out")
    story.well(ana)
    story.at(bea, "ownership/")
    bea.press("Agree to this")
    bea.sees("agreed by Bea Okafor")
    story.well(bea)


def park_something(story: Story) -> None:
    """What both get to later, with its reason and its day (L8)."""
    ana = story.ana
    story.at(ana, "parking/")
    ana.pick("something that belongs to it")
    ana.fill("In words", "Posts for Instagram")
    ana.fill("Why it can wait", "First the offer, then who hears of it.")
    ana.pick("Bea Okafor")
    ana.fill("On a day", str(date.today() + timedelta(days=60)))
    story.well(ana)
    ana.press("Park it")
    ana.sees("Posts for Instagram")
    story.well(ana)


# The parts of the Table that say something; beside them stand buttons, which differ, and dots for what is new.
SAME = (
    *(".began", ".wood h1", ".signed", ".measure", ".states", ".opens", ".side.l", ".side.r", ".stages", ".care"),
    *(".cols .what", ".cols .row small", ".events time", ".events p"),
)


def in_words(days: int) -> str:
    return (date.today() + timedelta(days=days)).strftime("%-d %B %Y")


def both_read_the_same(story: Story) -> None:
    """The Table says the same to both, word for word, and its history reads as sentences."""
    read = []
    for who in (story.ana, story.bea):
        story.at(who)
        story.well(who)
        read.append({part: who.page.locator(part).all_text_contents() for part in SAME})
        assert who.words(".wood h1") == WORDS
    assert read[0] == read[1]
    story.at(story.bea, "history/")
    told = [" ".join(words.split()) for words in story.bea.page.locator(".events p").all_inner_texts()]
    story.well(story.bea)
    story.bea.follow("Older")
    told += [" ".join(words.split()) for words in story.bea.page.locator(".events p").all_inner_texts()]
    # What an answer was taken to be depends on how it reads, which is tested where it is read.
    assert [words for words in reversed(told) if " took “" not in words] == HISTORY.format(
        soon=in_words(7), later=in_words(60), latest=in_words(200)
    ).strip().splitlines()
