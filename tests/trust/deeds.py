"""The forms most used, each ready to be sent at one table that has one of everything."""

import io
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import get_resolver, reverse
from django.utils import timezone

from ours.listen.models import Question
from ours.people.models import Seat, Session
from ours.people.sessions import SessionStore
from ours.post.models import Letter, Notice
from ours.problem.models import Problem
from tests.cast import make_cast
from tests.world import mail_in_tray, set_table

WORDS = "These words of mine must not be lost: naïve, 10 % & <more>."
TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEF"  # of the protection of forms
MAIL = (
    b"From: Bea Okafor <bea@example.org>\r\nTo: help@neon.example\r\nMessage-ID: <one@yoga.example>\r\n"
    b"Subject: The studio\r\n\r\nThe studio is cold in the morning.\r\n"
)


@dataclass(frozen=True)
class Deed:
    """One form as somebody's browser sends it."""

    name: str
    who: str  # whose browser
    path: str
    fields: dict[str, str | list[str]] = field(default_factory=dict)
    file: bytes = b""  # sent along as an attachment

    @property
    def typed(self) -> list[str]:
        """What the person would miss."""
        values = [one for value in self.fields.values() for one in (value if isinstance(value, list) else [value])]
        return [value for value in values if any(letter.isalpha() for letter in value)]


@dataclass
class Ready:
    """What is there before the first deed."""

    deeds: list[Deed]
    cookies: dict[str, str]

    def page(self, who: str, path: str = "/me/") -> bytes:
        """The bytes of asking for a page."""
        return self._head("GET", path, who) + b"\r\n"

    def form(self, deed: Deed, once: str) -> bytes:
        """The bytes of sending a deed's form with this key."""
        fields = deed.fields | {"csrfmiddlewaretoken": TOKEN, "once": once}
        if deed.file:
            kind, body = _multipart(fields, deed.file)
        else:
            kind, body = "application/x-www-form-urlencoded", urlencode(fields, doseq=True).encode()
        head = self._head("POST", deed.path, deed.who)
        return head + f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    def _head(self, method: str, path: str, who: str) -> bytes:
        cookie = f"ours={self.cookies[who]}; ours-form={TOKEN}"
        return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n".encode()


def prepare() -> Ready:
    """Make the tables, and one of everything at one problem, in an empty database."""
    settings.MIGRATION_MODULES = {"ours": None}  # the tables as the models say
    call_command("migrate", run_syncdb=True, verbosity=0)
    cast = make_cast()
    table = set_table(
        cast, engagement=cast.growth, client_seat=cast.bea, other_seat=cast.imani, expert=cast.tom, word="First"
    )
    mail_in_tray(cast.neon, "First")
    unseen = Notice.objects.filter(letter__isnull=True)
    unseen.update(due_at=timezone.now() - timedelta(minutes=1))  # their letters are due
    Letter.objects.update(state=Letter.State.KEPT)
    cookies = {name: _session(seat) for name, seat in (("Tom", cast.tom), ("Bea", cast.bea), ("Ana", cast.ana))}
    # None of them is due to be noted as seen in the next hours.
    Session.objects.update(seen_at=timezone.now() + timedelta(days=2))
    deeds = _deeds(table.problem, table.ids, {"tom": cast.tom, "bea": cast.bea})
    connection.close()
    return Ready(deeds, cookies)


def _session(seat: Seat) -> str:
    session = SessionStore()
    session["person"], session["seat"] = seat.person_id, seat.pk
    session.save()
    assert session.session_key
    return session.session_key


def _deeds(problem: Problem, ids: dict[str, int], seats: dict[str, Seat]) -> list[Deed]:
    tom, bea = seats["tom"].pk, seats["bea"].pk
    soon = (timezone.localdate() + timedelta(days=30)).isoformat()
    today = timezone.localdate().isoformat()
    asked = Question.objects.filter(problem=problem).latest("pk").pk

    def deed(route: str, who: str, file: bytes = b"", name: str = "", **fields: str | list[str] | int) -> Deed:
        [(_, parameters)] = get_resolver().reverse_dict.getlist(route)[0][0]
        known = ids | {"question_id": asked, "horizon": "ahead"}
        path = reverse(route, kwargs={one: known[one] for one in parameters})
        told = {key: value if isinstance(value, list) else str(value) for key, value in fields.items()}
        # The coach may have something to say about the words; it is sent anyway.
        return Deed(name or route, who, path, told | {"anyway": "1"}, file)

    return [
        deed("say", "Bea", words=WORDS),
        deed("say", "Tom", name="say with a file", file=b"What the file says. " * 400, words=WORDS),
        deed("request-kept", "Bea", words=WORDS),
        deed("questions", "Tom", words=f"What makes you say that? {WORDS}", asked_of=bea, send="on"),
        deed("answers", "Bea", words=WORDS),
        deed("rung-mark", "Tom", kind="stake"),
        deed("rung-confirmation", "Bea"),
        deed("aim", "Bea", words=WORDS),
        deed("words-versions", "Tom", words=WORDS, based_on=1, form=""),
        deed("agreement", "Bea", version=1),
        deed("drafts-laid", "Bea", own_view=WORDS, their_view=WORDS, round=1),
        deed("state-said", "Bea", which="now", words=WORDS),
        deed("readings", "Tom", value="7", on=today),
        deed("opportunities", "Bea", words=WORDS),
        deed("ownership-owner", "Tom", owner=tom, read=""),
        deed("ownership-commitments", "Bea", words=WORDS, due=soon),
        deed("ownership-kept", "Tom", words=WORDS),
        deed("ownership-new-day", "Tom", due=soon, reason=WORDS),
        deed("ownership-step-done", "Tom"),
        deed("ideas", "Bea", words=WORDS),
        deed("constraints", "Tom", words=WORDS, blocks=WORDS, whose="client"),
        deed("options", "Tom", words=WORDS, kind="lasting", reason=WORDS),
        deed("positions", "Bea", stand="for", words=WORDS),
        deed("attempts", "Tom", words=WORDS, expected=WORDS),
        deed("parkings", "Tom", what="topic", words=WORDS, reason=WORDS, agreed_by=[str(bea)], back_on=soon),
        deed("seriousness", "Tom", seriousness=3),
        deed("aside-notes", "Tom", words=WORDS),
        deed("reflect-snapshots", "Tom", words=WORDS),
    ]


def _multipart(fields: dict[str, str | list[str]], file: bytes) -> tuple[str, bytes]:
    mark = secrets.token_hex(8)
    told = io.BytesIO()
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            told.write(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'.encode())
    told.write(f'--{mark}\r\nContent-Disposition: form-data; name="attached"; filename="plan.txt"\r\n'.encode())
    told.write(b"Content-Type: text/plain\r\n\r\n" + file + f"\r\n--{mark}--\r\n".encode())
    return f"multipart/form-data; boundary={mark}", told.getvalue()
