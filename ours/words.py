"""Small wordings that all pages share: how long ago, until when, and the key that makes a form count once."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup


def once_key() -> str:
    """A fresh key for a form: the same form sent twice is taken in once (`table/middleware.py`)."""
    return secrets.token_urlsafe(12)


def once() -> Markup:
    """The hidden field with a fresh key."""
    return Markup('<input type="hidden" name="once" value="{}">').format(once_key())


_TITLES = {"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "frau", "herr", "mag", "ing"}


def first_name(name: str) -> str:
    """The name somebody is called by: the first word that is not a title, "Esi" of "Dr. Esi Osei"."""
    return next((word for word in name.split() if word.lower().rstrip(".") not in _TITLES), name)


def quoted(words: object) -> str:
    """Somebody's words in the quotation marks of the reader's language."""
    return _("“%(words)s”") % {"words": words}


def with_unit(number: str, unit: str) -> str:
    """A number and its unit on one line: "70 %" with a narrow gap before a sign, "8 a week" with a whole one."""
    gap = "\u00a0" if unit[:1].isalpha() else "\u202f"
    return f"{number}{gap}{unit}" if unit else number


def span(length: timedelta) -> str:
    """A length of time in words, in its largest fitting unit: "9 days", "3 hours", "20 minutes"; a minute at least."""
    minutes = max(1, int(length.total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        hours = minutes // 60
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = minutes // (24 * 60)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def ago(value: datetime, at: datetime | None = None) -> str:
    """How long before now: "just now", "20 minutes ago"."""
    length = (at or timezone.now()) - value
    if length < timedelta(minutes=2):
        return _("just now")
    return _("%(span)s ago") % {"span": span(length)}


def until(value: datetime, at: datetime | None = None) -> str:
    """How long from now: "in 3 days"; past moments are told as `ago`."""
    length = value - (at or timezone.now())
    if length < timedelta(0):
        return ago(value, at)
    return _("in %(span)s") % {"span": span(length)}
