"""The main way, walked by two people in two browsers: from a client's mail to words that both sides signed."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.house import code_in, house

MAIL = Path(__file__).with_name("request.eml")
WORDS = (
    "Our income from workshops swings so much from month to month that we cannot promise the teachers their hours."
)


class Walk:
    """The deeds of the way, as a person does them: by the words on labels and buttons."""

    def __init__(self, home, visitor, mail, *, script):
        self.home, self.visitor, self.page, self.mail, self.script = home, visitor, visitor.page, mail, script

    def sign_in(self, *, via=""):
        self.page.goto(via or f"{self.home.address}/sign-in/")
        self.page.get_by_label("Your mail address").fill(self.mail)
        self.page.get_by_role("button", name="Send me a code").click()
        code = code_in(self.home.letter(self.mail, "code"))
        self.page.get_by_label("The code from the letter").fill(code)
        self.page.get_by_role("button", name="Come in").click()

    def go(self, path):
        self.page.goto(self.home.address + path)

    def open(self, name, *, within=None):
        """Open the disclosure of this name."""
        (within or self.page).locator("summary", has_text=name).first.click()

    def press(self, name, *, within=None):
        (within or self.page).get_by_role("button", name=name, exact=True).first.click()

    def fill(self, label, words, *, within=None):
        (within or self.page).get_by_label(label, exact=True).first.fill(words)

    def sees(self, words):
        expect(self.page.get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_mail_to_words_both_signed(tmp_path, sits_at, script):
    with house(tmp_path, "--no-demo") as home:
        told = home.ours("found", "Neon", "Ana Ruiz", "ana@neon.example")
        assert "Neon is founded." in told
        ana = Walk(home, sits_at(LAPTOP, script=script), "ana@neon.example", script=script)
        bea = Walk(home, sits_at(PHONE, script=script), "bea@yoga.example", script=script)
        ana.sign_in()
        _take_on_a_client(ana)
        problem = _mail_comes_in(home, ana)
        _client_comes_in(home, bea, problem)
        _listen(ana, bea, problem)
        _frame(ana, bea, problem)
        _own(ana, bea, problem)
        for one in (ana, bea):
            one.go(problem)
            one.sees(WORDS)
            assert one.visitor.errors == []


def _take_on_a_client(ana):
    ana.go("/firm/")
    ana.fill("Mailbox", "help@neon.example")
    ana.press("Keep this")
    ana.go("/clients/")
    ana.open("Take a client on")
    ana.fill("Name of the client", "Yoga House")
    ana.fill("What you work on together", "Filling the house")
    ana.press("Take them on")
    ana.open("Invite")
    ana.fill("Name", "Bea Okafor")
    ana.fill("Mail address", "bea@yoga.example")
    ana.press("Invite them")


def _mail_comes_in(home, ana):
    """The mail server's pipe; the request is kept word for word (L1). Returns the problem's path."""
    line = home.ours("receive", "-", stdin=MAIL.read_bytes())
    assert line.startswith("New problem"), line
    ana.go("/")
    ana.page.get_by_role("link", name="could somebody with you make posts").first.click()
    ana.sees("We hardly show up there, and the studio round the corner does it every day.")
    path = ana.page.url.removeprefix(home.address)
    ana.visitor.accessible() if ana.script else None
    return path


def _client_comes_in(home, bea, problem):
    bea.sign_in()
    bea.go(problem)
    bea.sees("We hardly show up there")
    if bea.script:
        bea.visitor.accessible()
