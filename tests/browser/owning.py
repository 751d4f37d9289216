"""The main way through owning: an owner and a promise on each side, a way of working, and what comes later."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.story import Story


def own_it_on_both_sides(story: Story) -> None:
    """An empty chair is seen by both; then an owner and a promise on each side, and how they work together (O1–O3)."""
    ana, bea, today = story.ana, story.bea, date.today()
    for who in (ana, bea):
        story.at(who)
        expect(who.page.get_by_text("Empty chair: nobody here owns it yet")).to_have_count(2)
    for who, promise in ((ana, "Look through the bookings"), (bea, "Ask the regulars")):
        story.at(who, "ownership/")
        who.press("I own it")
        who.open("Promise something")
        who.fill("What you will do", promise)
        who.fill("By when", str(today + timedelta(days=7)))
        who.press("Promise it")
        story.well(who)
    story.at(bea)
    story.hears(bea)
    expect(bea.page.get_by_text("Empty chair")).to_have_count(0)
    story.at(ana)
    story.hears(ana)
    bea.press("Kept")
    story.shows(ana, "Commitments kept: 1 of 1")
    story.at(ana, "ownership/")
    ana.open("Propose a way")
    ana.pick("done together")
    ana.press("Propose it")
    ana.open("Lay out the steps")
    ana.fill("The steps, one on each line", "Find out who cancels\nTry one course, paid ahead")
    ana.press("Lay them out")
    story.at(bea, "ownership/")
    bea.press("Agree to this")
    bea.sees("agreed by Bea Okafor")
    story.well(bea)


def park_something(story: Story) -> None:
    """What both get to later, with its reason and its day (L8)."""
    ana = story.ana
    story.at(ana, "parking/")
    ana.pick("something that belongs to it")
    ana.fill("In words", "Posts for Instagram")
    ana.fill("Why it can wait", "First the offer, then who hears of it.")
    ana.pick("Bea Okafor")
    ana.fill("On a day", str(date.today() + timedelta(days=60)))
    story.well(ana)
    ana.press("Park it")
    ana.sees("Posts for Instagram")
