"""People at work over real HTTP, each sending the same form again until it hears what became of it."""

import http.client
import random
import re
import secrets
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

Answer = tuple[int, str, str]  # status, Location, body


class Gone(Exception):
    """Nobody answered for a whole minute."""


class Browser:
    """A browser signed in once, with its cookies; safe to use from one thread."""

    def __init__(self, port: int, way_in: str) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.repeated = self.broken = 0
        path = urllib.parse.urlsplit(way_in).path
        self._ask("GET", path)
        status, _, body = self._ask("POST", path, self._with_token({}))
        assert status == 303, body

    @classmethod
    def visitor(cls, port: int) -> "Browser":
        """A browser in which nobody is signed in."""
        browser = cls.__new__(cls)
        browser.port, browser.cookies, browser.repeated, browser.broken = port, {}, 0, 0
        return browser

    def headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def get(self, path: str) -> str:
        """The page at a path."""
        status, _, body = self._ask("GET", path)
        assert status == 200, f"{path}: {status}"
        return body

    def _with_token(self, fields: dict[str, str]) -> dict[str, str]:
        return {**fields, "csrfmiddlewaretoken": self.cookies["ours-form"]}

    def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        headers = self.headers()
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urllib.parse.urlencode(fields) if fields is not None else None, headers)
            answer = connection.getresponse()
            body = answer.read().decode()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = cookie.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, answer.headers.get("Location", ""), body
        finally:
            connection.close()

    def send(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form until it is answered; a server that is away or broke says nothing of what it did."""
        form = self._with_token({**fields, "once": secrets.token_urlsafe(12)})
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                answer = self._ask("POST", path, form)
            except (OSError, http.client.HTTPException):
                self.repeated += 1
                time.sleep(0.05)
                continue
            if answer[0] < 500:
                return answer
            self.broken += 1
            time.sleep(0.05)
        raise Gone(path)


@dataclass
class Done:
    """What people were told is done. A deed is known by a word that stands in nothing else."""

    words: set[tuple[str, str]] = field(default_factory=set)  # (kind of Event, word)
    signed: set[tuple[str, str]] = field(default_factory=set)  # (who, the word of the wording)
    tried: set[tuple[str, str]] = field(default_factory=set)  # as `words`, also those never answered
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Talker(threading.Thread):
    """Somebody who says things and commits to things, and asks if they may, at all tables they sit at."""

    def __init__(self, browser: Browser, name: str, tables: list[int], done: Done, asks: int | None = None) -> None:
        super().__init__(name=name)
        self.browser, self.tables, self.done, self.asks = browser, tables, done, asks
        self.stop = threading.Event()
        self.chance = random.Random(name)
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            for number in range(1_000_000):
                if self.stop.is_set():
                    return
                self.act(f"{self.name.lower()}x{number}x")
        except Exception as failure:
            self.failure = failure

    def act(self, word: str) -> None:
        deeds: list[Callable[[str, int], None]] = [self.say, self.say, self.commit]
        if self.asks is not None:
            deeds.append(self.ask)
        self.chance.choice(deeds)(word, self.chance.choice(self.tables))

    def say(self, word: str, table: int) -> None:
        self.send("said", word, f"/problems/{table}/messages/said/", {"words": f"{word} and that is that."})

    def commit(self, word: str, table: int) -> None:
        due = date.today() + timedelta(days=9)
        fields = {"words": f"{word} will be done.", "due": due.isoformat()}
        self.send("committed", word, f"/problems/{table}/ownership/commitments/", fields)

    def ask(self, word: str, table: int) -> None:
        fields = {
            "words": f"{word} and what made you think so?",
            "asked_of": str(self.asks),
            "send": "on",
            "anyway": "1",
        }
        self.send("asked", word, f"/problems/{table}/listening/questions/", fields)

    def send(self, kind: str, word: str, path: str, fields: dict[str, str]) -> bool:
        with self.done.lock:
            self.done.tried.add((kind, word))
        status, location, body = self.browser.send(path, fields)
        with self.done.lock:
            if status == 303:
                self.done.words.add((kind, word))
            else:
                self.done.refused.append(f"{kind} {word}: {status} {re.sub('<[^>]*>|[ ]{2,}', '', body)[:300]}")
        return status == 303


class Signer(Talker):
    """Two people at one table: one words it anew, then both sign these words."""

    def __init__(self, browser: Browser, other: Browser, names: tuple[str, str], table: int, done: Done) -> None:
        super().__init__(browser, "Words", [table], done)
        self.names, self.other, self.version = names, other, 0

    def act(self, word: str) -> None:
        [table] = self.tables
        fields = {"words": f"{word} is what we do not know yet.", "based_on": str(self.version), "form": ""}
        if not self.send("worded", word, f"/problems/{table}/words/versions/", fields):
            return
        self.version += 1
        for browser, name in zip((self.browser, self.other), self.names, strict=True):
            status, _, body = browser.send(f"/problems/{table}/agreement/", {"version": str(self.version)})
            with self.done.lock:
                if status == 303:
                    self.done.signed.add((name, word))
                else:
                    self.done.refused.append(f"signature {name} {word}: {status} {body[:300]}")
