"""The main way begins: a firm takes a client on, a mail becomes a problem, and the client comes in."""

import re
from pathlib import Path

from tests.browser.house import links_in
from tests.browser.story import ANA, BEA, Story, sign_in

MAIL = Path(__file__).with_name("request.eml")
ASKED = (
    "could somebody with you make posts for our Instagram, three a week? We hardly show up there, and the studio round "
    "the corner does it every day."
)


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
