"""Weeding (T8) and the guided ways of the firm's aside (F7), at two phones, with what the client gets to see."""

from datetime import date, timedelta

from tests.browser.conftest import SitsAt
from tests.browser.house import House
from tests.browser.tables import BEA, laid, letter, promise_runs_out, time_passes

PATTERN = "Nothing is decided, whatever the figures say"


def test_a_walk_ends_with_a_decision_on_each_that_the_client_sees(lively: House, sits_at: SitsAt) -> None:
    """T8: do, ask, park, let go; the client reads why and takes it up again."""
    tables = [
        laid(lively, sits_at, words)
        for words in (
            "The mirror in the small room is cracked.",
            "The kettle has no lid.",
            "The sign at the door is old.",
            "The bell rings twice.",
        )
    ]
    for table in tables:
        promise_runs_out(lively, table.number, 30)
    tom, bea = tables[0].tom, tables[0].bea
    decided = {table.number: deed for table, deed in zip(tables, ("do", "ask", "park", "let go"), strict=True)}
    tom.page.goto(f"{lively.address}/weeding/")
    tom.is_well()
    for _step in range(60):
        if not decided:
            break
        number = int(tom.page.locator("h1 a").get_attribute("href").strip("/").rpartition("/")[2])
        deed = decided.pop(number, "")
        if not deed:
            tom.follow("Decide later, show the next one")
            continue
        tom.sees("Nobody owns it on either side.")
        if deed == "do":
            tom.open("We do something")
            tom.fill("What you will do", "Bring a new mirror.")
            tom.fill("By when", str(date.today() + timedelta(days=9)))
            tom.press("Commit to it")
        elif deed == "ask":
            tom.open("We ask first")
            tom.fill("Your question", "Who makes the tea?")
            tom.press("Ask it")
        elif deed == "park":
            tom.open("It can wait until a day")
            tom.fill("Why it can wait", "The painter comes in autumn.")
            tom.pick("Bea Okafor")
            tom.page.locator("input[name=back_on]").fill(str(date.today() + timedelta(days=60)))
            tom.press("Park it")
        else:
            tom.open("We let it go")
            tom.fill("Why it is let go", "The second ring wakes nobody.")
            tom.is_well()
            tom.press("Let it go")
    assert decided == {}
    time_passes(lively)
    letter(lively, BEA, "let it go. Why: “The second ring wakes nobody.”")
    for table, words in zip(
        tables, ("Bring a new mirror.", "Who makes the tea?", "The painter comes in autumn.", ""), strict=True
    ):
        if words:
            room = {"Who makes the tea?": "listening/", "Bring a new mirror.": "ownership/"}.get(words, "parking/")
            bea.page.goto(f"{lively.address}{table.path}{room}")
            bea.sees(words)
    bell = tables[3]
    bea.page.goto(f"{lively.address}{bell.path}")
    bea.sees("The second ring wakes nobody.")
    bea.is_well()
    bea.press("Take it up again")
    tom.page.goto(f"{lively.address}{bell.path}history/")
    tom.sees("Bea Okafor took it up again.")
    bea.page.goto(f"{lively.address}/weeding/")
    assert bea.page.get_by_role("heading", level=1).inner_text() != "Weeding"


def test_a_guided_way_leads_to_words_for_both_and_no_client_ever_sees_it(lively: House, sits_at: SitsAt) -> None:
    """F7: four questions in the firm's aside; what comes of it is written at the table anew, by a person."""
    table = laid(lively, sits_at, "The price of the courses is still open.")
    tom, bea = table.tom, table.bea
    table.at(tom, "aside/ways/")
    tom.sees("What is needed does not come")
    tom.is_well()
    tom.press(f"Go this way: {PATTERN}")
    answers = {
        "seen": "The price is open since March.",
        "ours": "We sent three tables and no proposal.",
        "theirs": "A wrong price costs Bea her teachers.",
        "first": "We propose one price for one course.",
    }
    for name, words in answers.items():
        tom.page.locator(f"textarea[name={name}]").fill(words)
    tom.page.locator("textarea[name=statement]").fill("My client won't decide on the price.")
    tom.press("Keep this")
    tom.sees("Or: “")
    tom.is_well()
    joint = "We do not have yet what both of us need to name a price."
    tom.page.locator("textarea[name=statement]").fill(joint)
    tom.press("Keep this")
    here = tom.page.url
    bea.page.goto(here)
    bea.misses("A wrong price costs Bea her teachers.")
    bea.misses(PATTERN)
    for room in ("", "aside/", "history/", "tending/", "words/"):
        table.at(bea, room)
        for words in (*answers.values(), PATTERN, "/aside/ways/", joint):
            bea.misses(words)
    tom.page.goto(here)
    tom.follow("Put it into words at the table")
    tom.open("Write the first words")
    tom.fill("The problem, in words that both sides could sign", joint)
    tom.press("Lay it on the table")
    table.at(bea)
    bea.sees(joint)
    bea.misses(PATTERN)
    bea.is_well()
    time_passes(lively)
    letter(lively, BEA, joint)
    assert all(PATTERN not in told and "costs Bea her" not in told for _to, told in lively.sent())
