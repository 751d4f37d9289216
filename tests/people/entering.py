"""Coming in as people do: ask for a code, read the letter, type the code."""

import re

from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from ours.people.models import Session
from ours.post.models import Letter


def ask(browser: Browser, email: str, **more: str) -> object:
    """Ask for a code in this browser; the answer."""
    return browser.post("/sign-in/", {"email": email, **more})


def code_in_letter(email: str) -> str:
    """The code in the newest letter to this address, as it stands there: "1234 5678"."""
    letter = Letter.objects.filter(to=email, kind="code").latest("pk")
    return re.search(r"^(\d{4} \d{4})$", letter.text, re.MULTILINE)[1]


def type_code(browser: Browser, code: str, **more: str) -> object:
    """Type a code in this browser; the answer."""
    return browser.post("/sign-in/code/", {"code": code, **more})


def come_in(email: str, *, agent: str = "", **more: str) -> Browser:
    """A browser in which the person with this address has signed in."""
    browser = Browser(headers={"User-Agent": agent} if agent else {})
    ask(browser, email)
    assert type_code(browser, code_in_letter(email), **more).status_code == 303
    return browser


def wrong(code: str) -> str:
    """Another code than this one."""
    return f"{(int(code.replace(' ', '')) + 1) % 10**8:08}"


def session_of(browser: Browser) -> Session | None:
    """The row of the session that this browser is signed in with."""
    key = browser.cookies[settings.SESSION_COOKIE_NAME].value if settings.SESSION_COOKIE_NAME in browser.cookies else ""
    return Session.objects.filter(session_key=key, expire_date__gt=timezone.now()).first()
