"""The Jinja2 environment of all pages and letters (why Jinja2: `docs/decisions/`)."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from ours import words
from ours.addresses import url as url
from ours.problem import plot
from ours.problem.sentences import sentence
from ours.translated import Environment, filled


def day(value: date | datetime | None) -> str:
    """A day in words: "12 March", with the year where it is not this one. In the reader's time zone and language."""
    if value is None:
        return ""
    zone = timezone.get_current_timezone()
    if isinstance(value, datetime):
        value = value.astimezone(zone).date()
    return _day(value, value.year == datetime.now(zone).year, get_language())


def moment(value: datetime) -> str:
    """A moment in words: "Tuesday, 14:10" within a week, else the day with the time."""
    zone = timezone.get_current_timezone()
    local, today = value.astimezone(zone), datetime.now(zone).date()
    when, language = local.date(), get_language()
    if 0 <= (today - when).days < 7:
        said = _weekday(when.isoweekday(), language)
    else:
        said = _day(when, when.year == today.year, language)
    return f"{said}, {_clock(local.hour, local.minute, language)}"


# The same few days and times stand all over a page; the language is part of the key, for what is kept.
@lru_cache(maxsize=4096)
def _day(value: date, same_year: bool, language: str | None) -> str:
    return date_format(value, "MONTH_DAY_FORMAT" if same_year else "DATE_FORMAT")


@lru_cache(maxsize=256)
def _weekday(number: int, language: str | None) -> str:
    return date_format(date(2024, 1, number), "l")  # the first of that month was a Monday


@lru_cache(maxsize=4096)
def _clock(hour: int, minute: int, language: str | None) -> str:
    return date_format(datetime(2024, 1, 1, hour, minute), "TIME_FORMAT")


def num(value: Any) -> str:
    """A number without needless zeros, in the reader's way of writing it."""
    return number_format(value.normalize() if hasattr(value, "normalize") and value else value, use_l10n=True)


@lru_cache(maxsize=256)
def _static(path: str) -> str:
    return staticfiles_storage.url(path)


def environment(**options: Any) -> Environment:
    """Make the environment; called once by Django. `ours.translated` makes one for each language of it."""
    env = Environment(  # noqa: S701 - Django passes autoescape=True in the options
        **{**options, "auto_reload": False, "trim_blocks": True, "lstrip_blocks": True},
        extensions=["jinja2.ext.i18n"],
    )
    translated: Any = env  # the extension adds the method
    translated.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)
    env.globals.update(url=url, static=_static, once=words.once, now=timezone.now, filled=filled)
    env.filters.update(day=day, moment=moment, num=num, ago=words.ago, until=words.until, span=words.span)
    env.globals.update(graph=plot.svg, amount=plot.amount, wanted_words=plot.wanted_words)
    env.globals.update(with_unit=words.with_unit)
    env.filters.update(sentence=sentence, first_name=words.first_name, quoted=words.quoted)
    return env
