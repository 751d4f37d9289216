"""Ways out, tried in the open (S1–S9): walked by an expert and a client, both at a phone, with the letters they get."""

from datetime import date, timedelta

from tests.browser.conftest import SitsAt
from tests.browser.house import House
from tests.browser.tables import BEA, IMANI, TOM, Table, answer, laid, letter, time_passes
from tests.browser.visitor import Visitor

IDEA = "Let the regulars book ahead."
LEASE = "The big room is ours on Tuesdays only."


def day(ahead: int) -> str:
    return str(date.today() + timedelta(days=ahead))


def test_ideas_are_asked_for_by_letter_and_whoever_gives_one_hears_what_became_of_it(
    lively: House, sits_at: SitsAt
) -> None:
    """S1: from the founder at her phone, and from a teacher one level down who never signs in."""
    table = laid(lively, sits_at, "The April workshops are half empty.")
    tom, bea = table.tom, table.bea
    table.at(tom, "solve/")
    tom.open("Ask for ideas")
    tom.fill("What you would like ideas for", "How could April be as full as March?")
    tom.pick("Bea Okafor")
    tom.pick("Imani Reyes")
    tom.is_well()
    tom.press("Ask them")
    tom.sees("asked for ideas on")
    for who in (BEA, IMANI):
        asked = letter(
            lively,
            who,
            "Tom Weiss asks you for ideas",
            "How could April be as full as March?",
            "Simply answer this letter: what you write is kept as your idea.",
        )
    answer(lively, asked, IMANI, IDEA)
    table.at(bea, "solve/")
    bea.sees(IDEA)
    bea.open("Give an idea")
    bea.fill("The idea", "A course of ten weeks.")
    bea.is_well()
    bea.press("Lay it on the table")
    table.at(tom, "solve/")
    tom.sees("A course of ten weeks.")
    theirs = tom.page.locator("#ideas li", has_text=IDEA)
    tom.open("Set it aside", within=theirs)
    tom.fill("Why it is set aside", "The till cannot do it before June.", within=theirs)
    tom.press("Set it aside", within=theirs)
    time_passes(lively)
    letter(lively, IMANI, "set aside an idea of Imani Reyes", "The till cannot do it before June.")
    letter(lively, TOM, "Bea Okafor had an idea", "A course of ten weeks.")
    table.both_read("solve/", "set aside: The till cannot do it before June.", "nobody has said yet what becomes of it")
    tom.follow("The whole letter it came in")
    tom.sees("by mail from imani@yoga.example")
    tom.is_well()


def named(table: Table, who: Visitor, words: str = LEASE) -> None:
    table.at(who, "solve/")
    who.open("Name what stands in the way")
    who.fill("What stands in the way", words)
    who.fill("What it keeps from happening", "Two courses on one evening.")
    who.fill("Who upholds it, if you know", "the landlord")
    who.fill("Who else lives under it, if you know", "the choir")
    who.press("Lay it on the table")
    who.follow(words)


