"""The main way through listening: questions and answers, the need, reading back, what is urgent and what is ahead."""

from tests.browser.house import links_in
from tests.browser.story import BEA, Story
from tests.browser.visitor import Visitor


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
