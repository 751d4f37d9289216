"""A browser that counts what runs on a page that should not, and what the page would have fetched from elsewhere."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page, Request

STANDING = Path(__file__).with_name("standing.js").read_text().partition("\n")[2].rstrip(";\n")
REPORTS = """addEventListener("securitypolicyviolation", told =>
  window.ran(`stopped by the policy: ${told.effectiveDirective} ${told.blockedURI} ${told.sample}`))"""


class Watch:
    """Everything that ran, was stopped or went elsewhere in a browser."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.found: list[str] = []
        self.where = ""
        self.page: Page = context.new_page()
        context.expose_binding("ran", self._ran)
        context.add_init_script(REPORTS)
        context.on("request", self._asked)
        context.on("dialog", lambda dialog: (self._note(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("popup", lambda other: (self._note(f"a window {other.url}"), other.close()))
        self.page.on("pageerror", lambda error: self._note(f"an error in a script: {error}"))
        self.page.set_default_timeout(20_000)

    def _note(self, what: str) -> None:
        self.found.append(f"{self.where}: {what}")

    def _ran(self, source: dict[str, Any], told: object = "") -> None:
        self._note(f"ran {told}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:image/svg+xml", "about:", "blob:http://127.0.0.1")):
            self._note(f"asked {request.url[:200]}")

    def open(self, path: str) -> None:
        """A page as people open it, with everything on it unfolded."""
        self.where = path
        self.page.goto(f"{self.address}{path}")
        self.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        self._look(self.page.main_frame)

    def show(self, where: str, html: str) -> None:
        """A page by itself, without the policy that goes along with it: nothing stops what would run."""
        self.where = where
        if self.page.url != "about:blank":
            self.page.goto("about:blank")  # what is written into a page would be under its policy
        self.page.set_content(html, wait_until="load")
        self._look(self.page.main_frame)

    def _look(self, frame: Frame) -> None:
        for one in frame.evaluate(STANDING):
            self._note(f"stands there: {one}")
