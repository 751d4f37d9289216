"""Nothing grows unseen (T1–T7, T9): walked by an expert and a client, both at a phone, with the letters they get."""

from datetime import date, timedelta

from tests.browser.conftest import SitsAt
from tests.browser.house import House, links_in
from tests.browser.tables import (
    BEA,
    TOM,
    Table,
    answer,
    daily_letters_are_due,
    laid,
    letter,
    promise_runs_out,
    time_passes,
)
from tests.browser.visitor import Visitor


def day(ahead: int) -> str:
    return str(date.today() + timedelta(days=ahead))


def test_care_is_promised_seen_and_warned_of_before_it_is_felt(lively: House, sits_at: SitsAt) -> None:
    """T1, T3: the clock on both sides, silence measured from what the client saw, one letter a day, one tap to stop."""
    table = laid(lively, sits_at, "The teachers hear of their hours too late.")
    tom, bea = table.tom, table.bea
    for who in (tom, bea):
        table.at(who, "tending/")
        who.sees("The last sign of life from Neon")
        who.sees("Who spoke last")
        assert "none yet" not in who.words("#silence dl")
    promise_runs_out(lively, table.number, 6)
    tom.page.goto(lively.address)
    tom.sees("The teachers hear of their hours too late.")
    tom.is_well()
    for who in (tom, bea):
        table.at(who, "tending/")
        assert "goes on" in who.words("#silence")
        assert "6 days" in who.words("#silence")
    bea.is_well()
    tom.page.goto(f"{lively.address}/care-letters/")
    tom.press("Keep this hour")
    daily_letters_are_due(lively)
    warned = letter(
        lively, TOM, "runs out soon", "The teachers hear of their hours too late.", "our promise runs out", "Stop"
    )
    body = warned.get_body(("plain",))
    assert body is not None
    stop = next(link for link in links_in(body.get_content()) if "/care-letters/stop/" in link)
    phone = sits_at({"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True})
    phone.page.goto(stop)
    phone.is_well()
    with phone.page.expect_navigation():
        phone.page.locator("main button").first.tap()
    tom.page.goto(f"{lively.address}/care-letters/")
    tom.sees("You stopped it on")
    tom.press("Have it again")
    tom.sees("The next one is due on")


def test_what_leads_to_what_can_be_looked_at(lively: House, sits_at: SitsAt) -> None:
    """T2: linked by the client, seen by both, in a picture and as a table."""
    cause = laid(lively, sits_at, "Nobody plans the season.")
    promise_runs_out(lively, cause.number, 20)
    effect = laid(lively, sits_at, "The good teachers leave in spring.")
    tom, bea = effect.tom, effect.bea
    effect.at(bea, "tending/")
    bea.open("Link it with another problem")
    bea.pick("that one leads to this one")
    bea.choose("The other problem", "Nobody plans the season.")
    bea.fill("How the one leads to the other, if you like", "They cannot count on their hours.")
    bea.is_well()
    bea.press("Link them")
    effect.both_read("tending/", "Nobody plans the season.", "They cannot count on their hours.")
    effect.both_read("tending/", "A cause of this one is overgrown.")
    cause.at(tom, "tending/")
    tom.sees("The good teachers leave in spring.")
    for who in (tom, bea):
        who.page.goto(f"{lively.address}/spread/")
        who.sees("The same as a table")
        assert "Nobody plans the season." in who.words(".spread-table")
        who.is_well()


def test_what_was_sold_comes_first_and_reaches_whoever_answers_for_it(lively: House, sits_at: SitsAt) -> None:
    """T4: half the time is promised, both see it, and the responsible person gets a letter."""
    table = laid(lively, sits_at, "The seats of May do not sell.")
    tom, bea = table.tom, table.bea
    table.at(bea, "tending/")
    bea.follow("What was sold, the rhythm and the figures of")
    care = bea.page.url
    words = f"Seven of ten seats are sold by summer, number {table.number}."
    bea.open("Write down something that was sold")
    bea.fill("What was promised", words)
    bea.fill("How both will see that it is there", "Seven of ten.")
    bea.fill("By when", day(90))
    bea.choose("Who at the firm answers for it", "Tom Weiss")
    bea.is_well()
    bea.press("Write it down")
    tom.page.goto(care)
    tom.sees(words)
    table.at(bea, "tending/")
    bea.open("Mark that it touches something")
    bea.choose("What it touches", words)
    bea.press("Mark it")
    table.both_read("tending/", words, "a sign of life is promised in half the time")
    tom.is_well()
    table.at(tom, "seriousness/")
    tom.sees("the figures above are halved already")
    time_passes(lively)
    letter(lively, TOM, "it touches what was sold", "for which Tom Weiss answers")
    tom.page.goto(care)
    tom.sees("Touched by:")


def told(table: Table, done: str) -> None:
    """Tom sends an account; what was drafted stays but for what was done."""
    tom = table.tom
    table.at(tom, "accounts/")
    tom.sees("Nothing is sent until you send it")
    tom.fill("What was done", done)
    tom.press("Send it")


def test_an_account_comes_in_an_agreed_rhythm_is_read_over_and_can_be_answered(lively: House, sits_at: SitsAt) -> None:
    """T5, T6, T7: proposed by the one side, agreed by the other; deflecting words are pointed out before they leave."""
    table = laid(lively, sits_at, "The newsletter is read by nobody.")
    tom, bea = table.tom, table.bea
    table.at(tom, "tending/")
    tom.follow("What was sold, the rhythm and the figures of")
    care = tom.page.url
    tom.page.locator("#rhythm summary").first.tap()
    tom.fill("An account at least once in so many days", "5")
    tom.press("Propose it")
    letter(lively, BEA, "5 days", "Tom Weiss")
    bea.page.goto(care)
    bea.sees("Tom Weiss proposes an account at least every 5 days.")
    bea.is_well()
    bea.press("Agree to this")
    told(table, "It was much worse before we came, and your team never answers.")
    tom.sees("The coach has")
    tom.is_well()
    tom.fill("What was done", "We rang nine readers. Nobody had opened it. Nothing has helped yet.")
    if tom.page.get_by_role("button", name="Send it as it is").count():
        tom.press("Send it as it is")
    else:
        tom.press("Send it")
    if "The coach has" in tom.words("main"):
        tom.press("Send it as it is")
    time_passes(lively)
    account = letter(lively, BEA, "We rang nine readers.", "Nothing has helped yet.", "answer this letter")
    answer(lively, account, BEA, "Then let us ask those who do not read it.")
    table.both_read("messages/", "Then let us ask those who do not read it.")
    table.at(bea, "accounts/")
    bea.sees("We rang nine readers.")
    bea.fill("Answer it", "Thank you for saying so.")
    bea.is_well()
    bea.press("Say it")
    figures = []
    for who in (tom, bea):
        who.page.goto(care)
        who.sees("In the stretch until")
        figures.append(who.words("#figures dl"))
    assert figures[0] == figures[1]
    tom.is_well()


def test_whoever_is_stuck_asks_and_the_client_sees_that_work_goes_on(lively: House, sits_at: SitsAt) -> None:
    """T9: colleagues and the client's own people are asked; the help comes by letter, from who never signs in."""
    table = laid(lively, sits_at, "Nobody knows why June stays empty.")
    tom, bea = table.tom, table.bea
    table.at(tom, "tending/")
    tom.open("Say that it is stuck, and ask for help")
    tom.fill("Where it is stuck", "The figures say nothing about June.")
    tom.fill("What was tried, if you like", "Three years side by side.")
    for name in ("Ana Ruiz", "Bea Okafor", "Imani Reyes"):
        tom.pick(name)
    tom.is_well()
    tom.press("Ask for help")
    time_passes(lively)
    asked = letter(lively, "imani@yoga.example", "Tom Weiss is stuck and asks", "The figures say nothing about June.")
    letter(lively, "ana@neon.example", "Tom Weiss is stuck and asks", "The figures say nothing about June.")
    answer(lively, asked, "imani@yoga.example", "In June the school holidays begin.")
    table.both_read("messages/", "In June the school holidays begin.")
    helps(table, bea)
    table.at(tom, "tending/")
    tom.sees("Half of them have children.")
    tom.open("It goes on")
    tom.fill("How it goes on", "We ask the parents.")
    tom.press("Say how it goes on")
    table.both_read("tending/", "It goes on:", "We ask the parents.")
    time_passes(lively)
    letter(lively, BEA, "said how it goes on: “We ask the parents.”")


def helps(table: Table, who: Visitor) -> None:
    table.at(who, "tending/")
    who.sees("The figures say nothing about June.")
    who.open("Help")
    who.fill("What may help", "Half of them have children.")
    who.is_well()
    who.press("Say it")
