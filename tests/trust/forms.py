"""Every form of the house: found on its pages as a browser finds them, and filled in as a person might."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import timezone


@dataclass(frozen=True)
class Control:
    """One control of a form, as it stands in the page."""

    name: str
    kind: str  # the type of an input, or "textarea", "select"
    value: str = ""
    on: bool = False  # checked, or chosen
    required: bool = False
    options: tuple[str, ...] = ()


@dataclass
class Form:
    """One form that is sent by POST."""

    action: str  # the path it is sent to
    controls: list[Control] = field(default_factory=list)
    other_actions: list[str] = field(default_factory=list)  # of buttons that send it elsewhere

    @property
    def route(self) -> str:
        """The name of the address it is sent to."""
        return route_of(self.action)

    @property
    def once(self) -> bool:
        """Whether it carries a key for counting once."""
        return any(one.name == "once" and one.value for one in self.controls)


def route_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).url_name or ""
    except Resolver404:
        return ""


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found = page, []
        self.form: Form | None = None
        self.area: Control | None = None
        self.select: Control | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = Form(urljoin(self.page, told.get("action", "")))
            if told.get("method", "").lower() == "post":
                self.found.append(self.form)
        if self.form is None:
            return
        name = told.get("name", "")
        if tag == "button" and told.get("formaction"):
            self.form.other_actions.append(urljoin(self.page, told["formaction"]))
        elif tag == "button" and name and not any(one.name == name for one in self.form.controls):
            self.form.controls.append(Control(name, "hidden", told.get("value", "")))
        elif tag == "input" and name:
            kind = told.get("type", "text")
            value = told.get("value", "on" if kind == "checkbox" else "")
            self.form.controls.append(Control(name, kind, value, "checked" in told, "required" in told))
        elif tag == "textarea":
            self.area = Control(name, "textarea", "", required="required" in told)
        elif tag == "select":
            self.select = Control(name, "select", "", required="required" in told)
        elif tag == "option" and self.select is not None:
            value = told.get("value", "")
            chosen = value if "selected" in told else self.select.value
            self.select = replace(self.select, value=chosen, options=(*self.select.options, value))

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area = replace(self.area, value=self.area.value + data)

    def handle_endtag(self, tag: str) -> None:
        if self.form is not None and tag == "textarea" and self.area is not None:
            self.form.controls.append(replace(self.area, value=self.area.value.removeprefix("\n")))
            self.area = None
        elif self.form is not None and tag == "select" and self.select is not None:
            self.form.controls.append(self.select)
            self.select = None
        elif tag == "form":
            self.form = None


def forms_in(path: str, html: str) -> list[Form]:
    """The forms of a page that are sent by POST."""
    reader = _Reader(path)
    reader.feed(html)
    return reader.found


def fillings(form: Form) -> Iterator[dict[str, list[str]]]:
    """Ways to fill a form in, the likeliest first; which of them it takes in, only its answer can tell."""
    for days in (30, 0):
        for chosen in (0, 1, -1):
            for ticked in (True, False):
                yield _filled(form, days, chosen, ticked)


def _filled(form: Form, days: int, chosen: int, ticked: bool) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    radios: dict[str, list[Control]] = {}
    for one in form.controls:
        if one.kind == "radio":
            radios.setdefault(one.name, []).append(one)
        elif one.kind == "checkbox":
            if one.on or one.required or ticked:
                said.setdefault(one.name, []).append(one.value)
        elif one.kind == "select":
            some = [option for option in one.options if option]
            pick = some[min(chosen, len(some) - 1)] if some else ""
            said.setdefault(one.name, []).append(pick if chosen or not one.value else one.value)
        elif one.kind not in ("file", "submit", "button"):
            said.setdefault(one.name, []).append(_written(one, days))
    for name, choices in radios.items():
        on = [one.value for one in choices if one.on]
        values = [one.value for one in choices]
        said[name] = [on[0] if on and not chosen else values[min(chosen, len(values) - 1)]]
    return said


def _written(one: Control, days: int) -> str:
    if one.kind == "hidden" or (one.value and one.kind != "textarea"):
        return one.value
    if one.kind == "date":
        return (timezone.localdate() + timedelta(days=days)).isoformat()
    if one.kind == "email" or "email" in one.name:
        return "somebody.new@example.org"
    if one.kind == "textarea":
        return f"{one.value} And this is what I say.".strip()
    if one.kind in ("number", "text") and any(part in one.name for part in NUMBERS):
        return "7"
    return "Some words" if one.kind in ("text", "search", "password") else "7"


NUMBERS = ("value", "now", "wanted", "days", "amount", "minor", "moderate", "serious", "level", "letters_per_day")
