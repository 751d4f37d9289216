"""The pages of the demo world, as the expert on a laptop and as the client on a phone: axe finds nothing on any."""

from tests.browser.house import house
from tests.browser.visitor import LAPTOP, PHONE

ROOMS = (
    "- wall/ history/ listening/ listening/session/ people/ words/ drafts/ disagreements/ state/ ownership/ messages/ "
    "parking/ aside/"
)


def test_every_page_is_well_for_both_sides(tmp_path, sits_at):
    with house(tmp_path, mail=False) as home:
        for mail, device, more in (
            ("ana@neon.example", LAPTOP, "/ /tray/ /clients/ /firm/ /letters/ /search/ /care/"),
            ("bea@yoga.example", PHONE, "/ /me/ /devices/ /problems/new/"),
        ):
            visitor = sits_at(device)
            way = home.ours("way-in", mail).split()[-1]
            visitor.page.goto(way)
            visitor.page.locator("main button").first.click()
            visitor.page.wait_for_url(f"{home.address}/")
            table = visitor.page.locator("main a[href*='/problems/']", has_text="workshops").first.get_attribute("href")
            for path in more.split() + [table + room.replace("-", "") for room in ROOMS.split()]:
                visitor.page.goto(home.address + path)
                visitor.is_well()