def test_a_constraint_is_looked_at_made_to_matter_less_and_removed_by_a_change(lively: House, sits_at: SitsAt) -> None:
    """S2, S3, S4."""
    table = laid(lively, sits_at, "We cannot offer two courses on one evening.")
    tom, bea = table.tom, table.bea
    named(table, bea)
    bea.sees("Nobody has looked yet, so it is an assumption.")
    bea.sees("the client’s: the landlord")
    bea.sees("the choir")
    bea.is_well()
    here = bea.page.url
    tom.page.goto(here)
    tom.open("Say how you looked")
    tom.pick("a fact")
    tom.fill("How you looked", "Read the lease with Bea.")
    tom.press("Keep the check")
    for way, words in (("easier", "Swap Tuesday with the choir."), ("cheaper", "The small room costs half.")):
        asked = tom.page.locator(f"#{way}")
        tom.open("Answer it", within=asked)
        tom.fill("What could be done", words, within=asked)
        asked.locator("input[name=found][value=yes]").check(force=True)
        tom.press("Keep the answer", within=asked)
    smaller = tom.page.locator("#smaller")
    tom.open("Answer it", within=smaller)
    tom.fill("What could be done", "Nobody knows of anything.", within=smaller)
    smaller.locator("input[name=found][value=no]").check(force=True)
    tom.press("Keep the answer", within=smaller)
    tom.sees("Nothing found yet")
    tom.is_well()
    bea.page.goto(here)
    bea.sees("Read the lease with Bea.")
    bea.follow("Make it a way out")
    bea.sees("So that this matters less: “Swap Tuesday with the choir.”")
    bea.fill("The way out", "We swap Tuesday for Thursday.")
    bea.pick("a relief: it helps for now")
    bea.fill("Why it should not wait", "The choir decides in May.")
    bea.press("Lay it on the table")
    bea.sees("early: proposed before both states were named")
    bea.page.goto(here)
    bea.sees("led to:")
    bea.open("Begin a change")
    bea.fill("What the change is called", "A house of our own")
    bea.fill("The case for it: why it is worth it", "It would end every clash of rooms.")
    bea.is_well()
    bea.press("Begin it")
    bea.follow("A house of our own")
    bea.open("Name a sponsor")
    bea.choose("Who stands behind it", "Bea Okafor")
    bea.press("They stand behind it")
    bea.open("Lay out the steps")
    bea.fill("The steps, one on each line", "Look at three houses\nAsk the bank")
    bea.press("Lay them out")
    bea.press("Done: Look at three houses")
    bea.is_well()
    change = bea.page.url.partition("#")[0]
    tom.page.goto(change)
    tom.sees("We cannot offer two courses on one evening.")
    tom.sees(f"it would remove: {LEASE}")
    tom.open("It has ended")
    tom.pick("it was given up")
    tom.fill("How it went", "The bank said no.")
    tom.press("Say so")
    time_passes(lively)
    letter(lively, BEA, "the change “A house of our own” was given up", "The bank said no.")
    bea.page.goto(change)
    bea.sees("The bank said no.")
    assert bea.page.get_by_role("button", name="Lay them out").count() == 0
    bea.page.goto(f"{lively.address}/problems/{table.number}/solve/")
    bea.sees("1 way out makes it matter less")


def said_how_it_is(table: Table) -> None:
    for which, label, words in (
        ("now", "How is it now?", "Two of ten seats are sold."),
        ("wanted", "How should it be?", "Seven of ten."),
    ):
        table.at(table.bea, "state/")
        section = table.bea.page.locator(f"#{which}")
        table.bea.open("Say it", within=section)
        table.bea.fill(label, words, within=section)
        table.bea.press("Say it", within=section)


def proposed(table: Table, who: Visitor, words: str, kind: str) -> None:
    table.at(who, "solve/")
    who.open("Propose a way out")
    who.fill("The way out", words)
    who.pick(kind)
    who.press("Lay it on the table")


def held(who: Visitor, against: str, amount: str, words: str) -> None:
    """Hold the way out that is open against one of the three."""
    part = who.page.locator(f"#{against}")
    who.open("Hold it against this", within=part)
    who.pick(amount, within=part)
    part.locator("textarea[name=words]").fill(words)
    who.press("Keep the answer", within=part)


def stands(who: Visitor, where: str, words: str) -> None:
    who.open("Say where you stand")
    who.pick(where)
    who.fill("In your words", words)
    who.press("Say it")


