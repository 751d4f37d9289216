"""The Jinja2 environment of all pages and letters (why Jinja2: `docs/decisions/`)."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import jinja2
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext, pgettext

from ours import words
from ours.problem.sentences import sentence


def url(name: str, *args: Any, query: dict[str, Any] | None = None, **kwargs: Any) -> str:
    """The address of a named page, with an optional query."""
    address = reverse(name, args=args or None, kwargs=kwargs or None)
    return f"{address}?{urlencode(query)}" if query else address


def day(value: date | datetime | None) -> str:
    """A day in words: "12 March", with the year where it is not this one. In the reader's time zone and language."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    same_year = value.year == timezone.localdate().year
    return date_format(value, "MONTH_DAY_FORMAT" if same_year else "DATE_FORMAT")


def moment(value: datetime) -> str:
    """A moment in words: "Tuesday, 14:10" within a week, else the day with the time."""
    local = timezone.localtime(value)
    clock = date_format(local, "TIME_FORMAT")
    if 0 <= (timezone.localdate() - local.date()).days < 7:
        return f"{date_format(local, 'l')}, {clock}"
    return f"{day(value)}, {clock}"


def num(value: Any) -> str:
    """A number without needless zeros, in the reader's way of writing it."""
    return number_format(value.normalize() if hasattr(value, "normalize") and value else value, use_l10n=True)


def environment(**options: Any) -> jinja2.Environment:
    """Make the environment; called once by Django."""
    env = jinja2.Environment(  # noqa: S701 - Django passes autoescape=True in the options
        **{**options, "auto_reload": False, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)
    env.globals.update(url=url, static=staticfiles_storage.url, once=words.once, now=timezone.now)
    env.filters.update(day=day, moment=moment, num=num, ago=words.ago, until=words.until, sentence=sentence)
    return env
