"""Writing a letter: text and HTML in the reader's own language and time zone."""

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

from ours.people.models import Firm, Person
from ours.post.models import Letter

_inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False)


def write(person: Person, kind: str, context: dict[str, Any], *, at: datetime, firm: Firm | None = None) -> Letter:
    """Write one letter, to go out at once. Its templates are `letters/<kind>.txt` and `letters/<kind>.html`.

    The first line of the text template is "Subject: …". `context` is what the templates show; `person`, `address` (of
    this installation) and `firm` are added, and `subject` for the HTML one.
    """
    shown = {"person": person, "address": settings.ADDRESS, "firm": firm, **context}
    with translation.override(person.language), timezone.override(person.time_zone):
        text = _plain().get_template(f"letters/{kind}.txt").render(shown)
        first, _, body = text.partition("\n")
        subject = " ".join(first.removeprefix("Subject:").split())[:300]
        page = _pages().get_template(f"letters/{kind}.html").render({**shown, "subject": subject})
        html = _inliner.inline(page)
    return Letter.objects.create(
        person=person,
        firm=firm,
        kind=kind,
        to=person.email,
        subject=subject,
        text=body.strip() + "\n",
        html=html,
        message_id=make_msgid(domain=urlsplit(settings.ADDRESS).hostname),
        at=at,
        next_try_at=at,
    )


@cache
def _plain() -> jinja2.Environment:
    """The pages' environment without HTML escaping, for plain text."""
    return _pages().overlay(autoescape=False)


def _pages() -> jinja2.Environment:
    engine: Any = engines["jinja2"]
    env: jinja2.Environment = engine.env
    return env
