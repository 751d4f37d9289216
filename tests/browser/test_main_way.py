"""The main way, walked by two people in two browsers: from a client's mail to words that both sides signed.

Ana of Neon sits at a laptop, Bea of Yoga House has a phone. Everything goes through the pages, the mail server's pipe
and real letters; nothing is put into the database behind their backs.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.browser.arriving import a_mail_comes_in, take_a_client_on, the_client_comes_in
from tests.browser.conftest import SitsAt
from tests.browser.framing import (
    WORDS,
    lay_two_blind_drafts,
    say_how_it_is_and_should_be,
    sign_the_same_words,
    word_disagree_and_settle,
)
from tests.browser.house import house
from tests.browser.listening import (
    a_question_goes_out_in_a_letter,
    listen_and_read_back,
    name_the_need,
    probe_in_rounds,
    say_what_is_urgent_and_what_is_ahead,
)
from tests.browser.owning import own_it_on_both_sides, park_something
from tests.browser.story import ANA, Story
from tests.browser.visitor import LAPTOP, PHONE

HISTORY = """
Bea Okafor put it on the table: “could somebody with you make posts for our Instagram, three a week? We hardly show \
up there, and the studio round the corner does it every day. Best from the house – Bea”
Bea Okafor asked, by mail: “could somebody with you make posts for our Instagram, three a week? We hardly show up \
there, and the studio round the corner does it every day. Best from the house – Bea”
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
Bea Okafor put it into words, version 2: “Our income from workshops swings so much from month to month that we cannot \
promise the teachers their hours.”
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
# The parts of the Table that say something; beside them stand buttons, which differ, and dots for what is new.
SAME = (
    *(".began", ".wood h1", ".signed", ".measure", ".states", ".opens", ".side.l", ".side.r", ".stages", ".care"),
    *(".cols .what", ".cols .row small", ".events time", ".events p"),
)


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
