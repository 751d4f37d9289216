"""The pulse (P6): a rhythm both agree to, a question by letter, one tap without signing in, who reads the answer."""

from tests.browser.conftest import SitsAt
from tests.browser.house import House, links_in
from tests.browser.tables import BEA, laid, letter, questions_are_due, time_passes
from tests.browser.visitor import PHONE, Visitor


def test_both_agree_one_taps_and_the_firm_reads_it(lively: House, sits_at: SitsAt) -> None:
    table = laid(lively, sits_at, "The lamps in the hall are dim.")
    tom, bea = table.tom, table.bea
    _agreed(tom, bea, lively)
    questions_are_due(lively)
    asked = letter(
        lively, BEA, "Are you getting what you hoped for?", "One tap is enough", "Your colleagues do not see"
    )
    body = asked.get_body(("plain",))
    assert body is not None
    links = links_in(body.get_content())
    question = next(link for link in links if "/pulse/" in link and "/stop/" not in link)
    phone = sits_at(PHONE)
    phone.page.goto(question)
    phone.is_well(dark=True)
    phone.press("partly")
    phone.sees("Thank you. You answered: partly.")
    phone.fill("A few words, if you like", "The courses yes, the hours no.")
    phone.press("yes")
    phone.sees("Thank you. You answered: yes.")
    phone.sees("The courses yes, the hours no.")
    _read_by_those_who_work_with_her(tom, bea, sits_at, lively)
    _stopped_from_the_letter(phone, bea, next(link for link in links if "/pulse/stop/" in link))


def _agreed(tom: Visitor, bea: Visitor, home: House) -> None:
    """Tom proposes, Bea agrees from her letter."""
    tom.page.goto(f"{home.address}/clients/")
    tom.follow("Yoga House")
    tom.follow("Filling the house")
    tom.follow("How it goes for them: one question now and then")
    tom.sees("Nothing is agreed yet, so nobody is asked.")
    tom.open("Propose a rhythm")
    tom.fill("At most one question in so many days", "3")
    tom.press("Propose it")
    tom.sees("At least seven days.")
    tom.fill("At most one question in so many days", "30")
    tom.press("Propose it")
    tom.sees("waits for Yoga House to agree")
    tom.is_well()
    time_passes(home)
    told = letter(home, BEA, "proposes to ask now and then how it goes", "at most once in 30 days")
    body = told.get_body(("plain",))
    assert body is not None
    bea.page.goto(next(link for link in links_in(body.get_content()) if link.rstrip("/").endswith("pulse")))
    bea.press("Agree to this")
    bea.sees("At most one question in 30 days.")
    bea.is_well()


def _read_by_those_who_work_with_her(tom: Visitor, bea: Visitor, sits_at: SitsAt, home: House) -> None:
    tom.page.reload()
    tom.follow("What they answered")
    tom.sees("The courses yes, the hours no.")
    tom.sees("Bea Okafor")
    tom.is_well()
    success = tom.page.url
    own = bea.page.url
    bea.page.reload()
    bea.sees("The courses yes, the hours no.")
    answer = bea.page.goto(success)
    assert answer is not None and answer.status == 404
    imani = sits_at(PHONE)
    home.come_in(imani, "imani@yoga.example")
    answer = imani.page.goto(own)
    assert answer is not None and answer.status == 404
    imani.misses("The courses yes, the hours no.")


def _stopped_from_the_letter(phone: Visitor, bea: Visitor, stop: str) -> None:
    phone.page.goto(stop)
    phone.is_well()
    phone.press("Stop them")
    phone.sees("The questions are stopped")
    bea.page.goto(stop)
    bea.sees("The questions are stopped")
