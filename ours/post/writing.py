"""Writing a letter: text and HTML in the reader's own language and time zone."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import make_msgid
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import css_inline
import jinja2
from django.conf import settings
from django.template import engines
from django.utils import timezone, translation

from ours.inserting import insert
from ours.people.models import Firm, Person, Seat
from ours.post import replies
from ours.post.models import Letter, Notice

_inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)


def write(
    person: Person,
    kind: str,
    context: dict[str, Any],
    *,
    at: datetime,
    firm: Firm | None = None,
    reply_to: str | None = None,
    told: Sequence[tuple[Seat, dict[str, int]]] = (),
) -> Letter:
    """Write one letter, to go out at once. Its templates are `letters/<kind>.txt` and `letters/<kind>.html`.

    The first line of the text template is "Subject: …". `context` is what the templates show; `person`, `address` (of
    this installation), `firm` and `reply_to` are added, and `subject` for the HTML one. `reply_to` is the address that
    answers come to; without one, answers to it tell at least who writes. `told` says which seat of the person
    it tells of what, for rights to be asked again before it goes: `{"problem_id": …}`, `{"ref": …}` for an engagement
    (`rights.py`), or `{}` for nothing that is not the seat's own.
    """
    if kind == "code":
        reply_to = ""  # nobody answers a code, and a letter must not cost more where an address is known
    if reply_to is None:
        answered_by = firm or _only_firm(person)
        reply_to = replies.issue(person, answered_by, at=at) if answered_by else ""
    shown = {"person": person, "address": settings.ADDRESS, "firm": firm, "reply_to": reply_to, **context}
    with translation.override(person.language), timezone.override(person.time_zone):
        text = _plain().get_template(f"letters/{kind}.txt").render(shown)
        first, _, body = text.partition("\n")
        subject = " ".join(first.removeprefix("Subject:").split())[:300]
        page = _pages().get_template(f"letters/{kind}.html").render({**shown, "subject": subject})
        html = _inliner.inline(page)
    letter = Letter.objects.create(
        person=person,
        firm=firm,
        kind=kind,
        to=person.email,
        subject=subject,
        text=body.strip() + "\n",
        html=html,
        message_id=make_msgid(domain=urlsplit(settings.ADDRESS).hostname),
        reply_to=reply_to,
        at=at,
        next_try_at=at,
    )
    if reply_to:
        replies.belong_to(letter, [reply_to])
    notices = [
        Notice(person=person, seat=seat, kind=kind, at=at, due_at=at, letter=letter, **about) for seat, about in told
    ]
    insert(Notice, notices)
    return letter


def _only_firm(person: Person) -> Firm | None:
    """The firm that a person has to do with, if it is just one."""
    firms = list(Firm.objects.filter(pk__in=Seat.objects.taken().filter(person=person).values("firm"))[:2])
    return firms[0] if len(firms) == 1 else None


@cache
def _plain() -> jinja2.Environment:
    """The pages' environment without HTML escaping, for plain text."""
    return _pages().overlay(autoescape=False)


def _pages() -> jinja2.Environment:
    engine: Any = engines["jinja2"]
    env: jinja2.Environment = engine.env
    return env
