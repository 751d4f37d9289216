"""The two people of the main way, Ana of Neon at a laptop and Bea of Yoga House at a phone, and where they meet."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.house import House, code_in
from tests.browser.visitor import Visitor, second

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
        who.sees(words, soon=second() if who.script else None)


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
