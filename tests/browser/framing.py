"""The main way through framing: blind drafts, words that both sides sign, how it is and how it should be."""

import re
from datetime import date, timedelta

from tests.browser.story import Story

FIRST = "We do not reach enough people for the workshops."
WORDS = "Our income from workshops swings so much from month to month that we cannot promise the teachers their hours."


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