def test_a_relief_asks_for_its_partner_and_nothing_is_chosen_over_anybodys_head(lively: House, sits_at: SitsAt) -> None:
    """S5, S6, S8: held against the gap, the inventory and what the client can do; decided by both, with a day."""
    table = laid(lively, sits_at, "Too few seats are sold in April.")
    tom, bea = table.tom, table.bea
    said_how_it_is(table)
    bea.page.goto(f"{lively.address}/problems/{table.number}/solve/")
    bea.follow("What Yoga House has already")
    bea.open("Add something")
    bea.fill("What it is called", f"Newsletter {table.number}")
    bea.pick("a tool")
    bea.is_well()
    bea.press("List it")
    proposed(table, tom, "Posts for April", "a relief: it helps for now")
    tom.sees("Its lasting partner is missing: propose one")
    tom.follow("Its lasting partner is missing: propose one")
    tom.fill("The way out", "Courses of ten weeks")
    tom.pick("lasting: it solves the problem")
    tom.press("Lay it on the table")
    tom.sees("its lasting partner: Courses of ten weeks")
    tom.is_well()
    tom.follow("Courses of ten weeks")
    here = tom.page.url
    tom.sees("Before it can be chosen there is missing:")
    held(tom, "gap", "a part of it", "It fills April, not May.")
    part = tom.page.locator("#has")
    tom.open("Hold it against this", within=part)
    tom.pick("a part of it", within=part)
    part.locator("textarea[name=words]").fill("The newsletter reaches them already.")
    part.locator("select[name=item]").select_option(label=f"Newsletter {table.number}")
    tom.press("Keep the answer", within=part)
    held(tom, "does", "nothing of it", "Nobody there has planned courses.")
    stands(tom, "can live with it", "It is slow and sound.")
    tom.sees("somebody of Yoga House who is for it or can live with it")
    tom.open("Write down what you decided together")
    tom.pick("chosen")
    tom.fill("Why", "It lasts.")
    tom.fill("When you look at it again", day(60))
    tom.press("Keep the decision")
    tom.sees("Before it is chosen, something is missing")
    bea.page.goto(here)
    stands(bea, "for it", "The teachers want it.")
    bea.is_well()
    bea.open("Write down what you decided together")
    bea.pick("chosen")
    bea.fill("Why", "It lasts, and the teachers want it.")
    bea.fill("When you look at it again", day(60))
    bea.press("Keep the decision")
    for who in (tom, bea):
        who.page.goto(here)
        who.sees("chosen; looked at again on")
        who.sees("It lasts, and the teachers want it.")
    time_passes(lively)
    letter(lively, TOM, "Chosen, as Bea Okafor wrote down: “Courses of ten weeks”", "looked at again on")
    table.at(bea, "solve/")
    bea.follow("Posts for April")
    bea.open("Write down what you decided together")
    bea.pick("turned down")
    bea.fill("Why", "It draws those who come anyway.")
    bea.fill("When you look at it again", day(30))
    bea.press("Keep the decision")
    bea.sees("turned down; comes back on")


def test_attempts_are_seen_as_they_happen_and_what_comes_back_is_counted(lively: House, sits_at: SitsAt) -> None:
    """S7, S9."""
    table = laid(lively, sits_at, "Nobody knows which hours will be taught.")
    tom, bea = table.tom, table.bea
    said_how_it_is(table)
    proposed(table, tom, "A list on the door", "a relief: it helps for now")
    table.at(tom, "solve/")
    tom.open("Try something")
    tom.fill("What is tried", "A list on the door for two weeks")
    tom.fill("What you expect of it", "Five teachers sign up.")
    tom.choose("Which way out it tries", "A list on the door")
    tom.press("Begin to try it")
    table.at(bea, "solve/")
    bea.sees("being tried")
    bea.open("Note what happened")
    bea.fill("What happened", "Three signed up.")
    bea.pick("to be seen")
    bea.press("Note it")
    bea.sees("to be seen")
    bea.open("Note what happened")
    bea.fill("What happened", "All seven signed up.")
    bea.pick("helped")
    bea.press("Note it")
    bea.sees("Say what was learned; it is what stays of an attempt.")
    bea.fill("What you learned", "They look at the door, not at mails.")
    bea.is_well()
    bea.press("Note it")
    table.both_read("solve/", "Five teachers sign up.", "All seven signed up.", "They look at the door, not at mails.")
    table.at(bea, "solve/")
    bea.open("It is back")
    bea.fill("How it shows", "The list is empty again.")
    bea.press("Say that it is back")
    table.both_read("solve/", "It came back 1 time.", "This is life 2 of the same problem, first relieved on")
    tom.is_well()
    time_passes(lively)
    letter(lively, TOM, "it is back: “The list is empty again.”", "this is life 2 of the same problem")
    tom.page.goto(lively.address)
    tom.sees("said that it is back")
